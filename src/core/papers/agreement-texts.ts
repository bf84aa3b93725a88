/** The items of an agreement and how they are performed, in running text. */
import { agreementItem } from '#kinds/case-parts.ts';
import type { Group } from '#kinds/field.ts';
import { zhDay } from '#core/day.ts';
import { paragraphsOf, ruled, text, type Block, type Line } from '#core/document.ts';
import { dayLine, itemsOf, orBlank, words, wordsIn, type PaperCase } from './paper-case.ts';

/** 履行人、金额、期限 of an item, where its own words leave them out. */
function termsOf(one: PaperCase, item: Group): string {
  const content = typeof item.content === 'string' ? item.content : '';
  const amount = wordsIn(one, agreementItem, item, 'amount');
  const performer = wordsIn(one, agreementItem, item, 'performer');
  const due = typeof item.dueOn === 'string' ? zhDay(item.dueOn) : '';
  const parts = [
    performer === '' || content.includes(performer) ? '' : `履行人：${performer}`,
    amount === '' || content.replace(/,/g, '').includes(amount.replace(/,/g, '')) ? '' : `金额：${amount}`,
    due === '' || content.includes(due) ? '' : `期限：${due}前`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `（${parts.join('，')}）`;
}

/** 1．…; a long item keeps its paragraphs. */
export function agreementLines(one: PaperCase): Line[] {
  const items = itemsOf(one, 'agreementItems');
  return items.flatMap((item, at) => {
    const paragraphs = paragraphsOf(typeof item.content === 'string' ? item.content : '');
    const last = paragraphs.length - 1;
    return paragraphs.map((paragraph, n): Line => [
      `${n === 0 && items.length > 1 ? `${at + 1}．` : ''}${paragraph}${n === last ? termsOf(one, item) : ''}`,
    ]);
  });
}

export function agreementTexts(one: PaperCase): Block[] {
  const lines = agreementLines(one);
  return lines.length === 0 ? [ruled('协议内容', 9)] : lines.map((line) => text(line));
}

/** 履行方式、地点、期限 (若干规定 art. 35). */
export const performanceLines = (one: PaperCase): Line[] => [
  ['履行方式：', orBlank(words(one, 'performManner'), '履行方式', 12)],
  ['履行地点：', orBlank(words(one, 'performPlace'), '履行地点', 12)],
  ['履行期限：', ...dayLine(one.values.performBy, '履行期限')],
];
