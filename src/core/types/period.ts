import type { PeriodField, Value } from '#kinds/field.ts';
import { dayFrom, monthEnd, zhPeriod } from '#core/day.ts';
import { halfWidth } from './characters.ts';
import { parseDay } from './day.ts';
import { isPlainMap, ownValue } from './plain.ts';
import { bad, comparePlain, EMPTY, good, isBlank, MISSHAPEN, type Parsed, type TypeRules } from './type-rules.ts';

const MONTH = /^(\d{4})\s*[-/.。年]\s*(\d{1,2})\s*月?$/;

export const periodRules: TypeRules<PeriodField> = {
  parse: (raw) => {
    if (isBlank(raw)) return EMPTY;
    if (typeof raw === 'string') return parseWritten(halfWidth(raw).trim());
    return isPlainMap(raw) ? between(ownValue(raw, 'from'), ownValue(raw, 'to')) : MISSHAPEN;
  },
  text: (value) => {
    const [from, to] = [daysOf(value).from, daysOf(value).to];
    return from === '' ? '' : zhPeriod(from, to);
  },
  compare: (a, b) => comparePlain(daysOf(a).to, daysOf(b).to) || comparePlain(daysOf(a).from, daysOf(b).from),
};

/** Both days of a stored period, empty for a value of another shape. */
export function daysOf(value: Value): { readonly from: string; readonly to: string } {
  const none = { from: '', to: '' };
  if (!isPlainMap(value)) return none;
  const [from, to] = [ownValue(value, 'from'), ownValue(value, 'to')];
  return typeof from === 'string' && typeof to === 'string' ? { from, to } : none;
}

function parseWritten(text: string): Parsed {
  const month = MONTH.exec(text);
  if (month !== null) {
    const first = dayFrom(Number(month[1]), Number(month[2]), 1);
    return first === null ? bad('没有这个月份') : between(first, monthEnd(first));
  }
  const [from, to, ...rest] = text.split(/\s*(?:至|到|~|—|–)+\s*/);
  return rest.length > 0 ? bad('时段请写成 2024-06-03至2024-06-09 的样子') : between(from, to ?? from);
}

function between(rawFrom: unknown, rawTo: unknown): Parsed {
  const [from, to] = [parseDay(rawFrom), parseDay(rawTo)];
  if (!from.ok) return from;
  if (!to.ok) return to;
  if (from.value === null && to.value === null) return EMPTY;
  if (from.value === null) return bad('请填开始日期');
  if (to.value === null) return bad('请填结束日期');
  if (from.value > to.value) return bad('开始日期不能晚于结束日期');
  return good({ from: from.value, to: to.value });
}
