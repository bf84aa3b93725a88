/** ECDSA through WebCrypto, which browsers, workers and Node share (SPEC D6). */
import type { Verify } from '#core/heads.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** Browsers give WebCrypto to secure addresses only. */
export const hasCrypto = (): boolean => typeof crypto.subtle !== 'undefined';

export const verify: Verify = async (publicKey, signature, text) => {
  try {
    const key = await crypto.subtle.importKey('spki', new Uint8Array(publicKey), ALGORITHM, false, ['verify']);
    return await crypto.subtle.verify(SIGNATURE, key, new Uint8Array(signature), new Uint8Array(text));
  } catch {
    // A key or signature that is not even of the shape proves nothing.
    return false;
  }
};
