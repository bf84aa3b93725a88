/**
 * Devices with real P-256 keys, the same ones in every run: WebCrypto's would be new each time, and device ids decide ties. Under heads stands a hash of
 * key and text in the place of an ECDSA signature, which takes thirty times as long to make and to check and has tests of its own. Nobody in a simulated
 * world makes one for a key that is not theirs.
 */
import { createECDH, createPrivateKey, hash, sign, type KeyObject } from 'node:crypto';
import { toBase64 } from '#core/base64.ts';
import { sha256Hex } from '#core/canonical.ts';
import { deviceOfKey, headText, type SignedHead, type Verify } from '#core/heads.ts';
import type { ServerKeys } from '#server/keys.ts';

export interface DeviceKey {
  readonly device: string;
  /** SubjectPublicKeyInfo in base64. */
  readonly publicKey: string;
  readonly privateKey: () => KeyObject;
}

const made = new Map<number, DeviceKey>();
/** What stands before the point in the SubjectPublicKeyInfo of every P-256 key. */
const SPKI = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex');

/** The key of a number; made once for all runs. */
export function keyOf(number: number): DeviceKey {
  const known = made.get(number);
  if (known !== undefined) return known;
  const secret = Buffer.from(sha256Hex(new TextEncoder().encode(`key ${number}`)), 'hex');
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(secret);
  const point = pair.getPublicKey();
  const publicKey = toBase64(new Uint8Array(Buffer.concat([SPKI, point])));
  const key = { device: deviceOfKey(publicKey) as string, publicKey, privateKey: () => privateKeyOf(secret, point) };
  made.set(number, key);
  return key;
}

function privateKeyOf(secret: Buffer, point: Buffer): KeyObject {
  const part = (bytes: Buffer) => bytes.toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: part(point.subarray(1, 33)), y: part(point.subarray(33)), d: part(secret) };
  return createPrivateKey({ key: jwk, format: 'jwk' });
}

/** As long as a signature, in base64 like one. */
const seal = (publicKey: string, text: Uint8Array): string =>
  hash('sha512', `${publicKey} ${Buffer.from(text).toString('latin1')}`, 'base64');

export function signHead(key: DeviceKey, head: Omit<SignedHead, 'signature'>): SignedHead {
  return { ...head, signature: seal(key.publicKey, headText(head)) };
}

/** A real signature: coming in asks for one. */
export const signText = ({ privateKey }: DeviceKey, text: Uint8Array): string =>
  toBase64(new Uint8Array(sign('sha256', text, { key: privateKey(), dsaEncoding: 'ieee-p1363' })));

/** The server's keys, from the same set; `mint` says which is next. */
export const serverKeys = (mint: () => number): ServerKeys => ({
  mint: () => {
    const { publicKey } = keyOf(mint());
    // Kept by the server as text and only ever handed back to `sign`.
    return { publicKey, privateKey: publicKey };
  },
  sign: seal,
  verify,
});

/** Whether a head's signature is the one that the key makes. */
export const verify: Verify = async (publicKey, signature, text) =>
  seal(toBase64(publicKey), text) === toBase64(signature);

/** As `verify`, for stores that cannot wait inside a transaction. */
export const isSigned = (head: SignedHead, publicKey: string): boolean =>
  seal(publicKey, headText(head)) === head.signature;
