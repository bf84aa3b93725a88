/**
 * How an undertaking of the year is counted, as data (records.md, annualTask.metric). A metric arrives from records,
 * backups and newer versions of the app, so it is parsed before it is trusted; one that cannot be read is a defined
 * result, shown as 不能计算, and never a crash. Whole numbers only: metrics are hashed with the records they stand in.
 */
import type { Field, Group } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { personRoles } from '#kinds/codes-people.ts';
import { kindByName } from '#kinds/index.ts';
import type { Json } from './canonical.ts';
import { isDay } from './day.ts';
import { countedField, filterFieldOf, peopleFieldsOf, personTimesFieldOf, VILLAGE } from './metric-fields.ts';

const operators = ['eq', 'ne', 'in', 'has', 'gte', 'lte', 'olderThan', 'filled', 'empty'] as const;
export type Operator = (typeof operators)[number];
export type FilterValue = string | number | boolean | readonly string[];

/**
 * `field` is a field's id, or `group.member`; several filters on one list of items speak of one and the same item. `@village` in
 * units: only what counts for these.
 */
export interface Filter {
  readonly field: string;
  readonly operator: Operator;
  readonly value?: FilterValue;
}

/** A flow counts by its day; a stock is what there is on a day and knows no linear pace (30 名法律明白人, 调解室). */
type When = { readonly during: string } | { readonly asOf: { readonly from?: string; readonly to?: string } };

/** Which village a record counts for: where it was held, whose it is, or where the people come from. */
const bys = ['heldAt', 'organiser', 'personVillage'] as const;
type By = (typeof bys)[number];

/** Which records are meant. */
export interface Source {
  readonly kind: string;
  readonly where: readonly Filter[];
  readonly when: When;
  readonly by: By;
}

export type Countable =
  | (Source & { readonly measure: 'count' | 'personTimes' | 'coverageUnits' })
  | (Source & { readonly measure: 'people'; readonly atLeast?: number })
  | (Source & { readonly measure: 'sum' | 'distinct'; readonly field: string })
  | (Source & { readonly measure: 'coverage'; readonly roster: string; readonly atLeast?: number });
/** Two complete metrics, also of different kinds (一案一普法); counts are kept, never the quotient. */
export interface Rate {
  readonly measure: 'rate';
  readonly part: Countable;
  readonly whole: Countable;
}
/** The task's own check-off items. */
export interface Done {
  readonly measure: 'done';
}
export type Metric = Countable | Rate | Done;
export type Measure = Metric['measure'];

export type Parsed = { readonly ok: true; readonly metric: Metric } | { readonly ok: false; readonly reason: string };

class Unreadable extends Error {}
const refuse = (reason: string): never => {
  throw new Unreadable(reason);
};

type Raw = { readonly [key: string]: unknown };
/** For messages: never asks a value from outside to describe itself. */
const wordFor = (raw: unknown): string => (typeof raw === 'string' ? raw : raw === undefined ? '空' : typeof raw);
const isMap = (raw: unknown): raw is Raw => typeof raw === 'object' && raw !== null && !Array.isArray(raw);

/** Reads a metric as stored; whatever this version does not know makes it `ok: false` with the reason in words. */
export function parseMetric(raw: unknown, find: (name: string) => Kind | undefined = kindByName): Parsed {
  try {
    return { ok: true, metric: metricOf(raw, find) };
  } catch (problem) {
    if (problem instanceof Unreadable) return { ok: false, reason: problem.message };
    throw problem;
  }
}

function metricOf(raw: unknown, find: (name: string) => Kind | undefined): Metric {
  if (!isMap(raw)) return refuse('没有计量口径');
  if (raw.measure === 'done') return { measure: 'done' };
  if (raw.measure !== 'rate') return countableOf(raw, find);
  const part = isMap(raw.part) ? raw.part : refuse('比率没有分子');
  const whole = isMap(raw.whole) ? raw.whole : refuse('比率没有分母');
  return { measure: 'rate', part: countableOf(part, find), whole: countableOf(whole, find) };
}

