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

/**
 * A statement that is compiled once for each database and each length of its lists, and then run with what is given. A list may hold rows,
 * all with the same columns. `build` hands every value on to the statement as it is: when it is compiled, marks stand in their places.
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
    const markedRow = (row: object) => Object.fromEntries(Object.keys(row).map((column) => [column, mark()]));
    const marked = given.map((one) =>
      typeof one === 'object' ? one.map((each) => (typeof each === 'object' ? markedRow(each) : mark())) : mark(),
    );
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
    const shape = given.map((one) => (typeof one === 'object' ? one.length : '')).join();
    const { query, parameters } = shapes.get(shape) ?? compile(db, given);
    if (parameters.length <= KEPT) shapes.set(shape, { query, parameters });
    const values = given.flat().flatMap((one) => (typeof one === 'object' ? Object.values(one) : one));
    const filled = parameters.map((one) => ('at' in one ? values[one.at] : one.always));
    return (await db.executeQuery<R>({ ...query, parameters: filled })).rows;
  };
}
