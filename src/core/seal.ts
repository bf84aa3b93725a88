/** Secrets that are recognised without being kept. */
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** A secret kept as what can be checked and not read: PBKDF2-SHA-256 over it with a salt of its own. */
export interface Sealed {
  /** 16 bytes in hex. */
  readonly salt: string;
  readonly rounds: number;
  /** 32 bytes in hex. */
  readonly hash: string;
}

/**
 * A few tenths of a second on a cheap phone. More would not help: whoever can read the hash can read the data beside
 * it, and there are only a million PINs.
 */
const PIN_ROUNDS = 20_000;

/** For whoever seals with WebCrypto what is too slow to seal here. */
export const hexOf = (bytes: Uint8Array): string => bytesToHex(bytes);
export const bytesOfHex = (hex: string): Uint8Array => hexToBytes(hex);

const hashOf = (secret: string, salt: string, rounds: number): string =>
  bytesToHex(pbkdf2(sha256, utf8ToBytes(secret), hexToBytes(salt), { c: rounds, dkLen: 32 }));

export const sealPin = (pin: string, salt: string): Sealed => ({
  salt,
  rounds: PIN_ROUNDS,
  hash: hashOf(pin, salt, PIN_ROUNDS),
});

export const opensWith = (sealed: Sealed, pin: string): boolean =>
  hashOf(pin, sealed.salt, sealed.rounds) === sealed.hash;
