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

export interface CountedUnits {
  /** Units that existed in the period, township first, then villages, then offices, each in the order entered. */
  readonly list: readonly CountedUnit[];
  readonly villages: readonly CountedUnit[];
  readonly offices: readonly CountedUnit[];
  /** The unit that stands for this one: the same (`sameAs`), or into which it went within the period (`absorbedBy`). */
  readonly canonical: (id: string) => string;
  /** By present, short or former name. */
  readonly byName: (name: string) => string | undefined;
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

function readUnits(rows: readonly CountedRow[], period: Period): CountedUnits {
  const names = new Map<string, string>();
  const canonical = standsIn(rows, period);
  for (const { id, values } of rows) {
    const former = itemEntries(values.formerNames).map(([, { name }]) => name);
    for (const name of [textOf(values, 'name'), textOf(values, 'shortName'), ...former]) {
      if (typeof name === 'string' && name !== '' && !names.has(name)) names.set(name, canonical(id));
    }
  }
  const list = rows
    .filter(({ id, values }) => canonical(id) === id && existedIn(values, period))
    .map(({ id, values }): CountedUnit => {
      const { population } = values;
      const name = textOf(values, 'name') || textOf(values, 'shortName') || '未命名单位';
      return {
        id,
        name,
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
    byName: (name) => names.get(name),
  };
}
