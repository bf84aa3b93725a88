/** Statements that every exchange runs: to build and compile one takes longer than the database takes to answer it. */
import type { Compilable, CompiledQuery } from 'kysely';
import type { Db } from './log.ts';

type Given = readonly (string | number | readonly string[] | readonly object[])[];

/** Longer ones come seldom, and there would be a text for each of their lengths. */
const KEPT = 200;

interface Compiled<R> {
  readonly query: CompiledQuery<R>;
  /** Each parameter: at which place of what is given it stands, or what it always is. */
  readonly parameters: readonly ({ readonly at: number } | { readonly always: unknown })[];
}

/** The columns of a list of rows, in the order in which they are given; null for anything else. */
function columnsOf(one: Given[number]): readonly string[] | null {
  const [first] = typeof one === 'object' ? one : [];
  return typeof first === 'object' ? Object.keys(first) : null;
}

const shapeOf = (one: Given[number]): string =>
  typeof one === 'object' ? `${one.length} ${columnsOf(one)?.join(' ') ?? ''}` : '';

/** All values in the order of the marks, whatever order a row has its columns in. */
function valuesOf(given: Given): unknown[] {
  const values: unknown[] = [];
  for (const one of given) {
    const columns = columnsOf(one);
    if (typeof one !== 'object') values.push(one);
    else if (columns === null) values.push(...one);
    else for (const row of one) for (const each of columns) values.push((row as Row)[each]);
  }
  return values;
}
type Row = { readonly [column: string]: unknown };

/**
 * A statement that is compiled once for each database and each length of its lists, and then run with what is given. A list may hold rows,
 * all with the columns of the first. `build` hands every value on to the statement as it is: when it is compiled, marks stand in their places.
 */
export function statement<G extends Given, R>(
  build: (db: Db, ...given: G) => Compilable<R>,
): (db: Db, ...given: G) => Promise<R[]> {
  const known = new WeakMap<object, Map<string, Compiled<R>>>();

  function compile(db: Db, given: G): Compiled<R> {
    const marks: string[] = [];
    const mark = (): string => {
      marks.push(`\0${marks.length}`);
      return marks[marks.length - 1] as string;
    };
    const marked = given.map((one) => {
      if (typeof one !== 'object') return mark();
      const columns = columnsOf(one);
      return one.map(() => (columns === null ? mark() : Object.fromEntries(columns.map((each) => [each, mark()]))));
    });
    const query = build(db, ...(marked as unknown as G)).compile();
    const parameters = query.parameters.map((value) => {
      const at = marks.indexOf(value as string);
      return at < 0 ? { always: value } : { at };
    });
    return { query, parameters };
  }

  return async (db, ...given) => {
    const { adapter } = db.getExecutor();
    const shapes = known.get(adapter) ?? new Map<string, Compiled<R>>();
    known.set(adapter, shapes);
    const shape = given.map(shapeOf).join();
    const { query, parameters } = shapes.get(shape) ?? compile(db, given);
    if (parameters.length <= KEPT) shapes.set(shape, { query, parameters });
    const values = valuesOf(given);
    const filled = parameters.map((one) => ('at' in one ? values[one.at] : one.always));
    return (await db.executeQuery<R>({ ...query, parameters: filled })).rows;
  };
}
