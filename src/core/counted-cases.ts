/**
 * Figures of cases for those who may not see cases (SPEC S3, F4): the server's published counts (`case-counts.ts`) as rows that the
 * figures can count. Each row stands for one case of which nothing is known but month, type, source and outcome.
 */
import { mediationCase } from '#kinds/index.ts';
import type { CaseCount } from './case-counts.ts';
import type { CountedRow } from './counted-units.ts';
import { kindsOf, type Countable, type Metric } from './metric.ts';
import { VILLAGE } from './metric-fields.ts';
import type { Period } from './period.ts';

const KNOWN: ReadonlySet<string> = new Set(['disputeType', 'source', 'status', VILLAGE]);

/** Whether published counts, which know months and no days, cover exactly this period. */
const isCalendarYear = ({ from, to }: Period): boolean => from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`;

const isCountable = (metric: Countable): boolean =>
  (metric.measure === 'count' || metric.measure === 'coverageUnits') &&
  metric.by !== 'organiser' &&
  metric.by !== 'personVillage' &&
  'during' in metric.when &&
  metric.when.during === mediationCase.date &&
  metric.where.every(({ field }) => KNOWN.has(field));

/** Whether a metric over cases says the same from published counts as from the cases themselves. */
export function isAnsweredByCounts(metric: Metric, period: Period): boolean {
  if (metric.measure === 'done' || !isCalendarYear(period)) return false;
  const parts = metric.measure === 'rate' ? [metric.part, metric.whole] : [metric];
  return parts.every((part) => !kindsOf(part).includes(mediationCase.name) || isCountable(part));
}

/** A row for every counted case of a calendar year, by unit. */
export function rowsOfCounts(year: number, byUnit: ReadonlyMap<string, readonly CaseCount[]>): CountedRow[] {
  const rows: CountedRow[] = [];
  for (const [unit, counts] of byUnit) {
    counts.forEach(({ month, disputeType, source, status, handedUp, count }, at) => {
      for (let i = 0; i < count; i++) {
        const id = `${unit}/${at}/${i}`;
        const values = { acceptedOn: `${year}-${month}-01`, disputeType, source, status };
        if (!handedUp) {
          rows.push({ id, unit, values });
          continue;
        }
        // Another unit's case continues it: it counts for its own unit and not a second time in the total (SPEC F5). That case is counted where it stands.
        const by = `${id}/next`;
        rows.push({ id, unit, values: { ...values, handedUp: { newCase: by } } }, { id: by, unit, values: NEVER });
      }
    });
  }
  return rows;
}

/** In no period. */
const NEVER = { acceptedOn: '0001-01-01' } as const;
