import { expect, test } from 'vitest';
import { person } from '#kinds/person.ts';
import { projectionOf } from '#store/projection.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { aStore } from '#test/help/store.ts';

const addPerson = (store: Store, name: string) =>
  saveValues(store, [{ kind: person, record: newId(store), unit: store.identity.units[0] ?? '', values: { name } }]);
const namesIn = (store: Store) =>
  projectionOf(store, 'person')
    .snapshot()
    .rows.map(({ values }) => values['name']);

test('[D10] rows written while no screen listened are there for the next one', async (t) => {
  const store = await aStore(t);
  const source = projectionOf(store, 'person');
  const leave = source.subscribe(() => {});
  await expect.poll(() => source.snapshot().ready).toBe(true);
  leave();
  await addPerson(store, '田大山');
  t.onTestFinished(source.subscribe(() => {}));
  await expect.poll(() => namesIn(store)).toEqual(['田大山']);
  // And it follows again.
  await addPerson(store, '彭秀英');
  await expect.poll(() => namesIn(store)).toEqual(['田大山', '彭秀英']);
});

test('[D7] a connection that goes while records are loading is no fault of theirs, and the next screen reads them', async (t) => {
  const store = await aStore(t);
  await addPerson(store, '田大山');
  const source = projectionOf(store, 'person');
  const leave = source.subscribe(() => {});
  store.db.close();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(source.snapshot().ready).toBe(false);
  leave();
  await store.db.open();
  t.onTestFinished(source.subscribe(() => {}));
  await expect.poll(() => namesIn(store)).toEqual(['田大山']);
});
