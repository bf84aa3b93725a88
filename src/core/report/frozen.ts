/** A report as it was sent: the words and figures of that day, with the same links to the records of today. */
import { reportParts } from '#kinds/codes-work.ts';
import type { Difference, Kept, KeptReport } from './kept.ts';
import type { Run } from './reading.ts';
import { runText, sectionsIn, type Report, type Section } from './report.ts';

export function frozenReport(report: Report, kept: Kept): Report {
  if (kept.type !== 'report') return report;
  const figures = new Map(kept.figures.map(({ token, text }) => [token, text]));
  const texts = new Map(kept.sections.map((section) => [section.key, section.texts]));
  const frozen = (section: Section): Section => {
    const sent = texts.get(section.key);
    return sent === undefined
      ? { ...section, printed: [] }
      : { ...section, printed: sent.map((text, at) => runsAsSent(text, section.printed[at], figures)) };
  };
  return {
    ...report,
    few: Array.isArray(kept.few) ? kept.few : report.few,
    lead: frozen(report.lead),
    parts: report.parts.map((part) => ({
      ...part,
      sections: sectionsSent(part, kept).map(frozen),
    })),
  };
}

/** In the order in which they were sent, those whose heading was taken out since among them; then what is new and was not sent. */
function sectionsSent({ id, sections }: Report['parts'][number], kept: KeptReport): Section[] {
  const lead = 'measures/';
  const sent = kept.sections.flatMap(({ key }): Section[] => {
    if (!key.startsWith(`${id}/`)) return [];
    const known = sections.find((section) => section.key === key);
    if (known !== undefined) return [known];
    // The lead stands before all parts.
    return key === lead
      ? []
      : [{ key, part: id, heading: key.slice(id.length + 1) || null, own: [], draft: '', printed: [] }];
  });
  return [...sent, ...sections.filter((section) => !sent.includes(section))];
}

const asThen = (runs: readonly Run[], figures: ReadonlyMap<string, string>): Run[] =>
  runs.map((run): Run => {
    const sent = run.figure === undefined ? undefined : figures.get(run.figure.token);
    return sent === undefined ? run : { ...run, text: sent };
  });

/** With the figures of then; a paragraph that was rewritten since stands as plain text. */
function runsAsSent(
  text: string,
  runs: readonly Run[] | undefined,
  figures: ReadonlyMap<string, string>,
): readonly Run[] {
  const then = asThen(runs ?? [], figures);
  return runText(then) === text ? then : [{ text }];
}

const LONG = 30;
const cut = (text: string): string => {
  const points = Array.from(text);
  return points.length > LONG ? `${points.slice(0, LONG).join('')}…` : text;
};

/** Sections whose words are others than those that were sent, figures apart: the first sentence of each that is another one. */
export function rewrittenSince(report: Report, kept: Kept): Difference[] {
  if (kept.type !== 'report') return [];
  const figures = new Map(kept.figures.map(({ token, text }) => [token, text]));
  const sent = new Map(kept.sections.map(({ key, texts }) => [key, texts.join('\n')]));
  return sectionsIn(report).flatMap(({ key, heading, part, printed }) => {
    const then = sent.get(key) ?? '';
    const now = printed.map((runs) => runText(asThen(runs, figures))).join('\n');
    if (then === now) return [];
    const [was, is] = [firstOnlyIn(then, now), firstOnlyIn(now, then)];
    const name = heading ?? reportParts.codes.find(({ id }) => id === part)?.zh ?? part;
    return [{ what: `${name}：正文`, was: was ?? '没有这些话', is: is ?? '删去了', manner: '更正' }];
  });
}

const sentencesOf = (text: string): string[] => text.split(/(?<=[。；！])|\n/u).filter((each) => each.trim() !== '');

function firstOnlyIn(text: string, other: string): string | null {
  const known = new Set(sentencesOf(other));
  const found = sentencesOf(text).find((sentence) => !known.has(sentence));
  return found === undefined ? null : cut(found);
}
