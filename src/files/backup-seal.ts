/** Encryption of backup files with a passphrase (SPEC B1): an envelope around the plain file's text. */
import { readBase64, toBase64 } from '#core/base64.ts';
import { MAX_BACKUP_BYTES } from '#core/backup.ts';
import { formatFinding } from '#core/backup-shape.ts';
import { finding, quoted, type Finding } from '#core/finding.ts';
import { isObj } from '#core/wire.ts';

export const SEALED_FORMAT = 'fazhi-taizhang-backup-encrypted';
/** SPEC B1 asks for 600,000 at least. */
export const ITERATIONS = 600_000;
/** More would keep a phone busy for minutes: nobody but a hostile file asks for it. */
const MAX_ITERATIONS = 10_000_000;
const MAX_HINT = 200;
/** Bytes turned into base64 at a time, divisible by three; between two the screen may draw. */
const SLICE = 3 * 256 * 1024;

export interface Passphrase {
  readonly passphrase: string;
  /** What reminds its owner of the passphrase; stands in the file unencrypted. */
  readonly hint?: string;
}

export interface Envelope {
  readonly hint: string;
  readonly iterations: number;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: string;
}

async function keyOf(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  // Input methods differ in how they compose one and the same letter.
  const bytes = new TextEncoder().encode(passphrase.normalize('NFC'));
  const base = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** The envelope's text in pieces; joined they are the file. */
export async function sealBytes(
  plain: Uint8Array<ArrayBuffer>,
  { passphrase, hint = '' }: Passphrase,
): Promise<string[]> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyOf(passphrase, salt, ITERATIONS);
  const data = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain));
  const kdf = { name: 'PBKDF2-SHA-256', iterations: ITERATIONS, salt: toBase64(salt) };
  const cipher = { name: 'AES-256-GCM', iv: toBase64(iv) };
  const opening = JSON.stringify({ format: SEALED_FORMAT, version: 1, hint, kdf, cipher });
  const pieces = [`${opening.slice(0, -1)},"data":"`];
  for (let at = 0; at < data.length; at += SLICE) {
    pieces.push(toBase64(data.subarray(at, at + SLICE)));
    await aMoment();
  }
  pieces.push('"}\n');
  return pieces;
}

export const isSealed = (json: unknown): boolean => isObj(json) && json['format'] === SEALED_FORMAT;

/** What is needed to open an encrypted file, or why it cannot be one. */
export function readEnvelope(json: unknown): Envelope | Finding {
  const other = formatFinding(json, SEALED_FORMAT);
  if (other !== null) return other;
  const { kdf, cipher, data, hint } = json as { readonly [member: string]: unknown };
  const wrong = (member: string) => finding('shape', `加密信息的${quoted(member)}`);
  if (!isObj(kdf) || kdf['name'] !== 'PBKDF2-SHA-256') return wrong('kdf');
  const { iterations } = kdf;
  if (typeof iterations !== 'number' || !Number.isSafeInteger(iterations)) return wrong('kdf.iterations');
  if (iterations < 1 || iterations > MAX_ITERATIONS) return wrong('kdf.iterations');
  if (!isObj(cipher) || cipher['name'] !== 'AES-256-GCM') return wrong('cipher');
  const salt = typeof kdf['salt'] === 'string' ? readBase64(kdf['salt']) : null;
  const iv = typeof cipher['iv'] === 'string' ? readBase64(cipher['iv']) : null;
  if (salt === null || salt.length < 16) return wrong('kdf.salt');
  if (iv === null || iv.length !== 12) return wrong('cipher.iv');
  if (typeof data !== 'string' || data.length > MAX_BACKUP_BYTES * 2) return wrong('data');
  return { hint: typeof hint === 'string' ? hint.slice(0, MAX_HINT) : '', iterations, salt, iv, data };
}

/** The plain file's bytes; null when the passphrase is wrong or the file damaged, which AES-GCM does not tell apart. */
export async function unseal(
  { data, salt, iterations, iv }: Envelope,
  passphrase: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = readBase64(data);
  if (bytes === null) return null;
  const key = await keyOf(passphrase, salt, iterations);
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes));
  } catch {
    return null;
  }
}
