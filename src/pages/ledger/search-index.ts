/** The search keys of a list: made in idle moments, so that the first letter typed already finds them. */
import { matches, searchKey, wordsOf, type Query, type SearchKey, type SoundsOf } from '#core/search.ts';
import type { Names } from '#core/text.ts';
import type { Kind } from '#kinds/kind.ts';
import type { SlimRow } from '#store/projection.ts';

export interface SearchIndex {
  readonly keyOf: (row: SlimRow) => SearchKey;
}

export function createSearchIndex(
  kind: Kind,
  names: Names,
  unitName: (id: string) => string,
  soundsOf?: SoundsOf,
): SearchIndex {
  const keys = new WeakMap<SlimRow, SearchKey>();
  return {
    keyOf: (row) => {
      const known = keys.get(row);
      if (known !== undefined) return known;
      const key = searchKey([...wordsOf(kind.fields, row.values, names.link), unitName(row.unit)], soundsOf);
      keys.set(row, key);
      return key;
    },
  };
}

/** A task may take this long; longer ones are felt while typing. */
const SLICE_MS = 12;
/** One that nobody waits for: with what the engine clears up meanwhile it stays below 50 ms on a phone at a quarter of the speed. */
export const IDLE_SLICE_MS = 6;
/** Making a key takes up to a millisecond on such a phone: the clock is asked after so few. */
const AT_ONCE = 5;
/** How often hits are shown while a search still runs. */
const SHOW_MS = 120;

/** Goes through rows a slice at a time, of `sliceMs` milliseconds; answers how to stop. */
export function inSlices(
  rows: readonly SlimRow[],
  each: (row: SlimRow) => void,
  after: (done: boolean) => void,
  sliceMs = SLICE_MS,
): () => void {
  let at = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = () => {
    const until = performance.now() + sliceMs;
    while (at < rows.length && performance.now() < until) {
      for (let n = 0; n < AT_ONCE && at < rows.length; n++, at++) each(rows[at] as SlimRow);
    }
    const done = at >= rows.length;
    if (!done) timer = setTimeout(run, 0);
    after(done);
  };
  run();
  return () => clearTimeout(timer);
}

export function searchInSlices(
  rows: readonly SlimRow[],
  query: Query,
  index: SearchIndex,
  show: (hits: readonly SlimRow[], done: boolean) => void,
): () => void {
  let hits: SlimRow[] = [];
  let shownAt = performance.now();
  return inSlices(
    rows,
    (row) => {
      if (matches(index.keyOf(row), query)) hits.push(row);
    },
    (done) => {
      if (!done && performance.now() - shownAt < SHOW_MS) return;
      shownAt = performance.now();
      hits = [...hits];
      show(hits, done);
    },
  );
}
