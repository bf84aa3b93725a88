/** The running sums behind a figure: taken off and put back record by record, and read into an unchanging figure. */
import type { Contribution, Share } from './contribution.ts';
import type { CountedUnits } from './counted-units.ts';
import type { Measure } from './metric.ts';
import type { Roster } from './row-index.ts';

/** `n` of `of`; `of` only where the measure is a part of a whole. Counts are kept, never quotients. */
export interface Reading {
  readonly n: number;
  readonly of?: number;
}

/** Where a total stands (product.md 3): 已存本机 = 已上报 + 待上报; the latter two are null while there is no server. */
interface Split {
  readonly stored: number;
  readonly confirmed: number | null;
  readonly pending: number | null;
}

export interface Figure {
  readonly total: Reading;
  readonly split: Split;
  /** Every unit of the township, and any other that records name. An event in three villages counts in each of them. */
  readonly byUnit: ReadonlyMap<string, Reading>;
  readonly byMonth: readonly Reading[];
  readonly cell: (unit: string, month: number) => Reading;
  /** Records that are meant but have no day, and so count in no period. */
  readonly undated: number;
}

/** Sums an amount, or counts how often each key was met. */
interface Cell {
  amount: number;
  readonly keys: Map<string, number> | null;
}
interface Column {
  readonly total: Cell;
  readonly months: readonly Cell[];
}
export interface Sums {
  readonly measure: Measure;
  /** How often a key must have been met to count. */
  readonly atLeast: number;
  readonly all: Column;
  readonly units: Map<string, Column>;
  /** Without what is pending; null while there is no server. */
  readonly confirmed: Cell | null;
  undated: number;
}

const isKeyed = (measure: Measure): boolean => measure === 'distinct' || measure === 'people' || measure === 'coverage';

const createCell = (keyed: boolean): Cell => ({ amount: 0, keys: keyed ? new Map() : null });
const createColumn = (keyed: boolean, months: number): Column => ({
  total: createCell(keyed),
  months: Array.from({ length: months }, () => createCell(keyed)),
});

export function createSums(measure: Measure, months: number, split: boolean, atLeast = 1): Sums {
  const keyed = isKeyed(measure);
  const confirmed = split ? createCell(keyed) : null;
  return { measure, atLeast, all: createColumn(keyed, months), units: new Map(), confirmed, undated: 0 };
}

function addTo(cell: Cell, { amount, keys }: Share, sign: 1 | -1): void {
  if (cell.keys === null) {
    cell.amount += sign * amount;
    return;
  }
  for (const key of keys ?? []) {
    const times = (cell.keys.get(key) ?? 0) + sign;
    if (times > 0) cell.keys.set(key, times);
    else cell.keys.delete(key);
  }
}

function addToColumn(
  { total, months }: Column,
  share: Share,
  time: Pick<Contribution, 'months' | 'now'>,
  sign: 1 | -1,
): void {
  if (time.now) addTo(total, share, sign);
  for (const month of time.months) {
    const cell = months[month];
    if (cell !== undefined) addTo(cell, share, sign);
  }
}

/** Adds or takes off one record. `inTotal` is false for one that another record here stands for. */
export function addRow(
  sums: Sums,
  added: Contribution | 'undated' | null,
  sign: 1 | -1,
  state: { readonly inTotal: boolean; readonly pending: boolean },
): void {
  if (added === null) return;
  if (added === 'undated') {
    sums.undated += sign;
    return;
  }
  if (state.inTotal) {
    addToColumn(sums.all, added, added, sign);
    if (added.now && !state.pending && sums.confirmed !== null) addTo(sums.confirmed, added, sign);
  }
  for (const share of added.shares) {
    let column = sums.units.get(share.unit);
    if (column === undefined) {
      column = createColumn(sums.all.total.keys !== null, sums.all.months.length);
      sums.units.set(share.unit, column);
    }
    addToColumn(column, share, added, sign);
  }
}

