import { isFilled } from '#kinds/conditions.ts';
import { label, text, title, type Line, type TableBlock } from '#core/document.ts';
import {
  committeeName,
  dayLine,
  handedFrom,
  longLines,
  orBlank,
  partiesToSign,
  shortSide,
  words,
  type PaperCase,
} from './paper-case.ts';
import { aboveSignatures, bothSides, PARTY_WIDTHS, type Form } from './parts.ts';
import { committeeFoot, partySignatures } from './signatures.ts';

/** 人民调解受理登记表 (domain.md §1.3, F1, G2; 人民调解法 art. 17). The day begins the sentence, as in F1, so that two who are represented sign on the same page; to be written by hand it has a line of its own. */
export const acceptance: Form = {
  id: 'acceptance',
  title: '人民调解受理登记表',
  need: ({ values: { source, status } }) => (source === 'application' || status === 'declined' ? 'other' : 'must'),
  papers: (one) => {
    const { values } = one;
    const parties = partiesToSign(one);
    const [a, b] = [shortSide(one, 'partyA'), shortSide(one, 'partyB')];
    const isDated = isFilled(values.acceptedOn);
    const day = dayLine(values.acceptedOn, '受理日期');
    const cell = (name: string, line: Line) => [label(name, { across: 2 }), { lines: [line], across: 6 }];
    const row = (name: string, said: string) => ({ cells: cell(name, [orBlank(said, name, 0)]) });
    const signed = [
      ...partySignatures(parties),
      ...committeeFoot({
        signers: ['登记人（签名）'],
        beside: true,
        day: values.acceptedOn,
        last: '备注：此表由人民调解委员会填写。',
      }),
    ];
    const said = [
      title('人民调解受理登记表'),
      ...(isDated ? [] : [text(day, { align: 'right' })]),
      text([
        ...(isDated ? [...day, '，'] : []),
        ...committeeName(one),
        ...originLine(one),
        '调解',
        orBlank(a, '当事人', 5),
        '与',
        orBlank(b, '当事人', 5),
        '之间的纠纷。',
      ]),
    ];
    const facts = { lines: longLines(words(one, 'facts'), '纠纷简要情况'), across: 6 };
    const table: TableBlock = {
      is: 'table',
      widths: PARTY_WIDTHS,
      rows: [
        ...bothSides(one, parties),
        row('纠纷类型', words(one, 'disputeType')),
        { cells: cell('案件来源', sourceLine(values.source, words(one, 'source'))) },
        { cells: [label('纠纷简要情况', { across: 2 }), facts], tall: 3 },
      ],
    };
    return [aboveSignatures(said, table, signed)];
  },
};

/** The form's sentence has two branches; a court's or office's referral and a village's handing up are said as they were. */
function originLine(one: PaperCase): Line {
  const { source } = one.values;
  const from = handedFrom(one);
  if (from !== null) return [`依${from.committee}移交，经当事人同意，`];
  if (source === 'application') return ['依当事人申请，经当事人同意，'];
  if (source === 'ownMotion') return ['主动调解，经当事人同意，'];
  if (source === undefined) return ['依当事人申请（主动调解），经当事人同意，'];
  return [`依${words(one, 'source')}，经当事人同意，`];
}

/** The printed form knows two sources; what the statistics tell apart stands behind the second. */
function sourceLine(source: unknown, said: string): Line {
  // Behind the words: at the beginning of a line programs take boxes from the Latin font.
  const tick = (on: boolean): string => (on ? '☑' : '□');
  const isReferral = typeof source === 'string' && source.startsWith('referral');
  return [
    `①当事人申请${tick(source === 'application')}　②人民调解委员会主动调解${tick(source === 'ownMotion')}`,
    ...(isReferral ? [`　③${said}☑`] : []),
  ];
}
