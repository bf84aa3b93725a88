/** A year's figures from the last visit, shown until those of this one are counted; and their keeping, when the screen has come to rest. */
import { useEffect, useState } from 'react';
import { FIGURE_LEDGERS } from '#core/figure-ledgers.ts';
import type { YearFigures } from '#core/ledger-figures.ts';
import { useStore } from '#store/hooks.ts';
import { keepFigures, readKept, type Kept } from '#store/kept-figures.ts';
import type { Store } from '#store/store.ts';
import type { Year } from './use-year.ts';

/** What the figures depend on: their ledgers, the units, and the setting that bounds the year. */
const BASIS: readonly string[] = [...FIGURE_LEDGERS, 'unit', 'setting'];
/** As long as the projections wait before they are kept: a screen that was just drawn is about to be used. */
const QUIET_MS = 3000;

/** `unit` empty: the whole township. */
const nameOf = (year: number, unit: string): string => `${year}/${unit}`;

/** What was kept of a year; null where nothing was, or it is still being read. */
export function useKeptFigures(year: number, unit: string): Kept<YearFigures> | null {
  const store = useStore();
  const [read, setRead] = useState<{ readonly of: string; readonly kept: Kept<YearFigures> | null }>();
  const of = nameOf(year, unit);
  useEffect(() => {
    let isAsked = true;
    // What cannot be read is counted.
    const look = () => readKept<YearFigures>(store, of).catch(() => null);
    void look().then((kept) => isAsked && setRead({ of, kept }));
    return () => {
      isAsked = false;
    };
  }, [store, of]);
  return read?.of === of ? read.kept : null;
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
