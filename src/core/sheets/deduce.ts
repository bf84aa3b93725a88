/** What a row says between the lines: whom a training was for, by its title; how an event was held, by what was handed out. */
import type { CodeList } from '#kinds/code-list.ts';
import type { Values } from '#kinds/field.ts';

/** Codes of a list that a text names, in the order of the list. */
export function codesNamed(text: string, list: CodeList): string[] {
  return list.codes
    .filter(({ zh, aliases = [] }) => [zh, ...aliases].some((name) => name.length >= 2 && text.includes(name)))
    .map(({ id }) => id);
}

const textOf = (values: Values, ...fields: readonly string[]): string =>
  fields.map((field) => (typeof values[field] === 'string' ? values[field] : '')).join(' ');

/** Counts that only one form of event brings about (kinds/publicity-event.ts asks for them with that form). */
const FORM_OF_COUNT: { readonly [count: string]: string } = {
  materials: 'materials',
  banners: 'banners',
  boards: 'boardTour',
  consultations: 'consultation',
  broadcasts: 'broadcast',
  pushes: 'onlinePush',
  households: 'homeVisit',
};

/** What a title is about, without what every such title says: “三八”妇女维权 of “三八”妇女维权宣传周活动. */
export const topicOf = (title: string): string =>
  title
    .replace(/[“”"]/g, '')
    .replace(/^(\d{4}年|开展|组织|举办|举行|主题)+/u, '')
    .replace(/(主题|集中|系列|普法|法治|法制|知识|日|周|月|的)*(宣传|宣讲|教育)?(日|周|月)?(系列)?(活动|工作)?$/u, '')
    .slice(0, MOST_WORDS);
/** No longer than what an open list takes for an entry. */
const MOST_WORDS = 30;

/** Codes for a field of several choices that the table has no column for; none where the row does not say. */
export function deduced(kind: string, id: string, list: CodeList, values: Values, title: string): string[] {
  if (kind === 'training' && id === 'audience') return codesNamed(`${textOf(values, 'title')} ${title}`, list);
  if (kind !== 'publicityEvent') return [];
  if (id === 'themes') return codesNamed(`${textOf(values, 'title', 'laws')} ${title}`, list);
  if (id !== 'forms') return [];
  const counted = Object.keys(FORM_OF_COUNT).filter((count) => typeof values[count] === 'number' && values[count] > 0);
  const forms = [...codesNamed(textOf(values, 'title'), list), ...counted.map((count) => FORM_OF_COUNT[count] ?? '')];
  return list.codes.map((code) => code.id).filter((code) => forms.includes(code));
}
