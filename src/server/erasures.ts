/** Lawful erasure on the server (SPEC C9): values go from the log, and whatever brings them again is stored without them. */
import type { IdentifiedChange } from '#core/change.ts';
import {
  addErasures,
  erasureIn,
  erasureOps,
  photosOfErased,
  withoutErased,
  type Erasure,
  type Erasures,
} from '#core/erasure.ts';
import { changeOfRow, inParts, rowOfChange, type Db } from './log.ts';
import { readEpochs } from './epochs.ts';
import { scopesToHold, settleRecords } from './settle.ts';
import { statement } from './statement.ts';
import type { Tx } from './storage.ts';
import { takeTurn, type Ports, type Turn } from './turn.ts';

/** What the office asks for: a record by the scope in which it stands. */
export interface ErasureOrder extends Erasure {
  readonly scope: string;
}

export interface Erased {
  readonly grown: readonly string[];
  /** Photos that nothing but erased records names; their files are to go. */
  readonly photos: readonly string[];
}

/** Erases as the order says. Repeating it changes nothing and names the same photos again. Null when there is no such record. */
export async function erase(ports: Ports, tx: Tx, township: string, order: ErasureOrder): Promise<Erased | null> {
  const { scope, record } = order;
  const touched = (await changesNaming(tx, township, scope, record)).filter(({ ops }) =>
    ops.some((op) => op.record === record),
  );
  if (touched.length === 0) return null;
  const scopes = await scopesToHold(tx, township, touched);
  const turn = await takeTurn(ports, tx, township, await readEpochs(tx, township), [...scopes, scope]);
  const known = await readErasures(tx, township);
  const isNew = addErasures(new Map([...known].map(([id, paths]) => [id, new Set(paths)])), [order]).size > 0;
  const written = isNew ? await turn.author.write(scope, erasureOps(order)) : [];
  const { changes, photos } = await takeErasures(turn, written);
  await settleRecords(turn, changes);
  const there = isNew ? photos : await photosErasedIn(tx, township, scope);
  return { grown: await turn.finish(), photos: [...there] };
}

/** Changes of a scope whose text names a record; the log has no index by record for kinds that the server does not fold, and this is asked a few times a year. */
async function changesNaming(db: Db, township: string, scope: string, word: string): Promise<IdentifiedChange[]> {
  const rows = await db
    .selectFrom('changes')
    .selectAll()
    .where('township', '=', township)
    .where('scope', '=', scope)
    .where('body', 'like', `%${word.replaceAll(/["\\%_]/g, '%')}%`)
    .execute();
  return rows.map(changeOfRow);
}

const findErasures = statement((db, township: string) =>
  db.selectFrom('erasures').select(['record', 'path']).where('township', '=', township),
);

/** All that was ever erased in a township. */
export async function readErasures(db: Db, township: string): Promise<Erasures> {
  const rows = await findErasures(db, township);
  const erasures = new Map<string, Set<string>>();
  for (const { record, path } of rows) erasures.set(record, (erasures.get(record) ?? new Set()).add(path));
  return erasures;
}

/**
 * Does what erasures among these changes say: those that the server has just written, or that devices bring back to a restored one
 * (SPEC X9). Answers with the changes that lost a value, to be folded anew, and the photos that are to go.
 */
export async function takeErasures(
  { db, township, servers, author }: Turn,
  changes: readonly IdentifiedChange[],
): Promise<{ readonly changes: IdentifiedChange[]; readonly photos: ReadonlySet<string> }> {
  const bare: IdentifiedChange[] = [];
  const photos = new Set<string>();
  for (const change of changes) {
    for (const erasure of erasureIn(change, servers)) {
      await author.flush();
      await keep(db, township, erasure);
      const erasures = await readErasures(db, township);
      const named = await changesNaming(db, township, change.scope, erasure.record);
      bare.push(...(await dropErased(db, township, named, erasures)).values());
      const gone = [...photosOfErased(named, erasures)];
      for (const photo of gone) {
        const everywhere = await changesNaming(db, township, change.scope, photo);
        if (photosOfErased(everywhere, erasures).has(photo)) photos.add(photo);
      }
      await keepPhotos(db, township, change.scope, [...photos]);
    }
  }
  return { changes: bare, photos };
}

async function keep(db: Db, township: string, { record, paths }: Erasure): Promise<void> {
  const rows = (paths.length === 0 ? [''] : [...new Set(paths)]).map((path) => ({ township, record, path }));
  await inParts(rows, async (part) => {
    await db
      .insertInto('erasures')
      .values(part)
      .onConflict((on) => on.doNothing())
      .execute();
    return [];
  });
}

async function keepPhotos(db: Db, township: string, scope: string, photos: readonly string[]): Promise<void> {
  const rows = photos.map((photo) => ({ township, scope, photo }));
  await inParts(rows, async (part) => {
    await db
      .insertInto('erasedPhotos')
      .values(part)
      .onConflict((on) => on.doNothing())
      .execute();
    return [];
  });
}

/** Takes erased values out of stored changes. Answers with those that had any, as they are now. */
export async function dropErased(
  db: Db,
  township: string,
  changes: readonly IdentifiedChange[],
  erasures: Erasures,
): Promise<Map<string, IdentifiedChange>> {
  const bare = new Map<string, IdentifiedChange>();
  for (const change of changes) {
    const without = withoutErased(change, erasures);
    if (without === change) continue;
    bare.set(change.id, without);
    const { body, bytes } = rowOfChange(township, without, { state: 'stored', proven: 1, fork: 0 });
    await db
      .updateTable('changes')
      .set({ body, bytes })
      .where('township', '=', township)
      .where('id', '=', change.id)
      .execute();
  }
  return bare;
}

async function photosErasedIn(db: Db, township: string, scope: string): Promise<string[]> {
  const rows = await db
    .selectFrom('erasedPhotos')
    .select('photo')
    .where('township', '=', township)
    .where('scope', '=', scope)
    .execute();
  return rows.map(({ photo }) => photo);
}

/** Whether a photo was erased: its upload is answered and not kept. */
export async function isErasedPhoto(db: Db, township: string, scope: string, photo: string): Promise<boolean> {
  return (await photosErasedIn(db, township, scope)).includes(photo);
}
