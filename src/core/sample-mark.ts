/** By what a backup of the sample township is known: invented records never reach a real workspace (SPEC D5). */

/** The one action in which the sample is written; it is hashed with every change, so no editing takes it away. */
export const SAMPLE_ACTION = 'sample';

export const isSample = (changes: readonly { readonly action: string }[]): boolean =>
  changes.some(({ action }) => action === SAMPLE_ACTION);
