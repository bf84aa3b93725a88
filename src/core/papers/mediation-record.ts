import { isFilled } from '#kinds/conditions.ts';
import { isClosed, isSettled, needsSessions } from '#kinds/case-rules.ts';
import { session as fields } from '#kinds/case-parts.ts';
import type { Group } from '#kinds/field.ts';
import { blank, paragraphsOf, ruled, text, title, type Block } from '#core/document.ts';
import { agreementTexts } from './agreement-texts.ts';
import {
  byDay,
  dayLine,
  disputeLine,
  itemsOf,
  orBlank,
  partiesToSign,
  words,
  wordsIn,
  type PaperCase,
} from './paper-case.ts';
import { keptIfShort, type Form } from './parts.ts';
import { committeeFoot, mediatorSigner, partySignatures, recorderSigner, sign } from './signatures.ts';

/** What the last session ended with: the agreement, or why there is none and which ways are open (art. 26). */
function resultTexts(one: PaperCase, said: string, isLast: boolean): Block[] {
  const typed = paragraphsOf(said).map((each) => text([each]));
  if (isLast && isSettled(one.values)) {
    // Typed words may leave out what was agreed; the form asks for it (domain.md §1.3, F5).
    return [...typed, text(['经调解，当事人自愿达成如下协议：'], { keep: true }), ...agreementTexts(one)];
  }
  const routes = words(one, 'routesAdvised');
  const isAdvised = isLast && isClosed(one.values) && routes !== '' && !said.includes('途径');
  const advised = isAdvised ? [text([`调解未达成协议，已告知当事人可以依法通过${routes}等途径维护自己的权利。`])] : [];
  const lines = [...typed, ...advised];
  return lines.length > 0 ? lines : [ruled('调解结果', 5)];
}

/** With the words that rights and duties were told before (若干规定 art. 30), where they were; an empty form has them in print. */
function opening({ values }: PaperCase, { heldOn }: Group): string {
  const told = values.rightsNoticeOn;
  const isTold = heldOn === undefined || (typeof told === 'string' && (typeof heldOn !== 'string' || told <= heldOn));
  return `记录：${isTold ? '已将人民调解的原则和权利义务告知各方当事人。' : ''}`;
}

/** Whether others may listen (人民调解法 art. 23), and the language. */
function circumstances(one: PaperCase): string {
  const { openness } = one.values;
  const language = words(one, 'language');
  const said = [
    openness === 'open' ? '公开调解' : openness === 'closed' ? '不公开调解' : '',
    language === '' ? '' : `使用${language}`,
  ].filter((part) => part !== '');
  return said.length === 0 ? '' : `调解方式：${said.join('，')}`;
}

const ofSession = (one: PaperCase, item: Group, isLast: boolean): Block[] => {
  const say = (id: string): string => wordsIn(one, fields, item, id);
  const body = paragraphsOf(say('body'));
  const parties = partiesToSign(one);
  const present = parties
    .map(({ name }) => name)
    .filter((name) => name !== '')
    .join('、');
  const invited = [say('attendees'), say('invited')].filter((part) => part !== '').join('、');
  return [
    title('人民调解记录'),
    text(['时间：', ...dayLine(item.heldOn, '时间'), ...(say('time') === '' ? [] : [say('time')])]),
    text(['地点：', orBlank(say('place'), '地点', 14)]),
    text(['事由：', ...disputeLine(one)]),
    text(['当事人：', orBlank(present, '当事人', 14)]),
    text(['参加人：', invited !== '' ? invited : isFilled(item.heldOn) ? '无' : blank('参加人', 14)]),
    text([
      '人民调解员：',
      orBlank(words(one, 'mediators'), '人民调解员', 8),
      '　记录人：',
      orBlank(say('recorder'), '记录人', 6),
    ]),
    ...(circumstances(one) === '' ? [] : [text([circumstances(one)])]),
    text([opening(one, item)], { keep: true }),
    ...(body.length === 0 ? [ruled('记录', 20)] : body.map((each) => text([each]))),
    text(['调解结果：'], { keep: true }),
    ...keptIfShort(resultTexts(one, say('result'), isLast)),
    ...partySignatures(parties),
    ...(invited === '' ? [] : [text(['参加人（签名）：', sign()], { keep: true })]),
    ...committeeFoot({ signers: [mediatorSigner, recorderSigner], day: item.heldOn }),
  ];
};

/** 人民调解记录, one for each session (domain.md §1.3, F5; 人民调解法 art. 27). */
export const mediationRecord: Form = {
  id: 'mediationRecord',
  title: '人民调解记录',
  need: (one) => (needsSessions(one.values) ? 'must' : itemsOf(one, 'sessions').length > 0 ? 'fits' : 'other'),
  papers: (one) => {
    const sessions = itemsOf(one, 'sessions').sort(byDay('heldOn'));
    const shown = sessions.length === 0 ? [{}] : sessions;
    return shown.map((item, at) => ofSession(one, item, at === shown.length - 1));
  },
};
