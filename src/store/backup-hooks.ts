/** How screens read the state of backups: live. */
import { useLiveQuery } from 'dexie-react-hooks';
import { backupStateFrom, backupStateOf, type BackupState } from './backup-state.ts';
import { useLive, useStore } from './hooks.ts';
import { LAST_BACKUP } from './meta-keys.ts';

/** undefined while it is being read. */
export function useBackupState(): BackupState | undefined {
  const store = useStore();
  return useLive(
    () => backupStateOf(store),
    ({ meta, chains }) => backupStateFrom(store, meta.get(LAST_BACKUP), chains),
    [store],
  );
}

/** How many photos lie on this device. */
export function usePhotoCount(): number | undefined {
  const { db } = useStore();
  return useLiveQuery(() => db.blobs.count(), [db]);
}
