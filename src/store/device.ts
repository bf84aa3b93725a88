/** The device's key (SPEC D5) and its signatures on chain heads (SPEC D6). WebCrypto: always outside transactions. */
import { toBase64 } from '#core/base64.ts';
import { deviceOfKey, headText, type SignedHead } from '#core/heads.ts';
import { TICKS } from './meta-keys.ts';
import { nextTicks, type Identity, type Store } from './store.ts';

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

/** Under which a former id's key lies in `meta`. */
export const formerKey = (device: string): string => `key/${device}`;

async function keyOf({ db }: Pick<Store, 'db'>, device: string): Promise<CryptoKey | undefined> {
  const identity = (await db.meta.get('identity'))?.value as Identity | undefined;
  const entry = await db.meta.get(identity?.device === device ? 'key' : formerKey(device));
  return entry?.value as CryptoKey | undefined;
}

/** What this device signs as one of its ids, in base64; null where it has no key for that. */
export async function signAs(store: Pick<Store, 'db'>, device: string, text: Uint8Array): Promise<string | null> {
  const key = await keyOf(store, device);
  if (key === undefined) return null;
  return toBase64(new Uint8Array(await crypto.subtle.sign(SIGNATURE, key, new Uint8Array(text))));
}

/** Signs every own chain whose end is not signed yet; called at export and before the key changes. */
export async function signHeads(store: Pick<Store, 'db'>): Promise<void> {
  const chains = await store.db.chains.toArray();
  await signEnds(
    store,
    chains.filter(({ n, signed }) => signed < n),
  );
}

/** Signs positions of own chains; those of other devices are left out, they cannot be signed here. */
export async function signEnds(
  { db }: Pick<Store, 'db'>,
  ends: readonly Omit<SignedHead, 'signature'>[],
): Promise<void> {
  const signed = await Promise.all(
    ends.map(async ({ device, scope, n, id }): Promise<SignedHead | null> => {
      const head = { device, scope, n, id };
      const signature = await signAs({ db }, device, headText(head));
      return signature === null ? null : { ...head, signature };
    }),
  );
  const heads = signed.filter((head) => head !== null);
  if (heads.length === 0) return;
  await db.transaction('rw', db.heads, db.chains, db.meta, async () => {
    await db.heads.bulkPut(heads);
    for (const { device, scope, n } of heads) {
      // The chain may have grown since: only `signed` is ours to write.
      const chain = await db.chains.get([device, scope]);
      if (chain !== undefined && chain.signed < n) await db.chains.put({ ...chain, signed: n });
    }
    // A tab that knows how its chains stood must notice (SPEC D12).
    await db.meta.put(nextTicks(await db.meta.get(TICKS)));
  });
}
