/** A report as it was sent: the words and figures of that day, with the same links to the records of today. */
import type { Kept, KeptReport } from './kept.ts';
import type { Run } from './reading.ts';
import { runText, type Report, type Section } from './report.ts';

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

/** With the figures of then; a paragraph that was rewritten since stands as plain text. */
function runsAsSent(
  text: string,
  runs: readonly Run[] | undefined,
  figures: ReadonlyMap<string, string>,
): readonly Run[] {
  const then = (runs ?? []).map((run): Run => {
    const sent = run.figure === undefined ? undefined : figures.get(run.figure.token);
    return sent === undefined ? run : { ...run, text: sent };
  });
  return runText(then) === text ? then : [{ text }];
}
