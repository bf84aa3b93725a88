/**
 * Codes, tokens and cookie values: how they are made, and the hashes that stand for them in the database. A secret is never compared:
 * its hash is looked up, and how long that takes tells something of the hash alone.
 */
import { createHash, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import type { RandomBytes } from '#core/ids.ts';

const derive = promisify<string, string, number, Buffer>(scrypt);

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** 256 bits: cookie values, nonces and set-up tokens. */
export const newToken = (randomBytes: RandomBytes): string => base64url(randomBytes(32));
/** 128 bits: what an invitation's link carries, short enough for a coarse QR code. */
export const newLinkSecret = (randomBytes: RandomBytes): string => base64url(randomBytes(16));

const CODES = 1_000_000_000;
/** Nine digits, each number as likely as any other. */
export function newCode(randomBytes: RandomBytes): string {
  // 4,000,000,000 is the last multiple below 2³²: what lies above would favour the low numbers.
  for (;;) {
    const number = Buffer.from(randomBytes(4)).readUInt32BE();
    if (number < 4 * CODES) return String(number % CODES).padStart(9, '0');
  }
}

export const isCode = (secret: string): boolean => /^\d{9}$/.test(secret);

export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/**
 * A slow hash: nine digits are few enough to try them all against a stolen database, and an invitation lives for three days. The salt
 * is the same for all, because the code alone finds its invitation.
 */
export const hashOfCode = async (code: string): Promise<string> =>
  (await derive(code, 'fazhi-taizhang invitation', 32)).toString('hex');
