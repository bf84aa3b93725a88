/** What the lines above a table say of all its rows: the year, one day, the place, what a training was and who held it. */
import { trainingTypes } from '#kinds/codes-work.ts';
import type { Values } from '#kinds/field.ts';
import { codesNamed } from './deduce.ts';
import { readDay } from './written-days.ts';

const DAY = /\d{4}\s*[-.年/]\s*\d{1,2}\s*[-.月/]\s*\d{1,2}\s*日?/g;

/** 填报时间：2025年12月20日: when the table was written, which is no day of its rows. */
const WRITTEN_ON = new RegExp(
  `(填报|填表|填写|制表|制作|统计|报送|上报|打印|更新|截至|截止|登记)[^\\s:：]{0,4}[:：]?\\s*${DAY.source}`,
  'g',
);

/** Of words above a table the first that name a year: 2024年度…台账. Where they name two, nobody can tell which is meant. */
export function yearInWords(...places: readonly string[]): number | null {
  for (const words of places) {
    const years = new Set(words.replace(WRITTEN_ON, '').match(/(19|20)\d{2}(?=\s*年)/g) ?? []);
    const [year] = years;
    if (year !== undefined) return years.size === 1 ? Number(year) : null;
  }
  return null;
}

/** What the title says of units: 件、万元 of 单位：件、万元; '' where it says nothing. */
export const unitsInTitle = (title: string): string => /单位[:：]([^\s:：]{1,20})/u.exec(title)?.[1] ?? '';

/** 2024年3月5日人民调解员培训签到表: one day and no other, however often it is written. */
export function dayInTitle(title: string, year: number | null): string | null {
  const found = title.replace(WRITTEN_ON, '').match(DAY) ?? [];
  const days = new Set(
    found.map((text) => {
      const read = readDay({ kind: 'text', text }, year);
      return read.state === 'read' && typeof read.value === 'string' ? read.value : null;
    }),
  );
  const [day = null] = days;
  return days.size === 1 ? day : null;
}

/** 地点：三楼会议室; what is left to be written by hand says nothing. */
const said = (title: string, names: string): string | undefined =>
  new RegExp(`(?:${names})[:：] ?([^\\s:：]{1,60})(?=\\s|$)`, 'u').exec(title)?.[1];

/** 民法典业务培训: the type of training that words name, if they name one alone. 讲述法治故事 is no 述法. */
export function trainingTypeIn(words: string): string | null {
  const [type = null, more] = codesNamed(words.replace(/[讲描阐论陈叙复]述/gu, ''), trainingTypes);
  return more === undefined ? type : null;
}

/** Of a list of who came: what a ledger would say in columns of its own. */
export function trainingInTitle(title: string): Values {
  const [first = ''] = title.trim().split(/\s+/);
  const name = first.replace(DAY, '').replace(/(人员)?(签到|报到|花|点|成绩)?(登记)?(名)?(表|册|簿|单)$/u, '');
  const type = trainingTypeIn(title);
  const [place, organiser] = [said(title, '地点|地址'), said(title, '(?:主办|组织|承办|举办)(?:单位)?')];
  return {
    ...(name.length < 4 ? {} : { title: name }),
    ...(type === null ? {} : { type }),
    ...(place === undefined ? {} : { place }),
    ...(organiser === undefined ? {} : { organiser }),
  };
}
