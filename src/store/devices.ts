/** The devices this workspace knows: its own, and those whose changes came with backups. */
import { useLiveQuery } from 'dexie-react-hooks';
import type { KnownDevice } from './db.ts';
import { useStore } from './hooks.ts';
import { guarded } from './guarded.ts';
import type { Store } from './store.ts';

/** undefined while they are being read; the own one comes first. */
export function useDevices(): readonly KnownDevice[] | undefined {
  const { db, identity } = useStore();
  return useLiveQuery(async () => {
    const devices = await db.devices.toArray();
    const rank = ({ id }: KnownDevice) => (id === identity.device ? 0 : 1);
    return devices.sort((a, b) => rank(a) - rank(b));
  }, [db, identity]);
}

/** The name travels with backups, so that a history can say on which phone something was written. */
export const renameDevice = (store: Store, name: string) =>
  guarded(store, () => store.db.devices.update(store.identity.device, { name }));
