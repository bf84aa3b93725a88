/** What the editor of a metric offers for a kind, in the words of those who count. Pure. */
import type { Field } from '#kinds/field.ts';
import { personRoles } from '#kinds/codes-people.ts';
import { kindByName, ledgerKinds } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import type { Filter } from '#core/metric.ts';
import {
  countedField,
  isCounted,
  peopleFieldsOf,
  personTimesFieldOf,
  VILLAGE,
  villageField,
} from '#core/metric-fields.ts';
import { unitWord } from '#core/metric-words.ts';
import type { Choice } from '#ui/ChipGroup.tsx';

/** A metric while it is being put together: whatever JSON stands there. */
export type RawMetric = { readonly [key: string]: unknown };

export const asRaw = (raw: unknown): RawMetric =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as RawMetric) : {};

export const kindChoices: readonly Choice[] = ledgerKinds.map(({ name, title }) => ({ id: name, label: title }));

const labelled = (kind: Kind, types: readonly Field['type'][]): [id: string, field: Field][] =>
  Object.keys(kind.fields).flatMap((id): [string, Field][] => {
    const field = kind.fields[id] as Field;
    return isCounted(field) && types.includes(field.type) ? [[id, field]] : [];
  });

/** Ways of counting a kind; `sum:materials`, `distinct:forms` name the field as well. */
export function measureChoices(kind: Kind): Choice[] {
  const source = { kind: kind.name, where: [], when: { asOf: {} }, by: 'heldAt' } as const;
  const word = unitWord({ measure: 'count', ...source });
  const hasPeople = peopleFieldsOf(kind).length > 0 && kind.name !== 'person';
  return [
    { id: 'count', label: `数记录（${word}）` },
    ...(personTimesFieldOf(kind) === null ? [] : [{ id: 'personTimes', label: '数人次' }]),
    ...(hasPeople ? [{ id: 'people', label: '数不同的人' }] : []),
    ...labelled(kind, ['count', 'decimal', 'amount']).map(([id, { label }]) => ({
      id: `sum:${id}`,
      label: `合计${label}（${unitWord({ measure: 'sum', field: id, ...source })}）`,
    })),
    ...labelled(kind, ['code', 'codes']).map(([id, { label }]) => ({ id: `distinct:${id}`, label: `有几种${label}` })),
    ...(hasPeople ? [{ id: 'coverage', label: '名册覆盖率（%）' }] : []),
    { id: 'coverageUnits', label: '有这类记录的村占几成（%）' },
  ];
}

export const measureId = ({ measure, field }: RawMetric): string =>
  measure === 'sum' || measure === 'distinct' ? `${measure}:${String(field)}` : String(measure);

/** Of people alone it is asked how often each of them was there. */
export const timesChoices: readonly Choice[] = [1, 2, 3, 4, 5, 6].map((times) => ({
  id: String(times),
  label: times === 1 ? '至少一次' : `至少${times}次`,
}));

export const timesIn = ({ atLeast }: RawMetric): string => (typeof atLeast === 'number' ? String(atLeast) : '1');

export const withTimes = ({ atLeast: _atLeast, ...raw }: RawMetric, id: string): RawMetric =>
  id === '1' ? raw : { ...raw, atLeast: Number(id) };

/** Put on a day as a whole: from, to, how long ago, filled or not. */
export const isDayFilter = (kind: Kind, { field }: Filter): boolean => filterWay(kind, field) === 'day';

export function withMeasure(
  { field: _field, roster: _roster, atLeast: _atLeast, ...raw }: RawMetric,
  id: string,
): RawMetric {
  const [measure = 'count', field] = id.split(':');
  if (field !== undefined) return { ...raw, measure, field };
  return measure === 'coverage' ? { ...raw, measure, roster: 'lawSavvyPerson' } : { ...raw, measure };
}

