/** The units over which figures are split, from the township's unit records (SPEC S1, D8). */
import { itemEntries } from '#kinds/conditions.ts';
import type { Values } from '#kinds/field.ts';
import { standsFor } from './namesakes.ts';
import type { Period } from './period.ts';

/** A listed record as figures see it; the store's slim rows and folded rows both are. */
export interface CountedRow {
  readonly id: string;
  readonly unit: string;
  readonly values: Values;
}
export type RowsByKind = ReadonlyMap<string, readonly CountedRow[]>;

export interface CountedUnit {
  readonly id: string;
  readonly name: string;
  readonly unitKind: string;
  readonly population: number | null;
}

/** A unit that went into another one within the period or before. */
export interface MergedUnit {
  readonly id: string;
  /** Its last day. */
  readonly until: string;
  /** Name of the one that it counts for now. */
  readonly into: string;
}

export interface CountedUnits {
  /** Units that existed in the period, township first, then villages, then offices, each in the order entered. */
  readonly list: readonly CountedUnit[];
  readonly villages: readonly CountedUnit[];
  readonly offices: readonly CountedUnit[];
  /** The unit that stands for this one: the same (`sameAs`), or into which it went within the period (`absorbedBy`). */
  readonly canonical: (id: string) => string;
  /** By present, short or former name. */
  readonly byName: (name: string) => string | undefined;
  /** Of a name that `byName` finds in the unit that took it on: the unit whose name it was. */
  readonly mergedOf: (name: string) => MergedUnit | undefined;
}

const ORDER = ['township', 'village', 'townshipOffice'];
const textOf = (values: Values, field: string): string => {
  const value = values[field];
  return typeof value === 'string' ? value : '';
};

/** Whether the unit existed on any day of the period: villages are founded, renamed and merged within a year. */
const existedIn = (values: Values, { from, to }: Period): boolean => {
  const [since, until] = [textOf(values, 'validFrom'), textOf(values, 'validUntil')];
  return (since === '' || since <= to) && (until === '' || until >= from);
};

const made = new WeakMap<readonly CountedRow[], Map<string, CountedUnits>>();

/** The same object for the same rows and period, so that figures can tell that nothing has changed. */
export function countedUnits(rows: readonly CountedRow[], period: Period): CountedUnits {
  const byPeriod = made.get(rows) ?? new Map<string, CountedUnits>();
  made.set(rows, byPeriod);
  const key = `${period.from}/${period.to}`;
  const units = byPeriod.get(key) ?? readUnits(rows, period);
  byPeriod.set(key, units);
  return units;
}

/**
 * A village that was merged within the period or before counts for the one it went into, so that a year has one column
 * for both; in earlier periods it stands by itself, as it was then. A circle of mergers ends after as many steps as units.
 */
function standsIn(rows: readonly CountedRow[], { to }: Period): (id: string) => string {
  const same = standsFor(rows);
  const into = new Map<string, string>();
  for (const { id, values } of rows) {
    const [target, until] = [textOf(values, 'absorbedBy'), textOf(values, 'validUntil')];
    if (target !== '' && until !== '' && until < to) into.set(same(id), same(target));
  }
  return (id) => {
    let at = same(id);
    for (let steps = into.size; steps > 0; steps--) at = into.get(at) ?? at;
    return at;
  };
}

/** Whose name it is: of a unit that stands before one that is gone, and present names before former ones. */
function namesOf(rows: readonly CountedRow[], isGone: (row: CountedRow) => boolean): Map<string, CountedRow> {
  const names = new Map<string, CountedRow>();
  const add = (row: CountedRow, ...own: readonly unknown[]) => {
    for (const name of own) if (typeof name === 'string' && name !== '' && !names.has(name)) names.set(name, row);
  };
  for (const gone of [false, true]) {
    for (const row of rows)
      if (isGone(row) === gone) add(row, textOf(row.values, 'name'), textOf(row.values, 'shortName'));
  }
  for (const row of rows) add(row, ...itemEntries(row.values.formerNames).map(([, { name }]) => name));
  return names;
}

const nameOf = ({ values }: CountedRow): string =>
  textOf(values, 'name') || textOf(values, 'shortName') || '未命名单位';

function readUnits(rows: readonly CountedRow[], period: Period): CountedUnits {
  const canonical = standsIn(rows, period);
  const same = standsFor(rows);
  const isGone = ({ id }: CountedRow): boolean => canonical(id) !== same(id);
  const names = namesOf(rows, isGone);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const list = rows
    .filter(({ id, values }) => canonical(id) === id && existedIn(values, period))
    .map((row): CountedUnit => {
      const { id, values } = row;
      const { population } = values;
      return {
        id,
        name: nameOf(row),
        unitKind: textOf(values, 'unitKind'),
        population: typeof population === 'number' ? population : null,
      };
    });
  // Ids of records sort by the time at which they were entered, on every device alike.
  list.sort((a, b) => ORDER.indexOf(a.unitKind) - ORDER.indexOf(b.unitKind) || (a.id < b.id ? -1 : 1));
  return {
    list,
    villages: list.filter(({ unitKind }) => unitKind === 'village'),
    offices: list.filter(({ unitKind }) => unitKind === 'townshipOffice'),
    canonical,
    byName: (name) => {
      const named = names.get(name);
      return named === undefined ? undefined : canonical(named.id);
    },
    mergedOf: (name) => {
      const named = names.get(name);
      if (named === undefined || !isGone(named)) return undefined;
      const [id, into] = [same(named.id), byId.get(canonical(named.id))];
      const until = textOf(byId.get(id)?.values ?? {}, 'validUntil');
      return into === undefined || until === '' ? undefined : { id, until, into: nameOf(into) };
    },
  };
}
