/** Lawful erasure on a device (SPEC C9): what the server says is erased goes from log, rows, photos and drafts, and is not taken in again. */
import type { IdentifiedChange } from '#core/change.ts';
import { addErasures, ALL, ERASURE, erasureIn, photosOfErased, withoutErased, type Erasures } from '#core/erasure.ts';
import type { LedgerDb, StoredChange } from './db.ts';
import { localKey, textAbout } from './meta-keys.ts';

const ERASURES = 'erasures';

interface Kept {
  /** Erased paths by record; an empty one stands for all of it. */
  readonly paths: { readonly [record: string]: readonly string[] };
  readonly photos: readonly string[];
}
const NOTHING: Kept = { paths: {}, photos: [] };

const readKept = async (db: LedgerDb): Promise<Kept> =>
  ((await db.meta.get(ERASURES))?.value as Kept | undefined) ?? NOTHING;

/** All that this device has heard to be erased. */
export interface Heard {
  readonly erasures: Erasures;
  /** Records of which more is erased than before. */
  readonly more: ReadonlySet<string>;
}

/** Takes note of what erasures among these changes say; inside a transaction over `meta`. */
export async function hearErasures(
  db: LedgerDb,
  changes: Iterable<IdentifiedChange>,
  servers: ReadonlySet<string>,
): Promise<Heard> {
  const kept = await readKept(db);
  const erasures = new Map(Object.keys(kept.paths).map((record) => [record, new Set(kept.paths[record])]));
  const more = new Set<string>();
  for (const change of changes) {
    for (const record of addErasures(erasures, erasureIn(change, servers))) more.add(record);
  }
  if (more.size > 0) {
    const paths = Object.fromEntries([...erasures].map(([record, of]) => [record, [...of]]));
    await db.meta.put({ id: ERASURES, value: { ...kept, paths } satisfies Kept });
  }
  return { erasures, more };
}

/**
 * Drops what is held here of records of which more is erased than before. Drafts of a wholly erased record and texts about it go as well: saved later they
 * would bring its values back. So does what was kept to start faster. Inside a transaction over the tables of `receive`.
 */
export async function dropHeld(db: LedgerDb, { erasures, more }: Heard): Promise<void> {
  if (more.size === 0) return;
  const held = await db.changes
    .where('records')
    .anyOf([...more])
    .distinct()
    .toArray();
  await dropIn(db, held, erasures);
  const whole = [...more].filter((record) => erasures.get(record)?.has(ALL) === true);
  await db.drafts.filter(({ record }) => whole.includes(record)).delete();
  if (whole.length > 0) {
    await db.meta
      .where('id')
      .startsWithAnyOf(whole.map((record) => localKey(textAbout(record, ''))))
      .delete();
  }
  await dropPhotos(db, held, erasures);
  await db.snapshots.clear();
}

/** Takes erased values out of changes as they lie here; answers with those that had any. */
async function dropIn(db: LedgerDb, held: readonly StoredChange[], erasures: Erasures): Promise<void> {
  const bare = held.map((change) => withoutErased(change, erasures)).filter((change, i) => change !== held[i]);
  await db.changes.bulkPut(bare);
}

/** What this device wrote itself before it heard of an erasure: the server has stored it without the values, and so does it. */
export async function dropIfErased(db: LedgerDb, held: readonly StoredChange[]): Promise<string[]> {
  const { erasures } = await hearErasures(db, [], new Set());
  if (erasures.size === 0) return [];
  const gone = held.filter((change) => withoutErased(change, erasures) !== change);
  await dropIn(db, gone, erasures);
  return [...new Set(gone.flatMap(({ records }) => records))];
}

async function dropPhotos(db: LedgerDb, changes: readonly IdentifiedChange[], erasures: Erasures): Promise<void> {
  const gone: string[] = [];
  for (const photo of photosOfErased(changes, erasures)) {
    const uses = await db.photoUses.where('[blob+record]').between([photo], [photo, []]).toArray();
    if (uses.every(({ record }) => erasures.get(record)?.has(ALL) === true)) gone.push(photo);
  }
  if (gone.length === 0) return;
  await db.blobs.bulkDelete(gone);
  await db.thumbnails.bulkDelete(gone);
  await db.photoUses.filter(({ blob }) => gone.includes(blob)).delete();
  const kept = await readKept(db);
  await db.meta.put({
    id: ERASURES,
    value: { ...kept, photos: [...new Set([...kept.photos, ...gone])] } satisfies Kept,
  });
}

/** Photos that are not to be kept here any more. */
export const erasedPhotos = async (db: LedgerDb): Promise<ReadonlySet<string>> => new Set((await readKept(db)).photos);

/** The acts of erasure that speak of a record, as folded rows. */
export const erasuresOf = async (db: LedgerDb, record: string) =>
  (await db.rows(ERASURE).where('id').startsWith(`erasure-${record}`).toArray()).filter(
    ({ kind, values }) => kind === ERASURE && values['of'] === record,
  );
