/** A report's text as the public reads it: nobody by name, no village's cases, no few cases of one sort (domain.md §0.7, §6.6). */
import { isShare, kindsOf, type Metric } from '#core/metric.ts';
import { lastYearOf } from './few-figures.ts';
import { isSmall } from './few.ts';
import type { Run } from './reading.ts';
import { runText, sectionsIn, type Report, type Section } from './report.ts';

const PHONE = /1[3-9]\d{9}/gu;
const ID_NUMBER = /\d{17}[\dXx]/gu;

/** 张某某 for a party's name; numbers of phones and papers are left out. */
export function publicText(text: string, names: readonly string[]): string {
  const known = names.reduce((now, name) => now.split(name).join(`${Array.from(name)[0] ?? ''}某某`), text);
  return known.replace(ID_NUMBER, '（证件号略）').replace(PHONE, '（电话略）');
}

const CASES = ['mediationCase', 'screening'];
const readsCases = (metric: Metric): boolean => kindsOf(metric).some((kind) => CASES.includes(kind));

/** 若干件 where the number itself would tell too much; a rate is left out. */
function publicRun(run: Run, few: ReadonlySet<string>): Run {
  const { text, figure } = run;
  if (figure === undefined || figure.metric === null || !readsCases(figure.metric) || !/\d/u.test(text)) return run;
  const { unit, label, period } = figure;
  const isHidden = unit !== null || few.has(period === undefined ? label : lastYearOf(label)) || /^[12]件$/u.test(text);
  if (!isHidden || /^0\D/u.test(text)) return run;
  return { ...run, text: isShare(figure.metric) ? '（略）' : `若干${text.replace(/[\d.]+余?/u, '')}` };
}

/** The same report with what the public must not read put otherwise; figures still lead to their records. */
export function publicReport(report: Report, names: readonly string[]): Report {
  const few = new Set(report.few);
  const open = (section: Section): Section => ({
    ...section,
    heading: section.heading === null ? null : publicText(section.heading, names),
    printed: section.printed.map((runs) =>
      runs.map((run) => {
        const shown = publicRun(run, few);
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
  const all = sectionsIn(report).flatMap(({ key, printed }) =>
    printed.flatMap((runs, at) => {
      const now = shown.get(key)?.printed[at] ?? [];
      const changed = runs.flatMap(({ text, figure }, place) => {
        const after = now[place]?.text ?? '';
        if (text === after) return [];
        const what = figure === undefined ? '正文里的姓名或号码' : `“${figure.token.slice(1, -1)}”`;
        if (figure === undefined) return [{ section: key, text: `${what}已隐去` }];
        const others = figure.unit === null && !isSmall(Number.parseFloat(text));
        const why = others ? '，不然能算出别的一两件' : '';
        return [{ section: key, text: `${what}${text}，公开版写“${after}”${why}` }];
      });
      return [...changed, ...typedFew(now, villages).map((text) => ({ section: key, text }))];
    }),
  );
  // One number may be quoted in several sections: it is said once.
  return all.filter(({ text }, at) => all.findIndex((each) => each.text === text) === at);
}

const FEW = /(?<![\d.])[12一二两](?:件|起|桩|例)/u;

const OF_CASE = /纠纷|案|调解|终止|不成/u;

function typedFew(runs: readonly Run[], villages: readonly string[]): string[] {
  return runText(runs)
    .split(/[，。；！]/u)
    .filter((clause) => FEW.test(clause))
    .flatMap((clause) => {
      if (villages.some((name) => clause.includes(name)))
        return [`“${clause}”：一个村的一两件案子，外人认得出是谁，请改写后再公开`];
      return OF_CASE.test(clause) ? [`“${clause}”：一两件案子，外人可能认得出是谁，请改写后再公开`] : [];
    });
}
