import { createHash } from 'node:crypto';
import { backupOf, type Backup } from '#core/backup.ts';
import { uuid7, type RandomBytes } from '#core/ids.ts';
import { sampleChanges, sampleRecords } from '#core/sample.ts';
import { SAMPLE_ACTION } from '#core/sample-mark.ts';
import { nextStamp, stampText, type Stamp } from '#core/stamp.ts';
import { passphraseIn, writeBackup } from './files.ts';
import { print, type Outcome } from './outcome.ts';
import type { Command, Given, Usage } from './usage.ts';

const usage: Usage = {
  line: 'sample --out BACKUP.json [--passphrase-file F]',
  options: { out: 'text', 'passphrase-file': 'text' },
  required: ['out'],
  files: { min: 0, max: 0 },
};

/** It stands for no phone, so it has no key and signs nothing. */
const DEVICE = { id: SAMPLE_ACTION, publicKey: null, name: '示例' } as const;
/** 09:00 of 31 December 2024 in China. */
const WRITTEN_AT = Date.UTC(2024, 11, 31, 1);

/** Not random at all: the same sample every time. */
function repeatable(): RandomBytes {
  let drawn = 0;
  return (length) =>
    new Uint8Array(
      createHash('sha256')
        .update(`${SAMPLE_ACTION} ${(drawn += 1)}`)
        .digest(),
    ).slice(0, length);
}

function sampleBackup(): Backup {
  const randomBytes = repeatable();
  const township = sampleRecords({ newId: () => uuid7(WRITTEN_AT, randomBytes) });
  let last: Stamp = { ms: 0, counter: 0 };
  const by = {
    device: DEVICE.id,
    actor: township.member,
    action: SAMPLE_ACTION,
    nextStamp: () => {
      last = nextStamp(last, WRITTEN_AT);
      return stampText(last, DEVICE.id);
    },
  };
  const changes = sampleChanges(township, by, randomBytes);
  const createdAt = new Date(WRITTEN_AT).toISOString();
  return backupOf({ createdAt, devices: [DEVICE], heads: [], changes, verdicts: [], blobs: [] });
}

async function run({ texts }: Given): Promise<Outcome> {
  const passphrase = passphraseIn(texts['passphrase-file']);
  if (typeof passphrase === 'object') return passphrase;
  const backup = sampleBackup();
  const out = texts['out'] as string;
  const written = await writeBackup(out, backup, passphrase);
  if (written === null) print(`${out}：示例乡镇，共 ${backup.changes.length} 条改动`);
  return written;
}

/** The sample township 双泉乡 2024 as a backup; the same bytes every time, unless it is encrypted. */
export const sample: Command = { usage, run };
