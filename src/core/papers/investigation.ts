import { investigation as fields } from '#kinds/case-parts.ts';
import { isFilled } from '#kinds/conditions.ts';
import type { Group } from '#kinds/field.ts';
import { blank, paragraphsOf, ruled, text, title } from '#core/document.ts';
import { byDay, dayLine, itemsOf, orBlank, partiesOf, wordsIn, type PaperCase } from './paper-case.ts';
import type { Form } from './parts.ts';
import { sign } from './signatures.ts';

const ofInvestigation = (one: PaperCase, item: Group) => {
  const say = (id: string): string => wordsIn(one, fields, item, id);
  const body = paragraphsOf(say('body'));
  const attendees = say('attendees');
  const names = partiesOf(one)
    .map(({ name }) => name)
    .filter((name) => name !== '')
    .join('、');
  return [
    title('人民调解调查记录'),
    text(['时间：', ...dayLine(item.heldOn, '时间')]),
    text(['地点：', orBlank(say('place'), '地点', 14)]),
    text(['当事人：', orBlank(names, '当事人', 14)]),
    text(['参加人：', attendees !== '' ? attendees : isFilled(item.heldOn) ? '无' : blank('参加人', 14)]),
    text(['被调查人：', orBlank(say('interviewee'), '被调查人', 8)]),
    text(['调查人：', orBlank(say('investigator'), '调查人', 8), '　记录人：', orBlank(say('recorder'), '记录人', 6)]),
    text(['记录：'], { keep: true }),
    ...(body.length === 0 ? [ruled('记录', 8)] : body.map((each) => text([each]))),
    text(['以上记录经被调查人核对无误。'], { keep: true }),
    text(['调查人（签名）：', sign()], { keep: true }),
    text(['被调查人（签名）：', sign()], { keep: true }),
    text(['记录人（签名）：', sign()], { keep: true }),
    text(dayLine(item.heldOn, '日期'), { align: 'right' }),
  ];
};

/**
 * 人民调解调查记录, one for each investigation (domain.md §1.3, G4). Who asked and who wrote stand at the top as they do in the
 * 人民调解记录: a hand below is seldom legible years later.
 */
export const investigation: Form = {
  id: 'investigation',
  title: '人民调解调查记录',
  need: (one) => (itemsOf(one, 'investigations').length > 0 ? 'fits' : 'other'),
  papers: (one) => {
    const list = itemsOf(one, 'investigations').sort(byDay('heldOn'));
    return (list.length === 0 ? [{}] : list).map((item) => ofInvestigation(one, item));
  },
};
