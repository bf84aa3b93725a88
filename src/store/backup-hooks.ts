/** How screens read the state of backups: live. */
import { useLiveQuery } from 'dexie-react-hooks';
import { backupStateOf, type BackupState } from './backup-state.ts';
import { useStore } from './hooks.ts';

/** undefined while it is being read. */
export function useBackupState(): BackupState | undefined {
  const store = useStore();
  return useLiveQuery(() => backupStateOf(store), [store]);
}

/** How many photos lie on this device. */
export function usePhotoCount(): number | undefined {
  const { db } = useStore();
  return useLiveQuery(() => db.blobs.count(), [db]);
}
