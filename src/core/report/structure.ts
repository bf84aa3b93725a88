/** How a report is built: its parts and sub-headings, each with the township's own text or the draft (domain.md §4.1, §4.2). */
import type { CountedRow, RowsByKind } from '#core/counted-units.ts';
import { reportParts, taskSections } from '#kinds/codes-work.ts';
import { itemEntries } from '#kinds/conditions.ts';
import type { Group, Items, Value } from '#kinds/field.ts';

export type SectionTopic = 'thought' | 'study' | 'publicity' | 'administration' | 'mediation' | 'support';

export interface PartOutline {
  /** One of the five required parts. */
  readonly id: string;
  /** As this township heads it. */
  readonly title: string;
}

export interface HeadingOutline {
  readonly heading: string;
  readonly topic: SectionTopic | null;
}

export interface Paragraph {
  /** Record of kind reportParagraph. */
  readonly id: string;
  readonly part: string;
  readonly heading: string | null;
  readonly order: number;
  readonly body: string;
  readonly checked: boolean;
  readonly conflict: boolean;
}

const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '');
const numberOf = (value: Value | undefined): number => (typeof value === 'number' ? value : Infinity);

const DIGITS = '一二三四五六七八九';

/** 一, 十, 十二, 二十一: numbers of parts and points, from 1 to 99. */
export function chineseNumber(count: number): string {
  const [tens, ones] = [Math.floor(count / 10), count % 10];
  const before = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens - 1]}十`;
  return `${before}${ones === 0 ? '' : DIGITS[ones - 1]}`;
}

/** domain.md §4.1, under their own names. */
export const requiredParts: readonly PartOutline[] = reportParts.codes.map(({ id, zh }) => ({ id, title: zh }));

/** The parts in the township's own words and order; the five required ones where it has set none. */
export function partsOf(rows: RowsByKind): readonly PartOutline[] {
  const own = itemEntries(rows.get('setting')?.[0]?.values.reportParts)
    .map(([, { part, heading, order }]) => ({ id: textOf(part), title: textOf(heading), order: numberOf(order) }))
    .filter(({ id, title }) => id !== '' && title !== '')
    .sort((a, b) => a.order - b.order);
  return own.length > 0 ? own.map(({ id, title }) => ({ id, title })) : requiredParts;
}

/** Required parts that the township's own structure leaves out (domain.md §4.1). */
export const missingParts = (parts: readonly PartOutline[]): string[] =>
  reportParts.codes.filter(({ id }) => !parts.some((part) => part.id === id)).map(({ zh }) => zh);

/** The township's own parts with those that are missing, all in the order of domain.md §4.1. */
export function withMissingParts(own: Value | undefined, newId: () => string): Items {
  const known = itemEntries(own);
  const all = reportParts.codes.map(({ id, zh }): readonly [string, Group] => {
    const item = known.find(([, { part }]) => part === id);
    return item ?? [newId(), { part: id, heading: zh }];
  });
  return Object.fromEntries(all.map(([id, item], at) => [id, { ...item, order: at + 1 }]));
}

/** Where the township has no outline: the themes of the 2021–2025 outline as far as ledgers know them (domain.md §4.2). */
const USUAL: readonly HeadingOutline[] = [
  { heading: '学习贯彻习近平法治思想', topic: 'thought' },
  { heading: '落实领导干部学法制度', topic: 'study' },
  { heading: '开展法治宣传教育', topic: 'publicity' },
  { heading: '规范行政行为', topic: 'administration' },
  { heading: '依法化解矛盾纠纷', topic: 'mediation' },
];

/** What a sub-heading is about, from its words; the first that fits. */
const WORDS: readonly (readonly [topic: SectionTopic, words: RegExp])[] = [
  ['mediation', /纠纷|调解|信访|稳定|化解/u],
  ['thought', /习近平法治思想/u],
  ['publicity', /宣传|普法|主题活动|法治文化|阵地/u],
  ['study', /学法|学习|培训|述法|干部/u],
  ['administration', /行政|决策|执法|公开|审查|制度/u],
  ['support', /组织|保障|责任|领导/u],
];

const topicOf = (heading: string, section: string): SectionTopic | null => {
  const [word] = WORDS.find(([, words]) => words.test(heading)) ?? [];
  const own = taskSections.codes.find(({ id }) => id === section)?.id as SectionTopic | undefined;
  return own ?? word ?? null;
};

export function outlineOf(rows: RowsByKind): readonly HeadingOutline[] {
  const own = itemEntries(rows.get('setting')?.[0]?.values.reportOutline)
    .map(([, { heading, order, section }]) => ({
      heading: textOf(heading),
      order: numberOf(order),
      section: textOf(section),
    }))
    .filter(({ heading }) => heading !== '')
    .sort((a, b) => a.order - b.order);
  if (own.length === 0) return USUAL;
  return own.map(({ heading, section }) => ({ heading, topic: topicOf(heading, section) }));
}

/** The paragraphs that somebody wrote for a year, in their order. */
export function paragraphsOf(rows: RowsByKind, year: number): Paragraph[] {
  const own = (rows.get('reportParagraph') ?? []).filter(({ values }) => values.year === year);
  return own.map(paragraphOf).sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

function paragraphOf(row: CountedRow & { readonly conflict?: boolean }): Paragraph {
  const { part, heading, order, body, checked } = row.values;
  return {
    id: row.id,
    part: textOf(part),
    heading: textOf(heading) || null,
    order: numberOf(order),
    body: textOf(body),
    checked: checked === true,
    conflict: row.conflict === true,
  };
}
