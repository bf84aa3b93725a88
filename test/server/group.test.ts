/** SPEC X2: pushes that share a commit share nothing else. */
import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test, vi } from 'vitest';
import { groupCommits } from '#server/group.ts';
import { openStorage, type Storage, type Tx } from '#server/storage.ts';
import { aPostgres } from '#test/help/postgres.ts';
import { aMediator, aStaffedWorld, aVenue, requestOf, statesOf, write } from './phone.ts';

vi.setConfig({ testTimeout: 60_000 });

async function aStorage(kind: Storage['kind']): Promise<Storage> {
  const settings =
    kind === 'sqlite' ? ({ kind, path: ':memory:' } as const) : ({ kind, url: await aPostgres() } as const);
  const storage = await openStorage(settings, randomUUID);
  onTestFinished(() => storage.close());
  return storage;
}

const put = async (tx: Tx, name: string): Promise<string> => {
  await tx.insertInto('meta').values({ name, value: '' }).execute();
  return name;
};
const namesIn = async ({ db }: Storage): Promise<string[]> =>
  (await db.selectFrom('meta').select('name').where('name', '!=', 'epoch').execute()).map(({ name }) => name).sort();

/** What each came to, by name or by the message of its error. */
const endsOf = async (all: readonly Promise<string>[]): Promise<string[]> =>
  (await Promise.allSettled(all)).map((end) =>
    end.status === 'fulfilled' ? end.value : (end.reason as Error).message,
  );

for (const kind of ['sqlite', 'postgres'] as const) {
  test(`${kind} [X2] a push that fails takes back nothing but itself, what the others do is stored in one commit`, async () => {
    const storage = await aStorage(kind);
    const transaction = vi.fn<Storage['transaction']>(storage.transaction);
    const forget = vi.fn<() => void>();
    const grouped = groupCommits({ transaction: transaction as unknown as Storage['transaction'] }, () => ({ forget }));
    const ends = ['a', 'bad', 'b', 'twice', 'c'].map((name) =>
      grouped('', async (tx) => {
        await put(tx, name);
        if (name === 'bad') throw new Error('bad push');
        // Refused by the database itself, which ends PostgreSQL's transaction but for the savepoint.
        if (name === 'twice') await put(tx, 'a').catch(() => Promise.reject(new Error('there already')));
        return name;
      }),
    );
    expect(await endsOf(ends)).toEqual(['a', 'bad push', 'b', 'there already', 'c']);
    expect(await namesIn(storage)).toEqual(['a', 'b', 'c']);
    expect(transaction).toHaveBeenCalledTimes(1);
    // What was read meanwhile may be what was taken back.
    expect(forget).toHaveBeenCalledTimes(2);
  });

  test(`${kind} [X2] nobody is answered before the commit; a commit that fails fails them all`, async () => {
    const storage = await aStorage(kind);
    let fail = (): void => {};
    const held = new Promise<never>((_resolve, reject) => {
      fail = () => reject(new Error('the disk is gone'));
    });
    const transaction: Storage['transaction'] = (work) =>
      storage.transaction(async (tx) => {
        await work(tx);
        return held;
      });
    let answered = 0;
    const grouped = groupCommits({ transaction }, () => ({ forget: () => {} }));
    const ends = ['a', 'b'].map((name) =>
      grouped('', (tx) => put(tx, name)).finally(() => {
        answered += 1;
      }),
    );
    const all = endsOf(ends);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(answered).toBe(0);
    fail();
    expect(await all).toEqual(['the disk is gone', 'the disk is gone']);
    expect(await namesIn(storage)).toEqual([]);
  });

  test(`${kind} [X2] what the database gives up is run again from the start of the commit, for all of them`, async () => {
    const storage = await aStorage(kind);
    const grouped = groupCommits(storage, () => ({ forget: () => {} }));
    let tries = 0;
    const ends = ['a', 'b', 'c'].map((name) =>
      grouped('', async (tx) => {
        await put(tx, name);
        if (name === 'b' && (tries += 1) === 1) throw Object.assign(new Error('again'), { code: '40001' });
        return name;
      }),
    );
    expect(await endsOf(ends)).toEqual(['a', 'b', 'c']);
    expect([await namesIn(storage), tries]).toEqual([['a', 'b', 'c'], 2]);
  });
}

test('[X2] phones that push at the same moment share a commit, and each hears of its own change', async () => {
  const storage = await aStorage('sqlite');
  const transaction = vi.spyOn(storage, 'transaction');
  const world = await aStaffedWorld({ storage });
  const phones = [await aMediator(world), await aMediator(world, 1), await aMediator(world)];
  transaction.mockClear();
  const answers = await Promise.all(
    phones.map((phone, at) => {
      write(phone, `${world.villages[at === 1 ? 1 : 0]}/work`, aVenue());
      return world.ledger.exchange(phone.caller, requestOf(phone));
    }),
  );
  expect(answers.map(({ results }) => statesOf(results))).toEqual([['stored'], ['stored'], ['stored']]);
  expect(transaction).toHaveBeenCalledTimes(1);
});
