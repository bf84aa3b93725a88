/**
 * Counts of a unit's cases as the server publishes them to those who may not see the cases (SPEC S2): one record per unit and
 * year, one item of the map `cases` per month, type, source and outcome. Whole numbers and codes, no text.
 */
import type { Json } from './canonical.ts';

export const CASE_COUNTS = 'caseCounts';
const FIELD = 'cases';

/** What a count is of. `handedUp`: another unit's case continues these; a total over units leaves them out (SPEC F5). */
export interface CountedBy {
  /** 01 to 12. */
  readonly month: string;
  readonly disputeType: string;
  readonly source: string;
  readonly status: string;
  readonly handedUp: boolean;
}

export interface CaseCount extends CountedBy {
  readonly count: number;
}

export const countsRecord = (unit: string, year: number): string => `counts-${unit}-${year}`;

/** Unit and year of a counts record; null when the id is none. */
export function ofCountsRecord(record: string): { readonly unit: string; readonly year: number } | null {
  const match = /^counts-(.+)-(\d{4})$/.exec(record);
  return match === null ? null : { unit: match[1] ?? '', year: Number(match[2]) };
}

/** Codes are short words; whatever else stands in a field is counted as not said. */
const codeOf = (text: string): string => (/^[\w-]{1,60}$/.test(text) ? text : '');

export const countPath = ({ month, disputeType, source, status, handedUp }: CountedBy): string =>
  `${FIELD}.${[month, codeOf(disputeType), codeOf(source), codeOf(status)].join(':')}${handedUp ? ':handedUp' : ''}`;

/** The counts of a folded record. */
export function readCounts(values: { readonly [field: string]: Json }): CaseCount[] {
  const map = values[FIELD];
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return [];
  return Object.entries(map as { readonly [key: string]: Json }).flatMap(([key, count]) => {
    const [month = '', disputeType = '', source = '', status = '', mark] = key.split(':');
    return typeof count === 'number'
      ? [{ month, disputeType, source, status, handedUp: mark === 'handedUp', count }]
      : [];
  });
}
