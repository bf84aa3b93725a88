/** How old the last backup is and how much exists only here (SPEC B4). Apart from exporting: the first screen shows it. */
import type { Chain } from './db.ts';
import { LAST_BACKUP } from './meta-keys.ts';
import { devicesOf, type Store } from './store.ts';

/** When this workspace was last backed up, and how many changes this device had written by then. */
export interface LastBackup {
  readonly at: number;
  readonly changes: number;
}

export interface BackupState {
  /** Milliseconds since 1970; null when there never was one. */
  readonly at: number | null;
  /** Changes of this device that no backup holds: what would be lost with the phone (SPEC B4). */
  readonly unsaved: number;
}

function countOwn({ identity }: Store, chains: readonly Chain[]): number {
  const own = devicesOf(identity);
  return chains.reduce((sum, { device, n }) => (own.includes(device) ? sum + n : sum), 0);
}

export const ownChanges = async (store: Store): Promise<number> => countOwn(store, await store.db.chains.toArray());

/** Call once the file has left the app: a share sheet that was closed is no backup. */
export const rememberBackup = ({ db }: Store, { last }: { readonly last: LastBackup }): Promise<string> =>
  db.meta.put({ id: LAST_BACKUP, value: last });

/** By what `meta` holds under LAST_BACKUP, and the chains. */
export function backupStateFrom(store: Store, last: unknown, chains: readonly Chain[]): BackupState {
  const { at = null, changes = 0 } = (last ?? {}) as Partial<LastBackup>;
  return { at, unsaved: countOwn(store, chains) - changes };
}

export async function backupStateOf(store: Store): Promise<BackupState> {
  const { db } = store;
  const [last, chains] = await Promise.all([db.meta.get(LAST_BACKUP), db.chains.toArray()]);
  return backupStateFrom(store, last?.value, chains);
}
