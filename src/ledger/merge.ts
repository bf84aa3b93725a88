import { mergeBackups, type Backup } from '#core/backup.ts';
import { backupIn, passphraseIn, writeBackup } from './files.ts';
import { isFailed, print, type Outcome } from './outcome.ts';
import type { Command, Given, Usage } from './usage.ts';

const usage: Usage = {
  line: 'merge A.json B.json … --out C.json [--passphrase-file F]',
  options: { out: 'text', 'passphrase-file': 'text' },
  required: ['out'],
  files: { min: 1, max: Infinity },
};

async function run({ files, texts }: Given): Promise<Outcome> {
  const passphrase = passphraseIn(texts['passphrase-file']);
  if (typeof passphrase === 'object') return passphrase;
  const backups: Backup[] = [];
  for (const file of files) {
    const backup = await backupIn(file, passphrase);
    if (isFailed(backup)) return backup;
    backups.push(backup);
  }
  const merged = mergeBackups(backups);
  const out = texts['out'] as string;
  const written = await writeBackup(out, merged, passphrase);
  if (written === null)
    print(`${out}：${files.length} 份备份合成一份，共 ${merged.changes.length} 条改动，${merged.blobs.length} 张照片`);
  return written;
}

/** Set union of backups (SPEC B2). With a passphrase the result is encrypted, as what leaves a device should be. */
export const merge: Command = { usage, run };
