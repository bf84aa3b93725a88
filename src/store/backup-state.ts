/** How old the last backup is and how much exists only here (SPEC B4). Apart from exporting: the first screen shows it. */
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

const LAST = 'local/lastBackup';

export async function ownChanges({ db, identity }: Store): Promise<number> {
  const own = devicesOf(identity);
  const chains = await db.chains.filter(({ device }) => own.includes(device)).toArray();
  return chains.reduce((sum, { n }) => sum + n, 0);
}

/** Call once the file has left the app: a share sheet that was closed is no backup. */
export const rememberBackup = ({ db }: Store, { last }: { readonly last: LastBackup }): Promise<string> =>
  db.meta.put({ id: LAST, value: last });

export async function backupStateOf(store: Store): Promise<BackupState> {
  const last = (await store.db.meta.get(LAST))?.value as LastBackup | undefined;
  return { at: last?.at ?? null, unsaved: (await ownChanges(store)) - (last?.changes ?? 0) };
}
