/** Clearing scopes that may no longer be seen (SPEC X8). Drafts stay: typed text is nobody's to throw away but its writer's. */
import { photosIn } from '#core/photo.ts';
import type { LedgerDb, StoredChange } from './db.ts';
import { heldKeys, incomingTables, refold } from './incoming.ts';
import { countWaiting } from './outbox.ts';
import { waitingUses } from './photo-uses.ts';
import { movesOf } from './rows.ts';
import { devicesOf, type Identity, type Store, type Tally } from './store.ts';
import { stretchOf } from './acks.ts';

/** What clearing writes beside what taking changes in does. */
export const clearedTables = ({ db }: Pick<Store, 'db'>) => [
  ...incomingTables({ db }),
  db.cursors,
  db.refused,
  db.sentPhotos,
];

/** Scopes of which this device holds anything. */
export async function heldScopes(db: LedgerDb): Promise<string[]> {
  const [chains, cursors] = await Promise.all([db.chains.toArray(), db.cursors.toArray()]);
  const held = new Set(cursors.map(({ scope }) => scope));
  for (const chain of chains) {
    // The end of an own chain outlives its changes.
    if (!held.has(chain.scope) && (await stretchOf(db, chain, 0).count()) > 0) held.add(chain.scope);
  }
  return [...held];
}

/** Whether something of a scope exists nowhere but here: a change that the server has not, or a photo. */
export async function isWaiting(db: LedgerDb, scope: string): Promise<boolean> {
  if ((await countWaiting(db, scope)) > 0) return true;
  if (await db.refused.filter((one) => one.scope === scope).count()) return true;
  return (await waitingUses(db)).some((use) => use.scope === scope);
}

/** Takes scopes off this device; inside a transaction over `clearedTables`. */
export async function clearScopes(
  store: Store,
  identity: Identity,
  scopes: readonly string[],
  tally: Tally,
): Promise<void> {
  const { db } = store;
  const own = devicesOf(identity);
  const gone: StoredChange[] = [];
  for (const chain of (await db.chains.toArray()).filter(({ scope }) => scopes.includes(scope))) {
    const stretch = stretchOf(db, chain, 0);
    gone.push(...(await stretch.toArray()));
    await stretch.delete();
    // Numbers of an own chain must not be given twice, should the right come back.
    if (own.includes(chain.device)) continue;
    await db.chains.delete([chain.device, chain.scope]);
    await db.acks.delete([chain.device, chain.scope]);
  }
  const within = ({ scope }: { readonly scope: string }): boolean => scopes.includes(scope);
  await db.cursors.bulkDelete([...scopes]);
  await db.heads.filter(within).delete();
  await db.photoUses
    .where('scope')
    .anyOf([...scopes])
    .delete();
  await db.verdicts.bulkDelete(gone.map(({ id }) => id));
  await clearRows(store, gone, within);
  const left = await heldKeys('records', [...new Set(gone.flatMap(({ records }) => records))]);
  await refold(store, [...left], tally.nextAt);
  await clearPhotos(db, gone);
  await db.snapshots.clear();
}

async function clearRows(
  { db }: Store,
  gone: readonly StoredChange[],
  within: (row: { readonly scope: string }) => boolean,
): Promise<void> {
  for (const kind of new Set(gone.flatMap(({ ops }) => ops.map((op) => op.kind)))) {
    const rows = await db.rows(kind).filter(within).toArray();
    await db.rows(kind).bulkDelete(rows.map(({ id }) => id));
    const moves = movesOf(rows.map((before) => ({ before, row: { ...before, removed: '' } })));
    for (const [id, by] of moves) {
      await db.counters.put({ id, value: ((await db.counters.get(id))?.value ?? 0) + by });
    }
  }
}

/** Photos that nothing here names any more. One that no change has ever named belongs to a draft, and stays with it. */
async function clearPhotos(db: LedgerDb, gone: readonly StoredChange[]): Promise<void> {
  const named = new Set(gone.flatMap(photosIn));
  for (const { blob } of await db.photoUses.toArray()) named.delete(blob);
  await db.blobs.bulkDelete([...named]);
  await db.thumbnails.bulkDelete([...named]);
}
