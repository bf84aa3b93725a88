/** Who changed something, on which device, and when: for history, conflicts and the foot of a record. */
import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import type { Touch } from '#core/fold.ts';
import { msOf } from '#core/stamp.ts';
import { useRecords, useStore } from '#store/hooks.ts';
import { zhMoment } from '#pages/shell/moment.ts';

export type SayWho = (touch: Pick<Touch, 'actor' | 'device' | 'stamp'>) => { readonly who: string; readonly when: string };

const UNNAMED = '本机使用人';

export function useWho(): SayWho {
  const { db, identity } = useStore();
  const { rows } = useRecords('member');
  const devices = useLiveQuery(() => db.devices.toArray(), [db]);
  return useMemo(() => {
    const names = new Map(rows.map(({ id, values }) => [id, values['name']]));
    const deviceNames = new Map((devices ?? []).map(({ id, name }) => [id, name]));
    return ({ actor, device, stamp }) => {
      const name = names.get(actor);
      const person = typeof name === 'string' && name !== UNNAMED ? name : '';
      const where = device === identity.device ? '本机' : `另一台设备（${deviceNames.get(device) || device.slice(0, 4)}）`;
      return { who: [person, where].filter((part) => part !== '').join(' · '), when: zhMoment(msOf(stamp)) };
    };
  }, [rows, devices, identity]);
}
