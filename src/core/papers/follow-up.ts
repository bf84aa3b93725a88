import { followUp as fields } from '#kinds/case-parts.ts';
import type { Group } from '#kinds/field.ts';
import { isSettled } from '#kinds/case-rules.ts';
import { blank, label, title, type Line } from '#core/document.ts';
import {
  byDay,
  dayLine,
  disputeLine,
  itemsOf,
  longLines,
  numberLine,
  orBlank,
  partiesOf,
  words,
  wordsIn,
  type PaperCase,
} from './paper-case.ts';
import type { Form } from './parts.ts';
import { committeeFoot } from './signatures.ts';

/** What was performed by the day of the visit: the case itself says how it stands now, after the last one. */
function performanceAt(one: PaperCase, { on }: Group, isLast: boolean): string {
  if (isLast) return words(one, 'performance');
  const days = itemsOf(one, 'agreementItems').map(({ performedOn }) => performedOn);
  const done = days.filter((day) => typeof day === 'string' && typeof on === 'string' && day <= on).length;
  if (days.length < 2 || done === 0) return '';
  return done === days.length ? '已履行' : `协议${days.length}项，已履行${done}项`;
}

const ofVisit = (one: PaperCase, item: Group, isLast: boolean) => {
  const say = (id: string): string => wordsIn(one, fields, item, id);
  const names = partiesOf(one)
    .map(({ name }) => name)
    .filter((name) => name !== '')
    .join('、');
  const row = (name: string, lines: readonly Line[], tall = 1) => ({ cells: [label(name), { lines }], tall });
  const performance = performanceAt(one, item, isLast);
  const satisfaction = say('satisfaction');
  const found: Line[] = [
    ...longLines(say('findings'), '回访情况'),
    ...(performance === '' ? [] : [[`履行情况：${performance}。`]]),
    ['当事人满意度：', satisfaction === '' ? blank('满意度', 4) : `${satisfaction}。`],
  ];
  return [
    title('人民调解回访记录'),
    {
      is: 'table' as const,
      widths: [40, 116],
      rows: [
        row('当 事 人', [[orBlank(names, '当事人', 0)]], 2),
        row('调解协议编号', [numberLine(one)], 2),
        row('回访事由', [disputeLine(one), ['了解调解协议履行情况']], 2),
        row('回访时间', [dayLine(item.on, '回访时间')], 2),
        row('回 访 人', [[orBlank(say('by'), '回访人', 0)]], 2),
        row('回访情况', found, 8),
      ],
    },
    ...committeeFoot({ signers: ['回访人（签名）'], day: item.on }),
  ];
};

/** 人民调解回访记录, one for each visit (domain.md §1.3, G3, F2; 人民调解法 art. 31). */
export const followUp: Form = {
  id: 'followUp',
  title: '人民调解回访记录',
  need: (one) => (isSettled(one.values) && itemsOf(one, 'followUps').length > 0 ? 'fits' : 'other'),
  papers: (one) => {
    const visits = itemsOf(one, 'followUps').sort(byDay('on'));
    return (visits.length === 0 ? [{}] : visits).map((item, at) => ofVisit(one, item, at >= visits.length - 1));
  },
};
