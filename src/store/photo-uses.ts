/** Which photos the log names: derived in the order of arrival, each change looked at once. */
import type { IdentifiedChange } from '#core/change.ts';
import { photosIn } from '#core/photo.ts';
import type { LedgerDb, PhotoUse } from './db.ts';

const SEEN = 'sync/photosSeen';
const SLICE = 500;

const seenIn = async (db: LedgerDb): Promise<number> => ((await db.meta.get(SEEN))?.value as number | undefined) ?? 0;

/** Brings the table up to the log. Where the last look ended is stored with what it found. */
export async function notePhotoUses(db: LedgerDb): Promise<void> {
  for (let more = true; more;) {
    more = await db.transaction('rw', db.changes, db.photoUses, db.meta, async () => {
      const slice = await db.changes
        .where('seq')
        .above(await seenIn(db))
        .limit(SLICE)
        .toArray();
      const last = slice[slice.length - 1]?.seq;
      if (last === undefined) return false;
      await addUses(db, slice.flatMap(usesOf));
      await db.meta.put({ id: SEEN, value: last });
      return slice.length === SLICE;
    });
  }
}

const usesOf = (change: IdentifiedChange): PhotoUse[] =>
  change.ops.flatMap((op) =>
    photosIn({ ops: [op] }).map((blob) => ({
      blob,
      record: op.record,
      kind: op.kind,
      scope: change.scope,
      change: change.id,
    })),
  );

/** The first change that names a photo for a record stands for it. */
async function addUses(db: LedgerDb, uses: readonly PhotoUse[]): Promise<void> {
  const held = await db.photoUses.bulkGet(uses.map(({ blob, record }): [string, string] => [blob, record]));
  await db.photoUses.bulkPut(uses.filter((_, i) => held[i] === undefined));
}

/**
 * Photos that lie here and that the server does not have for those who may see the record. What the log has named since the table was
 * brought up to it is looked at beside it: a live query may not write.
 */
export async function waitingUses(db: LedgerDb): Promise<PhotoUse[]> {
  const fresh = await db.changes
    .where('seq')
    .above(await seenIn(db))
    .toArray();
  const [noted, blobs, sent] = await Promise.all([
    db.photoUses.toArray(),
    db.blobs.toCollection().primaryKeys(),
    db.sentPhotos.toArray(),
  ]);
  const held = new Set(blobs);
  const there = new Set(sent.map(({ blob, scope }) => `${blob} ${scope}`));
  return [...noted, ...fresh.flatMap(usesOf)].filter(
    ({ blob, scope }) => held.has(blob) && !there.has(`${blob} ${scope}`),
  );
}
