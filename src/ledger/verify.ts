import { forksOf, type Backup } from '#core/backup.ts';
import { placeOf } from '#core/backup-check.ts';
import { previewOf } from '#core/backup-preview.ts';
import { checkSeal, readSealHash, sealIn, type Seal, type SealState } from '#core/case-seal.ts';
import { recordsOf } from '#core/change.ts';
import { deviceWords, sentenceOf } from '#core/finding.ts';
import { lockedLine, passphraseIn, readingOf } from './files.ts';
import { headingOf, NO_NAMES } from '#core/text.ts';
import { mediationCase } from '#kinds/index.ts';
import { failed, isFailed, misused, print, type Outcome } from './outcome.ts';
import { rowsByKind } from './records.ts';
import type { Command, Given, Usage } from './usage.ts';

const usage: Usage = {
  line: 'verify BACKUP.json [--seal HASH] [--passphrase-file F]',
  options: { seal: 'text', 'passphrase-file': 'text' },
  files: { min: 1, max: 1 },
};

async function run({ files, texts }: Given): Promise<Outcome> {
  const file = files[0] as string;
  const passphrase = passphraseIn(texts['passphrase-file']);
  if (typeof passphrase === 'object') return passphrase;
  const reading = await readingOf(file, passphrase);
  if (isFailed(reading)) return reading;
  if (reading.state === 'locked') return failed(file, lockedLine(reading.hint));
  if (reading.state === 'read') {
    const { backup } = reading;
    return texts['seal'] === undefined ? soundness(file, backup) : sealed(file, backup, readSealHash(texts['seal']));
  }
  const { findings } = reading;
  findings.map(sentenceOf).forEach(print);
  return failed(file, `${sentenceOf(findings[0])}${findings.length > 1 ? `（共 ${findings.length} 处，见上）` : ''}`);
}

/** Checks format, hashes, chains, signatures and photos; says everything that is wrong and where. */
export const verify: Command = { usage, run };

/** What a sound backup is worth knowing for, and archived files that no longer are what they were. */
function soundness(file: string, backup: Backup): Outcome {
  notesOn(backup).forEach(print);
  const seals = sealsIn(backup);
  const broken = seals.filter(({ checked }) => checked.state !== 'whole');
  if (seals.length > broken.length) print(`归档案卷 ${seals.length - broken.length} 件，校验码都相符`);
  for (const { name, checked } of broken) print(`${name}：${brokenWords(checked)}`);
  return broken.length === 0 ? null : failed(file, `有 ${broken.length} 件归档案卷与校验码不符，见上`);
}

/** Compares the number printed on a file with the ledger. */
function sealed(file: string, backup: Backup, hash: string | null): Outcome {
  if (hash === null) return misused('校验码是封面上的64位数字和字母（0到9、a到f），或页脚的16位，请照卷宗上印的填');
  const found = sealsIn(backup).find(({ seal }) => seal.hash.startsWith(hash));
  if (found === undefined) return failed(file, '账本里没有一件案卷是这个校验码');
  const { name, archivedOn, checked } = found;
  if (checked.state !== 'whole') return failed(file, `${name}：${brokenWords(checked)}`);
  const later = checked.later > 0 ? `；归档和以后的改动 ${checked.later} 条` : '';
  print(`相符：${name}，${archivedOn}归档，归档时 ${checked.changes} 条改动都在、没有变${later}`);
  return null;
}

const brokenWords = (checked: SealState): string =>
  checked.state === 'missing' ? `归档时的改动缺了 ${checked.count} 条` : '校验码与账本里的改动不符';

interface Sealed {
  /** Masked: what is printed may be read over a shoulder. */
  readonly name: string;
  readonly archivedOn: string;
  readonly seal: Seal;
  readonly checked: SealState;
}

function sealsIn(backup: Backup): Sealed[] {
  const rows = (rowsByKind(backup).get(mediationCase.name) ?? []).filter(({ values }) => sealIn(values) !== null);
  const ids = new Map<string, string[]>(rows.map(({ id }) => [id, []]));
  for (const change of backup.changes) for (const record of recordsOf(change)) ids.get(record)?.push(change.id);
  return rows.flatMap(({ id, values }) => {
    const seal = sealIn(values);
    if (seal === null) return [];
    const heading = headingOf(mediationCase, values, { names: NO_NAMES, reveal: false });
    const number = typeof values['fileNumber'] === 'string' ? `${values['fileNumber']} ` : '';
    const archivedOn = typeof values['archivedOn'] === 'string' ? values['archivedOn'] : '解除';
    return [{ name: `${number}${heading}`, archivedOn, seal, checked: checkSeal(id, seal, ids.get(id) ?? []) }];
  });
}

/** What a sound backup holds. */
function notesOn(backup: Backup): string[] {
  const { changes, records, photos, from, to } = previewOf(backup);
  const count = records.reduce((sum, kind) => sum + kind.count, 0);
  const span = from === null ? '' : `，${from} 至 ${to}`;
  const place = placeOf(backup);
  const forks = forksOf(backup.changes).map(
    (fork) => `注意：${place(fork, fork.n)}有两份内容，两份都保留（手机被克隆过）`,
  );
  return [`完好：${count} 个记录，${changes} 条改动，${photos} 张照片${span}`, ...forks, ...unproven(backup)];
}

/** Devices that have not signed all they wrote: nothing is wrong with it, but who wrote it is not proved. */
function unproven({ heads, vector, devices }: Backup): string[] {
  const signed = new Set(heads.map(({ id }) => id));
  const open = new Set(vector.filter(({ id }) => !signed.has(id)).map(({ device }) => device));
  const names = new Map(devices.map(({ id, name }) => [id, name]));
  return [...open].map((device) => `注意：${deviceWords(device, names.get(device))}写的没有全部签名，不能证明是谁写的`);
}
