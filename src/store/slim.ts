/** Slim rows: what lists, search and figures need of a record, and how they are made of whole rows. */
import { missingOf } from '#core/validate.ts';
import { itemEntries } from '#kinds/conditions.ts';
import type { Field, Value, Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import type { StoredRow } from './db.ts';

/** A record without what only its own page shows: long texts, heads, history. */
export interface SlimRow {
  readonly id: string;
  readonly kind: string;
  readonly unit: string;
  /** To be read by the names of fields: of a row that came out of a chunk (slim-chunk.ts) they cannot be listed or copied. */
  readonly values: Values;
  /** Labels of what the record still lacks before it is complete. */
  readonly missing: readonly string[];
  readonly conflict: boolean;
  readonly created: string;
  readonly changed: string;
}

const made = new WeakMap<Kind, readonly string[]>();

/** Fields that the projection carries. */
export function slimFields(kind: Kind): readonly string[] {
  const known = made.get(kind);
  if (known !== undefined) return known;
  const fields = Object.keys(kind.fields).filter((id) => {
    const field = kind.fields[id];
    return (
      field !== undefined &&
      (field.column !== false || field.counted === true || (field.first === true && field.type !== 'longText'))
    );
  });
  made.set(kind, fields);
  return fields;
}

const carriers = new WeakMap<Kind, ReadonlyMap<string, Field | undefined>>();

/** The fields that the projection carries. What a row has is looked up in them and not they in it: of forty it has a dozen. */
function carriedFields(kind: Kind): ReadonlyMap<string, Field | undefined> {
  const known = carriers.get(kind);
  if (known !== undefined) return known;
  const carried = new Map(slimFields(kind).map((id) => [id, kind.fields[id]]));
  carriers.set(kind, carried);
  return carried;
}

export function slimOf(kind: Kind, row: StoredRow): SlimRow {
  const carried = carriedFields(kind);
  const values: Record<string, unknown> = {};
  for (const id of Object.keys(row.values)) {
    if (carried.has(id)) values[id] = withoutLongTexts(carried.get(id), row.values[id]);
  }
  return {
    id: row.id,
    kind: row.kind,
    unit: row.unit,
    values: values as Values,
    missing: missingOf(kind, row.values as Values).map(({ label }) => label),
    conflict: Object.keys(row.conflicts).length > 0,
    created: row.created.stamp,
    changed: row.changed.stamp,
  };
}

const longTexts = new WeakMap<Field, readonly string[]>();

/** Members of a list that only the record's page shows: an agreement keeps its days, not its sentences; what figures read stays. */
function longTextsIn(field: Field & { readonly type: 'items' }): readonly string[] {
  const known = longTexts.get(field);
  if (known !== undefined) return known;
  const long = Object.keys(field.fields).filter((id) => {
    const inner = field.fields[id];
    return inner?.type === 'longText' && inner.counted !== true;
  });
  longTexts.set(field, long);
  return long;
}

function withoutLongTexts(field: Field | undefined, value: unknown): unknown {
  if (field?.type !== 'items') return value;
  const long = longTextsIn(field);
  if (long.length === 0) return value;
  const slim: Record<string, unknown> = {};
  for (const [id, item] of itemEntries(value as Value)) {
    const kept: Record<string, unknown> = { ...item };
    for (const one of long) delete kept[one];
    slim[id] = kept;
  }
  return slim;
}
