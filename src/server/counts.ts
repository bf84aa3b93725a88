/** Publishes how many cases a unit has, for those who may not see the cases (SPEC S2, S3). */
import { CASE_COUNTS, countPath, countsRecord, ofCountsRecord } from '#core/case-counts.ts';
import type { Json } from '#core/canonical.ts';
import type { IdentifiedChange, Op } from '#core/change.ts';
import { foldOwn, headsOfPath, opsOf, type Row } from '#core/fold.ts';
import { byCode } from './log.ts';
import { foldRecords, findRow, saveRows, type FoldedCase } from './rows.ts';
import type { CaseTable } from './tables.ts';
import { MovedMeanwhile, type Turn } from './turn.ts';

interface UnitYear {
  readonly unit: string;
  readonly year: number;
}

export const countsScope = (unit: string): string => `${unit}/counts`;

/** Counts anew what these cases may have moved, and says only what differs. */
export async function publishCounts(turn: Turn, cases: readonly FoldedCase[], others: readonly UnitYear[] = []) {
  const moved = new Map<string, UnitYear>();
  const touch = ({ unit, year }: UnitYear): void => {
    if (year > 0) moved.set(countsRecord(unit, year), { unit, year });
  };
  for (const { before, now } of cases) {
    if (before !== undefined && sameCount(before, now)) continue;
    if (before !== undefined) touch(before);
    touch(now);
  }
  for (const from of await continuedBy(turn, cases)) touch(from);
  others.forEach(touch);
  for (const [record, unitYear] of [...moved].sort(([a], [b]) => byCode(a, b))) await publish(turn, record, unitYear);
}

const COUNTED = ['unit', 'acceptedOn', 'disputeType', 'source', 'status', 'transferredFrom', 'removed'] as const;
const sameCount = (a: CaseTable, b: CaseTable): boolean => COUNTED.every((column) => a[column] === b[column]);

/** Cases of other units that these continue, or no longer do. */
async function continuedBy({ db, township }: Turn, cases: readonly FoldedCase[]): Promise<CaseTable[]> {
  const from = cases.flatMap(({ before, now }) => [before?.transferredFrom ?? '', now.transferredFrom]);
  const records = [...new Set(from)].filter((record) => record !== '');
  if (records.length === 0) return [];
  return db.selectFrom('cases').selectAll().where('township', '=', township).where('record', 'in', records).execute();
}

async function publish(turn: Turn, record: string, { unit, year }: UnitYear): Promise<void> {
  const { db, township, author, streams } = turn;
  const scope = countsScope(unit);
  if (!streams.holds(scope)) throw new MovedMeanwhile(scope);
  const row = await findRow(db, township, record);
  const counts = await count(turn, { unit, year });
  const said = (row?.values['cases'] ?? {}) as { readonly [item: string]: Json };
  const paths = new Set([...counts.keys(), ...Object.keys(said).map((item) => `cases.${item}`)]);
  const ops = [...paths].sort().flatMap((path): Op[] => {
    const value = counts.get(path) ?? null;
    const isSaid = (said[path.slice('cases.'.length)] ?? null) === value && row?.conflicts[path] === undefined;
    return isSaid ? [] : [{ record, kind: CASE_COUNTS, field: path, value, replaces: headsOfPath(row, path) }];
  });
  const changes = await author.write(scope, ops);
  if (changes.length > 0) await refold(turn, row, record, changes);
}

/** A year of edits is thousands of changes: the row is carried on, not folded from the first. */
async function refold(
  { db, township }: Turn,
  row: Row | undefined,
  record: string,
  changes: readonly IdentifiedChange[],
) {
  let next = row;
  for (const change of changes) next = foldOwn(next, opsOf([change])) ?? undefined;
  if (next === undefined || changes.length > 1) await foldRecords(db, township, [record]);
  else await saveRows(db, township, [next]);
}

async function count({ db, township }: Turn, { unit, year }: UnitYear): Promise<Map<string, number>> {
  const cases = await db
    .selectFrom('cases')
    .select(['record', 'acceptedOn', 'disputeType', 'source', 'status'])
    .where('township', '=', township)
    .where('unit', '=', unit)
    .where('year', '=', year)
    .where('removed', '=', 0)
    .execute();
  const continued = await db
    .selectFrom('cases')
    .select('transferredFrom')
    .where('township', '=', township)
    .where('removed', '=', 0)
    .where('transferredFrom', 'in', (of) =>
      of
        .selectFrom('cases as own')
        .select('own.record')
        .where('own.township', '=', township)
        .where('own.unit', '=', unit)
        .where('own.year', '=', year),
    )
    .execute();
  const handedUp = new Set(continued.map(({ transferredFrom }) => transferredFrom));
  const counts = new Map<string, number>();
  for (const { record, acceptedOn, ...codes } of cases) {
    const path = countPath({ month: acceptedOn.slice(5, 7), ...codes, handedUp: handedUp.has(record) });
    counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return counts;
}

/** Units and years whose published counts these changes of an earlier epoch speak of. */
export const countsAmong = (changes: readonly IdentifiedChange[]): UnitYear[] =>
  changes.flatMap(({ ops }) =>
    ops.flatMap(({ kind, record }) => (kind === CASE_COUNTS ? (ofCountsRecord(record) ?? []) : [])),
  );
