/** Canonical JSON and the hashes over it (SPEC C2, C9, C10). */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * JSON with keys sorted by code unit and no white space: one text for one meaning, on every device and version.
 * Throws on anything that JSON cannot carry exactly, floats included: amounts and decimals are kept scaled.
 */
export function canonical(json: Json): string {
  if (json === null || typeof json === 'boolean') return String(json);
  if (typeof json === 'string') return JSON.stringify(json);
  if (typeof json === 'number') {
    if (!Number.isSafeInteger(json)) throw new Error('Only whole numbers can be hashed');
    // -0 and 0 are one value.
    return String(json === 0 ? 0 : json);
  }
  if (isSorted(json)) return JSON.stringify(json);
  if (Array.isArray(json)) return `[${json.map(canonical).join(',')}]`;
  const map = json as { readonly [key: string]: Json | undefined };
  const parts: string[] = [];
  for (const key of Object.keys(map).sort()) {
    const value = map[key];
    if (value !== undefined) parts.push(`${JSON.stringify(key)}:${canonical(value)}`);
  }
  return `{${parts.join(',')}}`;
}

/**
 * Whether the engine's own writer gives the canonical text: all keys stand in order, all numbers are whole. It is several
 * times faster, and what was read from a backup or written by the log is sorted already.
 */
function isSorted(json: Json | undefined): boolean {
  if (typeof json === 'number') return Number.isSafeInteger(json);
  if (typeof json !== 'object' || json === null) return json !== undefined;
  if (Array.isArray(json)) return json.every(isSorted);
  const map = json as { readonly [key: string]: Json | undefined };
  let before = '';
  for (const key of Object.keys(map)) {
    if (key < before || (map[key] !== undefined && !isSorted(map[key]))) return false;
    before = key;
  }
  return true;
}

/** SHA-256 as 64 lower-case hex digits. Synchronous: awaiting WebCrypto inside an IndexedDB transaction closes it. */
export const sha256Hex = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));

/** Hash of a text in UTF-8. */
export const hashOfText = (text: string): string => hashAfter(0, text);

/** Hash of a JSON value's canonical text. */
export const hashOfJson = (json: Json): string => hashOfText(canonical(json));

const SALT_BYTES = 16;

/** SHA-256(salt ‖ value) of a sensitive value (SPEC C9). `salt` is 16 bytes in hex. */
export const saltedDigest = (salt: string, value: Json): string => saltedHash(salt, canonical(value));

/** The same of a value whose canonical text is at hand. */
export function saltedHash(salt: string, text: string): string {
  scratch.set(hexToBytes(salt));
  return hashAfter(SALT_BYTES, text);
}

/** Every save hashes a handful of short texts, and a fresh buffer costs more than the hash that is made of it. */
const scratch = new Uint8Array(32 * 1024);

/** Hash of the first bytes of `scratch` and the text in UTF-8 after them. What is too long for it the browser's own encoder writes faster. */
function hashAfter(start: number, text: string): string {
  if (start + 3 * text.length <= scratch.length) return sha256Hex(scratch.subarray(0, writeUtf8(text, scratch, start)));
  return bytesToHex(sha256.create().update(scratch.subarray(0, start)).update(utf8ToBytes(text)).digest());
}

/** Writes text as TextEncoder does (a lone surrogate becomes U+FFFD); answers where it ends. A unit takes three bytes at most. */
function writeUtf8(text: string, bytes: Uint8Array, start: number): number {
  let end = start;
  for (let i = 0; i < text.length; i++) {
    let point = text.charCodeAt(i);
    if (point < 0x80) {
      bytes[end++] = point;
      continue;
    }
    if (point >= 0xd800 && point < 0xe000) {
      point = text.codePointAt(i) ?? 0;
      if (point < 0x10000) point = 0xfffd;
      else i++;
    }
    if (point >= 0x10000) bytes[end++] = 0xf0 | (point >> 18);
    if (point >= 0x800) bytes[end++] = point < 0x10000 ? 0xe0 | (point >> 12) : 0x80 | ((point >> 12) & 0x3f);
    bytes[end++] = point < 0x800 ? 0xc0 | (point >> 6) : 0x80 | ((point >> 6) & 0x3f);
    bytes[end++] = 0x80 | (point & 0x3f);
  }
  return end;
}

/** Equality of stored values, blind to the order of keys. */
export const sameJson = (a: Json, b: Json): boolean =>
  a === b || (isComposite(a) && isComposite(b) && canonical(a) === canonical(b));

const isComposite = (json: Json): boolean => typeof json === 'object' && json !== null;
