/** What narrows and orders a list, as it stands in the address: codes, ids and days, never anything typed. */
import { itemEntries } from '#kinds/conditions.ts';
import type { CodeList } from '#kinds/code-list.ts';
import type { Field, Value, Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { dateOf } from '#core/text.ts';
import type { SlimRow } from '#store/projection.ts';
import type { Sort } from '#ui/sort-rows.ts';

export type Only = '' | 'missing' | 'conflict' | 'removed';

export interface ListQuery {
  /** By code field: `disputeType`, or `roles.role` for a code inside a list. */
  readonly codes: { readonly [field: string]: string };
  readonly unit: string;
  readonly year: string;
  readonly from: string;
  readonly to: string;
  readonly only: Only;
  /** null: the kind's own order, the latest first. */
  readonly sort: Sort | null;
}

const ONLY: readonly string[] = ['missing', 'conflict', 'removed'];

export function readQuery(kind: Kind, params: URLSearchParams): ListQuery {
  const codes: { [field: string]: string } = {};
  for (const { id } of codeFilters(kind)) {
    const value = params.get(id);
    if (value !== null && value !== '') codes[id] = value;
  }
  const only = params.get('only') ?? '';
  const sort = params.get('sort') ?? '';
  return {
    codes,
    unit: params.get('unit') ?? '',
    year: params.get('year') ?? '',
    from: params.get('from') ?? '',
    to: params.get('to') ?? '',
    only: ONLY.includes(only) ? (only as Only) : '',
    sort: sort === '' ? null : { id: sort.replace(/^-/, ''), desc: sort.startsWith('-') },
  };
}

export function writeQuery({ codes, unit, year, from, to, only, sort }: ListQuery): URLSearchParams {
  const params = new URLSearchParams();
  const put = (id: string, value: string) => {
    if (value !== '') params.set(id, value);
  };
  for (const id of Object.keys(codes)) put(id, codes[id] ?? '');
  put('unit', unit);
  put('year', year);
  put('from', from);
  put('to', to);
  put('only', only);
  put('sort', sort === null ? '' : `${sort.desc ? '-' : ''}${sort.id}`);
  return params;
}

export const isNarrowed = ({ codes, unit, year, from, to, only }: ListQuery): boolean =>
  Object.keys(codes).length > 0 || [unit, year, from, to, only].some((value) => value !== '');

export const NOT_NARROWED: Omit<ListQuery, 'sort'> = { codes: {}, unit: '', year: '', from: '', to: '', only: '' };

export interface CodeFilter {
  readonly id: string;
  readonly label: string;
  readonly list: CodeList;
}

const filtersByKind = new WeakMap<Kind, readonly CodeFilter[]>();

/** The codes one asks for: those of the first screen and the state; of a list on it, the code that has to be filled. */
export function codeFilters(kind: Kind): readonly CodeFilter[] {
  const known = filtersByKind.get(kind);
  if (known !== undefined) return known;
  const filters = Object.keys(kind.fields).flatMap((id): readonly CodeFilter[] => {
    const field = kind.fields[id] as Field;
    if (field.first !== true && id !== kind.state) return [];
    if (field.type === 'code' || field.type === 'codes') return [{ id, label: field.label, list: field.list }];
    if (field.type !== 'items' || field.keyedBy !== undefined) return [];
    const inner = Object.keys(field.fields).find(
      (one) => field.fields[one]?.type === 'code' && field.fields[one]?.required === true,
    );
    const below = inner === undefined ? undefined : field.fields[inner];
    return below?.type === 'code' ? [{ id: `${id}.${inner ?? ''}`, label: below.label, list: below.list }] : [];
  });
  filtersByKind.set(kind, filters);
  return filters;
}

const holds = (value: Value | undefined, wanted: string): boolean =>
  Array.isArray(value) ? (value as readonly string[]).includes(wanted) : value === wanted;

function hasCode(values: Values, id: string, wanted: string): boolean {
  const dot = id.indexOf('.');
  if (dot < 0) return holds(values[id], wanted);
  return itemEntries(values[id.slice(0, dot)]).some(([, item]) => holds(item[id.slice(dot + 1)], wanted));
}

/** Rows that pass every filter. Removed ones are no matter of the projection; the page brings them. */
export function filterRows(
  kind: Kind,
  rows: readonly SlimRow[],
  query: ListQuery,
  standsFor: (unit: string) => string = (unit) => unit,
): readonly SlimRow[] {
  if (!isNarrowed(query)) return rows;
  const { codes, unit, year, from, to, only } = query;
  const wanted = Object.keys(codes);
  const dated = year !== '' || from !== '' || to !== '';
  return rows.filter((row) => {
    if (unit !== '' && standsFor(row.unit) !== unit) return false;
    if (only === 'missing' && row.missing.length === 0) return false;
    if (only === 'conflict' && !row.conflict) return false;
    if (wanted.some((id) => !hasCode(row.values, id, codes[id] ?? ''))) return false;
    if (!dated) return true;
    const day = dateOf(kind, row.values);
    return day !== null && day.startsWith(year) && (from === '' || day >= from) && (to === '' || day <= to);
  });
}

/** The latest first: by the day of the kind, without one by the last change. */
export function usualOrder(kind: Kind, rows: readonly SlimRow[]): readonly SlimRow[] {
  const keyed = rows.map((row) => ({ row, key: (kind.date === undefined ? null : dateOf(kind, row.values)) ?? '' }));
  keyed.sort((a, b) => (a.key === b.key ? (a.row.changed < b.row.changed ? 1 : -1) : a.key < b.key ? 1 : -1));
  return keyed.map(({ row }) => row);
}

export function yearsIn(kind: Kind, rows: readonly SlimRow[]): string[] {
  const years = new Set<string>();
  for (const { values } of rows) {
    const day = dateOf(kind, values);
    if (day !== null) years.add(day.slice(0, 4));
  }
  return [...years].sort().reverse();
}
