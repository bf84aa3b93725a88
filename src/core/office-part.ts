/** What of a case is the office's to say: that a file was looked over and found good or wanting, and what is paid for it (domain.md §1.5). */
import { isOneOf, partOf } from '#kinds/conditions.ts';
import type { Value } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { mediationCase } from '#kinds/mediation-case.ts';
import type { Json } from './canonical.ts';
import type { Problem } from './validate.ts';

/** States that only the office gives; a village sends for review and applies. */
const GIVEN_BY_OFFICE: { readonly [field: string]: readonly string[] } = {
  review: ['approved', 'returned'],
  subsidy: ['granted', 'paid', 'refused'],
};

export const OFFICE_ONLY = '审核和核定由司法所填写；这里只能送审、申报';

/** What keeps a village from writing these paths: empty where nothing does. */
export function officeProblems(kind: Kind, changed: ReadonlyMap<string, Json>, isOffice: boolean): Problem[] {
  if (isOffice || kind.name !== mediationCase.name) return [];
  const broken = [...changed].filter(([path, value]) =>
    isOneOf(partOf(value as Value, 'state'), ...(GIVEN_BY_OFFICE[path] ?? [])),
  );
  return broken.map(([field]) => ({ field, message: OFFICE_ONLY }));
}
