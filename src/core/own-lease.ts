/**
 * What a device may do with a lease of its own (SPEC X10). Pure: IndexedDB in the app and the memory of the simulator keep what these
 * rules go by.
 */
import type { Row } from './fold.ts';
import { giveNumber, leaseOf, NUMBER_LEASE, numberForm, wordOf, type Given, type Lease } from './file-numbers.ts';
import { yearOf, isDay } from './day.ts';

/** A lease that this device holds, and the changes by which the server gave it (`wordOf`). */
export interface HeldLease extends Lease {
  readonly said: string;
}

/** Which scopes have been read whole since the server said `said` of a lease: none of their cases has a number that this device does not know. */
export interface ReadSince {
  readonly said: string;
  readonly scopes: readonly string[];
}

/**
 * The lease in a row, if it is this very device's and a server said so: a device that went on under a new key, or was restored from a file, holds
 * none.
 */
export function heldLeaseOf(
  row: Row | undefined,
  device: string | undefined,
  servers: ReadonlySet<string>,
): HeldLease | null {
  if (row?.kind !== NUMBER_LEASE || !servers.has(row.changed.device)) return null;
  const lease = leaseOf(row.values);
  return lease === null || lease.device === '' || lease.device !== device ? null : { ...lease, said: wordOf(row) };
}

/**
 * What has been read whole, after an exchange. A lease may come in an earlier page than the number that the server gave to a case of another scope
 * before. `scopes`: all that may be read now; `isCaughtUp`: the answer left nothing of them behind.
 */
export function readAfter(
  before: ReadSince | undefined,
  { said }: HeldLease,
  scopes: readonly string[],
  isCaughtUp: boolean,
): ReadSince {
  if (isCaughtUp) return { said, scopes: [...scopes].sort() };
  return { said, scopes: before?.said === said ? before.scopes.filter((scope) => scopes.includes(scope)) : [] };
}

/** The year's cases, in which a number of the lease may stand. */
export const isOfYear = ({ year }: Lease, { values }: Pick<Row, 'values'>): boolean =>
  isDay(values['acceptedOn']) && yearOf(values['acceptedOn']) === year;

/** What a device goes by when it takes a number. */
export interface Numbering {
  readonly given: Given;
  readonly read: ReadSince | undefined;
  /** The record as it stands here; undefined while it is new. */
  readonly row: Pick<Row, 'scope' | 'values'> | undefined;
  /** The cases of the year that are here. */
  readonly cases: readonly Pick<Row, 'values'>[];
}

/**
 * The next number for a record, or again the one that it was given, and what has been given out then. null: the lease was given back, or the case has
 * come to a number since its form opened, or may have one on the server; what is new here the server cannot have numbered.
 */
export function takeNumber(
  lease: HeldLease,
  record: string,
  { given, read, row, cases }: Numbering,
): { readonly text: string; readonly given: Given } | null {
  if (given.returned === lease.said || isNumbered(row)) return null;
  if (row !== undefined && !(read?.said === lease.said && read.scopes.includes(row.scope))) return null;
  const { textOf, seqOf } = numberForm(lease.before, lease.after);
  const carried = cases.map(({ values: { fileNumber } }) =>
    typeof fileNumber === 'string' ? (seqOf(fileNumber) ?? 0) : 0,
  );
  const taken = giveNumber(given, lease, record, carried);
  return { text: textOf(taken.seq), given: taken.given };
}

const isNumbered = (row: Numbering['row']): boolean =>
  typeof row?.values['fileNumber'] === 'string' && row.values['fileNumber'] !== '';

/** What is kept once a lease is to be given back: nothing more of it is given out, and the server issues nothing up to `last`. */
export function stopOf(lease: HeldLease, given: Given): { readonly given: Given; readonly last: number } {
  return { given: { ...given, returned: lease.said }, last: Math.max(lease.last, given.last) };
}
