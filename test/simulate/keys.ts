/** Real ECDSA keys, the same ones in every run: WebCrypto's would be new each time, and device ids decide ties. */
import { createECDH, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { toBase64 } from '#core/base64.ts';
import { sha256Hex } from '#core/canonical.ts';
import { isSignature, type ServerKeys } from '#server/keys.ts';
import { deviceOfKey, headText, type SignedHead, type Verify } from '#core/heads.ts';

export interface DeviceKey {
  readonly device: string;
  /** SubjectPublicKeyInfo in base64. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

const made = new Map<number, DeviceKey>();
const HOW = 'ieee-p1363';

/** The key of a number; made once for all runs. */
export function keyOf(number: number): DeviceKey {
  const known = made.get(number);
  if (known !== undefined) return known;
  const secret = Buffer.from(sha256Hex(new TextEncoder().encode(`key ${number}`)), 'hex');
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(secret);
  const point = pair.getPublicKey();
  const part = (bytes: Buffer) => bytes.toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: part(point.subarray(1, 33)), y: part(point.subarray(33)), d: part(secret) };
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  const publicKey = toBase64(
    new Uint8Array(createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'der' })),
  );
  const key = { device: deviceOfKey(publicKey) as string, publicKey, privateKey };
  made.set(number, key);
  return key;
}

export function signHead(key: DeviceKey, head: Omit<SignedHead, 'signature'>): SignedHead {
  return { ...head, signature: signed(key, headText(head)) };
}

export const signText = (key: DeviceKey, text: Uint8Array): string => signed(key, text);

const numbers = new Map<string, number>();

/** The server's keys, from the same set; `mint` says which is next. */
export const serverKeys = (mint: () => number): ServerKeys => ({
  mint: () => {
    const number = mint();
    const { device, publicKey } = keyOf(number);
    numbers.set(device, number);
    // Kept by the server as text and only ever handed back to `sign`.
    return { publicKey, privateKey: device };
  },
  sign: (device, text) => signed(keyOf(numbers.get(device) as number), text),
  verify,
});

/** The server vouches for the end of its chain on every page: one signature of the same words is as good as the next. */
const signatures = new Map<string, string>();
/** And what was signed here need not be worked out to be known for genuine: key and words by signature. */
const genuine = new Map<string, string>();
const MOST = 5000;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const wordsOf = (publicKey: string, text: Uint8Array): string => `${publicKey} ${Buffer.from(text).toString('latin1')}`;

function signed({ publicKey, privateKey }: DeviceKey, text: Uint8Array): string {
  const words = wordsOf(publicKey, text);
  const known = signatures.get(words);
  if (known !== undefined) return known;
  const signature = toBase64(new Uint8Array(sign('sha256', text, { key: privateKey, dsaEncoding: HOW })));
  if (signatures.size >= MOST) for (const map of [signatures, genuine]) map.clear();
  signatures.set(words, signature);
  genuine.set(signature, words);
  return signature;
}

/** As the app and the server verify, without waiting for another thread. */
export const verify: Verify = async (publicKey, signature, text) =>
  genuine.get(base64(signature)) === wordsOf(base64(publicKey), text) || isSignature(publicKey, signature, text);

/** Whether a head was signed by a key, for stores that cannot wait inside a transaction. */
export const isSigned = (head: SignedHead, publicKey: string): boolean =>
  genuine.get(head.signature) === wordsOf(publicKey, headText(head)) ||
  isSignature(Buffer.from(publicKey, 'base64'), Buffer.from(head.signature, 'base64'), headText(head));
