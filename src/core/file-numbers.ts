/**
 * Official file numbers (SPEC X10) as both ends write them, and the lease by which one phone issues those of a committee and year in the
 * server's place. A lease is a record of kind `numberLease` in the committee's `cases`, which the server alone writes.
 */
import { isOneOf } from '#kinds/conditions.ts';
import { isDay, yearOf } from './day.ts';
import { headsOfPath, type Row } from './fold.ts';

export const NUMBER_LEASE = 'numberLease';
export const leaseRecord = (committee: string, year: number): string => `lease-${committee}-${year}`;

/** How numbers of one committee and year are written. */
export interface NumberForm {
  readonly textOf: (seq: number) => string;
  /** The running number of a text in this form; null for any other. */
  readonly seqOf: (text: string) => number | null;
}

const MAX_DIGITS = 6;

/** `before` and `after` stand around the running number. */
export function numberForm(before: string, after: string): NumberForm {
  const matcher = new RegExp(`^${escaped(before)}(\\d{1,${MAX_DIGITS}})${escaped(after)}$`, 'u');
  return {
    textOf: (seq) => `${before}${seq}${after}`,
    seqOf: (text) => {
      const match = matcher.exec(text);
      return match === null ? null : Number(match[1]);
    },
  };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

/** 城墙 of 双泉乡城墙村人民调解委员会: what stands in numbers where nobody gave the committee a short form. */
export function shortOf(committee: string): string {
  const place = committee.trim().replace(/(人民调解委员会|调解委员会|调委会)$/, '') || committee.trim();
  const village = place.replace(/^..+?[乡镇](?=..+(村|社区|居委会)$)/, '');
  return village.replace(/(?<name>..)(村|社区|居委会|乡|镇|街道)$/, '$<name>');
}

/** Which device issues the numbers of a committee and year. */
export interface Lease {
  readonly committee: string;
  readonly year: number;
  /** Empty once it was given back: the server issues again. */
  readonly device: string;
  /** The highest number that was issued before. */
  readonly last: number;
  readonly before: string;
  readonly after: string;
}

/** Whether `seq` can be the highest number that a holder has given out of its lease. */
export const isGivenOf = ({ last }: Lease, seq: number): boolean => seq >= last && seq < 10 ** MAX_DIGITS;

/** A lease as folded; null when the record is none. */
export function leaseOf(values: { readonly [field: string]: unknown }): Lease | null {
  const { committee, year, device, last, before, after } = values;
  if (typeof committee !== 'string' || typeof year !== 'number' || typeof last !== 'number') return null;
  if (typeof before !== 'string' || typeof after !== 'string') return null;
  return { committee, year, device: typeof device === 'string' ? device : '', last, before, after };
}

/** Names what the server last said of who holds a lease: ids of changes. Another word may name the same device anew. */
export const wordOf = (row: Pick<Row, 'id' | 'heads' | 'conflicts'>): string =>
  [...headsOfPath(row, 'device')].sort().join();

/** What a device has given out of the leases of a committee and year. Kept apart from the records: a number is taken before its case is stored. */
export interface Given {
  readonly last: number;
  readonly byRecord: { readonly [record: string]: number };
  /** The word of the server (`Lease` as said by this change) that the device has asked to end: it gives out nothing of it any more. */
  readonly returned?: string;
}
export const NOTHING_GIVEN: Given = { last: 0, byRecord: {} };

/**
 * The next number for a record, or again the one that it was given; and what has been given out then. `carried`: numbers of this form that cases have.
 * What was given under an earlier lease and never stored may have been issued by the server since, if it lies below where this lease begins.
 */
export function giveNumber(
  given: Given,
  lease: Lease,
  record: string,
  carried: readonly number[],
): { readonly seq: number; readonly given: Given } {
  const known = given.byRecord[record];
  if (known !== undefined && known > lease.last) return { seq: known, given };
  const seq = carried.reduce((highest, each) => Math.max(highest, each), Math.max(lease.last, given.last)) + 1;
  return { seq, given: { ...given, last: seq, byRecord: { ...given.byRecord, [record]: seq } } };
}

/** Whether a case has been taken on (受理), so that it ought to have a number. */
export const hasBegun = (status: unknown): boolean =>
  isOneOf(typeof status === 'string' ? status : '', 'accepted', 'inMediation', 'settled', 'notSettled', 'terminated');

/** Committee and year by whose counter a case is due to get its number; null when it has one, or is not due. */
export function numberDue(values: {
  readonly [field: string]: unknown;
}): { readonly committee: string; readonly year: number } | null {
  const { status, acceptedOn, committee, fileNumber } = values;
  if (!hasBegun(status) || !isDay(acceptedOn) || typeof committee !== 'string' || committee === '') return null;
  return typeof fileNumber === 'string' && fileNumber !== '' ? null : { committee, year: yearOf(acceptedOn) };
}
