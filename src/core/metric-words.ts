/** Metrics and figures in words. */
import type { Field, Value } from '#kinds/field.ts';
import { personRoles } from '#kinds/codes-people.ts';
import { kindOf } from '#kinds/index.ts';
import type { Countable, Filter, Metric } from './metric.ts';
import { countedField, VILLAGE, villageField } from './metric-fields.ts';
import { permilleOf, type Reading } from './sums.ts';
import { isPartOfWhole, isShare } from './metric.ts';
import { isOverWhole } from './rate.ts';

/** The words of one value, as whoever asks may read them (`fieldText` with names, or a type's own `inner`). */
export type SayValue = (field: Field, value: Value) => string;

/** The measure word of one record, as reports count it (domain.md §4.3). */
const COUNT_WORDS: { readonly [kind: string]: string } = {
  mediationCase: '件',
  screening: '次',
  training: '场',
  publicityEvent: '场',
  person: '名',
  serviceEntry: '次',
  venue: '处',
  dutyEntry: '次',
  rectification: '项',
  annualTask: '项',
  unit: '个',
  committee: '个',
};

const summedField = (metric: Metric): Field | undefined =>
  metric.measure === 'sum' ? countedField(kindOf(metric.kind), metric.field) : undefined;

/** How many stored units make one of those in which target and figure are shown: 分 in 元, tenths in decimals. */
export function scaleOf(metric: Metric): number {
  const type = summedField(metric)?.type;
  return type === 'amount' ? 100 : type === 'decimal' ? 10 : 1;
}

/** 场, 人次, 元, %: what stands behind figure and target. */
export function unitWord(metric: Metric): string {
  if (isShare(metric)) return '%';
  const field = summedField(metric);
  if (field?.type === 'count' || field?.type === 'decimal') return field.unit;
  if (field !== undefined) return '元';
  if (metric.measure === 'personTimes') return '人次';
  if (metric.measure === 'people') return '人';
  if (metric.measure === 'count') return COUNT_WORDS[metric.kind] ?? '条';
  return metric.measure === 'done' ? '项' : '种';
}

/** 12.5 from 125 tenths, 12 from 120. */
export function scaledText(value: number, scale: number): string {
  const whole = Math.floor(value / scale);
  const rest = value - whole * scale;
  if (rest === 0) return String(whole);
  return `${whole}.${String(rest)
    .padStart(String(scale).length - 1, '0')
    .replace(/0+$/, '')}`;
}

/** 83.3% from tenths of a percent; an impossible rate is —. */
export const permilleText = (permille: number | null): string =>
  permille === null ? '—' : `${scaledText(permille, 10)}%`;

/** 3场, 1200人次, 83.3%（5/6）; without anything below the line —, and so where a part is more than its whole. */
export function readingText(metric: Metric, reading: Reading): string {
  if (isPartOfWhole(metric) && isOverWhole(reading)) return `—（${reading.n}/${reading.of}，超过100%，请核对记录）`;
  if (isShare(metric)) {
    const counts = reading.of === undefined || reading.of === 0 ? '' : `（${reading.n}/${reading.of}）`;
    return `${permilleText(permilleOf(reading))}${counts}`;
  }
  return `${scaledText(reading.n, scaleOf(metric))}${unitWord(metric)}`;
}

const OPERATOR_WORDS: { readonly [operator in Filter['operator']]: string } = {
  eq: '是',
  ne: '不是',
  in: '是',
  has: '包含',
  gte: '不少于',
  lte: '不多于',
  olderThan: '到今天已超过',
  filled: '已填',
  empty: '未填',
};
const DAY_WORDS: { readonly [operator: string]: string } = { gte: '不早于', lte: '不晚于' };

const filterLabel = (kindName: string, path: string): string => {
  const kind = kindOf(kindName);
  const outer = countedField(kind, path.split('.')[0] ?? '')?.label ?? path;
  const inner = path.includes('.') ? countedField(kind, path)?.label : undefined;
  return inner === undefined ? outer : `${outer}的${inner}`;
};

/** 类型是业务培训. */
export function filterText(kindName: string, { field: path, operator, value }: Filter, sayValue: SayValue): string {
  if (path === VILLAGE) {
    const units = typeof value === 'object' ? value : [];
    return `只算${units.map((unit) => sayValue(villageField, [unit])).join('、')}`;
  }
  const field = countedField(kindOf(kindName), path);
  if (operator === 'olderThan') return `${filterLabel(kindName, path)}${OPERATOR_WORDS.olderThan}${String(value)}天`;
  const words = (field?.type === 'day' ? DAY_WORDS[operator] : undefined) ?? OPERATOR_WORDS[operator];
  const say = (each: string | number | boolean): string => {
    if (path === 'roles' && typeof each === 'string')
      return personRoles.codes.find(({ id }) => id === each)?.zh ?? each;
    if (field === undefined) return String(each);
    const list = field.type === 'codes' || field.type === 'links';
    return sayValue(field, list && typeof each === 'string' ? [each] : each) || String(each);
  };
  const said = value === undefined ? [] : typeof value === 'object' ? value.map(say) : [say(value)];
  return `${filterLabel(kindName, path)}${words}${said.map((each) => `“${each}”`).join('或')}`;
}

const MEASURE_WORDS: { readonly [measure in Countable['measure']]: string } = {
  count: '数记录',
  sum: '合计',
  distinct: '数不同的',
  personTimes: '数人次',
  people: '数不同的人',
  coverage: '名册覆盖率',
  coverageUnits: '覆盖村的比率',
};

function countableText(metric: Countable, sayValue: SayValue): string {
  const kind = kindOf(metric.kind);
  const what =
    metric.measure === 'sum' || metric.measure === 'distinct'
      ? `${MEASURE_WORDS[metric.measure]}“${filterLabel(metric.kind, metric.field)}”`
      : metric.measure === 'coverage'
        ? `${personRoles.codes.find(({ id }) => id === metric.roster)?.zh ?? ''}${MEASURE_WORDS.coverage}`
        : MEASURE_WORDS[metric.measure];
  const times = 'atLeast' in metric ? [`每人至少${metric.atLeast}次`] : [];
  const filters = metric.where.map((filter) => filterText(metric.kind, filter, sayValue));
  const time = 'asOf' in metric.when ? '以当天在册为准' : '按日期计入本年';
  return [`${kind.title}：${what}`, ...times, ...filters, time].join('，');
}

/** One plain sentence that says what a metric counts. */
export function metricText(metric: Metric, sayValue: SayValue): string {
  if (metric.measure === 'done') return '按完成事项逐项打勾';
  if (metric.measure !== 'rate') return countableText(metric, sayValue);
  return `（${countableText(metric.part, sayValue)}）除以（${countableText(metric.whole, sayValue)}）`;
}
