import { effectiveOn, isSettled } from '#kinds/case-rules.ts';
import { paragraphsOf, ruled, text, title, type Block } from '#core/document.ts';
import { agreementTexts, performanceLines } from './agreement-texts.ts';
import { committeeName, numberLine, partiesToSign, words, type PaperCase } from './paper-case.ts';
import { keptIfShort, partyTexts, type Form } from './parts.ts';
import { committeeFoot, mediatorSigner, partySignatures, recorderSigner } from './signatures.ts';

/** One copy for each party, one for the committee (art. 29); two at least while nobody is named. */
const copiesOf = (one: PaperCase): number => Math.max(2, partiesToSign(one).length) + 1;

const FACTS = '纠纷主要事实、争议事项';

/** One paragraph goes on behind its heading: the agreement of a short case fits one sheet, which parties sign as a whole. */
function factTexts(facts: readonly string[]): Block[] {
  if (facts.length === 1) return [text([`${FACTS}：`, ...facts])];
  const heading = text([`${FACTS}：`], { keep: true });
  return [heading, ...(facts.length === 0 ? [ruled(FACTS, 5)] : facts.map((each) => text([each])))];
}

/** 人民调解协议书 (人民调解法 art. 29; 若干规定 art. 35; domain.md §1.3, G5, F2). */
export const agreement: Form = {
  id: 'agreement',
  title: '人民调解协议书',
  need: ({ values }) => (isSettled(values) && values.agreementForm !== 'oral' ? 'must' : 'other'),
  papers: (one) => {
    const parties = partiesToSign(one);
    return [
      [
        title('人民调解协议书'),
        text(['编号：', ...numberLine(one)], { align: 'right' }),
        ...parties.flatMap((party) => partyTexts(one, party, party.label)),
        ...factTexts(paragraphsOf(words(one, 'facts'))),
        text(['经', ...committeeName(one), '调解，当事人自愿达成如下协议：'], { keep: true }),
        ...agreementTexts(one),
        ...keptIfShort(performanceLines(one).map((line) => text(line))),
        text([`本协议一式${copiesOf(one)}份，当事人、人民调解委员会各持一份。`], { keep: true }),
        ...partySignatures(parties),
        ...committeeFoot({
          signers: [mediatorSigner, recorderSigner],
          beside: true,
          day: effectiveOn(one.values) ?? undefined,
        }),
      ],
    ];
  },
};
