/**
 * Days of publicity that stand in a statute or in the reports of townships (domain.md §3.7), for townships that have
 * not written down their own. What moves with the moon, or is set anew each year, is not here.
 */
import type { Values } from '#kinds/field.ts';

interface KnownDate {
  readonly id: string;
  readonly values: Values & { readonly name: string };
}

const known = (name: string, values: Values): KnownDate => ({ id: `known/${name}`, values: { ...values, name } });
const fixed = (month: number, dayOfMonth: number, lengthDays = 1): Values => ({
  pattern: 'fixed',
  month,
  dayOfMonth,
  lengthDays,
});
const wholeMonth = (month: number): Values => ({ pattern: 'wholeMonth', month });
const nth = (month: number, which: number, weekday: string): Values => ({
  pattern: 'nthWeekday',
  month,
  nth: which,
  weekday,
});

const knownDates: readonly KnownDate[] = [
  known('植树节', fixed(3, 12)),
  known('国际消费者权益日', fixed(3, 15)),
  known('全民国家安全教育日', fixed(4, 15)),
  known('民法典宣传月', wholeMonth(5)),
  known('全国家庭教育宣传周', fixed(5, 15, 7)),
  known('全国助残日', nth(5, 3, 'sun')),
  known('防范非法集资宣传月', wholeMonth(6)),
  known('环境日', fixed(6, 5)),
  known('国际禁毒日', fixed(6, 26)),
  known('全国科普月', wholeMonth(9)),
  known('中华慈善日', fixed(9, 5)),
  known('全民国防教育日', nth(9, 3, 'sat')),
  known('烈士纪念日', fixed(9, 30)),
  known('国家宪法日', fixed(12, 4)),
];

export const isKnownDate = (id: string): boolean => knownDates.some((date) => date.id === id);

interface Entry {
  readonly id: string;
  readonly values: Values;
}

/** The township's own calendar, and what it does not say itself. */
export const withKnownDates = (entries: readonly Entry[]): Entry[] => [
  ...entries,
  ...knownDates.filter(({ values }) => !entries.some((own) => own.values['name'] === values.name)),
];