/** Turns the sums into a figure; what it says does not change when the sums move on. */
export function readSums(sums: Sums, units: Pick<CountedUnits, 'list' | 'villages'>, roster: Roster | null): Figure {
  const { all, confirmed, undated } = sums;
  const read = readerOf(sums, units, roster);
  const ids = [...new Set([...units.list.map(({ id }) => id), ...sums.units.keys()])];
  const months = all.months.map((_, month) => read(all.months[month] ?? null, null, month));
  const cells = new Map(
    ids.map((id) => [id, all.months.map((_, month) => read(sums.units.get(id)?.months[month] ?? null, id, month))]),
  );
  const total = read(all.total, null, null);
  const confirmedCount = confirmed === null ? null : read(confirmed, null, null).n;
  return {
    total,
    split: {
      stored: total.n,
      confirmed: confirmedCount,
      pending: confirmedCount === null ? null : total.n - confirmedCount,
    },
    byUnit: new Map(ids.map((id) => [id, read(sums.units.get(id)?.total ?? null, id, null)])),
    byMonth: months,
    cell: (unit, month) => cells.get(unit)?.[month] ?? read(null, unit, month),
    undated,
  };
}

function sizeOf(cell: Cell | null, atLeast: number): number {
  if (cell === null || cell.keys === null) return cell?.amount ?? 0;
  return atLeast === 1 ? cell.keys.size : [...cell.keys.values()].filter((times) => times >= atLeast).length;
}

/** Reads one cell: of all units (`unit` null) or one, for the period (`month` null) or a month. */
function readerOf(sums: Sums, { villages }: Pick<CountedUnits, 'villages'>, roster: Roster | null) {
  const inVillages = (month: number | null): Reading => {
    const covered = villages.filter(({ id }) => {
      const column = sums.units.get(id);
      return sizeOf((month === null ? column?.total : column?.months[month]) ?? null, sums.atLeast) > 0;
    });
    return { n: covered.length, of: villages.length };
  };
  const onRoster = (cell: Cell | null, unit: string | null): Reading => {
    const lists = unit === null ? [...(roster?.values() ?? [])] : [roster?.get(unit) ?? new Set<string>()];
    let [n, of] = [0, 0];
    for (const list of lists) {
      of += list.size;
      for (const person of list) if ((cell?.keys?.get(person) ?? 0) >= sums.atLeast) n += 1;
    }
    return { n, of };
  };
  return (cell: Cell | null, unit: string | null, month: number | null): Reading => {
    if (sums.measure === 'coverage') return onRoster(cell, unit);
    if (sums.measure !== 'coverageUnits') return { n: sizeOf(cell, sums.atLeast) };
    return unit === null ? inVillages(month) : { n: sizeOf(cell, sums.atLeast) > 0 ? 1 : 0, of: 1 };
  };
}

/** A rate's figure from those of its two parts. */
export function rateFigure(part: Figure, whole: Figure): Figure {
  const over = (n: Reading | undefined, of: Reading | undefined): Reading => ({ n: n?.n ?? 0, of: of?.n ?? 0 });
  const ids = new Set([...part.byUnit.keys(), ...whole.byUnit.keys()]);
  return {
    total: over(part.total, whole.total),
    split: part.split,
    byUnit: new Map([...ids].map((id) => [id, over(part.byUnit.get(id), whole.byUnit.get(id))])),
    byMonth: part.byMonth.map((reading, month) => over(reading, whole.byMonth[month])),
    cell: (unit, month) => over(part.cell(unit, month), whole.cell(unit, month)),
    undated: part.undated + whole.undated,
  };
}

/** Tenths of a percent, half up, as domain.md §0.2 prints them; null where nothing stands below the line. */
export function permilleOf({ n, of }: Reading): number | null {
  return of === undefined || of === 0 ? null : Math.floor((n * 2000 + of) / (2 * of));
}
