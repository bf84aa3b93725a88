/** The context of an import from the records at hand, whole or slim. */
import { itemEntries } from '#kinds/conditions.ts';
import { rolesOf } from '#kinds/person.ts';
import type { Value, Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { standingOf } from '#core/row-index.ts';
import { keyOf, type ImportContext, type KnownUnit, type Named } from './context.ts';

interface HeldRow {
  readonly id: string;
  readonly unit: string;
  readonly values: Values;
}

/** Kinds that `contextOfRows` reads beside the one that is imported. */
export const contextKinds: readonly string[] = ['unit', 'person', 'committee', 'venue', 'codeEntry'];

type Chosen = Pick<ImportContext, 'unit' | 'year' | 'today' | 'file' | 'taught'>;

export function contextOfRows(
  kind: Kind,
  rows: ReadonlyMap<string, readonly HeldRow[]>,
  chosen: Chosen,
  mayWrite: (unit: string) => boolean = () => true,
): ImportContext {
  const units = knownUnits(rows.get('unit') ?? [], mayWrite);
  // A person merged into another one is met under that one's name.
  const persons = standingOf(rows.get('person') ?? []);
  return {
    ...chosen,
    units,
    persons: persons.map(({ id, unit, values }) => ({
      id,
      unit,
      name: textOf(values['name']),
      roles: rolesOf(values, chosen.today),
    })),
    committees: (rows.get('committee') ?? []).map(({ id, values }): Named => ({
      id,
      unit: textOf(values['unit']),
      name: textOf(values['name']),
    })),
    venues: (rows.get('venue') ?? []).map(({ id, unit, values }) => ({ id, unit, name: textOf(values['name']) })),
    codes: (rows.get('codeEntry') ?? []).map(({ id, values }) => ({
      id,
      list: textOf(values['list']),
      name: textOf(values['name']),
    })),
    existing: new Set((rows.get(kind.name) ?? []).map(({ unit, values }) => keyOf(kind.name, unit, values))),
  };
}

const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '');

/** Those into which somebody may write. */
export const knownUnits = (rows: readonly HeldRow[], mayWrite: (unit: string) => boolean): readonly KnownUnit[] =>
  rows.filter(({ id }) => mayWrite(id)).map(knownUnit);

function knownUnit({ id, values }: HeldRow): KnownUnit {
  const former = itemEntries(values['formerNames']).map(([, { name }]) => textOf(name));
  return {
    id,
    names: [textOf(values['name']), textOf(values['shortName']), ...former].filter((name) => name !== ''),
    ...(values['unitKind'] === 'township' ? { whole: true } : {}),
  };
}
