/** What follows from changes once they are stored and judged: verdicts, rows, numbers and counts, in the same transaction. */
import { ofCountsRecord } from '#core/case-counts.ts';
import type { IdentifiedChange } from '#core/change.ts';
import { unitOfScope } from '#core/fold.ts';
import type { Verdict, VerdictReason } from '#core/verdict.ts';
import { mediationCase } from '#kinds/index.ts';
import type { Fresh } from './append.ts';
import { countsAmong, countsScope, publishCounts } from './counts.ts';
import { judge, type Bench } from './judge.ts';
import { byCode, changeOfRow, findChanges, inParts, servedRecords, type Db } from './log.ts';
import { numberCases } from './numbers.ts';
import { findCases, foldRecords, keepPlaces, saveCases } from './rows.ts';
import type { Turn } from './turn.ts';
import { judgedAmong, judgedBy, sayVerdicts, takeVerdicts } from './verdicts.ts';

const isCases = (scope: string): boolean => scope.endsWith('/cases');

/** The streams that settling these changes may lengthen: their own, and the counts of every unit whose cases they move. */
export async function scopesToHold(db: Db, township: string, changes: readonly IdentifiedChange[]): Promise<string[]> {
  const scopes = new Set(changes.map(({ scope }) => scope));
  const cases = new Set<string>();
  for (const { ops } of changes) {
    for (const { kind, record, field, value } of ops) {
      if (kind !== mediationCase.name) continue;
      cases.add(record);
      if (field === 'transferredFrom' && typeof value === 'string') cases.add(value);
    }
  }
  for (const scope of scopes) if (isCases(scope)) scopes.add(countsScope(unitOfScope(scope)));
  const touched = await findCases(db, township, [...cases]);
  const sources = touched.map(({ transferredFrom }) => transferredFrom).filter((record) => record !== '');
  for (const { unit } of [...touched, ...(await findCases(db, township, sources))]) scopes.add(countsScope(unit));
  return [...scopes];
}

/** Whatever decides about the rest comes first: who has an account, then which units and committees there are. */
const rankOf = (township: string, scope: string): number =>
  scope === `${township}/office` ? 0 : scope === `${township}/shared` ? 1 : 2;

/** Judges changes that are new in their streams and folds what they touch. `settled` is told after each rank what was folded. */
export async function settleFresh(
  turn: Turn,
  fresh: readonly Fresh[],
  openBench: () => Promise<Bench>,
  settled: (changes: readonly IdentifiedChange[]) => void,
): Promise<void> {
  const byScope = new Map<string, Fresh[]>();
  for (const one of fresh) {
    const list = byScope.get(one.change.scope);
    if (list === undefined) byScope.set(one.change.scope, [one]);
    else list.push(one);
  }
  const ranks = [0, 1, 2].map((rank) =>
    [...byScope].filter(([scope]) => rankOf(turn.township, scope) === rank).sort(([a], [b]) => byCode(a, b)),
  );
  for (const groups of ranks) {
    if (groups.length === 0) continue;
    const changes = groups.flatMap(([, group]) => group.map(({ change }) => change));
    for (const [scope, group] of groups) await takeVerdicts(turn, scope, ofServers(turn, group));
    const judged = await judgedAmong(
      turn.db,
      turn.township,
      changes.map(({ id }) => id),
    );
    const bench = await openBench();
    for (const [scope, group] of groups)
      await judgeGroup(
        turn,
        bench,
        scope,
        group.filter(({ change }) => !judged.has(change.id)),
      );
    await settleRecords(turn, [...changes, ...(await judgedBy(turn.db, turn.township, turn.servers, changes))]);
    settled(changes);
  }
}

const ofServers = ({ servers }: Turn, group: readonly Fresh[]): IdentifiedChange[] =>
  group.map(({ change }) => change).filter(({ device }) => servers.has(device));

async function judgeGroup(turn: Turn, bench: Bench, scope: string, group: readonly Fresh[]): Promise<void> {
  const verdicts: Verdict[] = [];
  for (const one of group) {
    const held = await judge(bench, one);
    if (held !== null) verdicts.push({ change: one.change.id, ...held });
  }
  await sayVerdicts(turn, scope, verdicts, true);
}

/** Whose changes are asked for: of one device, all or those that its own key has signed, or among these ids. */
type Of = { readonly device: string; readonly isSigned: boolean } | { readonly ids: readonly string[] };

/** Changes that wait for the office because nobody knew whose they are. */
export async function unprovenOnes(db: Db, township: string, of: Of) {
  const waiting = (part: readonly string[] | null) => {
    const found = db
      .selectFrom('verdicts')
      .select('change')
      .where('township', '=', township)
      .where('reason', '=', 'unknownDevice' satisfies VerdictReason)
      .where('state', '=', 'review');
    return (part === null ? found : found.where('change', 'in', part)).execute();
  };
  const held = 'ids' in of ? await inParts(of.ids, waiting) : await waiting(null);
  const found = await findChanges(
    db,
    township,
    held.map(({ change }) => change),
  );
  const rows =
    'ids' in of ? found : found.filter(({ device, proven }) => device === of.device && (proven === 1 || !of.isSigned));
  return rows.sort((a, b) => a.n - b.n).map(changeOfRow);
}

/** Judges changes whose author is known by now; `reason` stands beside those that are let through. */
export async function judgeAnew(
  turn: Turn,
  bench: Bench,
  changes: readonly IdentifiedChange[],
  reason: VerdictReason,
): Promise<void> {
  const byScope = new Map<string, Verdict[]>();
  for (const change of changes) {
    const held = await judge(bench, { change, proven: true });
    const verdict = { change: change.id, ...(held ?? { state: 'accepted' as const, reason }) };
    byScope.set(change.scope, [...(byScope.get(change.scope) ?? []), verdict]);
  }
  for (const [scope, verdicts] of [...byScope].sort(([a], [b]) => byCode(a, b))) {
    await sayVerdicts(turn, scope, verdicts, false);
  }
  await settleRecords(turn, changes);
}

/** Counts are carried on cell by cell, not folded. */
const foldedRecords = (changes: readonly IdentifiedChange[]): string[] =>
  [...new Set(changes.flatMap(servedRecords))].filter((record) => ofCountsRecord(record) === null);

/** Folds the records of these changes anew, with what follows for numbers and counts. */
export async function settleRecords(turn: Turn, changes: readonly IdentifiedChange[]): Promise<void> {
  await keepPlaces(turn, changes);
  const cases = await foldRecords(turn, foldedRecords(changes));
  const numbered = await numberCases(turn, cases);
  await saveCases(turn.db, numbered);
  const counted = cases.map((one, at) => ({ ...one, now: numbered[at] ?? one.now }));
  await publishCounts(turn, counted, countsAmong(changes.filter(({ device }) => turn.servers.has(device))));
}
