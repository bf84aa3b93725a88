import { isOral } from '#kinds/case-rules.ts';
import { blank, label, text, title, type Line, type TableBlock } from '#core/document.ts';
import { agreementLines, performanceLines } from './agreement-texts.ts';
import { longLines, numberLine, partiesToSign, words } from './paper-case.ts';
import { aboveSignatures, bothSides, PARTY_WIDTHS, type Form } from './parts.ts';
import { committeeFoot, mediatorSigner } from './signatures.ts';

const FEW = 2;

/** 人民调解口头协议登记表: what was agreed by word of mouth, recorded by the mediator (人民调解法 arts. 28, 30). */
export const oralAgreement: Form = {
  id: 'oralAgreement',
  title: '人民调解口头协议登记表',
  need: ({ values }) => (isOral(values) ? 'must' : 'other'),
  papers: (one) => {
    const parties = partiesToSign(one);
    const wide = (name: string, lines: readonly Line[], tall: number) => ({
      cells: [label(name, { across: 2 }), { lines, across: 6 }],
      tall,
    });
    const agreed = agreementLines(one);
    // Every party takes a row: what two leave free to write on, more of them need.
    const free = parties.length > FEW ? 0 : 1;
    const table: TableBlock = {
      is: 'table',
      widths: PARTY_WIDTHS,
      rows: [
        ...bothSides(one, parties),
        wide('纠纷主要事实、争议事项', longLines(words(one, 'facts'), '纠纷主要事实、争议事项'), 3 + free),
        wide('协议内容', agreed.length === 0 ? [[blank('协议内容', 0)]] : agreed, 3 + free),
        wide('履行方式和时限', performanceLines(one), 2 + free),
      ],
    };
    const signed = committeeFoot({ signers: [mediatorSigner], day: one.values.closedOn, what: '达成协议日期' });
    const before = [title('人民调解口头协议登记表'), text(['编号：', ...numberLine(one)], { align: 'right' })];
    return [aboveSignatures(before, table, signed)];
  },
};
