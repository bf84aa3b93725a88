import { dayOfMs } from '#core/day.ts';
import type { Row } from '#core/fold.ts';
import { memberOf } from '#core/rights.ts';
import { member as memberKind } from '#kinds/member.ts';
import type { Db } from '#server/log.ts';
import { openRegister } from '#server/register.ts';
import { readOwners } from '#server/standing.ts';
import type { Tx } from '#server/storage.ts';

/** A member as the township's records say today. */
export type FoundMember = 'none' | 'ended' | { readonly unit: string };

export async function findMember(tx: Tx, township: string, id: string, now: number): Promise<FoundMember> {
  const owner = (await readOwners(openRegister(tx, township), [{ member: id, founder: 0 }], now)).get(id);
  if (owner === undefined || owner.row === null) return 'none';
  if (owner.member !== null) return { unit: owner.member.unit };
  // Without a day it is judged by its form alone: what is no account today was none either, or it has ended.
  return owner.row.removed === null && memberOf(id, owner.row.values, null) === null ? 'none' : 'ended';
}

/** Accounts that write the township's office records today. */
export async function officeMembers(
  db: Db,
  township: string,
  now: number,
): Promise<{ readonly id: string; readonly name: string }[]> {
  const rows = await db
    .selectFrom('rows')
    .select(['record', 'row'])
    .where('township', '=', township)
    .where('kind', '=', memberKind.name)
    .where('scope', '=', `${township}/office`)
    .orderBy('record')
    .execute();
  return rows.flatMap(({ record, row }) => {
    const { values, removed } = JSON.parse(row) as Row;
    const isOffice = removed === null && memberOf(record, values, dayOfMs(now))?.role === 'office';
    const name = typeof values['name'] === 'string' ? values['name'] : '';
    return isOffice ? [{ id: record, name }] : [];
  });
}
