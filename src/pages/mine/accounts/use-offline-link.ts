/** The invitation as a phone without a network can take it (SPEC X12): its secret, with what this township's records say of the member. */
import type { Invitation } from '#core/enrolment.ts';
import { packInvitation } from '#core/offline-invitation.ts';
import type { SlimRow } from '#store/projection.ts';
import { useRecordsOf } from '#store/record-hooks.ts';
import { useStore } from '#store/hooks.ts';

const KINDS: readonly string[] = ['member', 'unit', 'committee'];
const textOf = (row: SlimRow | undefined, field: string): string => {
  const value = row?.values[field];
  return typeof value === 'string' ? value : '';
};

/** null where there is none to be made: the records are not here yet, or an id is none that fits. */
export function useOfflineLink({ link, expiresAt }: Invitation, member: string): string | null {
  const { joined, township } = useStore().identity;
  const { rows } = useRecordsOf(KINDS);
  const find = (kind: string, id: string) => rows.get(kind)?.find((row) => row.id === id);
  const [origin = '', secret = ''] = link.split('/join#c=');
  const account = find('member', member);
  const unit = find('unit', textOf(account, 'unit'));
  if (joined === undefined || account === undefined || unit === undefined) return null;
  const committee = rows
    .get('committee')
    ?.find((row) => textOf(row, 'unit') === unit.id && row.values['closedOn'] === undefined);
  const packed = packInvitation({
    secret,
    expiresAt,
    member,
    role: textOf(account, 'role'),
    caseDuty: account.values['caseDuty'] === true,
    township: { id: township, name: textOf(find('unit', township), 'name') },
    unit: { id: unit.id, name: textOf(unit, 'name'), unitKind: textOf(unit, 'unitKind') },
    committee: committee === undefined ? null : { id: committee.id, name: textOf(committee, 'name') },
    servers: joined.account.servers,
  });
  return packed === null ? null : `${origin}/join#o=${packed}`;
}
