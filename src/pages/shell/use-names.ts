/** What linked records are called, for every screen that shows links. */
import { useMemo } from 'react';
import type { Field, Fields } from '#kinds/field.ts';
import { kindByName } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { fieldText, type Names } from '#core/text.ts';
import { useRecordsOf } from '#store/record-hooks.ts';
import type { SlimRow } from '#store/projection.ts';

const linkedByKind = new WeakMap<Kind, readonly string[]>();

/** Kinds that a kind's fields point at, and the township's own codes; the same array every time. */
function linkedKinds(kind: Kind): readonly string[] {
  const known = linkedByKind.get(kind);
  if (known !== undefined) return known;
  const linked = new Set(['codeEntry']);
  const add = (fields: Fields) => {
    for (const id of Object.keys(fields)) {
      const field = fields[id] as Field;
      if (field.type === 'link' || field.type === 'links') linked.add(field.to);
      if (field.type === 'items' && field.keyedBy !== undefined) linked.add(field.keyedBy);
      if ('fields' in field) add(field.fields);
    }
  };
  add(kind.fields);
  const list = [...linked].filter((name) => kindByName(name) !== undefined);
  linkedByKind.set(kind, list);
  return list;
}

type Rows = ReadonlyMap<string, readonly SlimRow[]>;

const NOBODY: Names = { link: () => '', code: () => '' };

/** A link says what its target is, never who its parties are: it may stand on a record that more people read. */
function nameOfRow(kind: Kind, { values }: SlimRow, names: Names): string {
  return kind.heading(values, {
    field: (id) => {
      const field = kind.fields[id];
      return field === undefined ? '' : fieldText(field, values[id], names, false);
    },
    name: () => '',
  });
}

/** Names are worded when they are first asked for: most rows of a large roster never are. */
function namesOf(rows: Rows): Names {
  const places = new Map<string, Map<string, SlimRow>>();
  const said = new Map<string, string>();
  const placesOf = (kind: string) => {
    const known = places.get(kind);
    if (known !== undefined) return known;
    const made = new Map((rows.get(kind) ?? []).map((row) => [row.id, row]));
    places.set(kind, made);
    return made;
  };
  return {
    link: (to, id) => {
      const key = `${to}/${id}`;
      const known = said.get(key);
      if (known !== undefined) return known;
      const [kind, row] = [kindByName(to), placesOf(to).get(id)];
      const name = kind === undefined || row === undefined ? '' : nameOfRow(kind, row, NOBODY);
      said.set(key, name);
      return name;
    },
    code: (list, id) => {
      const values = placesOf('codeEntry').get(id)?.values;
      return values?.['list'] === list && typeof values['name'] === 'string' ? values['name'] : '';
    },
  };
}

export interface Linked {
  readonly names: Names;
  readonly rows: Rows;
  readonly ready: boolean;
}

/** Names and rows of all that a kind's records point at. */
export function useLinked(kind: Kind): Linked {
  const { rows, ready } = useRecordsOf(linkedKinds(kind));
  return useMemo(() => ({ names: namesOf(rows), rows, ready }), [rows, ready]);
}
