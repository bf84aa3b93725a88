/** The device's key (SPEC D5) and its signatures on chain heads (SPEC D6). WebCrypto: always outside transactions. */
import { toBase64 } from '#core/base64.ts';
import { deviceOfKey, headText, type SignedHead } from '#core/heads.ts';
import type { Chain } from './db.ts';
import { openTally, TICKS, ticksOf, type Store } from './store.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;

export interface DeviceKey {
  /** Derived from the public key, so that a file proves by itself which device signed it. */
  readonly device: string;
  /** SubjectPublicKeyInfo in base64. */
  readonly publicKey: string;
  readonly privateKey: CryptoKey;
}

/** Mints a key that cannot be taken out of this browser. */
export async function mintDeviceKey(): Promise<DeviceKey> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  const publicKey = toBase64(new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)));
  return { device: deviceOfKey(publicKey) as string, publicKey, privateKey: pair.privateKey };
}

/** Signs every own chain whose end is not signed yet; called at export, at push and after many changes. */
export async function signHeads(store: Store): Promise<void> {
  const { db, identity } = store;
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
        signature: toBase64(new Uint8Array(await crypto.subtle.sign(SIGNATURE, key, new Uint8Array(headText(head))))),
      };
    }),
  );
  if (heads.length === 0) return;
  await db.transaction('rw', db.heads, db.chains, db.meta, async () => {
    await db.heads.bulkPut(heads);
    for (const { device, scope, n } of heads) {
      // The chain may have grown since: only `signed` is ours to write.
      await db.chains.where('[device+scope]').equals([device, scope]).modify({ signed: n });
    }
    // A tab that knows how its chains stood must notice (SPEC D12).
    await db.meta.put(openTally(store, ticksOf(await db.meta.get(TICKS))).entry());
  });
}
