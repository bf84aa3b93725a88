/** A case in the order of the official platform's screen, for whoever has to key it there as well (domain.md §7.4 point 8). */
import { textOfLine } from '#core/document.ts';
import { agreementLines } from './agreement-texts.ts';
import { itemsOf, partiesOf, partyWords, words, type PaperCase } from './paper-case.ts';

export interface PlatformField {
  readonly label: string;
  /** '' where the case does not say. */
  readonly text: string;
}

const yuan = (fen: unknown): string => (typeof fen === 'number' ? String(fen / 100) : '');
const plain = (value: unknown): string => (typeof value === 'string' ? value : '');

/** 申请时间 → 纠纷简要情况 → 调解地点 → 调解结果 → 调解协议涉及金额 → 协议内容 → 协议履行情况. */
export function platformFields(one: PaperCase): PlatformField[] {
  const places = itemsOf(one, 'sessions')
    .map(({ place }) => plain(place))
    .filter((place) => place !== '');
  return [
    { label: '申请时间', text: plain(one.values.acceptedOn) },
    { label: '纠纷简要情况', text: words(one, 'facts') },
    { label: '调解地点', text: places[places.length - 1] ?? words(one, 'place') },
    { label: '调解结果', text: words(one, 'status') },
    { label: '调解协议涉及金额', text: yuan(one.values.agreedAmount) },
    { label: '协议内容', text: agreementLines(one).map(textOfLine).join('\n') },
    { label: '协议履行情况', text: words(one, 'performance') },
  ];
}

/** The parties, each with what a platform asks of a person. */
export function platformParties(one: PaperCase): (readonly PlatformField[])[] {
  return partiesOf(one).map((party) => {
    const said = partyWords(one, party);
    return [
      { label: party.label, text: party.name },
      { label: '性别', text: said.sex },
      { label: '民族', text: said.ethnicGroup },
      { label: '年龄', text: said.age },
      { label: '身份证号', text: said.idNumber },
      { label: '联系方式', text: said.phone },
      { label: '单位或住址', text: said.address },
    ].filter(({ text }) => text !== '');
  });
}
