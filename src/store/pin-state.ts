/** Whether a PIN is set and what is known around it. Apart from setting and trying it: every start asks. */
import { NO_TRIES, type Tries } from '#core/pin.ts';
import type { Sealed } from '#core/seal.ts';
import { useLive, useStore } from './hooks.ts';
import { ASKED, PIN, TRIES, VERIFIER } from './meta-keys.ts';
import type { Store } from './store.ts';

export interface Pin {
  readonly sealed: Sealed;
  /** So that the last digit opens, as on the phone itself. */
  readonly length: number;
  /** Minutes after which the screen locks. */
  readonly minutes: number;
}

/** What proves that somebody knows the passphrase of the latest encrypted backup, without being it. */
export interface Verifier extends Sealed {
  readonly hint: string;
  readonly at: number;
}

export interface PinState {
  /** null: no PIN is set. */
  readonly pin: Pin | null;
  readonly tries: Tries;
  readonly verifier: Verifier | null;
  /** When setting the PIN anew was asked for; null while nobody did. */
  readonly asked: number | null;
}

const KEYS = [PIN, TRIES, VERIFIER, ASKED];

const pinOf = ([pin, tries, verifier, asked]: readonly unknown[]): PinState => ({
  pin: (pin as Pin | undefined) ?? null,
  tries: (tries as Tries | undefined) ?? NO_TRIES,
  verifier: (verifier as Verifier | undefined) ?? null,
  asked: (asked as number | undefined) ?? null,
});

export const readPin = async ({ db }: Store): Promise<PinState> =>
  pinOf((await db.meta.bulkGet(KEYS)).map((entry) => entry?.value));

/** undefined while it is being read. Live: a PIN set in one tab holds in all. */
export function usePin(): PinState | undefined {
  const store = useStore();
  return useLive(
    () => readPin(store),
    ({ meta }) => pinOf(KEYS.map((key) => meta.get(key))),
    [store],
  );
}
