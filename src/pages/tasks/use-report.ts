/** The chosen year's report, live until it is sent; then as it was sent, with the differences beside it. */
import { useMemo } from 'react';
import { ledgerKinds } from '#kinds/index.ts';
import type { CountedRow } from '#core/counted-units.ts';
import {
  appendixDifferences,
  appendixIn,
  appendixOf,
  sentAppendix,
  type AppendixDifferences,
} from '#core/report/appendix.ts';
import { frozenReport, rewrittenSince } from '#core/report/frozen.ts';
import { differencesOf, keptReport, type Difference, type Kept } from '#core/report/kept.ts';
import type { ReportInput } from '#core/report/reading.ts';
import { remarksOn, type Remark } from '#core/report/remarks.ts';
import { reportOf, type Report } from '#core/report/report.ts';
import { sentOf, type Sent } from '#core/report/sent.ts';
import { paragraphsOf } from '#core/report/structure.ts';
import { yearCheck } from '#core/report/year-check.ts';
import type { YearFinding } from '#core/report/year-finding.ts';
import { reportInput } from '#pages/report-input.ts';
import { useYear, type Year } from '#pages/use-year.ts';
import { useRefused } from '#pages/use-refused.ts';
import { useSilentUnits } from '#pages/use-silent-units.ts';

const KINDS: readonly string[] = [
  ...ledgerKinds.map(({ name }) => name),
  'committee',
  'codeEntry',
  'calendarEntry',
  'reportParagraph',
  'submission',
  'member',
];

const NO_MEMBERS: readonly CountedRow[] = [];

export interface YearReport {
  readonly year: Year;
  readonly input: ReportInput;
  /** As printed: frozen once it was sent. */
  readonly report: Report;
  /** What would be kept of it now, with its tables and charts. */
  readonly kept: () => Kept;
  readonly sent: Sent | null;
  readonly differences: readonly Difference[];
  /** Of the tables and charts that were sent with it. */
  readonly more: readonly AppendixDifferences[];
  /** The five parts as the records draft them are shown; null: nobody has written anything else. */
  readonly drafted: boolean | null;
  readonly remarks: readonly Remark[];
  readonly findings: readonly YearFinding[];
}

/**
 * null while records are still being read: a report of half the records would be a wrong one. `asDrafted`: as the records
 * draft it, unless another one was sent.
 */
export function useReport(asDrafted: boolean): YearReport | null {
  const year = useYear(KINDS);
  const refused = useRefused()?.length ?? 0;
  const silentUnits = useSilentUnits(year.rows.get('member') ?? NO_MEMBERS, year.context.units);
  const sent = useMemo(
    () => sentOf(year.rows.get('submission') ?? [], 'report', { year: year.year }, ''),
    [year.rows, year.year],
  );
  const hasOwn = paragraphsOf(year.rows, year.year).length > 0;
  const drafted = sent?.kept.type === 'report' ? sent.kept.drafted === true : hasOwn && asDrafted;
  const input = useMemo((): ReportInput => ({ ...reportInput(year), drafted }), [year, drafted]);
  const live = useMemo(() => (year.ready ? reportOf(input) : null), [year.ready, input]);
  const findings = useMemo(
    () =>
      year.ready
        ? yearCheck(year.rows, year.context, { pending: year.context.pending?.size ?? 0, refused, silentUnits })
        : [],
    [year, refused, silentUnits],
  );
  const more = useMemo(() => {
    const appendix = sent === null || live === null ? null : appendixIn(sent.kept);
    return appendix === null ? [] : appendixDifferences(appendix, appendixOf(input), input.context.units.canonical);
  }, [sent, live, input]);
  return useMemo(() => {
    if (live === null) return null;
    const now = keptReport(live, drafted);
    return {
      year,
      input,
      report: sent === null ? live : frozenReport(live, sent.kept),
      kept: () => keptReport(live, drafted, sentAppendix(appendixOf(input))),
      more,
      differences: sent === null ? [] : [...differencesOf(sent.kept, now), ...rewrittenSince(live, sent.kept)],
      sent,
      drafted: hasOwn ? drafted : null,
      remarks: remarksOn(live, year.rows, year.today),
      findings,
    };
  }, [live, year, input, findings, sent, more, drafted, hasOwn]);
}
