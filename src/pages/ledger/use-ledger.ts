/** All that a list page knows: what is asked for, what was found, and how both change. */
import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Kind } from '#kinds/kind.ts';
import type { Column } from '#core/columns.ts';
import { standingOf } from '#core/row-index.ts';
import type { Names } from '#core/text.ts';
import { setLocal, useCounters, useLocal, useStore } from '#store/hooks.ts';
import { useRecords } from '#store/record-hooks.ts';
import { useFirstRows, useRemovedRows } from '#store/lists.ts';
import type { SlimRow } from '#store/projection.ts';
import { sortRows, type Sort } from '#ui/sort-rows.ts';
import { useLinked } from '#pages/shell/use-names.ts';
import { usePlace, type Unit } from '#pages/shell/use-place.ts';
import { listColumns, usualColumns, withUnit } from './list-columns.ts';
import {
  filterRows,
  isNarrowed,
  NOT_NARROWED,
  readQuery,
  usualOrder,
  writeQuery,
  yearsIn,
  type ListQuery,
} from './list-query.ts';
import { rememberedSearch, rememberSearch } from './typed-memory.ts';
import { useFound } from './use-found.ts';

export interface LedgerState {
  readonly kind: Kind;
  readonly rows: readonly SlimRow[];
  /** All records of the kind are loaded. */
  readonly ready: boolean;
  /** A search is still going through them. */
  readonly searching: boolean;
  readonly total: number;
  readonly names: Names;
  readonly units: readonly Unit[];
  /** '' where there is only one. */
  readonly unitName: (id: string) => string;
  readonly years: readonly string[];
  readonly query: ListQuery;
  readonly setQuery: (change: Partial<ListQuery>) => void;
  readonly setSort: (sort: Sort | null) => void;
  readonly typed: string;
  readonly setTyped: (typed: string) => void;
  readonly clear: () => void;
  readonly columns: readonly Column[];
  readonly shown: readonly string[];
  readonly setShown: (shown: readonly string[]) => void;
}

const NONE: readonly SlimRow[] = [];

export function useLedger(kind: Kind): LedgerState {
  const { units, standsFor } = usePlace();
  const linked = useLinked(kind);
  const { names } = linked;
  const { query, setQuery } = useQuery(kind);
  const { typed, setTyped } = useTyped(kind);
  const { rows: known, ready } = useRecords(kind.name);
  // A person who was found to be another, and a unit set up twice, are no lines of their own (SPEC N1, D8).
  const isOne = kind.name === 'person' || kind.name === 'unit';
  const listed = useMemo(() => ({ rows: isOne ? standingOf(known) : known, ready }), [isOne, known, ready]);
  const first = useFirstRows(kind, !listed.ready) ?? NONE;
  const removed = useRemovedRows(kind, query.only === 'removed');
  const unitName = useUnitName(units, standsFor);
  const columns = useMemo(() => listColumns(kind, units.length > 1), [kind, units]);
  const { shown, setShown } = useShown(kind, columns);

  const all = query.only === 'removed' ? (removed ?? NONE) : listed.rows;
  // Before everything is loaded the unfiltered list already has its first page in the right order.
  const early = !listed.ready && !isNarrowed(query) && query.sort === null && typed.trim() === '' && first.length > 0;
  const ordered = useMemo(() => {
    if (early) return NONE;
    const passing = filterRows(kind, all, query, standsFor);
    const rows = units.length > 1 ? passing.map((row) => withUnit(row, unitName(row.unit))) : passing;
    const usual = usualOrder(kind, rows);
    const { sort } = query;
    return sort === null
      ? usual
      : sortRows(
          usual,
          columns.find(({ id }) => id === sort.id),
          sort.desc,
          names,
        );
  }, [early, kind, all, query, units, standsFor, unitName, columns, names]);
  const found = useFound({ kind, all, rows: ordered, linked, units, typed, ready: listed.ready });
  return {
    kind,
    rows: early ? first : found.rows,
    ready: listed.ready && (query.only !== 'removed' || removed !== undefined),
    searching: !found.done,
    total: useTotal(kind, listed.rows.length, listed.ready),
    names,
    units,
    unitName,
    years: useMemo(() => yearsIn(kind, listed.rows), [kind, listed.rows]),
    query,
    setQuery,
    setSort: useCallback((sort: Sort | null) => setQuery({ sort }), [setQuery]),
    typed,
    setTyped,
    clear: () => {
      setTyped('');
      setQuery(NOT_NARROWED);
    },
    columns,
    shown,
    setShown,
  };
}

/** The address is replaced, not added to: 返回 leaves the list instead of walking back through its filters. */
function useQuery(kind: Kind) {
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => readQuery(kind, params), [kind, params]);
  const setQuery = useCallback(
    (change: Partial<ListQuery>) =>
      setParams((now) => writeQuery({ ...readQuery(kind, now), ...change }), {
        replace: true,
        preventScrollReset: true,
      }),
    [kind, setParams],
  );
  return { query, setQuery };
}

function useTyped(kind: Kind) {
  const store = useStore();
  const [typed, setTyped] = useState(() => rememberedSearch(store, kind.name));
  return {
    typed,
    setTyped: useCallback(
      (next: string) => {
        rememberSearch(store, kind.name, next);
        setTyped(next);
      },
      [store, kind],
    ),
  };
}

function useUnitName(units: readonly Unit[], standsFor: (id: string) => string): (id: string) => string {
  return useMemo(() => {
    const names = new Map(units.length > 1 ? units.map(({ id, name }) => [id, name]) : []);
    return (id) => names.get(standsFor(id)) ?? '';
  }, [units, standsFor]);
}

/** Which columns the table shows, remembered on this device. */
function useShown(kind: Kind, columns: readonly Column[]) {
  const store = useStore();
  const kept = useLocal<readonly string[]>(`columns/${kind.name}`);
  const shown = useMemo(() => kept ?? usualColumns(kind, columns), [kept, kind, columns]);
  return { shown, setShown: (next: readonly string[]) => void setLocal(store, `columns/${kind.name}`, next) };
}

/** Known from the counters before the rows are. */
function useTotal(kind: Kind, loaded: number, ready: boolean): number {
  const counters = useCounters();
  if (ready) return loaded;
  let total = 0;
  for (const [id, value] of counters ?? []) if (id.startsWith(`records/${kind.name}/`)) total += value;
  return Math.max(total, loaded);
}
