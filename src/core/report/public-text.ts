/** A report's text as the public reads it: nobody by name, no village's cases, no few cases of one sort (domain.md §0.7, §6.6). */
import { isShare, kindsOf, type Countable, type Metric } from '#core/metric.ts';
import type { Run } from './reading.ts';
import { runText, sectionsIn, type Report, type Section } from './report.ts';

/** Cells of so few cases could be recognised. */
export const SMALL = 2;
const PHONE = /1[3-9]\d{9}/gu;
const ID_NUMBER = /\d{17}[\dXx]/gu;

/** 张某某 for a party's name; numbers of phones and papers are left out. */
export function publicText(text: string, names: readonly string[]): string {
  const known = names.reduce((now, name) => now.split(name).join(`${Array.from(name)[0] ?? ''}某某`), text);
  return known.replace(ID_NUMBER, '（证件号略）').replace(PHONE, '（电话略）');
}

const CASES = ['mediationCase', 'screening'];
const readsCases = (metric: Metric): boolean => kindsOf(metric).some((kind) => CASES.includes(kind));

/** What kind of case it was, or what was kept from happening: of one or two cases everybody in a township knows whose they are. */
const TELLING =
  /^(?:disputeType|source|committee|difficulty|judicialConfirmation|escalatedToCriminal|prevented(?:Suicide|Criminal|Group).*)/u;
const isTellingCount = (one: Countable): boolean =>
  readsCases(one) &&
  (one.where.some(({ field }) => TELLING.test(field)) || (one.measure === 'sum' && TELLING.test(one.field)));
export const isTelling = (metric: Metric): boolean =>
  metric.measure !== 'done' && metric.measure !== 'rate' && isTellingCount(metric);

/** 若干件 where the number itself would tell too much; a rate is left out. */
function publicRun(run: Run): Run {
  const { text, figure } = run;
  if (figure === undefined || figure.metric === null || !readsCases(figure.metric) || !/\d/u.test(text)) return run;
  const isHidden = figure.unit !== null || (isTelling(figure.metric) && Number.parseFloat(text) <= SMALL);
  if (!isHidden || /^0\D/u.test(text)) return run;
  return { ...run, text: isShare(figure.metric) ? '（略）' : `若干${text.replace(/[\d.]+余?/u, '')}` };
}

/** The same report with what the public must not read put otherwise; figures still lead to their records. */
export function publicReport(report: Report, names: readonly string[]): Report {
  const open = (section: Section): Section => ({
    ...section,
    heading: section.heading === null ? null : publicText(section.heading, names),
    printed: section.printed.map((runs) =>
      runs.map((run) => {
        const shown = publicRun(run);
        return { ...shown, text: publicText(shown.text, names) };
      }),
    ),
  });
  return {
    ...report,
    lead: open(report.lead),
    parts: report.parts.map((part) => ({ ...part, sections: part.sections.map(open) })),
  };
}

export interface PublicChange {
  readonly section: string;
  /** A plain sentence: what reads otherwise in public, or what to write otherwise before it goes out. */
  readonly text: string;
}

/** What the public version says otherwise, and what nobody but the writer can: few cases of a village in words of its own. */
export function publicChanges(report: Report, open: Report, villages: readonly string[]): PublicChange[] {
  const shown = new Map(sectionsIn(open).map((section) => [section.key, section]));
  return sectionsIn(report).flatMap(({ key, printed }) =>
    printed.flatMap((runs, at) => {
      const now = shown.get(key)?.printed[at] ?? [];
      const changed = runs.flatMap(({ text, figure }, place) => {
        const after = now[place]?.text ?? '';
        if (text === after) return [];
        const what = figure === undefined ? '正文里的姓名或号码' : `“${figure.token.slice(1, -1)}”`;
        return [{ section: key, text: figure === undefined ? `${what}已隐去` : `${what}${text}，公开版写“${after}”` }];
      });
      return [...changed, ...typedFew(now, villages).map((text) => ({ section: key, text }))];
    }),
  );
}

const FEW = /(?<![\d.])[12一二两](?:件|起|桩|例)/u;

function typedFew(runs: readonly Run[], villages: readonly string[]): string[] {
  return runText(runs)
    .split(/[，。；！]/u)
    .filter((clause) => FEW.test(clause) && villages.some((name) => clause.includes(name)))
    .map((clause) => `“${clause}”：一个村的一两件案子，外人认得出是谁，请改写后再公开`);
}
