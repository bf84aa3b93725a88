/** Whether a PIN is set and what is known around it. Apart from setting and trying it: every start asks. */
import { useLiveQuery } from 'dexie-react-hooks';
import { NO_TRIES, type Tries } from '#core/pin.ts';
import type { Sealed } from '#core/seal.ts';
import { useStore } from './hooks.ts';
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

/** Where each part stands in the workspace's `meta`. */
export const PIN = 'pin/code';
export const TRIES = 'pin/tries';
export const VERIFIER = 'pin/passphrase';
export const ASKED = 'pin/asked';

export async function readPin({ db }: Store): Promise<PinState> {
  const [pin, tries, verifier, asked] = await db.meta.bulkGet([PIN, TRIES, VERIFIER, ASKED]);
  return {
    pin: (pin?.value as Pin | undefined) ?? null,
    tries: (tries?.value as Tries | undefined) ?? NO_TRIES,
    verifier: (verifier?.value as Verifier | undefined) ?? null,
    asked: (asked?.value as number | undefined) ?? null,
  };
}

/** undefined while it is being read. Live: a PIN set in one tab holds in all. */
export function usePin(): PinState | undefined {
  const store = useStore();
  return useLiveQuery(() => readPin(store), [store]);
}
