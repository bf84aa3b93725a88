/** Snapshots (SPEC X6): the beginning of a stream as immutable compressed pages, each fetched on its own and resumed after a cut. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { cutPage, fullBudget } from './pages.ts';
import type { ServerKeys } from './keys.ts';
import type { Db } from './log.ts';

interface Chunk {
  readonly after: number;
  readonly to: number;
  /** SHA-256 of the compressed bytes. */
  readonly hash: string;
  readonly size: number;
}

export interface Manifest {
  readonly scope: string;
  /** Each continues the one before it; from the last one's `to` on the exchange brings the rest. */
  readonly chunks: readonly Chunk[];
}

interface Reading {
  readonly db: Db;
  readonly keys: ServerKeys;
  readonly township: string;
}

const compress = promisify(gzip);

/** Only pages that are full become chunks: what is at the end of a stream would be another chunk tomorrow. */
export async function manifestOf(reading: Reading, scope: string): Promise<Manifest> {
  const { db, township } = reading;
  const chunks = await storedChunks(db, township, scope);
  let after = chunks[chunks.length - 1]?.to ?? 0;
  for (;;) {
    const page = await cutPage(reading, scope, after, fullBudget());
    if (page === null || !page.more) return { scope, chunks };
    const bytes = await compress(JSON.stringify(page));
    const hash = createHash('sha256').update(bytes).digest('hex');
    await db
      .insertInto('snapshots')
      .values({ township, scope, after, to: page.to, hash, bytes })
      // Whoever was first has cut it: the same stretch, perhaps under other signatures.
      .onConflict((on) => on.columns(['township', 'scope', 'after']).doNothing())
      .execute();
    const made = (await storedChunks(db, township, scope)).find((chunk) => chunk.after === after);
    if (made === undefined) return { scope, chunks };
    chunks.push(made);
    after = made.to;
  }
}

async function storedChunks(db: Db, township: string, scope: string): Promise<Chunk[]> {
  const rows = await db
    .selectFrom('snapshots')
    .select(['after', 'to', 'hash'])
    .select((eb) => eb.fn<number>('length', ['bytes']).as('size'))
    .where('township', '=', township)
    .where('scope', '=', scope)
    .orderBy('after')
    .execute();
  return rows;
}

export async function findChunk(
  db: Db,
  township: string,
  hash: string,
): Promise<{ readonly scope: string; readonly bytes: Uint8Array } | null> {
  const found = await db
    .selectFrom('snapshots')
    .select(['scope', 'bytes'])
    .where('township', '=', township)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return found ?? null;
}
