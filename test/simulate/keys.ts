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
});

/** The server vouches for the end of its chain on every page: one signature of the same words is as good as the next. */
const signatures = new Map<string, string>();
const MOST = 5000;

function signed({ device, privateKey }: DeviceKey, text: Uint8Array): string {
  const words = `${device} ${Buffer.from(text).toString('latin1')}`;
  const known = signatures.get(words);
  if (known !== undefined) return known;
  const signature = toBase64(new Uint8Array(sign('sha256', text, { key: privateKey, dsaEncoding: HOW })));
  if (signatures.size >= MOST) signatures.clear();
  signatures.set(words, signature);
  return signature;
}

/** As the app verifies, without waiting for another thread. */
export const verify: Verify = async (publicKey, signature, text) => isSignature(publicKey, signature, text);

/** Whether a head was signed by a key, for stores that cannot wait inside a transaction. */
export const isSigned = (head: SignedHead, publicKey: string): boolean =>
  isSignature(Buffer.from(publicKey, 'base64'), Buffer.from(head.signature, 'base64'), headText(head));
