import { countedUnits } from '#core/counted-units.ts';
import { dayOfMs } from '#core/day.ts';
import { namesOf } from '#core/names.ts';
import { asOfDay, calendarOf, type Period } from '#core/period.ts';
import type { Decimals } from '#core/rate.ts';
import { statTables } from '#core/tables/all.ts';
import { ledgerSheetOf } from '#core/tables/ledger-sheet.ts';
import { placeName } from '#core/tables/place.ts';
import { dateOf } from '#core/text.ts';
import { xlsxOf } from '#files/xlsx-write.ts';
import { ledgerKinds } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { periodIn } from './figures-of.ts';
import { backupIn, passphraseIn, writeFile } from './files.ts';
import { isFailed, misused, print, type Outcome } from './outcome.ts';
import { listedByKind, rowsByKind, type RecordRow } from './records.ts';
import type { Command, Given, Usage } from './usage.ts';
import { isDayText, isYearText } from './given.ts';

const usage: Usage = {
  line: 'tables BACKUP.json --year Y --out FILE.xlsx [--from MM-DD --to MM-DD] [--decimals 0|1|2] [--today YYYY-MM-DD] [--passphrase-file F]',
  options: {
    year: 'text',
    out: 'text',
    from: 'text',
    to: 'text',
    decimals: 'text',
    today: 'text',
    'passphrase-file': 'text',
  },
  required: ['year', 'out'],
  files: { min: 1, max: 1 },
};

async function run({ files, texts }: Given): Promise<Outcome> {
  const { year = '', out = '', decimals = '1', today = dayOfMs(Date.now()) } = texts;
  if (!isYearText(year)) return misused(`--year“${year}”不是年份，请写成 2024 的样子`);
  if (!isDayText(today)) return misused(`--today“${today}”不是日期，请写成 2024-12-31 的样子`);
  if (!/^[012]$/.test(decimals)) return misused(`--decimals“${decimals}”不对，小数位数是 0、1 或 2`);
  const passphrase = passphraseIn(texts['passphrase-file']);
  if (typeof passphrase === 'object') return passphrase;
  const backup = await backupIn(files[0] as string, passphrase);
  if (isFailed(backup)) return backup;
  const rows = listedByKind(rowsByKind(backup));
  const period = spanOf(periodIn(rows, Number(year)), year, texts);
  if (isFailed(period)) return period;
  const scope = {
    period,
    asOf: asOfDay(period, today),
    units: countedUnits(rows.get('unit') ?? [], period),
    decimals: Number(decimals) as Decimals,
  };
  const tables = statTables.map(({ make }) => make(rows, scope, placeName(scope.units)));
  const names = namesOf(rows);
  const ledgers = ledgerKinds.map((kind) =>
    ledgerSheetOf(kind, inPeriod(kind, rows.get(kind.name) ?? [], period), names),
  );
  const labels = statTables.map(({ label }) => label);
  const blob = await xlsxOf(tables, labels, ledgers);
  const written = writeFile(out, new Uint8Array(await blob.arrayBuffer()));
  if (written !== null) return written;
  print(`${out}：${tables.length} 张统计表，${ledgers.length} 本台账，${period.from} 至 ${period.to}`);
  for (const { title, flags } of tables) for (const flag of flags) print(`核对：${title}：${flag}`);
  return null;
}

/** The statistical year unless `--from` and `--to` name days of that calendar year. */
function spanOf(whole: Period, year: string, { from, to }: Given['texts']): Period | ReturnType<typeof misused> {
  const span = {
    from: from === undefined ? whole.from : `${year}-${from}`,
    to: to === undefined ? whole.to : `${year}-${to}`,
  };
  if (!isDayText(span.from)) return misused(`--from“${from}”不是月日，请写成 04-01 的样子`);
  if (!isDayText(span.to)) return misused(`--to“${to}”不是月日，请写成 06-30 的样子`);
  return span.from <= span.to ? span : misused('--from 在 --to 之后，请对调');
}

/** What has no day, and rosters and places, which are what there is, stand in every year's ledger. */
function inPeriod(kind: Kind, rows: readonly RecordRow[], period: Period): readonly RecordRow[] {
  if (kind.name === 'person' || kind.name === 'venue') return rows;
  const { monthOf } = calendarOf(period);
  return rows.filter(({ values }) => {
    const day = kind.name === 'mediationCase' ? values.acceptedOn : dateOf(kind, values);
    return typeof day !== 'string' || monthOf(day) >= 0;
  });
}

/** Statistics tables and ledgers as one spreadsheet (contract.md). */
export const tables: Command = { usage, run };
