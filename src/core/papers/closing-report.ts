import { hasOutcome, isSettled } from '#kinds/case-rules.ts';
import { isFilled } from '#kinds/conditions.ts';
import { blank, label, title, type Line } from '#core/document.ts';
import { agreementLines } from './agreement-texts.ts';
import {
  committeeName,
  dayLine,
  longLines,
  numberLine,
  orBlank,
  sideNames,
  words,
  type PaperCase,
  type Party,
} from './paper-case.ts';
import type { Form } from './parts.ts';
import { signedOn } from './signatures.ts';

function resultLines(one: PaperCase): Line[] {
  const parts: Line[] = [[orBlank(words(one, 'status'), '调解结果', 0)]];
  if (isFilled(one.values.agreementForm)) parts.push([`协议形式：${words(one, 'agreementForm')}`]);
  if (isFilled(one.values.terminationReason)) parts.push([`终止原因：${words(one, 'terminationReason')}`]);
  if (isFilled(one.values.routesAdvised)) parts.push([`告知途径：${words(one, 'routesAdvised')}`]);
  return [...parts, ...agreementLines(one)];
}

/** 人民调解结案报告表, as some counties ask for it (domain.md §1.3, F2). */
export const closingReport: Form = {
  id: 'closingReport',
  title: '人民调解结案报告表',
  need: ({ values }) => (hasOutcome(values) ? 'fits' : 'other'),
  papers: (one) => {
    const { values } = one;
    const half = (name: string, line: Line) => [label(name), { lines: [line] }];
    const wide = (name: string, lines: readonly Line[], tall: number) => ({
      cells: [label(name), { lines, across: 3 }],
      tall,
    });
    const side = (which: Party['side'], heading: string): Line => [heading, orBlank(sideNames(one, which), '姓名', 4)];
    return [
      [
        title('人民调解结案报告表'),
        {
          is: 'table',
          widths: [30, 48, 30, 48],
          rows: [
            { cells: [...half('卷　　号', numberLine(one)), ...half('填表时间', signedOn())], tall: 1.5 },
            {
              cells: [
                ...half('承办单位', committeeName(one)),
                ...half('承 办 人', [orBlank(words(one, 'mediators'), '人民调解员', 0)]),
              ],
              tall: 1.5,
            },
            {
              cells: [
                ...half('受案时间', dayLine(values.acceptedOn, '受理日期')),
                ...half('结案时间', dayLine(values.closedOn, '结案日期')),
              ],
              tall: 1.5,
            },
            {
              cells: [
                ...half('纠纷类型', [orBlank(words(one, 'disputeType'), '纠纷类型', 0)]),
                ...half('案件来源', [orBlank(words(one, 'source'), '案件来源', 0)]),
              ],
              tall: 1.5,
            },
            wide('当事人信息', [side('partyA', '甲方：'), side('partyB', '乙方：')], 2),
            wide('纠纷简要事实', longLines(words(one, 'facts'), '纠纷简要情况'), 2),
            wide('调解结果', resultLines(one), 3),
            // There is nothing to perform where nothing was agreed.
            ...(hasOutcome(values) && !isSettled(values)
              ? []
              : [wide('履行情况', [[orBlank(words(one, 'performance'), '履行情况', 0)]], 1)]),
            wide('承办人意见', [[blank('', 0)]], 2),
            wide(
              '审批意见',
              [[orBlank(reviewWords(one), '', 0)], [], ['　　　　　　　　　　　　　（人民调解委员会印章）']],
              3,
            ),
          ],
        },
      ],
    ];
  },
};

function reviewWords(one: PaperCase): string {
  const review = one.values.review;
  const opinion = typeof review === 'object' && !Array.isArray(review) ? (review as { opinion?: unknown }).opinion : '';
  return typeof opinion === 'string' ? opinion : '';
}
