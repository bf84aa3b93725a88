/** The time after a restoration, until the office says that the devices have brought everything back (SPEC X9, X10). */
import { closeEpochRecovery, readEpochs } from './epochs.ts';
import type { Db } from './log.ts';
import { changesOfRecords } from './log.ts';
import { lacksNumber } from './numbers.ts';
import { countsScope } from './counts.ts';
import { settleRecords } from './settle.ts';
import type { Tx } from './storage.ts';
import type { CaseTable } from './tables.ts';
import { takeTurn, type Ports } from './turn.ts';

export interface Recovery {
  readonly state: 'open' | 'closed';
  readonly since: number;
  /** Devices that have not been in touch since the restoration: what only they hold is not back yet. */
  readonly missing: readonly { readonly device: string; readonly name: string; readonly member: string | null }[];
  /** Cases that get their number when the recovery is closed. */
  readonly unnumbered: number;
}

async function unnumbered(db: Db, township: string): Promise<CaseTable[]> {
  const rows = await db
    .selectFrom('cases')
    .selectAll()
    .where('township', '=', township)
    .where('fileNumber', '=', '')
    .where('removed', '=', 0)
    .execute();
  return rows.filter(lacksNumber);
}

export async function readRecovery(db: Db, township: string): Promise<Recovery> {
  const { recovery, startedAt } = (await readEpochs(db, township)).present;
  const missing = await db
    .selectFrom('devices')
    .select(['device', 'name', 'member'])
    .where('township', '=', township)
    .where('kind', '=', 'device')
    .where('state', '=', 'active')
    .where('member', 'is not', null)
    .where('seenAt', '<', startedAt)
    .execute();
  return { state: recovery, since: startedAt, missing, unnumbered: (await unnumbered(db, township)).length };
}

/** Closes the recovery and issues the numbers that waited for it. */
export async function closeRecovery(ports: Ports, tx: Tx, township: string): Promise<readonly string[]> {
  await closeEpochRecovery(tx, (await readEpochs(tx, township)).present);
  const waiting = await unnumbered(tx, township);
  const changes = await changesOfRecords(
    tx,
    township,
    waiting.map(({ record }) => record),
  );
  const scopes = new Set(changes.flatMap(({ scope }) => [scope]));
  for (const { unit } of waiting) scopes.add(countsScope(unit));
  const turn = await takeTurn(ports, tx, township, await readEpochs(tx, township), [...scopes]);
  await settleRecords(turn, changes);
  return turn.finish();
}
