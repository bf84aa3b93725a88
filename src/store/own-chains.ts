/**
 * The device's own chains. They grow by what is written here, and by what comes back from elsewhere only where a head that this device signed covers
 * it (SPEC D6): else the next signed head would vouch for what somebody made up in its name.
 */
import { CHAIN_START, type ChainEnd, type IdentifiedChange } from '#core/change.ts';
import { vouchedEnd } from '#core/device-store.ts';
import { chainKey } from '#core/exchange.ts';
import { isSignedBy, type SignedHead, type Verify } from '#core/heads.ts';
import { stretchOf } from './acks.ts';
import type { Chain, LedgerDb, StoredChange } from './db.ts';
import { devicesOf, type Identity, type Store } from './store.ts';

/** Ids under which this device writes or has written. */
export async function ownDevices(db: LedgerDb): Promise<readonly string[]> {
  const identity = (await db.meta.get('identity'))?.value as Identity | undefined;
  return identity === undefined ? [] : devicesOf(identity);
}

/** Heads of a page without those in this device's name that its key has not signed. Outside transactions. */
export async function soundHeads(
  { db }: Pick<Store, 'db'>,
  heads: readonly SignedHead[],
  verify: Verify,
): Promise<SignedHead[]> {
  const own = await ownDevices(db);
  const kept: SignedHead[] = [];
  for (const head of heads) {
    const key = own.includes(head.device) ? ((await db.devices.get(head.device))?.publicKey ?? '') : null;
    if (key === null || (await isSignedBy(head, key, verify))) kept.push(head);
  }
  return kept;
}

/** Lengthens own chains by what has come and is vouched for, and notes what stands above their ends. Inside a transaction. */
export async function continueOwnChains(
  db: LedgerDb,
  own: readonly string[],
  fresh: readonly IdentifiedChange[],
  heads: readonly SignedHead[],
): Promise<void> {
  const names = [...fresh, ...heads].filter(({ device }) => own.includes(device));
  for (const { device, scope } of new Map(names.map((name) => [chainKey(name), name])).values()) {
    const chain = await db.chains.get([device, scope]);
    const end = chain ?? CHAIN_START;
    const above = await stretchOf(db, { device, scope }, end.n).toArray();
    const top = above[above.length - 1]?.n;
    if (top === undefined) continue;
    const signedHere = heads.filter((head) => head.device === device && head.scope === scope);
    const { n, id } = vouchedEnd(end, above, signedHere);
    const signed = n > end.n ? n : (chain?.signed ?? 0);
    await db.chains.put({ device, scope, n, id, signed, ...(top > n ? { beside: top } : {}) });
  }
}

/**
 * Where this device may sign what travels of its own chains: at the last change of its own making. Inside a transaction.
 */
export async function ownEnds(
  db: LedgerDb,
  stretches: readonly { readonly first: StoredChange; readonly last: StoredChange }[],
): Promise<Omit<SignedHead, 'signature'>[]> {
  const own = await ownDevices(db);
  const ends: Omit<SignedHead, 'signature'>[] = [];
  for (const { first, last } of stretches) {
    const { device, scope } = last;
    const chain = own.includes(device) ? await db.chains.get([device, scope]) : undefined;
    if (chain === undefined || chain.n < first.n) continue;
    const { n, id } = await ownAt(db, chain, Math.min(chain.n, last.n));
    ends.push({ device, scope, n, id });
  }
  return ends;
}

/** The own content at a position that is not above the chain's end. */
async function ownAt(db: LedgerDb, chain: Chain, n: number): Promise<ChainEnd> {
  const there = await stretchOf(db, chain, n - 1, n).toArray();
  const [only] = there;
  if (only !== undefined && there.length === 1) return only;
  const byId = new Map((await stretchOf(db, chain, n - 1, chain.n).toArray()).map((change) => [change.id, change]));
  let at: ChainEnd = chain;
  for (let held = byId.get(chain.id); held !== undefined && at.n > n; held = byId.get(held.prev)) at = held;
  return at;
}
