/**
 * What of a case is the office's to say: that a file was looked over and found good or wanting, and what is paid for it (domain.md §1.5). Devices
 * ask before they store, the server when it judges (SPEC X4).
 */
import { isOneOf, partOf } from '#kinds/conditions.ts';
import type { Value } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { mediationCase } from '#kinds/mediation-case.ts';
import type { Json } from './canonical.ts';
import { fieldOfPath } from './change.ts';
import type { Problem } from './validate.ts';

/** States that only the office gives; a village sends for review and applies. */
const GIVEN_BY_OFFICE: ReadonlyMap<string, readonly string[]> = new Map([
  ['review', ['approved', 'returned']],
  ['subsidy', ['granted', 'paid', 'refused']],
]);

export const OFFICE_ONLY = '审核和核定由司法所填写；这里只能送审、申报';

/** Whether a value at a path says what only the office says. No app writes `review.state` by itself, but the fold would take it. */
export function isOfficeWord(kind: string, path: string, value: Json | undefined): boolean {
  const field = fieldOfPath(path);
  const given = kind === mediationCase.name ? GIVEN_BY_OFFICE.get(field) : undefined;
  if (given === undefined || value === undefined) return false;
  if (path !== field) return path === `${field}.state` && isOneOf(value as Value, ...given);
  return isOneOf(partOf(value as Value, 'state'), ...given);
}

/** What keeps a village from writing these paths: empty where nothing does. */
export function officeProblems(kind: Kind, changed: ReadonlyMap<string, Json>, isOffice: boolean): Problem[] {
  if (isOffice) return [];
  return [...changed]
    .filter(([path, value]) => isOfficeWord(kind.name, path, value))
    .map(([field]) => ({ field, message: OFFICE_ONLY }));
}
