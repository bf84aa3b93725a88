import { expect, test } from 'vitest';
import { statement } from '#server/statement.ts';
import { openStorage } from '#server/storage.ts';

test('a statement that was compiled once answers for what is given each time', async () => {
  const { db, close } = await openStorage({ kind: 'sqlite', path: ':memory:' }, () => 'epoch');
  const counters = ['a', 'b', 'c'].flatMap((township) =>
    ['x', 'y', 'z'].map((scope, at) => ({ township, scope, seq: at + 1 })),
  );
  await db.insertInto('counters').values(counters).execute();
  // Given in another order than the statement uses it, and beside something that is always the same.
  const find = statement((on, scopes: readonly string[], above: number, township: string) =>
    on
      .selectFrom('counters')
      .select(['township', 'scope'])
      .where('township', '=', township)
      .where('seq', '<', 3)
      .where('seq', '>', above)
      .where('scope', 'in', scopes)
      .orderBy('scope'),
  );
  const found = async (...given: Parameters<typeof find> extends [unknown, ...infer G] ? G : never) =>
    (await find(db, ...given)).map(({ township, scope }) => township + scope);
  expect(await found(['x', 'y', 'z'], 0, 'a')).toEqual(['ax', 'ay']);
  expect(await found(['z', 'y', 'x'], 1, 'b')).toEqual(['by']);
  expect(await found(['x'], 0, 'c')).toEqual(['cx']);
  expect(await db.transaction().execute((tx) => find(tx, ['y'], 0, 'c'))).toEqual([{ township: 'c', scope: 'y' }]);
  await close();
});

test('rows are put in by a statement that was compiled for as many', async () => {
  const { db, close } = await openStorage({ kind: 'sqlite', path: ':memory:' }, () => 'epoch');
  type Counter = { readonly township: string; readonly scope: string; readonly seq: number };
  const put = statement((on, rows: readonly Counter[]) =>
    on
      .insertInto('counters')
      .values(rows)
      .onConflict((at) => at.columns(['township', 'scope']).doUpdateSet((eb) => ({ seq: eb.ref('excluded.seq') })))
      .returning('seq'),
  );
  const rowsOf = (township: string, count: number): Counter[] =>
    Array.from({ length: count }, (_, at) => ({ township, scope: `${at}`, seq: at }));
  expect(await put(db, rowsOf('a', 2))).toEqual([{ seq: 0 }, { seq: 1 }]);
  expect(await put(db, rowsOf('b', 2))).toEqual([{ seq: 0 }, { seq: 1 }]);
  expect(await put(db, [{ township: 'a', scope: '1', seq: 7 }])).toEqual([{ seq: 7 }]);
  // With its columns in another order, alone and beside one that is not.
  expect(await put(db, [{ seq: 8, scope: '1', township: 'a' }])).toEqual([{ seq: 8 }]);
  const mixed = [
    { township: 'a', scope: '0', seq: 5 },
    { seq: 6, scope: '1', township: 'a' },
  ];
  expect(await put(db, mixed)).toEqual([{ seq: 5 }, { seq: 6 }]);
  // More than are kept by their length.
  expect(await put(db, rowsOf('c', 100))).toHaveLength(100);
  const all = await db.selectFrom('counters').selectAll().orderBy('township').orderBy('seq').execute();
  expect(all).toEqual([
    { township: 'a', scope: '0', seq: 5 },
    { township: 'a', scope: '1', seq: 6 },
    ...rowsOf('b', 2),
    ...rowsOf('c', 100),
  ]);
  await close();
});
