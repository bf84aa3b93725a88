import { isOneOf, partOf } from '#kinds/conditions.ts';
import { effectiveOn } from '#kinds/case-rules.ts';
import { blank, heading, text, title, type Block } from '#core/document.ts';
import { agreementTexts } from './agreement-texts.ts';
import {
  committeeName,
  dayLine,
  disputeLine,
  numberLine,
  partiesOf,
  partiesToSign,
  type PaperCase,
} from './paper-case.ts';
import { partyTexts, type Form, type FormId, type Need } from './parts.ts';
import { partySignatures } from './signatures.ts';

/** Which of the two forms a case takes: an organisation among the parties decides (domain.md §1.3, G1). */
const needOf = (one: PaperCase, organisation: boolean): Need => {
  const isApplied = isOneOf(
    partOf(one.values.judicialConfirmation, 'state'),
    'applied',
    'confirmed',
    'rejected',
    'withdrawn',
  );
  return isApplied && partiesOf(one).some(({ isOrganisation }) => isOrganisation) === organisation ? 'fits' : 'other';
};

/** An empty form for an organisation has one person and one organisation. */
const applicants = (one: PaperCase, organisation: boolean): Block[] =>
  partiesToSign(one)
    .map((party, at) => (organisation && at === 1 && party.name === '' ? { ...party, isOrganisation: true } : party))
    .flatMap((party) => partyTexts(one, party, '申请人', true));

/** Line by line, so that they go to the next page together: a page with half a sentence on it looks like a mistake. */
const ENCLOSED = [
  '附：1．人民调解协议书；',
  '2．申请人身份证明、联系方式；',
  '3．人民调解委员会主持调解的证明；',
  '4．与调解协议有关的财产权利证明等材料。',
] as const;

const blocksOf = (one: PaperCase, organisation: boolean): Block[] => {
  const court = partOf(one.values.judicialConfirmation, 'court');
  return [
    title('司法确认申请书'),
    ...applicants(one, organisation),
    heading(1, '请求事项'),
    text(['请求人民法院依法确认', ...numberLine(one), '人民调解协议有效。']),
    heading(1, '事实与理由'),
    text([
      '申请人因',
      ...disputeLine(one),
      '，于',
      ...dayLine(effectiveOn(one.values), '协议生效日期'),
      '经',
      ...committeeName(one),
      '主持调解，达成如下调解协议：',
    ]),
    ...agreementTexts(one),
    text([
      '申请人出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律的行为；如果因为该协议内容而给国家、集体或他人造成损害的，愿意承担相应的民事责任和其他法律责任。现根据《中华人民共和国人民调解法》第三十三条、《中华人民共和国民事诉讼法》第二百零五条的规定，共同申请司法确认。',
    ]),
    text(['此致'], { keep: true }),
    text(
      [
        typeof court === 'string' && court !== '' ? court : blank('人民法院', 8),
        ...(typeof court === 'string' && court.endsWith('法院') ? [] : ['人民法院']),
      ],
      { flush: true, keep: true },
    ),
    ...partySignatures(partiesToSign(one), { who: '申请人' }),
    text(dayLine(partOf(one.values.judicialConfirmation, 'appliedOn'), '申请日期'), { align: 'right' }),
    ...ENCLOSED.map((line, at) => text([line], at < ENCLOSED.length - 1 ? { keep: true } : {})),
  ];
};

const confirmation = (id: FormId, organisation: boolean): Form => ({
  id,
  title: organisation ? '司法确认申请书（个人与单位）' : '司法确认申请书（个人与个人）',
  need: (one) => needOf(one, organisation),
  papers: (one) => [blocksOf(one, organisation)],
});

/** 司法确认申请书: both parties apply together within 30 days (人民调解法 art. 33; 民事诉讼法 art. 205; 民诉法解释 art. 354). */
export const confirmationPersons = confirmation('confirmationPersons', false);
export const confirmationOrganisation = confirmation('confirmationOrganisation', true);
