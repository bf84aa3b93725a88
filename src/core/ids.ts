/** Identifiers. Time and randomness are arguments. */
import { bytesToHex } from '@noble/hashes/utils.js';

/** Fills an array with random bytes; `crypto.getRandomValues` in the app, seeded in the simulator. */
export type RandomBytes = (length: number) => Uint8Array;

/** UUID version 7 (RFC 9562): sorts by the millisecond in which it was made. */
export function uuid7(ms: number, randomBytes: RandomBytes): string {
  const bytes = new Uint8Array(16);
  bytes.set(randomBytes(10), 6);
  let time = Math.max(0, Math.floor(ms));
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return uuidOf(bytes);
}

/** Sixteen bytes as a UUID is written. */
export const uuidOf = (bytes: Uint8Array): string => uuidText(bytesToHex(bytes));

const uuidText = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;

/** UUID version 8 (RFC 9562) of a hash in hex, at least 32 digits: for a record that several devices may make, each without knowing of the others. */
export const uuid8 = (hash: string): string =>
  uuidText(`${hash.slice(0, 12)}8${hash.slice(13, 16)}8${hash.slice(17, 32)}`);

/** Whether anybody can work an id out who knows what it was made of. */
export const isUuid8 = (id: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/.test(id);

/** 16 fresh bytes in hex, for a sensitive value (SPEC C9). */
export const freshSalt = (randomBytes: RandomBytes): string => bytesToHex(randomBytes(16));

const POOL = 4096;

/** Draws many at a time: where ten thousand records are made, asking for each salt costs more than hashing it. */
export function pooled(randomBytes: RandomBytes): RandomBytes {
  let pool: Uint8Array = new Uint8Array(0);
  let used = 0;
  return (length) => {
    if (used + length > pool.length) [pool, used] = [randomBytes(Math.max(POOL, length)), 0];
    used += length;
    return pool.slice(used - length, used);
  };
}
