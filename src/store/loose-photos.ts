/**
 * Photos that were chosen and then taken out again, or whose form was discarded: they must not lie on the phone, nor
 * travel in every backup. What any change has ever named stays.
 */
import type { Draft, MetaEntry } from './db.ts';
import type { Store } from './store.ts';

const LOOSE = 'photo/loose/';
/** By then the form that chose the photo has long kept it in its draft, in whichever tab. */
const SETTLED_MS = 10 * 60_000;
const SLICE = 500;

interface Loose {
  readonly blob: string;
  readonly record: string;
  readonly at: number;
}

/** Remembers for which record a photo was chosen; written in the transaction that stores the photo. */
export const looseEntry = (blob: string, record: string, at: number): MetaEntry => ({
  id: `${LOOSE}${blob}/${record}`,
  value: { blob, record, at } satisfies Loose,
});

const names = (json: unknown, blob: string): boolean => JSON.stringify(json).includes(blob);

/** Rare: only for a photo of which its own record knows nothing. Another record may have chosen the same picture. */
async function isNamedAnywhere({ db }: Store, blob: string): Promise<boolean> {
  let after = 0;
  for (;;) {
    const changes = await db.changes.where('seq').above(after).limit(SLICE).toArray();
    if (
      changes.some(({ ops }) =>
        ops.some(({ field, value }) => field.startsWith('photos') && names(value ?? null, blob)),
      )
    )
      return true;
    const last = changes[changes.length - 1]?.seq;
    if (last === undefined) return false;
    after = last;
  }
}

async function settle(store: Store, entry: Loose, id: string, drafts: readonly Draft[]): Promise<void> {
  const { db } = store;
  if (drafts.some(({ typed }) => names(typed, entry.blob))) return;
  const own = await db.changes.where('records').equals(entry.record).toArray();
  const kept = own.some(({ ops }) => names(ops, entry.blob)) || (await isNamedAnywhere(store, entry.blob));
  await db.transaction('rw', db.meta, db.blobs, db.drafts, async () => {
    const others = (await db.meta.where('id').startsWith(`${LOOSE}${entry.blob}/`).primaryKeys()).filter(
      (key) => key !== id,
    );
    await db.meta.delete(id);
    // Looked at again inside the transaction: a form may have chosen the same picture just now.
    if (!kept && others.length === 0 && !(await db.drafts.toArray()).some(({ typed }) => names(typed, entry.blob))) {
      await db.blobs.delete(entry.blob);
    }
  });
}

/** Drops photos that belong to nothing. Cheap when there are none. */
export async function dropLoosePhotos(store: Store): Promise<void> {
  const { db, ports } = store;
  const before = ports.now() - SETTLED_MS;
  const entries = await db.meta.where('id').startsWith(LOOSE).toArray();
  const old = entries.filter(({ value }) => (value as Loose).at < before);
  if (old.length === 0) return;
  const drafts = await db.drafts.toArray();
  for (const { id, value } of old) await settle(store, value as Loose, id, drafts);
}
