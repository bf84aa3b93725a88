/** What the exchange of photos keeps on the device (SPEC P5). */
import type { LedgerDb, PhotoUse } from './db.ts';
import { notePhotoUses, waitingUses } from './photo-uses.ts';

interface Place {
  readonly blob: string;
  readonly scope: string;
}

/** Each photo once per scope. */
const placesOf = (uses: readonly PhotoUse[]): Place[] => [
  ...new Map(uses.map(({ blob, scope }) => [`${blob} ${scope}`, { blob, scope }])).values(),
];

export const createPhotoStore = (db: LedgerDb) => ({
  waiting: async (): Promise<Place[]> => {
    await notePhotoUses(db);
    return placesOf(await acknowledged(db, await waitingUses(db)));
  },
  find: async (blob: string) => (await db.blobs.get(blob)) ?? null,
  markSent: async ({ blob, scope }: Place): Promise<void> => void (await db.sentPhotos.put({ blob, scope })),
  wanted: async (): Promise<Place[]> => {
    await notePhotoUses(db);
    const [uses, blobs, thumbnails] = await Promise.all([
      db.photoUses.toArray(),
      db.blobs.toCollection().primaryKeys(),
      db.thumbnails.toCollection().primaryKeys(),
    ]);
    const here = new Set([...blobs, ...thumbnails]);
    // Ids of records begin with the time in which they were made.
    const latest = uses.sort((a, b) => (a.record < b.record ? 1 : -1));
    return placesOf(latest.filter(({ blob }) => !here.has(blob)));
  },
  keepThumbnail: async (id: string, bytes: ArrayBuffer, type: string): Promise<void> =>
    void (await db.thumbnails.put({ id, bytes, type })),
  keepOriginal: ({ blob, scope }: Place, bytes: ArrayBuffer, type: string): Promise<void> =>
    db.transaction('rw', db.blobs, db.thumbnails, db.sentPhotos, async () => {
      const small = await db.thumbnails.get(blob);
      await db.blobs.put({ id: blob, bytes, type, ...(small === undefined ? {} : { thumbnail: small.bytes }) });
      await db.thumbnails.delete(blob);
      await db.sentPhotos.put({ blob, scope });
    }),
});

/** Where the original of a photo can be had that is not here; null when it is here, or no record names it. */
export async function findElsewhere(db: LedgerDb, blob: string): Promise<Place | null> {
  if ((await db.blobs.where('id').equals(blob).count()) > 0) return null;
  await notePhotoUses(db);
  const use = await db.photoUses.where('[blob+record]').between([blob, ''], [blob, []]).first();
  return use === undefined ? null : { blob, scope: use.scope };
}

/** Text first: a photo goes up when the server has the change that names it, and may know whose it is. */
async function acknowledged(db: LedgerDb, uses: readonly PhotoUse[]): Promise<PhotoUse[]> {
  const changes = await db.changes
    .where('id')
    .anyOf(uses.map(({ change }) => change))
    .toArray();
  const [acks, refused] = await Promise.all([db.acks.toArray(), db.refused.toCollection().primaryKeys()]);
  const ends = new Map(acks.map(({ device, scope, n }) => [`${device} ${scope}`, n]));
  const stored = new Set(
    changes
      .filter(({ id, device, scope, n }) => n <= (ends.get(`${device} ${scope}`) ?? 0) && !refused.includes(id))
      .map(({ id }) => id),
  );
  return uses.filter(({ change }) => stored.has(change));
}
