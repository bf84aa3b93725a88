/** Which of the figures that a report may quote the public does not read (SPEC R7). */
import { fewIn, isSmall, type CaseNumbers } from './few.ts';

/** Figures of cases that a report may quote (figure-list.ts), how they add up, and which shares give them back. */
const NUMBERS: CaseNumbers = {
  names: [
    '受理案件',
    '调解成功',
    '调解不成',
    '终止调解',
    '在办案件',
    '书面协议',
    '口头协议',
    '已履行',
    '疑难复杂案件',
    '民转刑',
    '司法确认',
    '排查发现',
    '排查化解',
    '排查移交',
    '预防纠纷',
  ],
  sums: [
    { whole: '受理案件', parts: ['调解成功', '调解不成', '终止调解', '在办案件'] },
    { whole: '调解成功', parts: ['书面协议', '口头协议'] },
    { whole: '调解成功', parts: ['已履行'] },
    { whole: '排查发现', parts: ['排查化解', '排查移交'] },
  ],
  shares: [
    { name: '调解成功率', of: ['受理案件', '调解成功'] },
    { name: '调解率', of: ['受理案件', '在办案件'] },
  ],
};

/** Labels of the figures that the public does not read; of one settled case the sum agreed on tells as much. */
export function fewOf(count: (label: string) => number): string[] {
  const few = [...fewIn(NUMBERS, count)];
  return isSmall(count('调解成功')) ? [...few, '协议涉及金额'] : few;
}

/** As `Report.few` names last year's figure. */
export const lastYearOf = (label: string): string => `${label}#上年`;
