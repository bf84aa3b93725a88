/** Writing for a screen: whatever went wrong, the screen stays, what was typed stays, and a sentence says so. */
import type { Failure, Guarded } from '#store/guarded.ts';

/** other: nobody foresaw it; it is reported where a developer can see it. */
export type WriteFailure = Failure | 'other';
export type Written<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: WriteFailure };

export async function tryWrite<T>(work: () => Promise<Guarded<T>>): Promise<Written<T>> {
  try {
    return await work();
  } catch (error) {
    reportError(error);
    return { ok: false, failure: 'other' };
  }
}
