/** Chance by seed: the same seed gives the same run, wherever and whenever it is run. */

export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed ^ 0x9e3779b9) >>> 0;
  }

  /** From 0 to 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  between(first: number, last: number): number {
    return first + this.below(last - first + 1);
  }

  is(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error('Nothing to pick from');
    return list[this.below(list.length)] as T;
  }

  /** One of the keys, as often as its weight says. */
  weighted<K extends string>(weights: { readonly [key in K]: number }): K {
    const keys = Object.keys(weights) as K[];
    let at = this.next() * keys.reduce((sum, key) => sum + weights[key], 0);
    for (const key of keys) if ((at -= weights[key]) < 0) return key;
    return keys[keys.length - 1] as K;
  }

  /** Weights of one run: some things never happen in it, others often, so that rare ones meet (swarm testing). */
  swarm<K extends string>(
    weights: { readonly [key in K]: number },
    always: readonly NoInfer<K>[] = [],
  ): Record<K, number> {
    const keys = Object.keys(weights) as K[];
    const factor = (key: K): number => (always.includes(key) ? 1 : this.pick([0, 1, 1, 2, 6]));
    return Object.fromEntries(keys.map((key) => [key, weights[key] * factor(key)])) as Record<K, number>;
  }

  shuffled<T>(list: readonly T[]): T[] {
    const out = [...list];
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [out[i], out[j]] = [out[j] as T, out[i] as T];
    }
    return out;
  }

  readonly bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => this.below(256));
}
