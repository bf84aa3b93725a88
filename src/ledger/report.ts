import { countedUnits } from '#core/counted-units.ts';
import { dayOfMs } from '#core/day.ts';
import type { FigureContext } from '#core/figures.ts';
import { asOfDay } from '#core/period.ts';
import { documentOf, reportModel } from '#core/report/document.ts';
import { reportPictures } from '#core/report/pictures.ts';
import { publicVersion } from '#core/report/public.ts';
import { publicChanges, publicReport } from '#core/report/public-text.ts';
import { privateNames, remarksOn } from '#core/report/remarks.ts';
import { reportOf, sectionsIn, signatureOf } from '#core/report/report.ts';
import { yearCheck } from '#core/report/year-check.ts';
import { statTables } from '#core/tables/all.ts';
import { placeName } from '#core/tables/place.ts';
import { docxBytes } from '#files/docx.ts';
import { periodIn, type Rows } from './figures-of.ts';
import { backupIn, passphraseIn, writeFile } from './files.ts';
import { isDayText, isYearText } from './given.ts';
import { isFailed, misused, print, type Outcome } from './outcome.ts';
import { listedByKind, rowsByKind } from './records.ts';
import type { Command, Given, Usage } from './usage.ts';

const usage: Usage = {
  line: 'report BACKUP.json --year Y --out FILE.docx [--drafts] [--signed] [--charts] [--tables] [--public] [--today YYYY-MM-DD] [--passphrase-file F]',
  options: {
    year: 'text',
    out: 'text',
    drafts: 'flag',
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
  const input = { year, rows, context, last, decimals: 1, drafted: flags['drafts'] === true } as const;
  const report = reportOf(input);
  const scope = { period: context.period, asOf: context.asOf, units: context.units, decimals: 1 } as const;
  const appendix =
    flags['tables'] === true ? statTables.map(({ make }) => make(rows, scope, placeName(context.units))) : [];
  const signed = flags['signed'] === true ? signatureOf(report, today) : [];
  const isPublic = flags['public'] === true;
  const names = privateNames(rows);
  const open = isPublic ? publicReport(report, names) : report;
  const whole = documentOf(open, appendix, signed, flags['charts'] === true ? reportPictures(input) : []);
  const document = isPublic ? publicVersion(whole, names) : whole;
  const written = writeFile(out, await docxBytes(reportModel(document, () => false)));
  if (written !== null) return written;
  print(`${out}：${report.title.join('')}${isPublic ? '（公开版）' : ''}`);
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
