/** The device's key (SPEC D5) and its signatures on chain heads (SPEC D6). WebCrypto: always outside transactions. */
import { sha256Hex } from '#core/canonical.ts';
import type { Chain, SignedHead } from './db.ts';
import type { Store } from './store.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;

export interface DeviceKey {
  /** Derived from the public key, so that a file proves by itself which device signed it. */
  readonly device: string;
  /** SubjectPublicKeyInfo in base64. */
  readonly publicKey: string;
  readonly privateKey: CryptoKey;
}

export const toBase64 = (bytes: Uint8Array): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
};

export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
};

/** The id that belongs to a public key: the first 32 hex digits of its SHA-256. */
export const deviceOfKey = (publicKey: string): string => sha256Hex(fromBase64(publicKey)).slice(0, 32);

/** Mints a key that cannot be taken out of this browser. */
export async function mintDeviceKey(): Promise<DeviceKey> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  const publicKey = toBase64(new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)));
  return { device: deviceOfKey(publicKey), publicKey, privateKey: pair.privateKey };
}

const signedText = ({
  device,
  scope,
  n,
  id,
}: Pick<SignedHead, 'device' | 'scope' | 'n' | 'id'>): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`fazhi-taizhang head ${device} ${scope} ${n} ${id}`);

/** Signs every own chain whose end is not signed yet; called at export, at push and after many changes. */
export async function signHeads({ db, identity }: Store): Promise<void> {
  const key = (await db.meta.get('key'))?.value as CryptoKey | undefined;
  if (key === undefined) return;
  const open: Chain[] = (await db.chains.toArray()).filter(
    (chain) => chain.device === identity.device && chain.signed < chain.n,
  );
  const heads = await Promise.all(
    open.map(async ({ device, scope, n, id }): Promise<SignedHead> => {
      const head = { device, scope, n, id };
      return {
        ...head,
        signature: toBase64(new Uint8Array(await crypto.subtle.sign(SIGNATURE, key, signedText(head)))),
      };
    }),
  );
  await db.transaction('rw', db.heads, db.chains, async () => {
    await db.heads.bulkPut(heads);
    for (const { device, scope, n } of heads) {
      // The chain may have grown since: only `signed` is ours to write.
      await db.chains.where('[device+scope]').equals([device, scope]).modify({ signed: n });
    }
  });
}

/** Whether a head was signed by the key that its device id stands for. */
export async function verifyHead(head: SignedHead, publicKey: string): Promise<boolean> {
  if (deviceOfKey(publicKey) !== head.device) return false;
  try {
    const key = await crypto.subtle.importKey('spki', fromBase64(publicKey), ALGORITHM, false, ['verify']);
    return await crypto.subtle.verify(SIGNATURE, key, fromBase64(head.signature), signedText(head));
  } catch {
    // A key or signature that is not even of the shape proves nothing.
    return false;
  }
}
