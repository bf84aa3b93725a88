import { forksOf, type Backup } from '#core/backup.ts';
import { placeOf } from '#core/backup-check.ts';
import { previewOf } from '#core/backup-preview.ts';
import { deviceWords, sentenceOf } from '#core/finding.ts';
import { lockedLine, passphraseIn, readingOf } from './files.ts';
import { failed, isFailed, print, type Outcome } from './outcome.ts';
import type { Command, Given, Usage } from './usage.ts';

const usage: Usage = {
  line: 'verify BACKUP.json [--passphrase-file F]',
  options: { 'passphrase-file': 'text' },
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
    notesOn(reading.backup).forEach(print);
    return null;
  }
  const { findings } = reading;
  findings.map(sentenceOf).forEach(print);
  return failed(file, `${sentenceOf(findings[0])}${findings.length > 1 ? `（共 ${findings.length} 处，见上）` : ''}`);
}

/** Checks format, hashes, chains, signatures and photos; says everything that is wrong and where. */
export const verify: Command = { usage, run };

/** What a sound backup is worth knowing for. */
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
