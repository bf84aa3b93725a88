import { useEffect, useMemo, useState } from 'react';
import { parseQuery, type Query } from '#core/search.ts';
import type { Names } from '#core/text.ts';
import type { Kind } from '#kinds/kind.ts';
import type { SlimRow } from '#store/projection.ts';
import { useSounds } from '#pages/shell/use-sounds.ts';
import type { Linked } from '#pages/shell/use-names.ts';
import type { Unit } from '#pages/shell/use-place.ts';
import { createSearchIndex, IDLE_SLICE_MS, inSlices, searchInSlices } from './search-index.ts';

export interface Found {
  readonly rows: readonly SlimRow[];
  /** The search has gone through all of them. */
  readonly done: boolean;
}

export interface FoundProps {
  readonly kind: Kind;
  /** All that are loaded: their keys are made beforehand. */
  readonly all: readonly SlimRow[];
  /** Those that pass the filters, in order. */
  readonly rows: readonly SlimRow[];
  /** What the records of other kinds are called. */
  readonly linked: Linked;
  readonly units: readonly Unit[];
  readonly typed: string;
  /** All are loaded: before that their keys would be made in vain. */
  readonly ready: boolean;
}

/**
 * Names as they were when all were loaded. Every key would be made anew with every record that arrives otherwise, for
 * records may link to their own kind.
 */
function useNamesOnce({ names, ready }: Linked): Names {
  const [kept, setKept] = useState({ names, ready });
  if (ready && !kept.ready) setKept({ names, ready });
  return kept.names;
}

/** The rows in which what is typed is found. */
export function useFound({ kind, all, rows, linked, units, typed, ready }: FoundProps): Found {
  const soundsOf = useSounds();
  const names = useNamesOnce(linked);
  const index = useMemo(() => {
    const unitNames = new Map(units.length > 1 ? units.map(({ id, name }) => [id, name]) : []);
    return createSearchIndex(kind, names, (id) => unitNames.get(id) ?? '', soundsOf);
  }, [kind, names, units, soundsOf]);
  useEffect(() => {
    if (soundsOf === undefined || !ready) return undefined;
    return inSlices(
      all,
      (row) => index.keyOf(row),
      () => {},
      IDLE_SLICE_MS,
    );
  }, [all, index, soundsOf, ready]);

  const query = useMemo(() => parseQuery(typed), [typed]);
  const [hits, setHits] = useState<Found & { readonly query: Query | null }>({ query: null, rows, done: true });
  useEffect(() => {
    if (query === null) return undefined;
    return searchInSlices(rows, query, index, (found, done) => setHits({ query, rows: found, done }));
  }, [rows, query, index]);
  if (query === null) return { rows, done: true };
  // Until the first hits of a new letter are here, those of the letter before stand.
  if (hits.query === null) return { rows, done: false };
  // Letters typed before the table of sounds is here may still find somebody.
  const deaf = soundsOf === undefined && query.some(({ letters }) => letters !== '');
  return { rows: hits.rows, done: hits.done && hits.query === query && !deaf };
}
