/** What is known of all rows of a kind together; kept by the array of rows, which is a new one after every change. */
import { rolesOf } from '#kinds/person.ts';
import type { Persons } from './contribution.ts';
import type { CountedRow } from './counted-units.ts';

/** Keeps one answer per array of rows. */
function byRows<T>(make: (rows: readonly CountedRow[]) => T): (rows: readonly CountedRow[]) => T {
  const made = new WeakMap<readonly CountedRow[], T>();
  return (rows) => {
    const known = made.get(rows);
    if (known !== undefined) return known;
    const fresh = make(rows);
    made.set(rows, fresh);
    return fresh;
  };
}

export const personsOf = byRows((rows): Persons => {
  const unit = new Map<string, string>();
  const merged = new Map<string, string>();
  for (const { id, unit: home, values } of rows) {
    unit.set(id, home);
    if (typeof values.mergedInto === 'string') merged.set(id, values.mergedInto);
  }
  const canonical = (id: string): string => {
    let at = id;
    // As many steps as there are mergers: two persons merged into each other must not hang the screen.
    for (let steps = merged.size; steps > 0 && merged.has(at); steps--) at = merged.get(at) ?? at;
    return at;
  };
  return { canonical, unitOf: (id) => unit.get(id) };
});

/**
 * Records that another record here stands for: a case handed up to the township or copied into another unit, which
 * counts for its own committee and not a second time in the total (records.md, handedUp), a merged person, and a unit
 * that was entered twice.
 */
export const supersededIn = byRows((rows): ReadonlySet<string> => {
  const claims: [id: string, by: string][] = [];
  for (const { id, values } of rows) {
    const { handedUp, transferredFrom, mergedInto, sameAs } = values;
    const newCase = (handedUp as { readonly newCase?: unknown } | undefined)?.newCase;
    if (typeof newCase === 'string') claims.push([id, newCase]);
    if (typeof transferredFrom === 'string') claims.push([transferredFrom, id]);
    if (typeof mergedInto === 'string') claims.push([id, mergedInto]);
    if (typeof sameAs === 'string') claims.push([id, sameAs]);
  }
  if (claims.length === 0) return new Set();
  const ids = new Set(rows.map(({ id }) => id));
  return new Set(claims.flatMap(([id, by]) => (id !== by && ids.has(id) && ids.has(by) ? [id] : [])));
});

/** Ids of the persons who hold a role on a day, by unit. */
export function rosterOf(
  persons: readonly CountedRow[],
  role: string,
  on: string,
  canonicalUnit: (id: string) => string,
) {
  const superseded = supersededIn(persons);
  const byUnit = new Map<string, Set<string>>();
  for (const { id, unit, values } of persons) {
    if (superseded.has(id) || !rolesOf(values, on).includes(role)) continue;
    const home = canonicalUnit(unit);
    const list = byUnit.get(home) ?? new Set<string>();
    byUnit.set(home, list.add(id));
  }
  return byUnit;
}
export type Roster = ReturnType<typeof rosterOf>;
