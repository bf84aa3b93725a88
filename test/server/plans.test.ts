/** What an exchange costs does not grow with what is stored: every statement finds its rows by an index that goes beyond the township. */
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { changesOfRecords } from '#server/log.ts';
import { openStorage, storageOn, type Tx } from '#server/storage.ts';
import { aPostgres } from '#test/help/postgres.ts';
import { aCase, aMediator, aStaffedWorld, aVenue, id, settle, sync, write } from './phone.ts';

/** Tables that grow with the years; what is read of them by the township alone is read whole. */
const GROWING = [
  'changes',
  'stream',
  'records',
  'places',
  'cases',
  'heads',
  'chains',
  'verdicts',
  'refused',
  'issued',
  'counters',
];

test('no statement of an exchange reads a table that grows by its township alone', async () => {
  const file = new Database(':memory:');
  const texts = new Set<string>();
  let isListening = false;
  const prepare = file.prepare.bind(file);
  file.prepare = (text: string) => {
    if (isListening) texts.add(text);
    return prepare(text);
  };
  const world = await aStaffedWorld({ storage: await storageOn(file, id) });
  isListening = true;
  const [one, other] = [await aMediator(world), await aMediator(world)];
  const cases = `${world.villages[0]}/cases`;
  const file1 = aCase(world.committees[0], { status: 'accepted' });
  write(one, cases, file1);
  write(one, `${world.villages[0]}/work`, aVenue());
  await settle(one, other, world.office);
  write(other, cases, { ...file1, values: { status: 'settled' } });
  await settle(one, other, world.office);
  await sync(one);

  const read = [...texts].filter((text) => /^(select|update|delete)/.test(text));
  expect(read.length).toBeGreaterThan(15);
  const whole = read.filter((text) => {
    const values = Array.from({ length: text.split('?').length - 1 }, () => '');
    const plan = prepare<string[], { detail: string }>(`explain query plan ${text}`).all(...values);
    return plan.some(({ detail }) => {
      const [, how = '', table = '', key = ''] = /^(SCAN|SEARCH) (\w+)(?:.*\((.*)\))?/.exec(detail) ?? [];
      return GROWING.includes(table) && (how === 'SCAN' || key === 'township=?');
    });
  });
  expect(whole).toEqual([]);
  await world.storage.close();
});

/** A township on PostgreSQL of which the statistics, made before it came, know nothing; its first phone has written so many cases. */
async function anUnknownWorld(written: number) {
  const storage = await openStorage({ kind: 'postgres', url: await aPostgres() }, id);
  const elsewhere = await aStaffedWorld({ storage });
  const one = await aMediator(elsewhere);
  for (let at = 0; at < 100; at++) write(one, `${elsewhere.villages[0]}/cases`, aCase(elsewhere.committees[0], {}));
  await settle(one);
  await sql`analyze`.execute(storage.db);
  const world = await aStaffedWorld({ storage });
  const phone = await aMediator(world);
  const cases = Array.from({ length: written }, () => aCase(world.committees[0], {}));
  for (const each of cases) write(phone, `${world.villages[0]}/cases`, each);
  return { storage, world, phone, records: cases.map(({ record }) => record) };
}

/** Rows that this connection has read of all tables. */
async function rowsRead(tx: Tx): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int8 as read
    from pg_stat_xact_user_tables`.execute(tx);
  return rows[0]?.read ?? Number.NaN;
}

test('on PostgreSQL records of a township that its statistics do not know are found without joining all with all', async () => {
  const written = 400;
  const { storage, world, phone, records } = await anUnknownWorld(written);
  await settle(phone);
  const read = await storage.transaction(async (tx) => {
    const before = await rowsRead(tx);
    expect(await changesOfRecords(tx, world.township, records.slice(0, 150))).toHaveLength(150);
    return (await rowsRead(tx)) - before;
  });
  expect(read).toBeLessThan(10 * written);
  await storage.close();
});

test('on PostgreSQL statistics are made as soon as a township has stored much', async () => {
  const { storage, world, phone } = await anUnknownWorld(1200);
  const shareOf = async (): Promise<number> => {
    const { rows } = await sql<{ share: number | null }>`
      select most_common_freqs[array_position(most_common_vals::text::text[], ${world.township})] as share
      from pg_stats where tablename = 'changes' and attname = 'township'`.execute(storage.db);
    return rows[0]?.share ?? 0;
  };
  expect(await shareOf()).toBe(0);
  await settle(phone);
  await expect.poll(shareOf, { timeout: 20_000 }).toBeGreaterThan(0.5);
  await storage.close();
});
