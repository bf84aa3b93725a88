/**
 * Days of publicity that stand in a statute, in the reports of townships or in common use (domain.md §3.7). A township's own entry of the
 * same name stands in place of one, also to move it or to leave it out.
 */
import { calendarEntry } from '#kinds/calendar-entry.ts';
import type { Value, Values } from '#kinds/field.ts';
import type { DateEntry, KeyDate } from './key-dates.ts';
import { rawOf, type Raw } from './raw.ts';

interface KnownDate extends DateEntry {
  readonly values: Values & { readonly name: string; readonly basis: string };
}

const CUSTOM = '惯例';
const known = (name: string, values: Values, basis = CUSTOM): KnownDate => ({
  id: `known/${name}`,
  values: { ...values, name, basis },
});
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
const ANNOUNCED: Values = { pattern: 'perYear' };

const knownDates: readonly KnownDate[] = [
  known('中国人民警察节', fixed(1, 10)),
  known('平安建设宣传月', { ...wholeMonth(3), themes: ['peaceBuilding'] }),
  known('妇女维权周', fixed(3, 1, 8)),
  known('植树节', fixed(3, 12), '森林法'),
  known('国际消费者权益日', fixed(3, 15)),
  known('世界水日、中国水周', fixed(3, 22, 7)),
  known('保密宣传教育月', wholeMonth(4)),
  known('全民国家安全教育日', fixed(4, 15), '国家安全法第十四条'),
  known('知识产权日', fixed(4, 26)),
  known('职业病防治法宣传周', ANNOUNCED),
  known('民法典宣传月', { ...wholeMonth(5), themes: ['civilCode'] }, '2021年起每年五月'),
  known('信访工作条例宣传月', wholeMonth(5)),
  known('全国防灾减灾日', fixed(5, 12)),
  known('全国家庭教育宣传周', fixed(5, 15, 7), '家庭教育促进法第十三条'),
  known('打击和防范经济犯罪宣传日', fixed(5, 15)),
  known('全国助残日', nth(5, 3, 'sun'), '残疾人保障法第十四条'),
  known('安全生产月', { ...wholeMonth(6), themes: ['workSafety'] }),
  known('防范非法集资宣传月', { ...wholeMonth(6), themes: ['illegalFundraising'] }, '集中宣传日六月十五日'),
  known('全民反诈在行动集中宣传月', { ...wholeMonth(6), themes: ['telecomFraud'] }),
  known('禁毒宣传月', wholeMonth(6)),
  known('儿童节（未成年人保护法施行日）', { ...fixed(6, 1), themes: ['youthProtection'] }),
  known('环境日', fixed(6, 5), '环境保护法第十二条'),
  known('国际档案日', fixed(6, 9)),
  known('安全生产宣传咨询日', { ...fixed(6, 16), themes: ['workSafety'] }),
  known('全国土地日', fixed(6, 25)),
  known('国际禁毒日', fixed(6, 26)),
  known('人民调解法通过日', fixed(8, 28), '人民调解法，2010年8月28日通过'),
  known('全国科普月', wholeMonth(9), '科学技术普及法'),
  known('中华慈善日', fixed(9, 5), '慈善法第七条'),
  known('国家网络安全宣传周', ANNOUNCED),
  known('全民国防教育日', nth(9, 3, 'sat'), '国防教育法第十二条'),
  known(
    '中国农民丰收节',
    { pattern: 'solarTerm', solarTerm: 'autumnEquinox', themes: ['ruralRevitalisation'] },
    '乡村振兴促进法，每年秋分',
  ),
  known('烈士纪念日', fixed(9, 30), '英雄烈士保护法第五条'),
  known('老年节', { pattern: 'lunar', month: 9, dayOfMonth: 9 }, '老年人权益保障法第十二条，农历九月初九'),
  known('国家扶贫日', fixed(10, 17)),
  known('全国消防日', fixed(11, 9)),
  known('国际消除家庭暴力日', fixed(11, 25)),
  known('世界艾滋病日', fixed(12, 1)),
  known('全国交通安全日', fixed(12, 2)),
  known('国家宪法日', { ...fixed(12, 4), themes: ['constitution'] }, '国旗法第七条'),
  known('宪法宣传周', { ...ANNOUNCED, themes: ['constitution'] }, '起止日期每年另定'),
  known('国家公祭日', fixed(12, 13)),
];

export const isKnownDate = (id: string): boolean => knownDates.some((date) => date.id === id);

/** The id of the one that a title names: an event that is held for a date nobody wrote down belongs to it by its title (SPEC K2). */
export const knownDateIn = (title: Value | undefined): string | undefined =>
  typeof title === 'string' ? knownDates.find(({ values: { name } }) => title.includes(name))?.id : undefined;

/** The township's own calendar, and what it does not say itself. */
export const withKnownDates = (entries: readonly DateEntry[]): DateEntry[] => [
  ...entries,
  ...knownDates.filter(({ values }) => !entries.some((own) => own.values['name'] === values.name)),
];

/** What an event that is held for a date begins with; a date that nobody wrote down is recognised by its name in the title. */
export const eventStart = ({ id, name, themes }: KeyDate): Raw => ({
  title: `${name}宣传活动`,
  ...(isKnownDate(id) ? {} : { keyDate: id }),
  ...(themes === undefined ? {} : { themes: [...themes] }),
});

/** What a township's own entry begins with that stands in place of a known date. */
export const ownEntryStart = (name: string): Raw =>
  rawOf(calendarEntry.fields, knownDates.find((date) => date.values.name === name)?.values ?? { name });
