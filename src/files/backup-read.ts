/** From a backup file's bytes to a backup (SPEC B2): plain or encrypted, whole or damaged. */
import { MAX_BACKUP_BYTES } from '#core/backup.ts';
import { readBackupJson, refused, type OnProgress, type Reading } from '#core/backup-read.ts';
import { finding, type Finding } from '#core/finding.ts';
import { breakOf } from '#core/json-scan.ts';
import { isObj } from '#core/wire.ts';
import { isSealed, readEnvelope, unseal } from './backup-seal.ts';
import { hasCrypto, verify } from './verify.ts';

export interface ReadOptions {
  readonly passphrase?: string;
  readonly onProgress?: OnProgress;
}

/** A character that was cut in its middle; the decoder puts this in its place. */
const CUT = '\ufffd';

const looksLikeOurs = (text: string): boolean => text.trimStart().startsWith('{');

/** UTF-8, or where it stops being that; a file that was cut may end inside a character. */
function textOf(bytes: Uint8Array): string | Finding {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder().decode(bytes);
    if (!looksLikeOurs(text)) return finding('notText');
    const before = text.slice(0, text.indexOf(CUT));
    if (before.length >= text.length - 1) return before;
    return finding('notJson', `第 ${before.split('\n').length} 行`);
  }
}

function brokenFinding(text: string): Finding {
  if (text.trim() === '') return finding('empty');
  // Another programme's file: where its text breaks helps nobody.
  if (!looksLikeOurs(text)) return finding('otherFile');
  const broken = breakOf(text);
  if (broken === null) return finding('otherFile');
  if (broken.reason === 'end') return finding('truncated', `第 ${broken.line} 行`);
  return finding('notJson', `第 ${broken.line} 行第 ${broken.column} 个字符`);
}

type Parsed = { readonly json: unknown } | { readonly broken: Finding };

function jsonOf(source: Uint8Array | string): Parsed {
  const text = typeof source === 'string' ? source.replace(/^\ufeff/, '') : textOf(source);
  if (typeof text !== 'string') return { broken: text };
  try {
    return { json: JSON.parse(text) };
  } catch {
    return { broken: brokenFinding(text) };
  }
}

/** Reads a backup. Nothing is changed anywhere; what is refused says what is wrong where. */
export async function readBackup(source: Uint8Array | string, options: ReadOptions = {}): Promise<Reading> {
  // UTF-8 takes one byte a character at least: longer than this it is too large in any case.
  if (source.length >= MAX_BACKUP_BYTES) return refused([finding('tooLarge')]);
  const parsed = jsonOf(source);
  if ('broken' in parsed) return refused([parsed.broken]);
  if (isSealed(parsed.json)) return readSealed(parsed.json, options);
  return readPlain(parsed.json, options);
}

async function readSealed(json: unknown, options: ReadOptions): Promise<Reading> {
  const envelope = readEnvelope(json);
  if ('code' in envelope) return refused([envelope]);
  if (!hasCrypto()) return refused([finding('noCrypto')]);
  if (options.passphrase === undefined) return { state: 'locked', hint: envelope.hint };
  const plain = await unseal(envelope, options.passphrase);
  if (plain === null) return refused([finding('wrongPassphrase')]);
  const parsed = jsonOf(plain);
  return 'broken' in parsed ? refused([parsed.broken]) : readPlain(parsed.json, options);
}

async function readPlain(json: unknown, { onProgress }: ReadOptions): Promise<Reading> {
  const signed = isObj(json) && Array.isArray(json['heads']) && json['heads'].length > 0;
  if (signed && !hasCrypto()) return refused([finding('noCrypto')]);
  return readBackupJson(json, verify, onProgress);
}

/** As `readBackup`, for a file that was chosen: its size is looked at before any of it is read. */
export async function readBackupFile(file: Blob, options: ReadOptions = {}): Promise<Reading> {
  if (file.size >= MAX_BACKUP_BYTES) return refused([finding('tooLarge')]);
  return readBackup(new Uint8Array(await file.arrayBuffer()), options);
}
