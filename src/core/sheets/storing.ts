/** What a page and the desk that stores a table's records tell each other; plain data, for it crosses to a worker. */

export interface StoreTarget<Identity = unknown> {
  readonly database: string;
  /** Of the records. */
  readonly kind: string;
  /** Who and what the device is, in the store's words. */
  readonly identity: Identity;
  readonly builtAt: number;
  /** By which version rows are slimmed. */
  readonly countedBy: string;
  /** Milliseconds by which the device's clock is corrected (SPEC C7). */
  readonly offset: number;
}

export type StoredSheet =
  | { readonly ok: true; readonly action: string; /** Ids of the changes. */ readonly changes: readonly string[] }
  | { readonly ok: false; readonly failure: 'full' | 'closed' };
