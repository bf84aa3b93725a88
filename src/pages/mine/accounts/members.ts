/** The accounts of the township, as lists show them. */
import { useMemo } from 'react';
import type { DeviceEntry } from '#core/enrolment.ts';
import { fieldText, NO_NAMES } from '#core/text.ts';
import { member } from '#kinds/member.ts';
import { setLocal, useLocal, useStore } from '#store/hooks.ts';
import { useRecordsOf } from '#store/record-hooks.ts';
import { todayOf, type Store } from '#store/store.ts';
import { activeDevices } from './use-devices.ts';

export interface MemberLine {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly unitName: string;
  /** 调解员 · 办理调解案件 */
  readonly roleText: string;
  readonly isEnded: boolean;
}

const KINDS: readonly string[] = ['member', 'unit', 'person'];
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** By unit, then by name. */
export function useMembers(): { readonly members: readonly MemberLine[]; readonly ready: boolean } {
  const store = useStore();
  const { rows, ready } = useRecordsOf(KINDS);
  const today = todayOf(store);
  const members = useMemo(() => {
    const nameOf = (kind: string, id: unknown): string =>
      textOf(rows.get(kind)?.find((row) => row.id === id)?.values['name']);
    const lines = (rows.get('member') ?? []).map(({ id, values }): MemberLine => {
      const endedOn = textOf(values['endedOn']);
      const role = fieldText(member.fields.role, values['role'], NO_NAMES);
      return {
        id,
        name: nameOf('person', values['person']) || textOf(values['name']),
        unit: textOf(values['unit']),
        unitName: nameOf('unit', values['unit']),
        roleText: values['caseDuty'] === true ? `${role} · 办案` : role,
        isEnded: endedOn !== '' && today !== null && endedOn < today,
      };
    });
    const keyOf = ({ isEnded, unitName, name }: MemberLine) => `${isEnded ? 1 : 0}${unitName} ${name}`;
    return lines.sort((a, b) => keyOf(a).localeCompare(keyOf(b), 'zh-CN'));
  }, [rows, today]);
  return { members, ready };
}

/** Until when invitations made on this device hold, by member; their secrets are kept nowhere. */
type Invited = { readonly [member: string]: number };
const INVITED = 'invited';

export const useInvited = (): Invited => useLocal<Invited>(INVITED) ?? {};
export const rememberInvited = (store: Store, invited: Invited, id: string, until: number): Promise<string> =>
  setLocal(store, INVITED, { ...invited, [id]: until });

export interface Joining {
  readonly text: string;
  /** For a row that has little room. */
  readonly short?: string;
  readonly tone: 'plain' | 'act' | 'done' | 'soon';
}

/** 未邀请, 已邀请, 已加入 2 台设备; null while the server has not said. */
export function joiningOf(
  { id, isEnded }: Pick<MemberLine, 'id' | 'isEnded'>,
  devices: readonly DeviceEntry[] | null,
  invited: Invited,
  now: number,
): Joining | null {
  if (isEnded) return { text: '已停用', tone: 'plain' };
  if (devices === null) return null;
  const active = activeDevices(devices, id);
  if (active > 0) return { text: `已加入 ${active} 台设备`, short: `${active} 台设备`, tone: 'done' };
  return (invited[id] ?? 0) > now ? { text: '已邀请', tone: 'act' } : { text: '未邀请', tone: 'soon' };
}
