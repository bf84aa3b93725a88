/** Which fields figures can be computed from, and how people are found in a record. */
import type { Field } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';

/**
 * Fields carried by the projection from which screens compute. A metric over any other would count in a backup read
 * whole and come out as nothing on the screen; such a metric is refused instead.
 */
export const isCounted = (field: Field): boolean =>
  field.column !== false || field.counted === true || (field.first === true && field.type !== 'longText');

const own = <T>(map: { readonly [id: string]: T }, id: string): T | undefined =>
  Object.prototype.hasOwnProperty.call(map, id) ? map[id] : undefined;

const PERIOD_END: Field = { type: 'day', label: '日期' };

/** The field at a path: `status`, `review.state`, `period.to`, `roles.from`. */
export function countedField(kind: Kind, path: string): Field | undefined {
  const dot = path.indexOf('.');
  const outer = own(kind.fields, dot < 0 ? path : path.slice(0, dot));
  if (outer === undefined || !isCounted(outer)) return undefined;
  if (dot < 0) return outer;
  const inner = path.slice(dot + 1);
  if (outer.type === 'period') return inner === 'from' || inner === 'to' ? PERIOD_END : undefined;
  return outer.type === 'group' || outer.type === 'items' ? own(outer.fields, inner) : undefined;
}

/**
 * In a filter: only what counts for these villages. No field of any kind bears such a name, so that a version which does not know
 * it refuses the metric (SPEC F4) and does not count all villages.
 */
export const VILLAGE = '@village';
export const villageField: Field = { type: 'links', to: 'unit', label: '村' };

/** What may stand in a filter: everything countable, but for pictures and metrics; and villages. */
export function filterFieldOf(kind: Kind, path: string): Field | undefined {
  if (path === VILLAGE) return villageField;
  const field = countedField(kind, path);
  return field?.type === 'photos' || field?.type === 'metric' ? undefined : field;
}

/** Whether the field holds items, so that filters on its members speak of one and the same item. */
export const isItems = (kind: Kind, outer: string): boolean => own(kind.fields, outer)?.type === 'items';

/** Where a kind keeps 人次; null where it knows none. `attendance` adds those beyond the roster. */
export function personTimesFieldOf(kind: Kind): string | null {
  if (own(kind.fields, 'attendance') !== undefined) return 'attendance';
  for (const id of ['audience', 'people']) if (own(kind.fields, id)?.type === 'count') return id;
  return null;
}

/** Fields that name persons; `''` where the record is itself a person. */
export function peopleFieldsOf(kind: Kind): string[] {
  if (kind.name === 'person') return [''];
  return Object.keys(kind.fields).filter((id) => {
    const field = kind.fields[id] as Field;
    if (!isCounted(field)) return false;
    return (
      ((field.type === 'link' || field.type === 'links') && field.to === 'person') ||
      (field.type === 'items' && field.keyedBy === 'person')
    );
  });
}
