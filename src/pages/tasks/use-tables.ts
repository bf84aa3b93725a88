/** The table that is asked for by the address: which one, which days, whose, and with how many decimals. */
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { countedUnits, type CountedRow } from '#core/counted-units.ts';
import { isDay } from '#core/day.ts';
import { asOfDay, type Period } from '#core/period.ts';
import type { Decimals } from '#core/rate.ts';
import { tableById, type TableDefinition } from '#core/tables/all.ts';
import type { TableScope } from '#core/tables/build.ts';
import { placeName } from '#core/tables/place.ts';
import { spansOf, type Span } from '#core/tables/spans.ts';
import { useYear, type Year } from '#pages/use-year.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { useStore } from '#store/hooks.ts';

export const OWN_DAYS = 'days';

export interface AskedTable {
  readonly table: TableDefinition;
  readonly spans: readonly Span[];
  /** Id of a span, or OWN_DAYS. */
  readonly span: string;
  readonly period: Period;
  readonly unit: string;
  readonly decimals: Decimals;
  readonly set: (entries: { readonly [key: string]: string }) => void;
  readonly year: Year;
  readonly scope: TableScope;
  readonly place: string;
}

const MORE: readonly string[] = ['submission'];

export function useAskedTable(): AskedTable {
  const [params, setParams] = useSearchParams();
  const table = tableById(params.get('table'));
  const kinds = useMemo(() => [...table.kinds, ...MORE], [table]);
  const year = useYear(kinds);
  const { identity } = useStore();
  const { unit: own } = usePlace();
  const spans = useMemo(() => spansOf(year.context.period), [year.context.period]);
  const span = params.get('span') ?? 'year';
  const period = periodAsked(params, spans, year.context.period);
  // A village's phone holds no other's records: the township's columns would be zeros that are none.
  const asked = identity.mode === 'village' ? own : (params.get('unit') ?? '');
  const decimals = decimalsOf(params.get('decimals'));
  const unitRows = year.rows.get('unit') ?? NONE;
  const unit = asked === '' ? '' : countedUnits(unitRows, period).canonical(asked);
  const scope = useMemo(
    (): TableScope => ({
      period,
      asOf: asOfDay(period, year.today),
      units: countedUnits(unitRows, period),
      decimals,
      ...(unit === '' ? {} : { unit }),
    }),
    // oxlint-disable-next-line react/exhaustive-deps -- the same days are the same period
    [period.from, period.to, year.today, unitRows, decimals, unit],
  );
  const set = (entries: { readonly [key: string]: string }) =>
    setParams(
      (now) => {
        for (const key of Object.keys(entries)) now.set(key, entries[key] ?? '');
        return now;
      },
      { replace: true, preventScrollReset: true },
    );
  const place = placeName(scope.units, unit === '' ? undefined : unit);
  return { table, spans, span, period, unit, decimals, set, year, scope, place };
}

const NONE: readonly CountedRow[] = [];
const decimalsOf = (text: string | null): Decimals => (text === '0' ? 0 : text === '2' ? 2 : 1);

function periodAsked(params: URLSearchParams, spans: readonly Span[], year: Period): Period {
  const span = params.get('span') ?? 'year';
  if (span === OWN_DAYS) {
    const [from, to] = [params.get('from'), params.get('to')];
    return isDay(from) && isDay(to) && from <= to ? { from, to } : year;
  }
  const { from, to } = spans.find(({ id }) => id === span) ?? year;
  return { from, to };
}
