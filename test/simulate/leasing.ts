/** What a world knows of the official numbers that its devices issue themselves (SPEC X10). */
import { Chance } from './chance.ts';
import type { Device } from './device.ts';
import type { Gift } from './memory-store.ts';
import { Violation } from './violation.ts';

/** In how many worlds devices issue numbers. */
const SHARE = 0.4;
const SALT = 0x5eed_1ea5;

/** A number that a device has given, and the key under which it did. */
interface Given extends Gift {
  readonly by: Device;
  readonly key: string;
}

export class Leasing {
  /** Apart from the world's, so that what else happens in it does not change with this. */
  readonly chance: Chance;
  readonly given: Given[] = [];
  /** Keys of devices from which the office has taken a lease: what they gave meanwhile may be given again. */
  readonly taken = new Set<string>();
  /** Requests on their way. */
  readonly late: (() => Promise<string>)[] = [];

  /** Keys that more than one device has. */
  readonly cloned = new Set<string>();

  private constructor(chance: Chance) {
    this.chance = chance;
  }

  static of(seed: number, wanted?: boolean): Leasing | null {
    const chance = new Chance(seed ^ SALT);
    // Drawn in any case: what a wanted world does is what it would do by luck.
    const byLuck = chance.is(SHARE);
    return (wanted ?? byLuck) ? new Leasing(chance) : null;
  }

  /** A device gives a number to a record: never one to two, and under one word of the server never two to one. */
  note(by: Device, { lease, record, text }: Gift): void {
    const key = by.id;
    for (const other of this.given) {
      if (other.by !== by || other.key !== key) continue;
      const isOther = other.text === text && other.record !== record;
      if (isOther) throw new Violation(`[X10] ${by.name} gives ${text} to a second record`);
      const isSecond = other.record === record && other.text !== text && other.lease.said === lease.said;
      if (isSecond) throw new Violation(`[X10] ${by.name} gives a second number, ${text}, to a record`);
    }
    this.given.push({ lease, record, text, by, key });
  }
}
