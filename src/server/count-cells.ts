/** Counts of cases by cell: one number for each unit, year and path of a counts record (SPEC S2). */
import { countPath, countsRecord } from '#core/case-counts.ts';
import type { Json } from '#core/canonical.ts';
import { headsOfPath, type Row } from '#core/fold.ts';
import { inParts } from './log.ts';
import { findCases, type FoldedCase } from './rows.ts';
import { statement } from './statement.ts';
import type { CaseTable, Tables } from './tables.ts';
import type { Turn } from './turn.ts';

export type Cell = Tables['caseCounts'];
export type UnitYear = Pick<Cell, 'unit' | 'year'>;
type Place = Pick<Cell, 'unit' | 'year' | 'path'>;

export const recordOf = ({ unit, year }: UnitYear): string => countsRecord(unit, year);
export const cellKey = (place: Place): string => `${recordOf(place)} ${place.path}`;

/** By cell, what these cases add to it or take from it; cells of which nothing moves are left out. */
export async function movesOf(
  turn: Turn,
  cases: readonly FoldedCase[],
): Promise<readonly (Place & { readonly by: number })[]> {
  const moved = cases.filter(({ before, now }) => before === undefined || !sameCount(before, now));
  if (moved.length === 0) return [];
  const all = [...moved, ...(await continuedBy(turn, moved))];
  const isContinued = await continuations(turn, all);
  const moves = new Map<string, Place & { by: number }>();
  const add = (place: Place | null, by: number): void => {
    if (place === null) return;
    const move = moves.get(cellKey(place));
    if (move === undefined) moves.set(cellKey(place), { ...place, by });
    else move.by += by;
  };
  for (const { before, now } of all) {
    add(placeOf(before, isContinued.before(now.record)), -1);
    add(placeOf(now, isContinued.now(now.record)), 1);
  }
  return [...moves.values()].filter(({ by }) => by !== 0);
}

const COUNTED = ['unit', 'acceptedOn', 'disputeType', 'source', 'status', 'transferredFrom', 'removed'] as const;
const sameCount = (a: CaseTable, b: CaseTable): boolean => COUNTED.every((column) => a[column] === b[column]);

/** Where a case is counted; nowhere while it has no year, or no longer. */
function placeOf(row: CaseTable | undefined, handedUp: boolean): Place | null {
  if (row === undefined || row.removed === 1 || row.year === 0) return null;
  const { unit, year, acceptedOn } = row;
  return { unit, year, path: countPath({ ...row, month: acceptedOn.slice(5, 7), handedUp }) };
}

type Moved = Pick<FoldedCase, 'before' | 'now'>;

/** Cases that these continue, or no longer do, and that do not move themselves. */
async function continuedBy({ db, township }: Turn, moved: readonly Moved[]): Promise<Moved[]> {
  const own = new Set(moved.map(({ now }) => now.record));
  const from = moved.flatMap(({ before, now }) => [before?.transferredFrom ?? '', now.transferredFrom]);
  const records = [...new Set(from)].filter((record) => record !== '' && !own.has(record));
  return (await findCases(db, township, records)).map((row) => ({ before: row, now: row }));
}

/** Whether another unit's case continues one: that stands under a path of its own. */
async function continuations({ db, township }: Turn, all: readonly Moved[]) {
  const found = await inParts(
    all.map(({ now }) => now.record),
    (part) =>
      db
        .selectFrom('cases')
        .select(['record', 'transferredFrom'])
        .where('township', '=', township)
        .where('transferredFrom', 'in', part)
        .where('removed', '=', 0)
        .execute(),
  );
  const moving = new Set(all.map(({ now }) => now.record));
  const stood = found.filter(({ record }) => !moving.has(record)).map(({ transferredFrom }) => transferredFrom);
  const left = all.flatMap(({ before }) => (before?.removed === 0 ? before.transferredFrom : []));
  const [before, now] = [new Set([...stood, ...left]), new Set(found.map(({ transferredFrom }) => transferredFrom))];
  return { before: (record: string) => before.has(record), now: (record: string) => now.has(record) };
}

type Said = Pick<Cell, 'said' | 'heads'>;

/** What no count is: several values stand against each other, and have to be replaced by one. */
const CONTRADICTED = -1;

/** By path, what a folded counts record says, and which changes say it. */
export function cellsSaid(row: Row): Map<string, Said> {
  const said = (row.values['cases'] ?? {}) as { readonly [item: string]: Json };
  const paths = new Set(Object.values(row.heads).flat());
  return new Map(
    [...paths].map((path): [string, Said] => {
      const value = said[path.slice('cases.'.length)];
      const count = row.conflicts[path] !== undefined ? CONTRADICTED : typeof value === 'number' ? value : null;
      return [path, { said: count, heads: headsOfPath(row, path).join(' ') }];
    }),
  );
}

const cellsAmong = statement((db, township: string, places: readonly Place[]) =>
  db
    .selectFrom('caseCounts')
    .selectAll()
    .where('township', '=', township)
    .where((eb) =>
      eb(
        eb.refTuple('unit', 'year', 'path'),
        'in',
        places.map(({ unit, year, path }) => eb.tuple(unit, year, path)),
      ),
    ),
);

export const findCells = ({ db, township }: Turn, places: readonly Place[]): Promise<Cell[]> =>
  inParts(
    places.map(({ unit, year, path }) => ({ unit, year, path })),
    (part) => cellsAmong(db, township, part),
  );

export const cellsOf = ({ db, township }: Turn, { unit, year }: UnitYear): Promise<Cell[]> =>
  db
    .selectFrom('caseCounts')
    .selectAll()
    .where('township', '=', township)
    .where('unit', '=', unit)
    .where('year', '=', year)
    .execute();

const putCells = statement((db, cells: readonly Cell[]) =>
  db
    .insertInto('caseCounts')
    .values(cells)
    .onConflict((on) =>
      on.columns(['township', 'unit', 'year', 'path']).doUpdateSet((eb) => ({
        number: eb.ref('excluded.number'),
        said: eb.ref('excluded.said'),
        heads: eb.ref('excluded.heads'),
      })),
    ),
);

export async function saveCells({ db }: Turn, cells: readonly Cell[]): Promise<void> {
  await inParts(cells, (part) => putCells(db, part));
}
