/**
 * Publishes how many cases a unit has, for those who may not see the cases (SPEC S2, S3). The numbers are carried on by what each push moves: to count all
 * of a unit's cases anew would cost more with every year.
 */
import { CASE_COUNTS, ofCountsRecord } from '#core/case-counts.ts';
import type { IdentifiedChange, Op } from '#core/change.ts';
import { foldRecord, opsOf } from '#core/fold.ts';
import {
  cellKey,
  cellsOf,
  cellsSaid,
  findCells,
  movesOf,
  recordOf,
  saveCells,
  type Cell,
  type UnitYear,
} from './count-cells.ts';
import { byCode, changesOfRecords } from './log.ts';
import type { FoldedCase } from './rows.ts';
import { MovedMeanwhile, type Turn } from './turn.ts';

export const countsScope = (unit: string): string => `${unit}/counts`;

/** Says what these cases have moved; and, where an earlier epoch's word came back (`others`), all that differs from it. */
export async function publishCounts(turn: Turn, cases: readonly FoldedCase[], others: readonly UnitYear[] = []) {
  const moves = await movesOf(turn, cases);
  const cells = new Map<string, Cell>();
  for (const of of others) for (const cell of await heardAnew(turn, of)) cells.set(cellKey(cell), cell);
  const lacking = moves.filter((move) => !cells.has(cellKey(move)));
  for (const cell of await findCells(turn, lacking)) cells.set(cellKey(cell), cell);
  const { township } = turn;
  for (const { by, ...place } of moves) {
    const cell = cells.get(cellKey(place)) ?? { township, ...place, number: 0, said: null, heads: '' };
    cells.set(cellKey(place), { ...cell, number: cell.number + by });
  }
  const byRecord = new Map<string, Cell[]>();
  for (const cell of cells.values()) byRecord.set(recordOf(cell), [...(byRecord.get(recordOf(cell)) ?? []), cell]);
  for (const record of [...byRecord.keys()].sort(byCode)) await say(turn, record, byRecord.get(record) ?? []);
}

/** Says what is not said yet of one record, and stores its cells. */
async function say(turn: Turn, record: string, cells: readonly Cell[]): Promise<void> {
  const scope = countsScope(cells[0]?.unit ?? '');
  if (!turn.streams.holds(scope)) throw new MovedMeanwhile(scope);
  const due = cells.filter(({ number, said }) => number !== (said ?? 0)).sort((a, b) => byCode(a.path, b.path));
  const ops = due.map(({ path, number, heads }): Op => {
    const replaces = heads.split(' ').filter((id) => id !== '');
    return { record, kind: CASE_COUNTS, field: path, value: number === 0 ? null : number, replaces };
  });
  const saidBy = new Map(
    (await turn.author.write(scope, ops)).flatMap(({ id, ops: own }) =>
      own.map(({ field }): [string, string] => [field, id]),
    ),
  );
  await saveCells(
    turn,
    cells.map((cell) => {
      const heads = saidBy.get(cell.path);
      return heads === undefined ? cell : { ...cell, said: cell.number === 0 ? null : cell.number, heads };
    }),
  );
}

/** All cells of a record of which an earlier epoch's server spoke: what is said of them is folded from the log. */
async function heardAnew(turn: Turn, of: UnitYear): Promise<Cell[]> {
  const { db, township, author, servers } = turn;
  const record = recordOf(of);
  await author.flush();
  const ops = opsOf(await changesOfRecords(db, township, [record])).filter(
    ({ op, device }) => op.record === record && op.kind === CASE_COUNTS && servers.has(device),
  );
  const row = foldRecord(ops);
  const said = row === null ? new Map<string, Pick<Cell, 'said' | 'heads'>>() : cellsSaid(row);
  const cells = new Map((await cellsOf(turn, of)).map((cell) => [cell.path, cell]));
  for (const [path, word] of said) {
    cells.set(path, { township, ...of, path, number: cells.get(path)?.number ?? 0, ...word });
  }
  return [...cells.values()];
}

/** Units and years whose published counts these changes of an earlier epoch speak of. */
export const countsAmong = (changes: readonly IdentifiedChange[]): UnitYear[] =>
  changes.flatMap(({ ops }) =>
    ops.flatMap(({ kind, record }) => (kind === CASE_COUNTS ? (ofCountsRecord(record) ?? []) : [])),
  );
