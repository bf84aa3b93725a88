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

export interface KeyPair {
  /** SubjectPublicKeyInfo in base64. */
  readonly publicKey: string;
  /** PKCS #8 in base64. */
  readonly privateKey: string;
}

/** How the server comes by keys and signs with them; the simulator gives its own, so that a seed repeats. */
export interface ServerKeys {
  readonly mint: () => KeyPair;
  /** The signature in base64. */
  readonly sign: (privateKey: string, text: Uint8Array) => string;
}

const WEB_CRYPTO = { dsaEncoding: 'ieee-p1363' } as const;

export function createKeys(): ServerKeys {
  /** By the key's text: reading one takes as long as signing with it. */
  const read = new Map<string, KeyObject>();
  const keyOf = (privateKey: string): KeyObject => {
    const known = read.get(privateKey);
    if (known !== undefined) return known;
    const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
    read.set(privateKey, key);
    return key;
  };
  return {
    mint: () => {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return {
        publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
        privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      };
    },
    sign: (privateKey, text) => sign('sha256', text, { key: keyOf(privateKey), ...WEB_CRYPTO }).toString('base64'),
  };
}

/** Whether a key signed a text. */
export const verifySignature: Verify = async (publicKey, signature, text) => {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
    return verifyBytes('sha256', text, { key, ...WEB_CRYPTO }, signature);
  } catch {
    // A key or signature that is not even of the shape proves nothing.
    return false;
  }
};
