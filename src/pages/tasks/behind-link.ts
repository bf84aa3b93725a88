/** The address of the records behind a figure: codes and ids only, never anything about a person. */
import { isDay } from '#core/day.ts';
import type { Period } from '#core/period.ts';
import { metricJson, parseMetric, type Metric, type Parsed } from '#core/metric.ts';

export interface Behind {
  readonly metric: Metric;
  readonly unit?: string;
  /** Place of the month in the year. */
  readonly month?: number;
  /** Other days than the chosen year's: a quarter's table, last year. */
  readonly period?: Period;
  /** Records of another kind that count in the same number. */
  readonly also?: Metric;
}

export function behindLink({ metric, unit, month, period, also }: Behind): string {
  const params = new URLSearchParams({ m: JSON.stringify(metricJson(metric)) });
  if (unit !== undefined) params.set('unit', unit);
  if (month !== undefined) params.set('month', String(month));
  if (period !== undefined) {
    params.set('from', period.from);
    params.set('to', period.to);
  }
  if (also !== undefined) params.set('also', JSON.stringify(metricJson(also)));
  return `/tasks/records?${params.toString()}`;
}

export interface AskedBehind {
  readonly metric: Parsed;
  readonly unit: string | null;
  readonly month: number | null;
  readonly period: Period | null;
  readonly also: Metric | null;
}

/** An address is a text from outside: whatever cannot be read is said, never thrown. */
export function readBehind(params: URLSearchParams): AskedBehind {
  const month = params.get('month') ?? '';
  const [from, to] = [params.get('from'), params.get('to')];
  const also = parseMetric(readJson(params.get('also') ?? ''));
  return {
    metric: parseMetric(readJson(params.get('m') ?? '')),
    unit: params.get('unit'),
    period: isDay(from) && isDay(to) && from <= to ? { from, to } : null,
    also: also.ok ? also.metric : null,
    month: /^\d{1,2}$/.test(month) ? Number(month) : null,
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
