/** ECDSA P-256 on the server: the same keys and signatures as WebCrypto makes on the devices (SPEC D6). */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify as verifyBytes,
  type KeyObject,
} from 'node:crypto';
import type { Verify } from '#core/heads.ts';
import { readOnce } from './read-once.ts';

export interface KeyPair {
  /** SubjectPublicKeyInfo in base64. */
  readonly publicKey: string;
  /** PKCS #8 in base64. */
  readonly privateKey: string;
}

/** How the server comes by keys, signs with them and checks signatures; the simulator gives its own, so that a seed repeats. */
export interface ServerKeys {
  readonly mint: () => KeyPair;
  /** The signature in base64. */
  readonly sign: (privateKey: string, text: Uint8Array) => string;
  readonly verify: Verify;
}

const WEB_CRYPTO = { dsaEncoding: 'ieee-p1363' } as const;

/** To read a key from base64 takes as long as signing with it. */
const keyReader = (read: (bytes: Buffer) => KeyObject) => readOnce((text) => read(Buffer.from(text, 'base64')));

const publicKeyOf = keyReader((key) => createPublicKey({ key, format: 'der', type: 'spki' }));

export function createKeys(): ServerKeys {
  const keyOf = keyReader((key) => createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
  return {
    mint: () => {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return {
        publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
        privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      };
    },
    sign: (privateKey, text) => sign('sha256', text, { key: keyOf(privateKey), ...WEB_CRYPTO }).toString('base64'),
    verify: verifySignature,
  };
}

/** Whether the key (SubjectPublicKeyInfo) made the signature over the text; false as well where either is none. */
export function isSignature(publicKey: Uint8Array, signature: Uint8Array, text: Uint8Array): boolean {
  try {
    const key = publicKeyOf(Buffer.from(publicKey).toString('base64'));
    return verifyBytes('sha256', text, { key, ...WEB_CRYPTO }, signature);
  } catch {
    // A key or signature that is not even of the shape proves nothing.
    return false;
  }
}

export const verifySignature: Verify = async (publicKey, signature, text) => isSignature(publicKey, signature, text);
