/** What is asked of a record: reading what was typed, what stops saving, what is still missing. */
import { itemEntries } from '#kinds/conditions.ts';
import type { Around, Context, Field, Fields, Group, Rule, Value, Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { zhDay } from './day.ts';
import { parseField } from './types/all.ts';
import { problemsAt } from './types/group.ts';
import { ownValue } from './types/plain.ts';
import type { Problem } from './types/type-rules.ts';

export type { Problem } from './types/type-rules.ts';

/** † not yet filled: what a record lacks before it is complete. */
export interface Missing {
  readonly field: string;
  readonly label: string;
}

type Today = Pick<Context, 'today'>;
const NO_DAY: Today = { today: null };

/** Anything with fields: a kind, or a field of several items. */
export interface Owner {
  readonly fields: Fields;
  readonly rules?: readonly Rule[];
  readonly warnings?: readonly Rule[];
}

/**
 * Reads a form field by field. `values` holds what is well-formed; a field typed empty is absent from it, which for
 * the one who saves means: cleared. Fields that the kind does not know are left to the caller, never parsed away
 * (SPEC C8).
 */
export function readDraft(
  kind: Owner,
  typed: { readonly [field: string]: unknown },
  _context: Today = NO_DAY,
): { readonly values: Values; readonly problems: readonly Problem[] } {
  const values: { [field: string]: Value } = {};
  const problems: Problem[] = [];
  for (const id of Object.keys(kind.fields)) {
    const [field, raw] = [kind.fields[id], ownValue(typed, id)];
    if (field === undefined || raw === undefined) continue;
    const parsed = parseField(field, raw);
    if (!parsed.ok) problems.push(...problemsAt(id, parsed));
    if (parsed.value !== undefined && parsed.value !== null) values[id] = parsed.value;
  }
  return { values, problems };
}

/** What stops a record from being saved. Asked of well-formed values: those that readDraft or the log gave. */
export function problemsOf(kind: Kind, values: Values, { today }: Today): Problem[] {
  const problems: Problem[] = [];
  visit(checkedFields, kind.fields, values, { record: values, today }, '', (path, field, value) => {
    const message = problemOf(field, value, today);
    if (message !== null) problems.push({ field: path, message });
  });
  return [...problems, ...brokenRules(kind, values, today, 'rules')];
}

/** What a record still lacks: * and † on the path that its case takes. */
export function missingOf(kind: Kind, values: Values, { today }: Today = NO_DAY): Missing[] {
  const missing: Missing[] = [];
  visit(askedFields, kind.fields, values, { record: values, today }, '', (path, field, value, owner, around) => {
    if (isLacking(field, value, owner, around)) missing.push({ field: path, label: field.label });
  });
  return missing;
}

/** Whether the record lacks one of these fields, by the ids of its own; nothing of the others is read. */
export const lacksOneOf = ({ fields }: Kind, values: Values, ids: readonly string[]): boolean => {
  const around = { record: values, ...NO_DAY };
  return ids.some((id) => {
    const field = fields[id];
    return field !== undefined && isShown(field, values, around) && isLacking(field, values[id], values, around);
  });
};

function isLacking(field: Field, value: Value | undefined, owner: Values, around: Around): boolean {
  const { required, complete } = field;
  const isAsked = required === true || complete === true || (typeof complete === 'function' && complete(owner, around));
  return isAsked && !isEnough(field, value);
}

/** What looks wrong and stops nothing; each beside a field that is asked, so that it can be put right there. */
export function warningsOf(kind: Kind, values: Values, { today }: Today = NO_DAY): Problem[] {
  const asked = new Set(shownFields(kind, values, { record: values, today }));
  return brokenRules(kind, values, today, 'warnings').filter(({ field }) => asked.has(field.split('.')[0] ?? ''));
}

/** Ids of the fields that are asked of these values; `around` is needed for fields inside items. */
export function shownFields(
  { fields }: Owner,
  values: Values,
  around: Around = { record: values, today: null },
): string[] {
  return Object.keys(fields).filter((id) => {
    const field = fields[id];
    return field !== undefined && field.internal !== true && isShown(field, values, around);
  });
}

/**
 * What is still asked of a record: a value that its case no longer takes (an agreement, where the outcome was put right to 调解不成)
 * is kept, and counts for nothing. What no form asks for (`internal`), or this version does not know, stays.
 */
export function askedValues({ fields }: Owner, values: Values, { today }: Today = NO_DAY): Values {
  return askedIn(fields, values, { record: values, today });
}

function askedIn(fields: Fields, values: Values, around: Around): Values {
  const asked: { [id: string]: Value } = {};
  for (const [id, value] of Object.entries(values)) {
    const field = fields[id];
    if (value === undefined || (field !== undefined && !isShown(field, values, around))) continue;
    asked[id] = field !== undefined && 'fields' in field ? askedInside(field, value, around) : value;
  }
  return asked;
}

function askedInside(field: Owner & { readonly type: string }, value: Value, around: Around): Value {
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  if (field.type === 'group') return askedIn(field.fields, value as Values, around) as Group;
  const items: { [id: string]: Value } = {};
  for (const [id, item] of itemEntries(value)) items[id] = askedIn(field.fields, item, around) as Group;
  return items;
}

/** Whether a field stands on the first screen at present; never what it holds. */
export const isFirst = ({ first }: Field, values: Values, around: Around): boolean =>
  typeof first === 'function' ? first(values, around) : first === true;

const isShown = (field: Field, values: Values, around: Around): boolean =>
  field.shownWhen === undefined || field.shownWhen(values, around);

type Entries = readonly (readonly [id: string, field: Field])[];
type Visit = (path: string, field: Field, value: Value | undefined, owner: Values, around: Around) => void;

const entriesOf = new WeakMap<Fields, Entries>();
function fieldEntries(fields: Fields): Entries {
  const known = entriesOf.get(fields);
  if (known !== undefined) return known;
  const entries = Object.keys(fields).flatMap((id): Entries => (fields[id] === undefined ? [] : [[id, fields[id]]]));
  entriesOf.set(fields, entries);
  return entries;
}

/** Entries of which something is asked, in them or inside them, sorted out once: every row of a list or of a table goes through them. */
function sortedOut(isAsked: (field: Field) => boolean): (fields: Fields) => Entries {
  const made = new WeakMap<Fields, Entries>();
  const entriesIn = (fields: Fields): Entries => {
    const known = made.get(fields);
    if (known !== undefined) return known;
    const entries = fieldEntries(fields).filter(
      ([, field]) => isAsked(field) || ('fields' in field && entriesIn(field.fields).length > 0),
    );
    made.set(fields, entries);
    return entries;
  };
  return entriesIn;
}
/** Those that can be missing. */
const askedFields = sortedOut(({ required, complete }) => required === true || complete !== undefined);
/** Those of which `problemOf` can say anything. */
const checkedFields = sortedOut((field) => field.required === true || (field.type === 'day' && field.past === true));

/** Calls back for every field that is asked, those inside groups and items included. */
function visit(
  which: (fields: Fields) => Entries,
  fields: Fields,
  values: Values,
  around: Around,
  prefix: string,
  each: Visit,
): void {
  for (const [id, field] of which(fields)) {
    if (!isShown(field, values, around)) continue;
    const [path, value] = [`${prefix}${id}`, values[id]];
    each(path, field, value, values, around);
    for (const [item, inside] of insidesOf(field, value)) {
      visit(which, (field as Owner).fields, inside, around, item === null ? `${path}.` : `${path}.${item}.`, each);
    }
  }
}

/** What lies inside a composite value: the group itself, or each item with its id. */
function insidesOf(field: Field, value: Value | undefined): [item: string | null, inside: Group][] {
  if (value === undefined) return [];
  if (field.type === 'items' || field.type === 'photos') return itemEntries(value);
  return field.type === 'group' && typeof value === 'object' && !Array.isArray(value) ? [[null, value as Group]] : [];
}

function brokenRules(kind: Kind, values: Values, today: string | null, which: 'rules' | 'warnings'): Problem[] {
  const broken: Problem[] = [];
  const around = { record: values, today };
  const ask = (owner: Owner, inside: Values, prefix: string) => {
    for (const { field, message, holds } of owner[which] ?? []) {
      if (!holds(inside, around)) broken.push({ field: `${prefix}${field}`, message });
    }
  };
  ask(kind, values, '');
  for (const id of Object.keys(kind.fields)) {
    const field = kind.fields[id];
    if (field === undefined || (field.type !== 'group' && field.type !== 'items')) continue;
    for (const [item, inside] of insidesOf(field, values[id]))
      ask(field, inside, item === null ? `${id}.` : `${id}.${item}.`);
  }
  return broken;
}

function isEnough(field: Field, value: Value | undefined): boolean {
  if (value === undefined) return false;
  return field.type !== 'items' || itemEntries(value).length >= (field.min ?? 1);
}

function problemOf(field: Field, value: Value | undefined, today: string | null): string | null {
  if (field.required === true && !isEnough(field, value)) return requiredText(field);
  if (field.type === 'day' && field.past === true && today !== null && typeof value === 'string' && value > today) {
    return `${field.label}不能晚于今天（${zhDay(today)}）`;
  }
  return null;
}

const CHOSEN = new Set(['code', 'codes', 'link', 'links', 'period', 'metric']);

function requiredText(field: Field): string {
  if (field.type === 'items') return `至少要有${field.min ?? 1}个${field.item}`;
  return `请${CHOSEN.has(field.type) ? '选择' : '填写'}${field.label}`;
}
