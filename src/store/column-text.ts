/**
 * A column of many rows' cells as text. Handing over and parsing it is most of what opening a ledger costs, so that nothing is written twice that
 * could be written once: cells that repeat, the names of an item's fields, the device of a stamp.
 */
import { isSafeKey } from '#core/types/plain.ts';

/** Absent cells are null or undefined: no value of a record is. */
export type Cells = readonly unknown[];

/** Every different cell once, and which stands where. */
interface Listed {
  readonly of: Cells;
  readonly at: readonly number[];
}
/** Maps of items: the ids of each row's, and a column per field over all of them in turn. */
interface Itemised {
  readonly ids: Column;
  readonly fields: { readonly [name: string]: Column };
}
/** Texts, each in two pieces. */
interface Halved {
  readonly heads: Column;
  readonly tails: Column;
}
type Column = Cells | Listed | Itemised | Halved;

/** So few different cells that each is written once. */
const SELDOM = 4;

export function textOf(cells: Cells): string {
  // An absent cell of a list is written as null.
  return itemisedText(cells) ?? listedText(cells) ?? JSON.stringify(cells);
}

/** Null where too many differ. Composite cells are the same where their texts are. */
function listedText(cells: Cells): string | null {
  const [plain, composite] = [new Map<unknown, number>(), new Map<unknown, number>()];
  const of: string[] = [];
  const at: number[] = [];
  for (const cell of cells) {
    const isComposite = typeof cell === 'object' && cell !== null;
    const key = isComposite ? JSON.stringify(cell) : (cell ?? null);
    const places = isComposite ? composite : plain;
    let place = places.get(key);
    if (place === undefined) {
      place = of.length;
      if ((place + 1) * SELDOM > cells.length) return null;
      places.set(key, place);
      of.push(isComposite ? (key as string) : JSON.stringify(key));
    }
    at.push(place);
  }
  return `{"of":[${of.join(',')}],"at":[${at.join(',')}]}`;
}

/** The same for stamps: their devices are few. */
export function stampsText(stamps: readonly (string | undefined)[]): string {
  const ends = stamps.map((stamp) => (stamp === undefined ? 0 : stamp.lastIndexOf('-') + 1));
  const heads = textOf(stamps.map((stamp, place) => stamp?.slice(0, ends[place])));
  const tails = textOf(stamps.map((stamp, place) => stamp?.slice(ends[place])));
  return `{"heads":${heads},"tails":${tails}}`;
}

export const cellsOf = (text: string): Cells => cellsIn(JSON.parse(text) as Column);

function cellsIn(column: Column): Cells {
  if ('at' in column && 'of' in column) return column.at.map((place) => column.of[place]);
  if ('fields' in column) return itemsIn(column);
  if ('heads' in column) return halvesIn(column);
  return column;
}

const isAbsent = (cell: unknown): boolean => cell === undefined || cell === null;

type Item = { readonly [field: string]: unknown };
type Items = { readonly [id: string]: Item };

const isMap = (cell: unknown): cell is { readonly [key: string]: unknown } =>
  typeof cell === 'object' && cell !== null && !Array.isArray(cell);
const isItem = (item: unknown): boolean =>
  isMap(item) && Object.keys(item).every((field) => isSafeKey(field) && !isAbsent(item[field]));
const isItems = (cell: unknown): cell is Items =>
  isMap(cell) && Object.keys(cell).every((id) => isSafeKey(id) && isItem(cell[id]));

/** Null where any cell is something else than a map of items. */
function itemisedText(cells: Cells): string | null {
  if (!cells.every((cell) => isAbsent(cell) || isItems(cell)) || cells.every(isAbsent)) return null;
  const rows = cells as readonly (Items | null | undefined)[];
  const items = rows.flatMap((row) => (isAbsent(row) ? [] : Object.values(row as Items)));
  const names = [...new Set(items.flatMap((item) => Object.keys(item)))];
  const ids = textOf(rows.map((row) => (isAbsent(row) ? null : Object.keys(row as Items))));
  const fields = names.map((name) => `${JSON.stringify(name)}:${textOf(items.map((item) => item[name]))}`);
  return `{"ids":${ids},"fields":{${fields.join(',')}}}`;
}

function itemsIn({ ids, fields }: Itemised): Cells {
  const columns = Object.keys(fields).map((name) => [name, cellsIn(fields[name] ?? [])] as const);
  let next = 0;
  return cellsIn(ids).map((ofRow) => {
    if (isAbsent(ofRow)) return null;
    // Without a prototype: of objects that are no such maps the engine keeps a shape for every id, which takes longer than all else here.
    const row = Object.create(null) as { [id: string]: Item };
    for (const id of ofRow as readonly string[]) {
      const item: { [field: string]: unknown } = {};
      for (const [name, cells] of columns) if (!isAbsent(cells[next])) item[name] = cells[next];
      row[id] = item;
      next += 1;
    }
    return row;
  });
}

function halvesIn({ heads, tails }: Halved): Cells {
  const [before, after] = [cellsIn(heads), cellsIn(tails)];
  return before.map((head, place) => (isAbsent(head) ? null : `${String(head)}${String(after[place])}`));
}
