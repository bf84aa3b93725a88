/** What linked records are called, for every screen that shows links. */
import { useMemo } from 'react';
import type { Field, Fields } from '#kinds/field.ts';
import { kindByName } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { namesOf } from '#core/names.ts';
import type { Names } from '#core/text.ts';
import { useWholeRecordsOf } from '#store/record-hooks.ts';
import type { SlimRow } from '#store/projection.ts';

const linkedByKind = new WeakMap<Kind, readonly string[]>();

/** Kinds that a kind's fields point at, the township's own codes, and its villages; the same array every time. */
function linkedKinds(kind: Kind): readonly string[] {
  const known = linkedByKind.get(kind);
  if (known !== undefined) return known;
  const linked = new Set(['codeEntry', 'unit']);
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

export interface Linked {
  readonly names: Names;
  readonly rows: Rows;
  readonly ready: boolean;
}

/** Names and rows of all that a kind's records point at; of each kind, once all of them are loaded. */
export function useLinked(kind: Kind): Linked {
  const { rows, ready } = useWholeRecordsOf(linkedKinds(kind));
  return useMemo(() => ({ names: namesOf(rows), rows, ready }), [rows, ready]);
}
