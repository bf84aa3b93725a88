/** The annual report of a year: parts, sections and what is printed in each (domain.md §4). */
import { draftFirstResponsible, draftPlan, draftShortcomings } from './draft-parts.ts';
import { draftLead, draftOfTopic } from './drafts.ts';
import { fewOf, lastYearOf } from './few-figures.ts';
import { createReader, type Reader, type ReportInput, type Run } from './reading.ts';
import {
  chineseNumber,
  missingParts,
  outlineOf,
  paragraphsOf,
  partsOf,
  requiredParts,
  type Paragraph,
  type PartOutline,
} from './structure.ts';
import { zhDay } from '#core/day.ts';
import { placeName } from '#core/tables/place.ts';

export interface Section {
  /** Part and heading; the same for the same place in every draft. */
  readonly key: string;
  readonly part: string;
  readonly heading: string | null;
  /** The township's own text; while there is none, the draft is printed. */
  readonly own: readonly Paragraph[];
  /** With tokens, as it would be taken over. */
  readonly draft: string;
  readonly printed: readonly (readonly Run[])[];
}

interface ReportPart {
  readonly id: string;
  /** 一、主要举措和成效; null: the lead before all parts. */
  readonly title: string | null;
  readonly sections: readonly Section[];
}

export interface Report {
  readonly year: number;
  /** Who reports, and what: one line each. */
  readonly title: readonly [issuer: string, name: string];
  readonly lead: Section;
  readonly parts: readonly ReportPart[];
  /** Required parts that the township's structure does not have (domain.md §4.1). */
  readonly missing: readonly string[];
  /** Figures of cases that the public does not read, last year's as `受理案件#上年` (SPEC R7). */
  readonly few: readonly string[];
}

export function reportOf(input: ReportInput): Report {
  const reader = createReader(input);
  const parts = input.drafted === true ? requiredParts : partsOf(input.rows);
  const paragraphs = input.drafted === true ? [] : paragraphsOf(input.rows, input.year);
  const isLead = ({ part, heading }: Paragraph) => part === 'measures' && heading === null;
  const lead = sectionOf({ id: 'measures', title: '' }, null, paragraphs.filter(isLead), draftLead(), reader);
  const rest = paragraphs.filter((each) => !isLead(each));
  const made = {
    year: input.year,
    title: [issuerOf(input), `关于${input.year}年法治政府建设情况的报告`],
    lead,
    parts: parts.map((part, at) => ({
      id: part.id,
      title: `${chineseNumber(at + 1)}、${part.title}`,
      sections: sectionsOf(
        part,
        rest.filter((each) => each.part === part.id),
        reader,
      ),
    })),
    missing: missingParts(parts),
  } as const;
  return { ...made, few: fewFigures(made, reader) };
}

/** Last year's are counted only where they are quoted. */
function fewFigures(report: Pick<Report, 'lead' | 'parts'>, { readingOf }: Reader): string[] {
  const quotesLastYear = sectionsIn(report).some(({ printed }) =>
    printed.flat().some(({ figure }) => figure !== undefined && figure.unit === null && figure.period !== undefined),
  );
  return [
    ...fewOf((label) => readingOf(label).n),
    ...(quotesLastYear ? fewOf((label) => readingOf(label, true).n).map(lastYearOf) : []),
  ];
}

/** As the township signs (setting 报告机关), else its name. */
function issuerOf({ rows, context }: ReportInput): string {
  const own = rows.get('setting')?.[0]?.values.reportIssuer;
  return typeof own === 'string' && own !== '' ? own : `${placeName(context.units)}人民政府`;
}

function sectionsOf(part: PartOutline, own: readonly Paragraph[], reader: Reader): Section[] {
  const { input } = reader;
  if (part.id !== 'measures') {
    if (own.length === 0) return [sectionOf(part, null, [], draftOfPart(part.id, reader), reader)];
    return headingsIn(own).map((heading, at) =>
      sectionOf(
        part,
        heading,
        own.filter((each) => each.heading === heading),
        at === 0 ? draftOfPart(part.id, reader) : '',
        reader,
      ),
    );
  }
  const outline = outlineOf(input.rows);
  const others = headingsIn(own).filter((heading) => !outline.some((each) => each.heading === heading));
  return [
    ...outline.map(({ heading, topic }) =>
      sectionOf(
        part,
        heading,
        own.filter((each) => each.heading === heading),
        draftOfTopic(topic, reader),
        reader,
      ),
    ),
    ...others.map((heading) =>
      sectionOf(
        part,
        heading,
        own.filter((each) => each.heading === heading),
        '',
        reader,
      ),
    ),
  ];
}

/** Who sends the report and when, as it stands under it; the day is left to be written where none is known. */
export const signatureOf = ({ title }: Report, day: string | null): readonly string[] => [
  title[0],
  day === null ? '　　年　　月　　日' : zhDay(day),
];

const headingsIn = (own: readonly Paragraph[]): (string | null)[] => [...new Set(own.map(({ heading }) => heading))];

function draftOfPart(part: string, reader: Reader): string {
  if (part === 'shortcomings') return draftShortcomings(reader);
  if (part === 'firstResponsible') return draftFirstResponsible(reader);
  if (part === 'plan') return draftPlan(reader);
  return part === 'other' ? '没有其他需要报告的情况。' : '';
}

function sectionOf(
  part: PartOutline,
  heading: string | null,
  own: readonly Paragraph[],
  draft: string,
  { runsOf }: Reader,
): Section {
  const bodies = own.map(({ body }) => body).filter((body) => body.trim() !== '');
  const texts = (bodies.length > 0 ? bodies : [draft]).flatMap((text) => text.split('\n')).map((line) => line.trim());
  return {
    key: `${part.id}/${heading ?? ''}`,
    part: part.id,
    heading,
    own,
    draft,
    printed: texts.filter((line) => line !== '').map(runsOf),
  };
}

/**
 * The sub-headings of a part as they are printed, （一）…; null for one under which nothing stands yet: it is shown to whoever writes, and
 * not printed. By key of the section.
 */
export function numbersIn({ sections }: Report['parts'][number]): ReadonlyMap<string, string | null> {
  let count = 0;
  return new Map(
    sections.map(({ key, heading, printed }) => {
      if (heading === null || printed.length === 0) return [key, null];
      count += 1;
      return [key, `（${chineseNumber(count)}）`];
    }),
  );
}

/** Every section in the order of print. */
export const sectionsIn = ({ lead, parts }: Pick<Report, 'lead' | 'parts'>): Section[] => [
  lead,
  ...parts.flatMap(({ sections }) => sections),
];

export const runText = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');
