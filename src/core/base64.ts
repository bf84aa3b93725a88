/** Base64 (RFC 4648 §4) by hand: the core has neither the browser's names nor Node's. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const CODES = Array.from(ALPHABET, (letter) => letter.charCodeAt(0));
const PAD = 61;
const VALUES = new Int8Array(128).fill(-1);
CODES.forEach((code, value) => (VALUES[code] = value));

/** Engines limit how many arguments a call may take. */
const CALL = 0x6000;

export function toBase64(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    const three = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    codes[at++] = CODES[three >> 18] as number;
    codes[at++] = CODES[(three >> 12) & 63] as number;
    codes[at++] = i + 1 < bytes.length ? (CODES[(three >> 6) & 63] as number) : PAD;
    codes[at++] = i + 2 < bytes.length ? (CODES[three & 63] as number) : PAD;
  }
  let text = '';
  for (let i = 0; i < codes.length; i += CALL)
    text += String.fromCharCode.apply(null, codes.subarray(i, i + CALL) as unknown as number[]);
  return text;
}

/** null for any other text than `toBase64` would give, so that equal bytes have one text only. */
export function readBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 !== 0) return null;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const letters = text.length - padding;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let bits = 0;
  let at = 0;
  for (let i = 0; i < letters; i++) {
    const code = text.charCodeAt(i);
    const value = code < 128 ? (VALUES[code] as number) : -1;
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0xffffff;
    if (i % 4 === 1) bytes[at++] = (bits >> 4) & 255;
    else if (i % 4 === 2) bytes[at++] = (bits >> 2) & 255;
    else if (i % 4 === 3) bytes[at++] = bits & 255;
  }
  const leftOver = padding === 2 ? bits & 15 : padding === 1 ? bits & 3 : 0;
  return leftOver === 0 ? bytes : null;
}
