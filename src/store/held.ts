/** Which changes of a file this device does not hold yet. */
import type { IdentifiedChange } from '#core/change.ts';
import type { LedgerDb } from './db.ts';

const POSITION = '[device+scope+n]';
const SLICE = 1000;

function chainsOf(changes: readonly IdentifiedChange[]): IdentifiedChange[][] {
  const chains = new Map<string, IdentifiedChange[]>();
  for (const change of changes) {
    const key = `${change.device} ${change.scope}`;
    const chain = chains.get(key);
    if (chain === undefined) chains.set(key, [change]);
    else chain.push(change);
  }
  return [...chains.values()].map((chain) => chain.sort((a, b) => a.n - b.n));
}

/**
 * Changes that are new here. A change names the one before it by its hash (SPEC C2): where file and log hold the same
 * content at one position, they hold the same up to there, so that one look per chain tells for all of it.
 */
export async function freshAmong(db: LedgerDb, changes: readonly IdentifiedChange[]): Promise<IdentifiedChange[]> {
  const fresh: (readonly IdentifiedChange[])[] = [];
  for (const chain of chainsOf(changes)) fresh.push(await freshOfChain(db, chain));
  return fresh.flat();
}

async function freshOfChain(db: LedgerDb, chain: readonly IdentifiedChange[]): Promise<readonly IdentifiedChange[]> {
  const { device, scope, n: end } = chain[chain.length - 1] as IdentifiedChange;
  const held = await db.changes.where(POSITION).between([device, scope, 0], [device, scope, Infinity]).count();
  if (held === 0) return chain;
  // A chain with two contents at one position, or one that went another way here, is compared change by change.
  if (chain.length !== end) return freshById(db, chain);
  const common = Math.min(held, end);
  const there = await db.changes.where(POSITION).equals([device, scope, common]).toArray();
  const next = await db.changes.where(POSITION).above([device, scope, held]).first();
  const forked = there.length !== 1 || (next?.device === device && next.scope === scope);
  return forked || there[0]?.id !== chain[common - 1]?.id ? freshById(db, chain) : chain.slice(common);
}

async function freshById(db: LedgerDb, chain: readonly IdentifiedChange[]): Promise<IdentifiedChange[]> {
  const fresh: IdentifiedChange[] = [];
  for (let at = 0; at < chain.length; at += SLICE) {
    const slice = chain.slice(at, at + SLICE);
    const ids = slice.map(({ id }) => id);
    const held = new Set(await db.changes.where('id').anyOf(ids).keys());
    fresh.push(...slice.filter(({ id }) => !held.has(id)));
  }
  return fresh;
}
