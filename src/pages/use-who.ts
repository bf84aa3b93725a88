/** Who changed something, on which device, and when: for history, conflicts and the foot of a record. */
import { useMemo } from 'react';
import type { Touch } from '#core/fold.ts';
import { useStore } from '#store/hooks.ts';
import { useRecords } from '#store/record-hooks.ts';
import { devicesOf } from '#store/store.ts';
import { useDeviceNames } from '#store/lists.ts';
import { writtenAt } from './shell/moment.ts';

export type SayWho = (touch: Pick<Touch, 'actor' | 'device' | 'stamp'>) => {
  readonly who: string;
  readonly when: string;
};

const UNNAMED = '本机使用人';

export function useWho(): SayWho {
  const { identity, ports } = useStore();
  const { rows } = useRecords('member');
  const devices = useDeviceNames();
  return useMemo(() => {
    const names = new Map(rows.map(({ id, values }) => [id, values['name']]));
    const account = identity.joined?.account;
    if (account !== undefined && !names.has(account.member)) names.set(account.member, account.name);
    const own = devicesOf(identity);
    // It writes the numbers that it gives.
    const servers = account?.servers ?? [];
    return ({ actor, device, stamp }) => {
      const name = names.get(actor);
      const person = typeof name === 'string' && name !== UNNAMED ? name : '';
      const called = devices?.get(device);
      const where = own.includes(device)
        ? '本机'
        : servers.includes(device)
          ? '乡镇服务器'
          : `另一台设备（${called || device.slice(0, 4)}）`;
      return { who: [person, where].filter((part) => part !== '').join(' · '), when: writtenAt(stamp, ports.now()) };
    };
  }, [rows, devices, identity, ports]);
}
