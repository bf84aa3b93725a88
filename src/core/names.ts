/** What linked records are called, from the rows at hand. */
import type { Values } from '#kinds/field.ts';
import { kindByName } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { standIns } from './stand-in.ts';
import { fieldText, NO_NAMES, type Names } from './text.ts';

interface NamedRow {
  readonly id: string;
  readonly values: Values;
}

/** A link says what its target is, never who its parties are: it may stand on a record that more people read. */
function nameOfRow(kind: Kind, { values }: NamedRow): string {
  return kind.heading(values, {
    field: (id) => {
      const field = kind.fields[id];
      return field === undefined ? '' : fieldText(field, values[id], NO_NAMES, false);
    },
    name: () => '',
  });
}

/** Names are worded when they are first asked for: most rows of a large roster never are. */
export function namesOf(rows: ReadonlyMap<string, readonly NamedRow[]>): Names {
  const byKind = new Map<string, ReadonlyMap<string, NamedRow>>();
  const said = new Map<string, string>();
  const rowOf = (kind: string, id: string): NamedRow | undefined => {
    const known = byKind.get(kind) ?? new Map((rows.get(kind) ?? []).map((row) => [row.id, row]));
    byKind.set(kind, known);
    return known.get(id);
  };
  let standIn: ((id: string) => string) | null = null;
  const standInOf = (): ((id: string) => string) => {
    const persons = rows.get('person') ?? [];
    const ids = new Set(persons.map(({ id }) => id));
    // Merged into somebody who was removed since, or is not on this device, a person stands alone (SPEC N3).
    const claims = persons.flatMap(({ id, values: { mergedInto } }): [string, string][] =>
      typeof mergedInto === 'string' && ids.has(mergedInto) ? [[id, mergedInto]] : [],
    );
    return standIns(new Map(claims));
  };
  return {
    person: (id) => (standIn ??= standInOf())(id),
    link: (to, id) => {
      const key = `${to}/${id}`;
      const known = said.get(key);
      if (known !== undefined) return known;
      const [kind, row] = [kindByName(to), rowOf(to, id)];
      const name = kind === undefined || row === undefined ? '' : nameOfRow(kind, row);
      said.set(key, name);
      return name;
    },
    code: (list, id) => {
      const values = rowOf('codeEntry', id)?.values;
      return values?.['list'] === list && typeof values['name'] === 'string' ? values['name'] : '';
    },
  };
}
