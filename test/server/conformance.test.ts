/** One suite for both databases (sync.md §7.4): what holds on SQLite holds on a real PostgreSQL, with many writers at once. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { runsOf } from '#core/exchange.ts';
import { openStorage, type Storage } from '#server/storage.ts';
import type { OpenStreams } from '#server/streams.ts';
import { aPostgres } from '#test/help/postgres.ts';
import { aFolder } from './help.ts';
import {
  aLedgerLike,
  aMediator,
  aStaffedWorld,
  aVenue,
  requestOf,
  rowOn,
  settle,
  sync,
  write,
  type Phone,
  type Staffed,
} from './phone.ts';

vi.setConfig({ testTimeout: 120_000 });

async function aStorage(kind: Storage['kind']): Promise<Storage> {
  const settings =
    kind === 'sqlite'
      ? ({ kind, path: join(aFolder(), 'fazhi.sqlite') } as const)
      : ({ kind, url: await aPostgres() } as const);
  const storage = await openStorage(settings, randomUUID);
  onTestFinished(() => storage.close());
  return storage;
}

/** Reads a scope again and again while it grows; the phone refuses a page that leaves anything out. */
async function readWhile(phone: Phone, isOver: () => boolean): Promise<void> {
  while (!isOver()) await sync(phone);
  await settle(phone);
}

/** Several phones write into the same scopes at once, one reads all the time. Answers with what was written. */
async function writeAtOnce(
  world: Staffed,
  writers: number,
  rounds: number,
): Promise<{ written: string[]; reader: Phone }> {
  const phones: Phone[] = [];
  for (let at = 0; at < writers; at++) phones.push(await aMediator(world));
  const reader = await aMediator(world);
  const written: string[] = [];
  let isOver = false;
  const reading = readWhile(reader, () => isOver);
  await Promise.all(
    phones.map(async (phone) => {
      for (let round = 0; round < rounds; round++) {
        for (const part of ['work', 'cases']) written.push(write(phone, `${world.villages[0]}/${part}`, aVenue()).id);
        await sync(phone);
      }
    }),
  );
  isOver = true;
  await reading;
  return { written, reader };
}

for (const kind of ['sqlite', 'postgres'] as const) {
  test(`${kind} [X3] with many writers at once streams are gapless, in commit order, and nothing is lost`, async () => {
    const storage = await aStorage(kind);
    const world = await aStaffedWorld({ storage });
    const { written, reader } = await writeAtOnce(world, 8, 12);
    expect(written.filter((change) => !reader.log.has(change))).toEqual([]);
    for (const { scope, seq } of await storage.db.selectFrom('counters').selectAll().execute()) {
      const stream = await storage.db
        .selectFrom('stream')
        .select('seq')
        .where('scope', '=', scope)
        .orderBy('seq')
        .execute();
      expect(stream.map((row) => row.seq)).toEqual(Array.from({ length: seq }, (_, at) => at + 1));
    }
  });

  test(`${kind} [X2] the same push from many connections at once is stored once`, async () => {
    const storage = await aStorage(kind);
    const world = await aStaffedWorld({ storage });
    const phone = await aMediator(world);
    const venue = aVenue();
    const change = write(phone, `${world.villages[0]}/work`, venue);
    const request = { version: 1, epoch: null, heads: [], devices: [], cursors: {} };
    const pushes = Array.from({ length: 12 }, () =>
      world.ledger.exchange(phone.caller, { ...request, runs: runsOf([change]) }),
    );
    const states = (await Promise.all(pushes)).flatMap(({ results }) => results.flatMap((result) => result.states));
    expect(states.sort()).toEqual([...Array.from({ length: 11 }, () => 'known'), 'stored']);
    await settle(world.office);
    expect(rowOn(world.office, venue.record)?.values).toEqual({ name: '文化广场' });
  });
}

/** A stream numbered as most programs would: by the database, when the row is inserted. */
const autoIncrement: OpenStreams = async (db, township) => {
  const added: { scope: string; change: string }[] = [];
  return {
    holds: () => true,
    add: (scope, change) => void added.push({ scope, change }),
    flush: async () => {
      for (const row of added) {
        const seq = sql<number>`nextval('auto')`;
        await db
          .insertInto('stream')
          .values({ township, ...row, seq })
          .execute();
      }
      return [...new Set(added.map(({ scope }) => scope))];
    },
  };
};

/** How many changes a reader misses that reads on behind the highest number it has seen, while `writers` phones write. */
async function missedBy(world: Staffed, writers: number, rounds: number): Promise<number> {
  const scope = `${world.villages[0]}/work`;
  const phones: Phone[] = [];
  for (let at = 0; at < writers; at++) phones.push(await aMediator(world));
  const seen = new Set<string>();
  let cursor = 0;
  let isOver = false;
  const read = async (): Promise<void> => {
    const { db } = world.storage;
    const rows = await db
      .selectFrom('stream')
      .select(['seq', 'change'])
      .where('scope', '=', scope)
      .where('seq', '>', cursor)
      .orderBy('seq')
      .execute();
    for (const { seq, change } of rows) {
      cursor = seq;
      seen.add(change);
    }
  };
  const reading = (async () => {
    while (!isOver) await read();
    await read();
  })();
  const written = await Promise.all(
    phones.map(async (phone) => {
      for (let round = 0; round < rounds; round++) {
        write(phone, scope, aVenue());
        await world.ledger.exchange(phone.caller, requestOf(phone, { cursors: {} }));
        phone.waiting.clear();
      }
      return [...phone.log.keys()];
    }),
  );
  isOver = true;
  await reading;
  return written.flat().filter((change) => !seen.has(change)).length;
}

test('[X3] a variant with auto-increment cursors is caught: readers miss what commits late; with the counter row they miss nothing', async () => {
  const storage = await aStorage('postgres');
  // No other sequence than its own numbers is in the way: the reader only trusts that numbers become visible in order.
  await sql`CREATE SEQUENCE auto START 1000`.execute(storage.db);
  const right = await aStaffedWorld({ storage });
  expect(await missedBy(right, 8, 15)).toBe(0);
  let missed = 0;
  for (let tries = 0; tries < 10 && missed === 0; tries++) {
    const wrong = { ...right, ledger: aLedgerLike(right, autoIncrement) };
    missed = await missedBy(wrong, 8, 15);
  }
  expect(missed).toBeGreaterThan(0);
});
