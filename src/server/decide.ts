/** What the office decides about changes that were held back (SPEC X4, X8). */
import type { Verdict } from '#core/verdict.ts';
import type { Fresh } from './append.ts';
import { judge, openBench } from './judge.ts';
import { changeOfRow, findChanges, inParts } from './log.ts';
import { scopesToHold, settleRecords } from './settle.ts';
import type { Tx } from './storage.ts';
import type { Tables } from './tables.ts';
import { takeTurn, type Ports } from './turn.ts';
import { sayVerdicts } from './verdicts.ts';

export type Decision = 'accepted' | 'quarantined';

/** Groups verdicts by the scope of what they judge. */
function byScope(rows: readonly Tables['changes'][], verdictOf: (id: string) => Omit<Verdict, 'change'>) {
  const groups = new Map<string, Verdict[]>();
  for (const { id, scope } of rows) {
    const verdict = { change: id, ...verdictOf(id) };
    groups.set(scope, [...(groups.get(scope) ?? []), verdict]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Revises the verdicts on these changes. One that waits behind a gap is let through when it is accepted. */
export async function decide(
  ports: Ports,
  tx: Tx,
  township: string,
  ids: readonly string[],
  state: Decision,
): Promise<readonly string[]> {
  const rows = await findChanges(tx, township, [...new Set(ids)]);
  if (rows.length === 0) return [];
  const changes = rows.map(changeOfRow);
  const turn = await takeTurn(ports, tx, township, await scopesToHold(tx, township, changes));
  const waiting = rows.filter((row) => row.state === 'waiting').sort((a, b) => a.n - b.n);
  const freed = state === 'accepted' ? waiting : [];
  await letThrough(tx, township, freed);
  for (const { scope, id } of freed) turn.streams.add(scope, id);
  // What is in no stream cannot be judged there.
  const judged = state === 'accepted' ? rows : rows.filter((row) => row.state === 'stored');
  for (const [scope, verdicts] of byScope(judged, () => ({ state, reason: 'decided' }))) {
    await sayVerdicts(turn, scope, verdicts, false);
  }
  await settleRecords(turn, changes);
  return turn.streams.flush();
}

async function letThrough(tx: Tx, township: string, rows: readonly Tables['changes'][]): Promise<void> {
  await inParts(rows, async (part) => {
    const ids = part.map(({ id }) => id);
    await tx
      .updateTable('changes')
      .set({ state: 'stored' })
      .where('township', '=', township)
      .where('id', 'in', ids)
      .execute();
    return [];
  });
  for (const { device, scope } of rows) {
    await tx
      .updateTable('chains')
      .set((eb) => ({ waiting: eb('waiting', '-', 1) }))
      .where('township', '=', township)
      .where('device', '=', device)
      .where('scope', '=', scope)
      .execute();
  }
}

/** Gives a device its owner and judges anew what was held back because nobody knew whose it was. */
export async function confirmDevice(
  ports: Ports,
  tx: Tx,
  township: string,
  device: string,
  member: string,
): Promise<readonly string[]> {
  const confirmed = await tx
    .updateTable('devices')
    .set({ member })
    .where('township', '=', township)
    .where('device', '=', device)
    .where('kind', '=', 'device')
    .where((eb) => eb.or([eb('member', 'is', null), eb('member', '=', member)]))
    .returning('device')
    .executeTakeFirst();
  // A device changes its owner only by clearing (SPEC D5): one that is somebody's stays so.
  if (confirmed === undefined) return [];
  const rows = await tx
    .selectFrom('verdicts')
    .innerJoin('changes', (join) =>
      join.onRef('changes.township', '=', 'verdicts.township').onRef('changes.id', '=', 'verdicts.change'),
    )
    .selectAll('changes')
    .where('verdicts.township', '=', township)
    .where('verdicts.reason', '=', 'unknownDevice')
    .where('verdicts.state', '=', 'review')
    .where('changes.device', '=', device)
    .execute();
  if (rows.length === 0) return [];
  const changes = rows.sort((a, b) => a.n - b.n).map(changeOfRow);
  const turn = await takeTurn(ports, tx, township, await scopesToHold(tx, township, changes));
  const bench = await openBench({ db: tx, township, now: turn.now, carrier: null, chains: new Map() }, changes);
  const said = new Map<string, Omit<Verdict, 'change'>>();
  for (const change of changes) {
    const fresh: Fresh = { change, proven: true };
    said.set(change.id, (await judge(bench, fresh)) ?? { state: 'accepted', reason: 'decided' });
  }
  for (const [scope, verdicts] of byScope(rows, (id) => said.get(id) ?? { state: 'accepted', reason: 'decided' })) {
    await sayVerdicts(turn, scope, verdicts, false);
  }
  await settleRecords(turn, changes);
  return turn.streams.flush();
}
