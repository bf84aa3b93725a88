/** What is known of all rows of a kind together; kept by the array of rows, which is a new one after every change. */
import { rolesOf } from '#kinds/person.ts';
import type { Persons } from './contribution.ts';
import type { CountedRow } from './counted-units.ts';
import { standIns } from './stand-in.ts';

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
  for (const { id, unit: home } of rows) unit.set(id, home);
  const merged = new Map<string, string>();
  for (const { id, values } of rows) {
    // Merged into somebody who was removed since, or is not on this device, a person stands alone.
    if (typeof values.mergedInto === 'string' && unit.has(values.mergedInto)) merged.set(id, values.mergedInto);
  }
  return { canonical: standIns(merged), unitOf: (id) => unit.get(id) };
});

const NOBODY: ReadonlySet<string> = new Set();

/**
 * Records that another record here stands for: a case handed up to the township or copied into another unit, which
 * counts for its own committee and not a second time in the total (records.md, handedUp), a merged person, and a unit
 * that was entered twice.
 */
export const supersededIn = (rows: readonly CountedRow[]): ReadonlySet<string> =>
  standInsOf(rows)?.superseded ?? NOBODY;

/** By record: the one that stands for it; null where every record stands for itself. */
export const standInIn = (rows: readonly CountedRow[]): ((id: string) => string) | null =>
  standInsOf(rows)?.standIn ?? null;

const standInsOf = byRows((rows) => {
  const claimed: [id: string, by: string][] = [];
  const claim = (id: string, by: string) => claimed.push([id, by]);
  for (const { id, values } of rows) {
    const { handedUp, transferredFrom, mergedInto, sameAs } = values;
    const newCase = (handedUp as { readonly newCase?: unknown } | undefined)?.newCase;
    if (typeof newCase === 'string') claim(id, newCase);
    if (typeof transferredFrom === 'string') claim(transferredFrom, id);
    if (typeof mergedInto === 'string') claim(id, mergedInto);
    if (typeof sameAs === 'string') claim(id, sameAs);
  }
  // Few kinds know any, and then few records do.
  if (claimed.length === 0) return null;
  const ids = new Set(rows.map(({ id }) => id));
  const claims = new Map(claimed.filter(([id, by]) => id !== by && ids.has(id) && ids.has(by)));
  const standIn = standIns(claims);
  return { standIn, superseded: new Set([...claims.keys()].filter((id) => standIn(id) !== id)) };
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

/** The rows that stand for something: without those that another row here stands for. */
export function standingOf<R extends CountedRow>(rows: readonly R[]): readonly R[] {
  const superseded = supersededIn(rows);
  return superseded.size === 0 ? rows : rows.filter(({ id }) => !superseded.has(id));
}
