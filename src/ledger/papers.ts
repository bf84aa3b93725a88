import type { Values } from '#kinds/field.ts';
import { dayOfMs } from '#core/day.ts';
import type { DocumentModel } from '#core/document.ts';
import { namesOf } from '#core/names.ts';
import { dossierModel, formsInFile, paperModel } from '#core/papers/all.ts';
import { paperCaseOf, paperFileName } from '#core/papers/gather.ts';
import { provisionalCode, type PaperCase } from '#core/papers/paper-case.ts';
import type { Names } from '#core/text.ts';
import { docxBytes } from '#files/docx.ts';
import { backupIn, makeFolder, passphraseIn, writeInto } from './files.ts';
import { failed, isFailed, misused, print, type Failed, type Outcome } from './outcome.ts';
import { listedByKind, rowsByKind, type RecordRow } from './records.ts';
import type { Command, Given, Usage } from './usage.ts';

const usage: Usage = {
  line: 'papers BACKUP.json --case ID|--all --out DIR [--masked] [--passphrase-file F]',
  options: { case: 'text', all: 'flag', out: 'text', masked: 'flag', 'passphrase-file': 'text' },
  required: ['out'],
  files: { min: 1, max: 1 },
};

async function run({ files, texts, flags }: Given): Promise<Outcome> {
  const { case: wanted, out = '' } = texts;
  const all = flags['all'] === true;
  if ((wanted === undefined) !== all)
    return misused(`--case 和 --all 要给出一个；用法：npm run ledger -- ${usage.line}`);
  const passphrase = passphraseIn(texts['passphrase-file']);
  if (typeof passphrase === 'object') return passphrase;
  const file = files[0] as string;
  const backup = await backupIn(file, passphrase);
  if (isFailed(backup)) return backup;
  const rows = listedByKind(rowsByKind(backup));
  const cases = (rows.get('mediationCase') ?? []).filter((row) => all || isWanted(row, wanted));
  if (cases.length === 0)
    return failed(file, all ? '没有调解案件' : `没有“${wanted}”这件调解案件，请给出案件的 ID 或卷号`);
  const unmade = makeFolder(out);
  if (unmade !== null) return unmade;
  const byId = new Map((rows.get('mediationCase') ?? []).map(({ id, values }) => [id, values]));
  const written = await writeCases(cases, {
    out,
    names: namesOf(rows),
    caseById: (id) => byId.get(id),
    masked: flags['masked'] === true,
    each: !all,
  });
  if (isFailed(written)) return written;
  print(
    `${out}：${cases.length} 件案件，${written} 个文件${flags['masked'] === true ? '（隐名）' : '，含个人信息，请妥善保管'}`,
  );
  return null;
}

/** Statutory papers: with --all one file for each case, with --case also each paper by itself. */
export const papers: Command = { usage, run };

const isWanted = ({ id, values }: RecordRow, wanted: string | undefined): boolean =>
  id === wanted || (wanted !== undefined && values.fileNumber === wanted);

interface Writing {
  readonly out: string;
  readonly names: Names;
  readonly caseById: (id: string) => Values | undefined;
  readonly masked: boolean;
  readonly each: boolean;
}

/** One after the other: a township's archive takes no more memory than one case. Answers with how many files there are. */
async function writeCases(
  cases: readonly RecordRow[],
  { out, names, caseById, masked, each }: Writing,
): Promise<number | Failed> {
  const today = dayOfMs(Date.now());
  const taken = new Set<string>();
  for (const row of cases) {
    const one = paperCaseOf(row, { names, caseById, today, masked });
    const singles = each
      ? formsInFile(one).map((form): [string, DocumentModel] => [form.title, paperModel(form, one)])
      : [];
    for (const [title, model] of [['整卷', dossierModel(one)] as const, ...singles]) {
      const name = freeName(one, title, taken);
      const failure = writeInto(out, name, await docxBytes(model));
      if (failure !== null) return failure;
    }
  }
  return taken.size;
}

/** Two cases that bear one number are both written. */
function freeName(one: PaperCase, title: string, taken: Set<string>): string {
  const name = paperFileName(one, title);
  const free = taken.has(name) ? `${provisionalCode(one.id)}-${name}` : name;
  taken.add(free);
  return free;
}
