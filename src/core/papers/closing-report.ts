import { hasOutcome, isSettled } from '#kinds/case-rules.ts';
import { isFilled, partOf } from '#kinds/conditions.ts';
import { blank, label, title, type Cell, type Line, type TableBlock } from '#core/document.ts';
import { pagesOf } from '#core/page-count.ts';
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
import { sign, signedOn } from './signatures.ts';

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
    const loose = tableOf(one, true);
    // Many parties or a long agreement: rather close rows than an opinion alone on a second page.
    return [[NAME, pagesOf([NAME, loose]) === 1 ? loose : tableOf(one, false)]];
  },
};

const NAME = title('人民调解结案报告表');

function tableOf(one: PaperCase, isLoose: boolean): TableBlock {
  const { values } = one;
  const tall = (lines: number): { readonly tall?: number } => (isLoose ? { tall: lines } : {});
  const half = (name: string, line: Line) => [label(name), { lines: [line] }];
  const halves = (left: readonly Cell[], right: readonly Cell[]) => ({ cells: [...left, ...right], ...tall(1.5) });
  const wide = (name: string, lines: readonly Line[], height: number) => ({
    cells: [label(name), { lines, across: 3 }],
    ...tall(height),
  });
  const side = (which: Party['side'], heading: string): Line => [heading, orBlank(sideNames(one, which), '姓名', 4)];
  return {
    is: 'table',
    widths: [30, 48, 30, 48],
    rows: [
      halves(half('卷　　号', numberLine(one)), half('填表时间', signedOn())),
      halves(
        half('承办单位', committeeName(one)),
        half('承 办 人', [orBlank(words(one, 'mediators'), '人民调解员', 0)]),
      ),
      halves(
        half('受案时间', dayLine(values.acceptedOn, '受理日期')),
        half('结案时间', dayLine(values.closedOn, '结案日期')),
      ),
      halves(
        half('纠纷类型', [orBlank(words(one, 'disputeType'), '纠纷类型', 0)]),
        half('案件来源', [orBlank(words(one, 'source'), '案件来源', 0)]),
      ),
      wide('当事人信息', [side('partyA', '甲方：'), side('partyB', '乙方：')], 2),
      wide('纠纷简要事实', longLines(words(one, 'facts'), '纠纷简要情况'), 2),
      wide('调解结果', resultLines(one), 3),
      // There is nothing to perform where nothing was agreed.
      ...(hasOutcome(values) && !isSettled(values)
        ? []
        : [wide('履行情况', [[orBlank(words(one, 'performance'), '履行情况', 0)]], 1)]),
      wide('承办人意见', [[blank('', 0)], ['　　　　　　　　承办人（签名）：', sign(4), '　', ...signedOn()]], 2),
      wide(
        '审批意见',
        [[orBlank(reviewWords(one), '', 0)], ['　　　　　　　　　（人民调解委员会印章）　', ...signedOn()]],
        3,
      ),
    ],
  };
}

/** Under which the file was closed: what was asked for when it was sent back is none. */
function reviewWords({ values: { review } }: PaperCase): string {
  const opinion = partOf(review, 'state') === 'approved' ? partOf(review, 'opinion') : '';
  return typeof opinion === 'string' ? opinion : '';
}
