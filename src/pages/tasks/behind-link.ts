/** The address of the records behind a figure: codes and ids only, never anything about a person. */
import { metricJson, parseMetric, type Metric, type Parsed } from '#core/metric.ts';

export interface Behind {
  readonly metric: Metric;
  readonly unit?: string;
  /** Place of the month in the year. */
  readonly month?: number;
}

export function behindLink({ metric, unit, month }: Behind): string {
  const params = new URLSearchParams({ m: JSON.stringify(metricJson(metric)) });
  if (unit !== undefined) params.set('unit', unit);
  if (month !== undefined) params.set('month', String(month));
  return `/tasks/records?${params.toString()}`;
}

export interface AskedBehind {
  readonly metric: Parsed;
  readonly unit: string | null;
  readonly month: number | null;
}

/** An address is a text from outside: whatever cannot be read is said, never thrown. */
export function readBehind(params: URLSearchParams): AskedBehind {
  const month = params.get('month') ?? '';
  return {
    metric: parseMetric(readJson(params.get('m') ?? '')),
    unit: params.get('unit'),
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
