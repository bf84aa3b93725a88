import { expect, test, type TestContext } from 'vitest';
import { person, training } from '#kinds/index.ts';
import { rebuild } from '#store/incoming.ts';
import { keepFigures, readKept } from '#store/kept-figures.ts';
import { saveValues } from '#store/records.ts';
import type { Store } from '#store/store.ts';
import { aStore } from '#test/help/store.ts';

const save = (
  store: Store,
  kind: typeof person | typeof training,
  record: string,
  values: { [field: string]: string },
) => saveValues(store, [{ kind, record, unit: store.identity.units[0] ?? '', values }]);

const FIGURES = { sessions: 3, byUnit: new Map([['a', 1]]) };

async function kept(t: TestContext) {
  const store = await aStore(t);
  await save(store, training, 't1', { title: '一', heldOn: '2026-01-05' });
  const [last] = await store.db.rows('training').toArray();
  await keepFigures(store, '2026/', new Map([['training', last?.at ?? 0]]), FIGURES);
  return store;
}

test('[F18] what was kept comes back as it was while nothing it depends on was written', async (t) => {
  const store = await kept(t);
  await save(store, person, 'p1', { name: '李伟' });
  expect(await readKept(store, '2026/')).toEqual({ figures: FIGURES, isCurrent: true });
  expect(await readKept(store, '2025/')).toBeNull();
});

test('[F18] figures kept while a record waited to be counted are the last count, whatever is written or not', async (t) => {
  const store = await aStore(t);
  await save(store, training, 't1', { title: '一', heldOn: '2026-01-05' });
  await keepFigures(store, '2026', new Map([['training', 0]]), FIGURES, 'tasks');
  expect(await readKept(store, '2026', 'tasks')).toEqual({ figures: FIGURES, isCurrent: false });
  expect(await readKept(store, '2026')).toBeNull();
});

test('[F18] a record that was written since makes it the last count, not this one', async (t) => {
  const store = await kept(t);
  await save(store, training, 't2', { title: '二', heldOn: '2026-02-05' });
  expect(await readKept(store, '2026/')).toEqual({ figures: FIGURES, isCurrent: false });
});

test('[F18] a build that counts in another way, a cleared scope and rows made anew from the log count again; a mere later build does not', async (t) => {
  const store = await kept(t);
  const countedBy = `${store.ports.countedBy}.newer`;
  expect(await readKept({ ...store, ports: { ...store.ports, countedBy } }, '2026/')).toBeNull();
  const later = { ...store, ports: { ...store.ports, builtAt: store.ports.builtAt + 1 } };
  expect((await readKept(later, '2026/'))?.isCurrent).toBe(true);
  expect(await readKept({ ...store, identity: { ...store.identity, cleared: 1 } }, '2026/')).toBeNull();
  await rebuild(store);
  expect(await readKept(store, '2026/')).toBeNull();
});
