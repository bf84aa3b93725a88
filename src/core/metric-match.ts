/** Which records a metric means, and from when to when each of them counts. */
import { itemEntries, partOf } from '#kinds/conditions.ts';
import type { Field, Group, Value, Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { kindOf } from '#kinds/index.ts';
import { addDays } from './day.ts';
import { knownDateIn } from './known-dates.ts';
import type { Filter, FilterValue, Operator, Source } from './metric.ts';
import { countedField, isItems, VILLAGE } from './metric-fields.ts';

type Test = (value: Value | undefined) => boolean;

const isEmpty: Test = (value) =>
  value === undefined || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

/** 包含: a code among several, an item's key, a word in a text, or the very code. */
function has(field: Field, wanted: readonly string[]): Test {
  if (field.type === 'text' || field.type === 'longText') {
    return (value) => typeof value === 'string' && wanted.some((word) => value.includes(word));
  }
  return (value) => {
    if (typeof value === 'string') return wanted.includes(value);
    if (Array.isArray(value)) return wanted.some((id) => (value as readonly string[]).includes(id));
    return itemEntries(value).some(([id]) => wanted.includes(id));
  };
}

const inOrder = (low: Value | undefined, high: Value | undefined): boolean =>
  (typeof low === 'number' && typeof high === 'number' && low <= high) ||
  (typeof low === 'string' && typeof high === 'string' && low <= high);

type MakeTest = (
  value: Exclude<FilterValue, readonly string[]> | undefined,
  words: readonly string[],
  field: Field,
  /** The day from which is reckoned back. */
  asOf: string,
) => Test;

// A flag that was never touched is a no.
const isSame: MakeTest = (value, _words, { type }) =>
  type === 'flag' ? (found) => (found === true) === value : (found) => found === value;

const makeTest: { readonly [O in Operator]: MakeTest } = {
  filled: () => (found) => !isEmpty(found),
  empty: () => isEmpty,
  eq: isSame,
  ne: (...args) => {
    const same = isSame(...args);
    return (found) => !same(found);
  },
  in: (_value, words) => (found) => typeof found === 'string' && words.includes(found),
  has: (_value, words, field) => has(field, words),
  gte: (value) => (found) => inOrder(value, found),
  lte: (value) => (found) => inOrder(found, value),
  olderThan: (value, _words, _field, asOf) => {
    const last = addDays(asOf, -1 - (typeof value === 'number' ? value : 0));
    return (found) => inOrder(found, last);
  },
};

function testOf({ operator, value }: Filter, field: Field, asOf: string): Test {
  if (typeof value === 'object') return makeTest[operator](undefined, value, field, asOf);
  return makeTest[operator](value, typeof value === 'string' ? [value] : [], field, asOf);
}

const split = (path: string): [outer: string, inner: string | null] => {
  const dot = path.indexOf('.');
  return dot < 0 ? [path, null] : [path.slice(0, dot), path.slice(dot + 1)];
};

export type Read = (values: Values) => Value | undefined;

/** Reads the value at a path of the record itself: `status`, `review.state`. */
export function readAt(path: string): Read {
  const [outer, inner] = split(path);
  return inner === null ? (values) => values[outer] : (values) => partOf(values[outer], inner);
}

/** The roles of a person are named by what they are, not by an item's key. */
const isRoles = (kind: Kind, path: string): boolean => kind.name === 'person' && path === 'roles';

interface ItemTests {
  readonly outer: string;
  readonly tests: readonly ((item: Group) => boolean)[];
}

export interface Matcher {
  /** Whether the record is meant, whenever it counts. */
  readonly matches: (values: Values) => boolean;
  /** Items of which at least one has to be meant; those of a stock's own list also say when it counts. */
  readonly meantItems: (values: Values, outer: string) => Group[];
}

/** What a filter on a field looks at: the field, and of an event's date the one that its title names where it has none (SPEC K2). */
const askedOf = (kind: string, path: string): Read =>
  kind === 'publicityEvent' && path === 'keyDate'
    ? ({ keyDate, title }) => keyDate ?? knownDateIn(title)
    : readAt(path);

/** `asOf`: the day on which an age in days is reckoned. */
export function matcherOf({ kind: name, where }: Pick<Source, 'kind' | 'where'>, asOf: string): Matcher {
  const kind = kindOf(name);
  const tests: ((values: Values) => boolean)[] = [];
  const byOuter = new Map<string, ((item: Group) => boolean)[]>();
  const addItemTest = (outer: string, test: (item: Group) => boolean) =>
    byOuter.set(outer, [...(byOuter.get(outer) ?? []), test]);
  for (const filter of where) {
    // Whose a record is follows from more than its fields (contribution.ts).
    if (filter.field === VILLAGE) continue;
    const [outer, inner] = split(filter.field);
    const field = countedField(kind, filter.field);
    if (field === undefined) throw new Error(`A metric over ${filter.field} was not parsed`);
    if (isRoles(kind, filter.field) && filter.operator === 'has') {
      const roles = typeof filter.value === 'string' ? [filter.value] : (filter.value as readonly string[]);
      addItemTest(outer, ({ role }) => typeof role === 'string' && roles.includes(role));
    } else {
      const test = testOf(filter, field, asOf);
      if (inner !== null && isItems(kind, outer)) addItemTest(outer, (item) => test(item[inner]));
      else {
        const read = askedOf(name, filter.field);
        tests.push((values) => test(read(values)));
      }
    }
  }
  const lists: ItemTests[] = [...byOuter].map(([outer, itemTests]) => ({ outer, tests: itemTests }));
  const meantItems = (values: Values, outer: string): Group[] => {
    const asked = byOuter.get(outer) ?? [];
    return itemEntries(values[outer]).flatMap(([, item]) => (asked.every((test) => test(item)) ? [item] : []));
  };
  return {
    matches: (values) => {
      for (const test of tests) if (!test(values)) return false;
      for (const { outer } of lists) if (meantItems(values, outer).length === 0) return false;
      return true;
    },
    meantItems,
  };
}

const MIN = '0000-00-00';
const MAX = '9999-99-99';
type Span = readonly [from: string, to: string];

const spanOf = (from: Value | undefined, to: Value | undefined): Span => [
  typeof from === 'string' ? from : MIN,
  typeof to === 'string' ? to : MAX,
];

/**
 * The spans in which a record belongs to the stock; a day that was never written down bounds nothing. Where from and to
 * stand in a list (roles), every item that is meant gives a span. 退出 without a day ends a role once and for all, as
 * in `rolesOf`.
 */
export function spansOf(source: Source, matcher: Matcher): (values: Values) => readonly Span[] {
  if (!('asOf' in source.when)) throw new Error('Only stocks have spans');
  const { from = '', to = '' } = source.when.asOf;
  const [fromOuter, fromInner] = split(from);
  const [toOuter, toInner] = split(to);
  const outer = fromInner === null ? toOuter : fromOuter;
  if ((fromInner ?? toInner) === null || !isItems(kindOf(source.kind), outer)) {
    const [readFrom, readTo] = [readAt(from), readAt(to)];
    return (values) => [spanOf(readFrom(values), readTo(values))];
  }
  return (values) =>
    matcher.meantItems(values, outer).flatMap((item) => {
      const [start, end] = [
        fromInner === null ? undefined : item[fromInner],
        toInner === null ? undefined : item[toInner],
      ];
      return item.state === 'exited' && typeof end !== 'string' ? [] : [spanOf(start, end)];
    });
}

export const isWithin = (spans: readonly Span[], day: string): boolean =>
  spans.some(([from, to]) => from <= day && day <= to);
