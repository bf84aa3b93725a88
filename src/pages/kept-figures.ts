/** A year's figures from the last visit, shown until those of this one are counted; and their keeping, when the screen has come to rest. */
import { useEffect, useState } from 'react';
import { FIGURE_LEDGERS } from '#core/figure-ledgers.ts';
import type { YearFigures } from '#core/ledger-figures.ts';
import type { TaskFigure } from '#core/progress.ts';
import { useStore } from '#store/hooks.ts';
import { keepFigures, keptSeen, readKept, type Kept, type KeptPlace } from '#store/kept-figures.ts';
import type { Store } from '#store/store.ts';
import type { Year } from './use-year.ts';

/** What the figures depend on: their ledgers, the units, and the setting that bounds the year. */
const BASIS: readonly string[] = [...FIGURE_LEDGERS, 'unit', 'setting'];
/** As long as the projections wait before they are kept: a screen that was just drawn is about to be used. */
const QUIET_MS = 3000;

/** `unit` empty: the whole township. */
const nameOf = (year: number, unit: string): string => `${year}/${unit}`;

/** Figures of the year's tasks, by `metricKey`. */
export interface TaskFigures {
  /** The day on which stocks were counted. */
  readonly asOf: string;
  readonly byMetric: ReadonlyMap<string, TaskFigure>;
}

/** What was kept of a year; null where nothing was, or it is still being read. */
export const useKeptFigures = (year: number, unit: string): Kept<YearFigures> | null =>
  useKept<YearFigures>(nameOf(year, unit), 'charts');

/** The same of its tasks. */
export const useKeptTasks = (year: number): Kept<TaskFigures> | null => useKept<TaskFigures>(String(year), 'tasks');

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as readKept
function useKept<T>(of: string, place: KeptPlace): Kept<T> | null {
  const store = useStore();
  const [read, setRead] = useState(() => ({ store, of, kept: keptSeen<T>(store, of, place) }));
  const isOfThis = read.store === store && read.of === of;
  const isHere = isOfThis && read.kept !== null;
  useEffect(() => {
    if (isHere) return undefined;
    let isAsked = true;
    // What cannot be read is counted.
    const look = () => readKept<T>(store, of, place).catch(() => null);
    void look().then((kept) => isAsked && setRead({ store, of, kept }));
    return () => {
      isAsked = false;
    };
  }, [store, of, place, isHere]);
  return isOfThis ? read.kept : null;
}

/** Keeps the figures of what is on the screen for the next visit. */
export function useKeepFigures(year: Year, unit: string): void {
  const store = useStore();
  useEffect(() => {
    if (!year.ready) return undefined;
    const resting = setTimeout(() => void keepYear(store, year, unit), QUIET_MS);
    return () => clearTimeout(resting);
  }, [store, year, unit]);
}

async function keepYear(store: Store, { year, rows, upTo, context }: Year, unit: string): Promise<void> {
  // Counted without one of them they would say too little.
  if (BASIS.some((kind) => !rows.has(kind))) return;
  const of = nameOf(year, unit);
  if ((await readKept(store, of).catch(() => null))?.isCurrent === true) return;
  const { yearFigures } = await import('#core/ledger-figures.ts');
  const { period, units } = context;
  const figures = yearFigures(rows, { period, units, ...(unit === '' ? {} : { unit: units.canonical(unit) }) });
  await keepFigures(store, of, new Map(BASIS.map((kind) => [kind, upTo.get(kind) ?? 0])), figures);
}

/** Keeps the figures of the year's tasks for the next visit; null while they are not counted. */
export function useKeepTasks({ year, upTo }: Pick<Year, 'year' | 'upTo'>, counted: TaskFigures | null): void {
  const store = useStore();
  useEffect(() => {
    if (counted === null) return undefined;
    const resting = setTimeout(() => void keepTasks(store, String(year), upTo, counted), QUIET_MS);
    return () => clearTimeout(resting);
  }, [store, year, upTo, counted]);
}

async function keepTasks(store: Store, of: string, upTo: Year['upTo'], counted: TaskFigures): Promise<void> {
  const kept = await readKept<TaskFigures>(store, of, 'tasks').catch(() => null);
  if (kept?.isCurrent === true && kept.figures.asOf === counted.asOf) return;
  await keepFigures(store, of, upTo, counted, 'tasks');
}