function countableOf(raw: Raw, find: (name: string) => Kind | undefined): Countable {
  const kind = typeof raw.kind === 'string' ? find(raw.kind) : undefined;
  if (kind === undefined) return refuse(`这个版本不认识记录种类“${wordFor(raw.kind)}”`);
  const source: Source = {
    kind: kind.name,
    where: whereOf(raw.where, kind),
    when: whenOf(raw.when, kind),
    by: byOf(raw.by),
  };
  switch (raw.measure) {
    case 'count':
    case 'coverageUnits':
      return { ...source, measure: raw.measure };
    case 'personTimes':
      return personTimesFieldOf(kind) === null
        ? refuse(`${kind.title}没有人次`)
        : { ...source, measure: 'personTimes' };
    case 'people':
      return peopleFieldsOf(kind).length === 0
        ? refuse(`${kind.title}没有人员名单`)
        : { ...source, measure: 'people', ...timesOf(raw) };
    case 'sum':
      return { ...source, measure: 'sum', field: summedField(kind, raw.field) };
    case 'distinct':
      return { ...source, measure: 'distinct', field: distinctField(kind, raw.field) };
    case 'coverage':
      return { ...source, measure: 'coverage', roster: rosterOf(kind, raw.roster), ...timesOf(raw) };
    default:
      return refuse(`这个版本不认识算法“${wordFor(raw.measure)}”`);
  }
}

const fieldFor = (kind: Kind, path: unknown): Field => {
  const field = typeof path === 'string' ? countedField(kind, path) : undefined;
  return field ?? refuse(`这个版本的${kind.title}没有可计算的“${wordFor(path)}”`);
};

function summedField(kind: Kind, path: unknown): string {
  const { type } = fieldFor(kind, path);
  if (type !== 'count' && type !== 'decimal' && type !== 'amount') refuse(`“${wordFor(path)}”不是数量，不能合计`);
  return path as string;
}

/** In how many records somebody must stand to be counted; once unless it says more. */
function timesOf({ atLeast }: Raw): { readonly atLeast?: number } {
  if (atLeast === undefined || atLeast === 1) return {};
  if (typeof atLeast !== 'number' || !Number.isSafeInteger(atLeast) || atLeast < 1 || atLeast > MOST_TIMES)
    return refuse(`“至少几次”不对`);
  return { atLeast };
}
const MOST_TIMES = 99;

const DISTINCT = ['code', 'codes', 'link', 'links', 'text', 'day', 'year', 'items'];
function distinctField(kind: Kind, path: unknown): string {
  const { type } = fieldFor(kind, path);
  if (!DISTINCT.includes(type)) refuse(`“${wordFor(path)}”不能数有几种`);
  return path as string;
}

function rosterOf(kind: Kind, roster: unknown): string {
  if (peopleFieldsOf(kind).length === 0) refuse(`${kind.title}没有人员名单`);
  const known = personRoles.codes.some(({ id }) => id === roster);
  return known ? (roster as string) : refuse(`这个版本没有名册“${wordFor(roster)}”`);
}

const byOf = (raw: unknown): By => {
  if (raw === undefined) return 'heldAt';
  return bys.find((by) => by === raw) ?? refuse(`这个版本不认识归属办法“${wordFor(raw)}”`);
};

/** Left out, it follows from the kind: by its day where it has one, else what there is; roles and venues are stocks. */
function defaultWhen(kind: Kind): When {
  if (kind.name === 'person') return { asOf: { from: 'roles.from', to: 'roles.to' } };
  if (kind.fields.closedOn !== undefined && kind.fields.openedOn !== undefined) {
    return { asOf: { from: 'openedOn', to: 'closedOn' } };
  }
  if (kind.fields.validFrom !== undefined && kind.fields.validUntil !== undefined) {
    return { asOf: { from: 'validFrom', to: 'validUntil' } };
  }
  if (kind.date !== undefined) return { during: kind.date };
  return { asOf: kind.fields.closedOn === undefined ? {} : { to: 'closedOn' } };
}

function whenOf(raw: unknown, kind: Kind): When {
  if (raw === undefined) return defaultWhen(kind);
  const dayField = (path: unknown, types: readonly string[]): string => {
    if (!types.includes(fieldFor(kind, path).type)) refuse(`“${wordFor(path)}”不是日期`);
    return path as string;
  };
  if (isMap(raw) && raw.during !== undefined) return { during: dayField(raw.during, ['day', 'period']) };
  if (!isMap(raw) || !isMap(raw.asOf)) return refuse('这个版本不认识计算时间的办法');
  const { from, to } = raw.asOf;
  return {
    asOf: {
      ...(from === undefined ? {} : { from: dayField(from, ['day']) }),
      ...(to === undefined ? {} : { to: dayField(to, ['day']) }),
    },
  };
}

