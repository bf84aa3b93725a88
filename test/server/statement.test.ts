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
