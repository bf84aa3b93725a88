import { countedUnits } from '#core/counted-units.ts';
import { dayOfMs } from '#core/day.ts';
import type { FigureContext } from '#core/figures.ts';
import { asOfDay } from '#core/period.ts';
import { documentOf, reportModel } from '#core/report/document.ts';
import { appendixAsSent, appendixDifferences, appendixIn, appendixOf } from '#core/report/appendix.ts';
import { frozenReport, rewrittenSince } from '#core/report/frozen.ts';
import { differencesOf, keptReport, type KeptReport } from '#core/report/kept.ts';
import { sentOf, type Sent } from '#core/report/sent.ts';
import { publicVersion } from '#core/report/public.ts';
import { publicChanges, publicReport } from '#core/report/public-text.ts';
import { privateNames, remarksOn } from '#core/report/remarks.ts';
import type { ReportInput } from '#core/report/reading.ts';
import { reportOf, sectionsIn, signatureOf, type Report } from '#core/report/report.ts';
import { yearCheck } from '#core/report/year-check.ts';
import { docxBytes } from '#files/docx.ts';
import { periodIn, type Rows } from './figures-of.ts';
import { backupIn, passphraseIn, writeFile } from './files.ts';
import { isDayText, isYearText } from './given.ts';
import { isFailed, misused, print, type Outcome } from './outcome.ts';
import { listedByKind, rowsByKind } from './records.ts';
import type { Command, Given, Usage } from './usage.ts';

const usage: Usage = {
  line: 'report BACKUP.json --year Y --out FILE.docx [--drafts|--now] [--signed] [--charts] [--tables] [--public] [--today YYYY-MM-DD] [--passphrase-file F]',
  options: {
    year: 'text',
    out: 'text',
    drafts: 'flag',
    now: 'flag',
    signed: 'flag',
    charts: 'flag',
    tables: 'flag',
    public: 'flag',
    today: 'text',
    'passphrase-file': 'text',
  },
  required: ['year', 'out'],
  files: { min: 1, max: 1 },
};

const contextOf = (rows: Rows, year: number, today: string): FigureContext => {
  const period = periodIn(rows, year);
  return { period, asOf: asOfDay(period, today), units: countedUnits(rows.get('unit') ?? [], period) };
};

async function run({ files, texts, flags }: Given): Promise<Outcome> {
  const { year: text = '', out = '', today = dayOfMs(Date.now()) } = texts;
  if (!isYearText(text)) return misused(`--year“${text}”不是年份，请写成 2024 的样子`);
  if (!isDayText(today)) return misused(`--today“${today}”不是日期，请写成 2024-12-31 的样子`);
  const passphrase = passphraseIn(texts['passphrase-file']);
  if (typeof passphrase === 'object') return passphrase;
  const backup = await backupIn(files[0] as string, passphrase);
  if (isFailed(backup)) return backup;
  const rows = listedByKind(rowsByKind(backup));
  const year = Number(text);
  const context = contextOf(rows, year, today);
  const last = contextOf(rows, year - 1, today);
  const isLive = flags['drafts'] === true || flags['now'] === true;
  const sent = isLive ? null : sentOf(rows.get('submission') ?? [], 'report', { year }, '');
  const kept = sent?.kept.type === 'report' ? sent.kept : null;
  const drafted = flags['drafts'] === true || kept?.drafted === true;
  const input = { year, rows, context, last, decimals: 1, drafted } as const;
  const isPublic = flags['public'] === true;
  const live = reportOf(input);
  const report = kept === null ? live : frozenReport(live, kept);
  const asSent = kept === null ? null : appendixIn(kept);
  const appendix = asSent === null ? appendixOf(input) : appendixAsSent(asSent, isPublic);
  const signed = flags['signed'] === true ? signatureOf(report, sent?.sentOn ?? today) : [];
  const names = privateNames(rows);
  const open = isPublic ? publicReport(report, names) : report;
  const whole = documentOf(
    open,
    flags['tables'] === true ? appendix.tables : [],
    signed,
    flags['charts'] === true ? appendix.charts : [],
  );
  const document = isPublic ? publicVersion(whole, names) : whole;
  const written = writeFile(out, await docxBytes(reportModel(document, () => false)));
  if (written !== null) return written;
  print(`${out}：${report.title.join('')}${isPublic ? '（公开版）' : ''}`);
  if (sent !== null && kept !== null) printSince(sent, kept, live, input);
  report.missing.forEach((part) => print(`缺少：${part}`));
  yearCheck(withConflicts(rows), context).forEach((finding) => print(`检查：${finding.text}`));
  if (isPublic)
    publicChanges(
      report,
      open,
      context.units.villages.map(({ name }) => name),
    ).forEach((change) => print(`公开版：${change.text}`));
  const headings = new Map(sectionsIn(report).map(({ key, heading }) => [key, heading]));
  for (const { section, text: words } of remarksOn(report, rows, today)) {
    const heading = headings.get(section) ?? '';
    print(heading === '' || words.startsWith(`“${heading}”`) ? `提示：${words}` : `提示：${heading}：${words}`);
  }
  return null;
}

/** That what was printed is what was sent, and what is different since. */
function printSince({ sentOn }: Sent, kept: KeptReport, live: Report, input: ReportInput): void {
  const asSent = appendixIn(kept);
  print(`${sentOn}已报送：正文${asSent === null ? '' : '、表和图'}是报送时的；按现在的记录写，加 --now`);
  const beside = asSent === null ? [] : appendixDifferences(asSent, appendixOf(input), input.context.units.canonical);
  [
    ...differencesOf(kept, keptReport(live, kept.drafted === true)),
    ...rewrittenSince(live, kept),
    ...beside.flatMap(({ title, differences }) =>
      differences.map((each) => ({ ...each, what: `${title}：${each.what}` })),
    ),
  ].forEach(({ what, was, is, manner }) => print(`报送后：${what}：${was} → ${is}（${manner}）`));
}

/** As the app's lists mark them. */
const withConflicts = (rows: Rows) =>
  new Map(
    [...rows].map(([kind, list]) => [
      kind,
      list.map(({ id, unit, values, conflicts }) => ({
        id,
        unit,
        values,
        conflict: Object.keys(conflicts).length > 0,
      })),
    ]),
  );

/** The annual report as .docx (contract.md), and what to look at before it is sent. Nothing here draws: charts stand as tables of their numbers. */
export const report: Command = { usage, run };
