/** Publishes how many cases a unit has, for those who may not see the cases (SPEC S2, S3). */
import { sql } from 'kysely';
import { CASE_COUNTS, countPath, countsRecord, ofCountsRecord } from '#core/case-counts.ts';
import type { Json } from '#core/canonical.ts';
import type { IdentifiedChange, Op } from '#core/change.ts';
import { foldOwn, headsOfPath, opsOf, type Row } from '#core/fold.ts';
import { byCode, inParts } from './log.ts';
import { foldRecords, type FoldedCase } from './rows.ts';
import type { CaseTable } from './tables.ts';
import { MovedMeanwhile, type Turn } from './turn.ts';

interface UnitYear {
  readonly unit: string;
  readonly year: number;
}

export const countsScope = (unit: string): string => `${unit}/counts`;

/** Counts anew what these cases may have moved, and says only what differs. */
export async function publishCounts(turn: Turn, cases: readonly FoldedCase[], others: readonly UnitYear[] = []) {
  const moved = await movedBy(turn, cases, others);
  const records = [...moved.keys()].sort(byCode);
  const rows = await turn.rows.find(records);
  const counts = await count(turn, [...moved.values()]);
  const carriedOn: Row[] = [];
  const foldAnew: string[] = [];
  for (const record of records) {
    const scope = countsScope(moved.get(record)?.unit ?? '');
    if (!turn.streams.holds(scope)) throw new MovedMeanwhile(scope);
    const row = rows.get(record);
    const changes = await turn.author.write(scope, opsFor(record, row, counts.get(record) ?? new Map()));
    if (changes.length === 0) continue;
    // A year of edits is thousands of changes: the row is carried on, not folded from the first.
    const next = changes.length === 1 ? foldOwn(row, opsOf(changes)) : null;
    if (next === null) foldAnew.push(record);
    else carriedOn.push(next);
  }
  await turn.rows.save(carriedOn);
  await foldRecords(turn, foldAnew);
}

/** By their record, the counts that may be others by now. */
async function movedBy(turn: Turn, cases: readonly FoldedCase[], others: readonly UnitYear[]) {
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
  return moved;
}

const COUNTED = ['unit', 'acceptedOn', 'disputeType', 'source', 'status', 'transferredFrom', 'removed'] as const;
const sameCount = (a: CaseTable, b: CaseTable): boolean => COUNTED.every((column) => a[column] === b[column]);

/** Cases of other units that these continue, or no longer do. */
function continuedBy({ db, township }: Turn, cases: readonly FoldedCase[]): Promise<UnitYear[]> {
  const from = cases.flatMap(({ before, now }) => [before?.transferredFrom ?? '', now.transferredFrom]);
  const records = [...new Set(from)].filter((record) => record !== '');
  return inParts(records, (part) =>
    db
      .selectFrom('cases')
      .select(['unit', 'year'])
      .where('township', '=', township)
      .where('record', 'in', part)
      .execute(),
  );
}

/** What has to be said so that the record says these counts. */
function opsFor(record: string, row: Row | undefined, counts: ReadonlyMap<string, number>): Op[] {
  const said = (row?.values['cases'] ?? {}) as { readonly [item: string]: Json };
  const paths = new Set([...counts.keys(), ...Object.keys(said).map((item) => `cases.${item}`)]);
  return [...paths].sort().flatMap((path): Op[] => {
    const value = counts.get(path) ?? null;
    const isSaid = (said[path.slice('cases.'.length)] ?? null) === value && row?.conflicts[path] === undefined;
    return isSaid ? [] : [{ record, kind: CASE_COUNTS, field: path, value, replaces: headsOfPath(row, path) }];
  });
}

const monthOf = sql<string>`substr("acceptedOn", 6, 2)`;

/** The counts of each unit and year, by record and path. */
async function count({ db, township }: Turn, of: readonly UnitYear[]): Promise<Map<string, Map<string, number>>> {
  const counts = new Map<string, Map<string, number>>();
  const add = ({
    unit,
    year,
    number,
    ...by
  }: UnitYear & Parameters<typeof countPath>[0] & { number: number }): void => {
    const record = countsRecord(unit, year);
    const own = counts.get(record) ?? new Map<string, number>();
    counts.set(record, own);
    const path = countPath(by);
    own.set(path, (own.get(path) ?? 0) + number);
  };
  const all = await inParts(of, (part) =>
    db
      .selectFrom('cases')
      .select(['unit', 'year', 'disputeType', 'source', 'status', monthOf.as('month')])
      .select((eb) => eb.fn.countAll<number>().as('number'))
      .where('township', '=', township)
      .where((eb) =>
        eb(
          eb.refTuple('unit', 'year'),
          'in',
          part.map(({ unit, year }) => eb.tuple(unit, year)),
        ),
      )
      .where('removed', '=', 0)
      .groupBy(['unit', 'year', 'disputeType', 'source', 'status', monthOf])
      .execute(),
  );
  for (const each of all) add({ ...each, handedUp: false });
  // Those that another unit's case continues stand under a path of their own.
  for (const { acceptedOn, ...each } of await handedUp({ db, township }, of)) {
    const by = { ...each, month: acceptedOn.slice(5, 7) };
    add({ ...by, handedUp: false, number: -1 });
    add({ ...by, handedUp: true, number: 1 });
  }
  for (const own of counts.values()) for (const [path, number] of own) if (number === 0) own.delete(path);
  return counts;
}

async function handedUp({ db, township }: Pick<Turn, 'db' | 'township'>, of: readonly UnitYear[]) {
  const found = await inParts(of, (part) =>
    db
      .selectFrom('cases as own')
      .innerJoin('cases as up', (join) =>
        join.onRef('up.township', '=', 'own.township').onRef('up.transferredFrom', '=', 'own.record'),
      )
      .select(['own.record', 'own.unit', 'own.year', 'own.acceptedOn', 'own.disputeType', 'own.source', 'own.status'])
      .where('own.township', '=', township)
      .where((eb) =>
        eb(
          eb.refTuple('own.unit', 'own.year'),
          'in',
          part.map(({ unit, year }) => eb.tuple(unit, year)),
        ),
      )
      .where('own.removed', '=', 0)
      .where('up.removed', '=', 0)
      .execute(),
  );
  return new Map(found.map((each) => [each.record, each])).values();
}

/** Units and years whose published counts these changes of an earlier epoch speak of. */
export const countsAmong = (changes: readonly IdentifiedChange[]): UnitYear[] =>
  changes.flatMap(({ ops }) =>
    ops.flatMap(({ kind, record }) => (kind === CASE_COUNTS ? (ofCountsRecord(record) ?? []) : [])),
  );
