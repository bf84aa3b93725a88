import { isOral } from '#kinds/case-rules.ts';
import { blank, label, text, title, type Line } from '#core/document.ts';
import { agreementLines, performanceLines } from './agreement-texts.ts';
import { longLines, numberLine, partiesToSign, words } from './paper-case.ts';
import { bothSides, PARTY_WIDTHS, type Form } from './parts.ts';
import { committeeFoot, mediatorSigner } from './signatures.ts';

/** 人民调解口头协议登记表: what was agreed by word of mouth, recorded by the mediator (人民调解法 arts. 28, 30). */
export const oralAgreement: Form = {
  id: 'oralAgreement',
  title: '人民调解口头协议登记表',
  need: ({ values }) => (isOral(values) ? 'must' : 'other'),
  papers: (one) => {
    const parties = partiesToSign(one);
    const wide = (name: string, lines: readonly Line[], tall: number) => ({
      cells: [label(name), { lines, across: 7 }],
      tall,
    });
    const agreed = agreementLines(one);
    return [
      [
        title('人民调解口头协议登记表'),
        text(['编号：', ...numberLine(one)], { align: 'right' }),
        {
          is: 'table',
          widths: PARTY_WIDTHS,
          rows: [
            ...bothSides(one, parties),
            wide('纠纷主要事实、争议事项', longLines(words(one, 'facts'), '纠纷主要事实、争议事项'), 4),
            wide('协议内容', agreed.length === 0 ? [[blank('协议内容', 0)]] : agreed, 4),
            wide('履行方式和时限', performanceLines(one), 3),
          ],
        },
        ...committeeFoot({ signers: [mediatorSigner], day: one.values.closedOn, what: '达成协议日期' }),
      ],
    ];
  },
};
