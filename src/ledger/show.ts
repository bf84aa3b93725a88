import { columnsOf } from '#core/columns.ts';
import { namesOf } from '#core/names.ts';
import { dateOf, headingOf, type Names } from '#core/text.ts';
import { kindByName, kinds } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { backupIn, passphraseIn } from './files.ts';
import { isFailed, misused, print, type Outcome } from './outcome.ts';
import { isListed, listedByKind, rowsByKind, type RecordRow } from './records.ts';
import { tableText } from './table.ts';
import type { Command, Given, Usage } from './usage.ts';

const usage: Usage = {
  line: 'show BACKUP.json [--kind KIND] [--json] [--passphrase-file F]',
  options: { kind: 'text', json: 'flag', 'passphrase-file': 'text' },
  files: { min: 1, max: 1 },
};

async function run({ files, texts, flags }: Given): Promise<Outcome> {
  const passphrase = passphraseIn(texts['passphrase-file']);
  if (typeof passphrase === 'object') return passphrase;
  const { kind } = texts;
  const backup = await backupIn(files[0] as string, passphrase);
  if (isFailed(backup)) return backup;
  const all = rowsByKind(backup);
  if (kind !== undefined && kindByName(kind) === undefined && !all.has(kind)) {
    return misused(`没有“${kind}”这种记录；可用：${kinds.map(({ name }) => name).join('、')}`);
  }
  const chosen = [...all].filter(([name]) => kind === undefined || name === kind);
  if (flags['json'] === true) print(jsonOf(chosen.flatMap(([, rows]) => rows)));
  else printTables(chosen, namesOf(listedByKind(all)));
  return null;
}

/** Folded records: as tables in which personal data are masked, or whole as JSON. */
export const show: Command = { usage, run };

/** One record a line. */
const jsonOf = (rows: readonly RecordRow[]): string => `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`;

function printTables(byKind: readonly (readonly [string, readonly RecordRow[]])[], names: Names): void {
  const unitName = (id: string): string => names.link('unit', id);
  const tables = byKind.map(([name, rows]) => {
    const kind = kindByName(name);
    const removed = rows.length - rows.filter(isListed).length;
    const heading = `${kind?.title ?? name}：${rows.length - removed} 条${removed === 0 ? '' : `，另有 ${removed} 条已删除`}`;
    if (kind === undefined) return `${heading}\n（更新的版本才认识这种记录，请先更新）`;
    return removed === rows.length ? heading : `${heading}\n${kindTable(kind, rows.filter(isListed), names, unitName)}`;
  });
  print(tables.length === 0 ? '没有记录' : tables.join('\n\n'));
}

function kindTable(kind: Kind, rows: readonly RecordRow[], names: Names, unitName: (id: string) => string): string {
  const columns = columnsOf(kind);
  const dated = rows.map((row) => ({ ...row, day: dateOf(kind, row.values) ?? '' }));
  dated.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const cells = dated.map(({ unit, values, conflicts }) => [
    headingOf(kind, values, { names, reveal: false }),
    unitName(unit),
    ...columns.map(({ text }) => text(values, names)),
    Object.keys(conflicts).length > 0 ? '两处改动不一致' : '',
  ]);
  const heads = columns.map(({ label, numeric }) => ({ label, right: numeric }));
  return tableText([{ label: '标题' }, { label: '单位' }, ...heads, { label: '待选定' }], cells);
}
