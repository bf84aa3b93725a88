/** SPEC X2: pushes that share a commit share nothing else. */
import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test, vi } from 'vitest';
import { inGroups } from '#server/group.ts';
import { openStorage, type Storage, type Tx } from '#server/storage.ts';
import { aPostgres } from '#test/help/postgres.ts';
import { aMediator, aStaffedWorld, aVenue, requestOf, settle, statesOf, sync, verdictsOn, write } from './phone.ts';

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
  test(`${kind} [X2] what comes at once is stored in one commit; one that fails takes back nothing but itself`, async () => {
    const storage = await aStorage(kind);
    const groups: string[][] = [];
    const grouped = inGroups(async (names: readonly string[]) => {
      groups.push([...names]);
      return storage.transaction(async (tx) => {
        for (const name of names) {
          await put(tx, name);
          if (name === 'bad') throw new Error('bad push');
          // Refused by the database itself, which ends PostgreSQL's transaction.
          if (name === 'twice') await put(tx, 'a').catch(() => Promise.reject(new Error('there already')));
        }
        return names;
      });
    });
    expect(await endsOf(['a', 'b', 'c'].map(grouped))).toEqual(['a', 'b', 'c']);
    expect(groups).toEqual([['a', 'b', 'c']]);
    const ends = ['d', 'bad', 'e', 'twice', 'f'].map(grouped);
    expect(await endsOf(ends)).toEqual(['d', 'bad push', 'e', 'there already', 'f']);
    expect(await namesIn(storage)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  test(`${kind} [X2] nobody is answered before the commit; a commit that fails fails them all`, async () => {
    const storage = await aStorage(kind);
    let fail = (): void => {};
    const held = new Promise<never>((_resolve, reject) => {
      fail = () => reject(new Error('the disk is gone'));
    });
    let answered = 0;
    const grouped = inGroups<string, string>((names) =>
      storage.transaction(async (tx) => {
        for (const name of names) await put(tx, name);
        return held;
      }),
    );
    const ends = ['a', 'b'].map((name) =>
      grouped(name).finally(() => {
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
    let tries = 0;
    const grouped = inGroups((names: readonly string[]) =>
      storage.transaction(async (tx) => {
        for (const name of names) {
          await put(tx, name);
          if (name === 'b' && (tries += 1) === 1) throw Object.assign(new Error('again'), { code: '40001' });
        }
        return names;
      }),
    );
    expect(await endsOf(['a', 'b', 'c'].map(grouped))).toEqual(['a', 'b', 'c']);
    expect([await namesIn(storage), tries]).toEqual([['a', 'b', 'c'], 2]);
  });
}

test('groups keep the order in which they were asked, end where somebody has to be alone, and do not grow without end', async () => {
  const groups: number[][] = [];
  const grouped = inGroups(
    async (numbers: readonly number[]) => {
      groups.push([...numbers]);
      return numbers.map((number) => number * 2);
    },
    // 300 stands for one that has to be alone; after 1500 there is no room for another of its kind.
    { weightOf: (number) => (number === 300 ? null : number) },
  );
  const asked = [1, 2, 300, 3, 1500, 1500, ...Array.from({ length: 40 }, () => 0)];
  expect(await Promise.all(asked.map(grouped))).toEqual(asked.map((number) => number * 2));
  expect(groups.map(({ length }) => length)).toEqual([2, 1, 2, 32, 9]);
});

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

test('[X2] what one of those who push together may no longer do the others are not held to', async () => {
  const world = await aStaffedWorld();
  const [one, ended, other] = [await aMediator(world), await aMediator(world), await aMediator(world)];
  const work = `${world.villages[0]}/work`;
  write(world.office, `${world.township}/office`, {
    record: ended.caller.member,
    kind: 'member',
    values: { endedOn: '2024-06-02' },
  });
  const venues = [one, ended, other].map((phone) => write(phone, work, aVenue()));
  // In the order in which they come: the office's word stands before those who push behind it.
  await Promise.all([world.office, one, ended, other].map((phone) => sync(phone)));
  await settle(world.office);
  expect(venues.map(({ id }) => verdictsOn(world.office).get(id)?.reason)).toEqual([
    undefined,
    'rightEnded',
    undefined,
  ]);
});

test('[X2] the same push twice at once is stored once, and either is told', async () => {
  const world = await aStaffedWorld();
  const phone = await aMediator(world);
  write(phone, `${world.villages[0]}/work`, aVenue());
  const request = requestOf(phone);
  const answers = await Promise.all([request, request].map((each) => world.ledger.exchange(phone.caller, each)));
  expect(answers.map(({ results }) => statesOf(results))).toEqual([['stored'], ['known']]);
  expect(answers.map(({ pages }) => pages.flatMap(({ held }) => held).length)).toEqual([1, 1]);
});
