/** What can go wrong with the device's storage, told apart and returned; everything else is a bug and throws (D7). */
import Dexie from 'dexie';
import type { Store } from './store.ts';

/** full: the device has no room left. closed: the system cut the connection and reopening did not help. */
export type Failure = 'full' | 'closed';
export type Guarded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return '';
  // Dexie wraps the browser's error; the reason stands inside.
  const inner = (error as { inner?: unknown }).inner;
  return error.name === 'AbortError' && inner instanceof Error ? inner.name : error.name;
};

const isFull = (error: unknown): boolean => nameOf(error) === 'QuotaExceededError';
/** AbortError without a reason inside: the connection was closed by force while the transaction ran. VersionError: a newer app has the database. */
export const isClosed = (error: unknown): boolean =>
  ['DatabaseClosedError', 'InvalidStateError', 'UnknownError', 'AbortError', 'VersionError'].includes(nameOf(error));

/** Runs a write; a lost connection is reopened once (a transaction that failed has stored nothing). */
export async function guarded<T>({ db }: Pick<Store, 'db'>, work: () => PromiseLike<T>): Promise<Guarded<T>> {
  for (let attempt = 0; ; attempt++) {
    try {
      return { ok: true, value: await work() };
    } catch (error) {
      if (isFull(error)) return { ok: false, failure: 'full' };
      if (!isClosed(error)) throw error;
      if (attempt > 0 || db.isGone) return { ok: false, failure: 'closed' };
      db.close();
      try {
        await db.open();
      } catch (reason) {
        if (reason instanceof Dexie.DexieError) return { ok: false, failure: 'closed' };
        throw reason;
      }
    }
  }
}
