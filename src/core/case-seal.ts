/**
 * Sealing (SPEC X11). When a case is archived, the ids of all its changes are hashed into one number that is stored with
 * 归档日期 and printed on the file. Each id is the hash of its change and of the chain before it (SPEC C2), so the number
 * holds only while the ledger still has every one of these changes as it was.
 */
import { isFilled, partOf } from '#kinds/conditions.ts';
import type { Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { mediationCase } from '#kinds/mediation-case.ts';
import { hashOfJson } from './canonical.ts';
import { fieldOfPath } from './change.ts';
import { mayAmend } from './rights.ts';
import type { Problem } from './validate.ts';

/** Hex digits of an id that tell it from every other change of one record: 64 bits. */
const SHORT = 16;
/** Hex digits of a seal's number. */
const WHOLE = 64;

export interface Seal {
  /** 64 hex digits. */
  readonly hash: string;
  /** The first digits of each change's id, sorted, with spaces between. */
  readonly changes: string;
}

const hashOf = (record: string, ids: readonly string[]): string => hashOfJson({ record, changes: [...ids].sort() });

/** The seal over the changes that a record has up to now. */
export const sealOf = (record: string, ids: readonly string[]): Seal => ({
  hash: hashOf(record, ids),
  changes: [...ids]
    .sort()
    .map((id) => id.slice(0, SHORT))
    .join(' '),
});

/** `whole`: every sealed change is there as it was; `missing`: so many of them are not; `altered`: the number is another one. */
export type SealState =
  | { readonly state: 'whole'; readonly changes: number; readonly later: number }
  | { readonly state: 'missing'; readonly count: number }
  | { readonly state: 'altered' };

/** Compares a seal with the ids of all changes that a ledger holds of the record. `later` counts those after it was sealed. */
export function checkSeal(record: string, { hash, changes }: Seal, ids: readonly string[]): SealState {
  const byShort = new Map(ids.map((id) => [id.slice(0, SHORT), id]));
  const wanted = changes.split(' ').filter((short) => short !== '');
  const found = wanted.map((short) => byShort.get(short)).filter((id): id is string => id !== undefined);
  if (found.length < wanted.length) return { state: 'missing', count: wanted.length - found.length };
  if (hashOf(record, found) !== hash) return { state: 'altered' };
  return { state: 'whole', changes: found.length, later: ids.length - found.length };
}

/** The seal that a case carries; null while it was never archived. Opened again, it still carries the last one. */
export function sealIn(values: Values): Seal | null {
  const [hash, changes] = [partOf(values.seal, 'hash'), partOf(values.seal, 'changes')];
  return typeof hash === 'string' && typeof changes === 'string' ? { hash, changes } : null;
}

const inGroups = (digits: string): string => digits.replace(/(.{8})(?!$)/g, '$1 ');

/** In groups of eight, as it is read out. */
export const sealWords = ({ hash }: Seal): string => inGroups(hash);

/** The same as it is printed, half of it in a line. */
export const sealLines = ({ hash }: Seal): readonly [string, string] => [
  inGroups(hash.slice(0, WHOLE / 2)),
  inGroups(hash.slice(WHOLE / 2)),
];

/** Its first digits, as they stand at the foot of every paper: enough to find the file by (`ledger verify --seal`). */
export const sealBeginning = ({ hash }: Seal): string => inGroups(hash.slice(0, SHORT));

/** A number as somebody typed it from paper, whole or its beginning: without spaces, in small letters; null where it is none. */
export function readSealHash(typed: string): string | null {
  const digits = typed.replace(/\s+/g, '').toLowerCase();
  return /^[0-9a-f]+$/.test(digits) && (digits.length === SHORT || digits.length === WHOLE) ? digits : null;
}

export const SEALED = '已经归档，这里不再改；要更正的写成补记，或请司法所解除归档';

/** What keeps a change of these paths out of an archived case (SPEC X11); empty while it is open. */
export function sealProblems(kind: Kind, stored: Values, paths: Iterable<string>, isOffice: boolean): Problem[] {
  if (kind.name !== mediationCase.name || !isFilled(stored['archivedOn'])) return [];
  const broken = [...paths].filter((path) => !mayAmend(isOffice, fieldOfPath(path)));
  return broken.map((field) => ({ field, message: SEALED }));
}
