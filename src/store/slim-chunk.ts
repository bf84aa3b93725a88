/**
 * Slim rows of a kind as text, one text per column. A figure reads five columns of forty: the others stay what they are until
 * somebody asks for them. Rows and their values are made of two numbers each and look into the columns.
 */
import type { Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { cellsOf, stampsText, textOf, type Cells } from './column-text.ts';
import { slimFields, type SlimRow } from './slim.ts';

/** A row as it was written under a number; null: the record was no longer listed then. */
export interface Written {
  readonly id: string;
  readonly at: number;
  readonly slim: SlimRow | null;
}

export interface SlimChunk {
  readonly ids: string;
  readonly ats: string;
  /** By name; a column that no row fills is absent. */
  readonly fields: { readonly [field: string]: string };
  readonly about: { readonly [name: string]: string };
  readonly gone: readonly (readonly [id: string, at: number])[];
}

export function chunkOf(kind: Kind, written: readonly Written[]): SlimChunk {
  const rows: SlimRow[] = [];
  const ats: number[] = [];
  const gone: [string, number][] = [];
  for (const { id, at, slim } of written) {
    if (slim === null) gone.push([id, at]);
    else {
      rows.push(slim);
      ats.push(at);
    }
  }
  const column = <T>(name: string, read: (row: SlimRow) => T, write: (cells: readonly T[]) => string = textOf) => {
    const cells = rows.map(read);
    return cells.every((cell) => cell === undefined) ? [] : [[name, write(cells)] as const];
  };
  return {
    ids: JSON.stringify(rows.map(({ id }) => id)),
    ats: JSON.stringify(ats),
    fields: Object.fromEntries(slimFields(kind).flatMap((field) => column(field, ({ values }) => values[field]))),
    about: Object.fromEntries([
      ...column('unit', ({ unit }) => unit),
      ...column('missing', ({ missing }) => missing),
      ...column('conflict', ({ conflict }) => conflict),
      ...column('created', ({ created }) => created, stampsText),
      // Most records are as they were made.
      ...column('changed', ({ created, changed }) => (changed === created ? undefined : changed), stampsText),
    ]),
    gone,
  };
}

const NO_CELLS: Cells = [];

/** The columns of a chunk, each parsed when it is first asked for. */
interface Columns {
  readonly texts: { readonly [name: string]: string };
  readonly cells: { [name: string]: Cells | undefined };
}

function readCell({ texts, cells }: Columns, name: string, place: number): unknown {
  let column = cells[name];
  if (column === undefined) {
    const text = texts[name];
    column = text === undefined ? NO_CELLS : cellsOf(text);
    cells[name] = column;
  }
  return column[place] ?? undefined;
}

const COLUMNS = Symbol('columns');
const PLACE = Symbol('place');
interface InColumns {
  readonly [COLUMNS]: Columns;
  readonly [PLACE]: number;
}

const valuesMakers = new WeakMap<Kind, (columns: Columns, place: number) => Values>();

/** Makes values that look into columns; one class per kind, so that the engine treats all of them alike. */
function valuesMakerOf(kind: Kind): (columns: Columns, place: number) => Values {
  const known = valuesMakers.get(kind);
  if (known !== undefined) return known;
  class ColumnValues implements InColumns {
    readonly [COLUMNS]: Columns;
    readonly [PLACE]: number;
    constructor(columns: Columns, place: number) {
      this[COLUMNS] = columns;
      this[PLACE] = place;
    }
  }
  for (const field of slimFields(kind)) {
    Object.defineProperty(ColumnValues.prototype, field, {
      enumerable: true,
      get(this: InColumns) {
        return readCell(this[COLUMNS], field, this[PLACE]);
      },
    });
  }
  const make = (columns: Columns, place: number): Values => new ColumnValues(columns, place) as unknown as Values;
  valuesMakers.set(kind, make);
  return make;
}

const NOTHING: readonly string[] = [];

class ColumnRow implements SlimRow, InColumns {
  readonly id: string;
  readonly kind: string;
  readonly values: Values;
  readonly [COLUMNS]: Columns;
  readonly [PLACE]: number;

  constructor(id: string, kind: string, values: Values, about: Columns, place: number) {
    this.id = id;
    this.kind = kind;
    this.values = values;
    this[COLUMNS] = about;
    this[PLACE] = place;
  }
  get unit() {
    return readCell(this[COLUMNS], 'unit', this[PLACE]) as string;
  }
  get missing() {
    return (readCell(this[COLUMNS], 'missing', this[PLACE]) ?? NOTHING) as readonly string[];
  }
  get conflict() {
    return readCell(this[COLUMNS], 'conflict', this[PLACE]) as boolean;
  }
  get created() {
    return readCell(this[COLUMNS], 'created', this[PLACE]) as string;
  }
  get changed() {
    return (readCell(this[COLUMNS], 'changed', this[PLACE]) ?? this.created) as string;
  }
}

/** What was written, in the order of its numbers within the listed and within the gone. */
export function writtenIn(kind: Kind, chunk: SlimChunk): Written[] {
  const fields: Columns = { texts: chunk.fields, cells: {} };
  const about: Columns = { texts: chunk.about, cells: {} };
  const ids = JSON.parse(chunk.ids) as readonly string[];
  const ats = JSON.parse(chunk.ats) as readonly number[];
  const valuesAt = valuesMakerOf(kind);
  const listed = ids.map((id, place): Written => {
    const slim = new ColumnRow(id, kind.name, valuesAt(fields, place), about, place);
    return { id, at: ats[place] ?? 0, slim };
  });
  return [...listed, ...chunk.gone.map(([id, at]): Written => ({ id, at, slim: null }))];
}