function whereOf(raw: unknown, kind: Kind): Filter[] {
  if (raw === undefined) return [];
  return Array.isArray(raw) ? raw.map((each) => filterOf(each, kind)) : refuse('筛选条件不是列表');
}

function filterOf(raw: unknown, kind: Kind): Filter {
  if (!isMap(raw) || typeof raw.field !== 'string') return refuse('筛选条件没有字段');
  const field = filterFieldOf(kind, raw.field) ?? refuse(`这个版本的${kind.title}没有可筛选的“${raw.field}”`);
  const operator = operators.find((each) => each === raw.operator);
  if (operator === undefined) return refuse(`这个版本不认识条件“${wordFor(raw.operator)}”`);
  if (raw.field === VILLAGE && operator !== 'in') return refuse('“村”只能选是哪几个');
  if (operator === 'filled' || operator === 'empty') return { field: raw.field, operator };
  // Metrics stand in the township's shared part and in addresses.
  if (field.sensitive === true) return refuse(`“${field.label}”是个人信息，只能筛选填没填`);
  return { field: raw.field, operator, value: filterValue(field, operator, raw.value) };
}

const NUMBERS = ['count', 'decimal', 'amount', 'year'];

/** Refuses a comparison that could never be true, for example a day with a number: it is a mistake, not a zero. */
function filterValue(field: Field, operator: Operator, value: unknown): FilterValue {
  const { type, label } = field;
  if (operator === 'olderThan') {
    if (type === 'day' && typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value < 10_000)
      return value;
    return refuse(`“${label}”的天数不对`);
  }
  const isWord = typeof value === 'string';
  if (operator === 'in' || (operator === 'has' && !isWord)) {
    if (Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string')) return value;
  } else if (NUMBERS.includes(type)) {
    if (Number.isSafeInteger(value)) return value as number;
  } else if (type === 'flag') {
    if (typeof value === 'boolean') return value;
  } else if (isWord && (type !== 'day' || isDay(value))) return value;
  return refuse(`“${label}”的条件值不对`);
}

/** A metric as it is stored in a record: plain JSON, equal for equal metrics. */
export function metricJson(metric: Metric): { readonly [key: string]: Json } {
  return JSON.parse(JSON.stringify(metric)) as { [key: string]: Json };
}

/** What an annualTask's `metric` field holds. Filters stand in a list, for which `Value` has no word of its own. */
export const metricValue = (metric: Metric): Group => metricJson(metric) as unknown as Group;

/** Whether readings are a part of a whole, with targets in percent. */
export const isShare = ({ measure }: Metric): boolean =>
  measure === 'rate' || measure === 'coverage' || measure === 'coverageUnits';

/** Whether a share cannot be more than all: only two ledgers held against each other can (一案一普法). */
export const isPartOfWhole = (metric: Metric): boolean =>
  isShare(metric) && (metric.measure !== 'rate' || metric.part.kind === metric.whole.kind);

/** A stock has no linear pace: being short of it in May is no delay (records.md). */
export const isStock = (metric: Metric): boolean =>
  metric.measure === 'rate'
    ? isStock(metric.part) && isStock(metric.whole)
    : metric.measure !== 'done' && 'asOf' in metric.when;

/** Kinds whose records a metric reads. */
export function kindsOf(metric: Metric): string[] {
  if (metric.measure === 'done') return [];
  if (metric.measure === 'rate') return [...new Set([...kindsOf(metric.part), ...kindsOf(metric.whole)])];
  const kind = kindByName(metric.kind);
  const byName = metric.measure === 'personTimes' && kind !== undefined && personTimesFieldOf(kind) === 'attendance';
  const reads = metric.measure === 'coverage' || metric.measure === 'people' || metric.by === 'personVillage' || byName;
  return reads && metric.kind !== 'person' ? [metric.kind, 'person'] : [metric.kind];
}