export const rosterChoices: readonly Choice[] = personRoles.codes.map(({ id, zh }) => ({ id, label: zh }));

/** Fields that a filter can be put on, and how: chosen codes or villages, yes or no, a word in it, at least so much, filled or not. */
export type FilterWay = 'codes' | 'villages' | 'flag' | 'word' | 'number' | 'day' | 'filled';

export function filterWay(kind: Kind, path: string): FilterWay | null {
  if (path === VILLAGE) return 'villages';
  const field = countedField(kind, path);
  if (field === undefined || field.type === 'photos' || field.type === 'metric') return null;
  if (field.type === 'code' || field.type === 'codes' || (kind.name === 'person' && path === 'roles')) return 'codes';
  if (field.type === 'flag') return 'flag';
  if (field.type === 'count' || field.type === 'amount') return 'number';
  if (field.type === 'day') return 'day';
  return field.type === 'text' ? 'word' : 'filled';
}

export const filterLabel = (kind: Kind, path: string): string =>
  path === VILLAGE ? villageField.label : (countedField(kind, path)?.label ?? path);

/** Villages first: they are asked for most. Where there is one alone, there is nothing to choose. */
export function filterChoices(kind: Kind, hasVillages: boolean): Choice[] {
  const fields = Object.keys(kind.fields).flatMap((id) => {
    const field = kind.fields[id] as Field;
    if (filterWay(kind, id) === null || field.internal === true) return [];
    return [{ id, label: field.label }];
  });
  return hasVillages ? [{ id: VILLAGE, label: villageField.label }, ...fields] : fields;
}

/** `ownOf`: the township's own entries of a list, which stand after the official ones. */
export function codeChoices(
  kind: Kind,
  path: string,
  ownOf: (list: string) => readonly Choice[] = () => [],
): readonly Choice[] {
  if (kind.name === 'person' && path === 'roles') return rosterChoices;
  const field = countedField(kind, path);
  if (field?.type !== 'code' && field?.type !== 'codes') return [];
  const official = field.list.codes.map(({ id, zh, parent }): Choice => ({
    id,
    label: zh,
    ...(parent === undefined ? {} : { parent }),
  }));
  return field.list.open ? [...official, ...ownOf(field.list.name)] : official;
}

/** A filter as it begins: nothing is left out before somebody has chosen. */
export function newFilter(kind: Kind, path: string): Filter {
  const way = filterWay(kind, path);
  if (way === 'flag') return { field: path, operator: 'eq', value: true };
  if (way === 'codes' || way === 'villages') return codesFilter(kind, path, []);
  if (way === 'number' || way === 'day') return { field: path, operator: 'gte' };
  return way === 'word' ? { field: path, operator: 'has', value: [] } : { field: path, operator: 'filled' };
}

/** One code of a single choice is 是, several are 是其一; of several choices it is 包含. */
export function codesFilter(kind: Kind, path: string, codes: readonly string[]): Filter {
  const single = path === VILLAGE || countedField(kind, path)?.type === 'code';
  return { field: path, operator: single ? 'in' : 'has', value: codes };
}

export const filtersOf = (raw: RawMetric): readonly Filter[] =>
  Array.isArray(raw.where) ? (raw.where as readonly Filter[]).filter(({ field }) => typeof field === 'string') : [];

/** A filter that says nothing yet is left out of what is counted. */
export const isComplete = ({ operator, value }: Filter): boolean => {
  if (value === undefined) return operator === 'filled' || operator === 'empty';
  return typeof value === 'string' || typeof value === 'object' ? value.length > 0 : true;
};

/** Stored whole units behind one that is typed: 分 in 元. */
export const scaleOfFilter = (kind: Kind, path: string): number =>
  countedField(kind, path)?.type === 'amount' ? 100 : 1;

export const kindOfRaw = (raw: RawMetric): Kind | undefined =>
  typeof raw.kind === 'string' ? kindByName(raw.kind) : undefined;
