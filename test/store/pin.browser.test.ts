import { expect, test } from 'vitest';
import { RESET_WAIT } from '#core/pin.ts';
import {
  askReset,
  keepPassphrase,
  removePin,
  resetAfterWait,
  resetByPassphrase,
  setLockAfter,
  setPin,
  tryPin,
} from '#store/pin.ts';
import type { Store } from '#store/store.ts';
import { aStore, START, type TestClock } from '#test/help/store.ts';

const allMeta = async ({ db }: Store) => JSON.stringify(await db.meta.toArray());
const isSet = async ({ db }: Store) => (await db.meta.get('pin/code')) !== undefined;
const triesOf = async ({ db }: Store) => (await db.meta.get('pin/tries'))?.value;

test('the right PIN opens, a wrong one does not, and the PIN itself is stored nowhere', async (t) => {
  const store = await aStore(t);
  expect(await tryPin(store, '')).toBe('open');
  await setPin(store, '258046', 5);
  expect(await tryPin(store, '258047')).toBe('wrong');
  expect(await tryPin(store, '258046')).toBe('open');
  expect(await triesOf(store)).toBeUndefined();
  expect(await allMeta(store)).not.toContain('258046');
});

test('[L2] wrong tries are slowed down, in every tab and after a restart, and never wipe anything', async (t) => {
  const clock: TestClock = { ms: START };
  const store = await aStore(t, { clock });
  const changes = await store.db.changes.count();
  await setPin(store, '258046');
  for (let i = 0; i < 5; i++) expect(await tryPin(store, '000001')).toBe('wrong');
  // The right one has to wait too: else the wait would tell nothing to whoever guesses.
  expect(await tryPin(store, '258046')).toBe('wait');
  store.db.close();
  await store.db.open();
  expect(await tryPin(store, '258046')).toBe('wait');
  clock.ms += 30_000;
  expect(await tryPin(store, '258046')).toBe('open');
  expect(await store.db.changes.count()).toBe(changes);
});

test('[L2] two tabs guessing at once share one count', async (t) => {
  const store = await aStore(t);
  await setPin(store, '258046');
  await Promise.all([1, 2, 3, 4].map(() => tryPin(store, '111222')));
  expect(await triesOf(store)).toMatchObject({ wrong: 4 });
});

test('[L3] the passphrase of a backup takes a forgotten PIN away, and only the right one does', async (t) => {
  const store = await aStore(t);
  await setPin(store, '258046');
  expect(await resetByPassphrase(store, '长江长江')).toBe('wrong');
  await keepPassphrase(store, '长江长江 é', '河的名字');
  expect(await allMeta(store)).not.toContain('长江长江');
  expect(await resetByPassphrase(store, '黄河黄河')).toBe('wrong');
  // The same letter, composed by another input method.
  expect(await resetByPassphrase(store, '长江长江 e\u0301')).toBe('open');
  expect(await isSet(store)).toBe(false);
  expect(await tryPin(store, 'anything')).toBe('open');
});

test('guessing the passphrase waits as guessing the PIN does', async (t) => {
  const store = await aStore(t);
  await setPin(store, '258046');
  await keepPassphrase(store, '长江长江', '');
  for (let i = 0; i < 5; i++) await tryPin(store, '000001');
  expect(await resetByPassphrase(store, '长江长江')).toBe('wait');
  expect(await isSet(store)).toBe(true);
});

test('[L3] without any secret the PIN can be set anew after a day, and not before', async (t) => {
  const clock: TestClock = { ms: START };
  const store = await aStore(t, { clock });
  await setPin(store, '258046');
  expect(await resetAfterWait(store)).toBe(false);
  await askReset(store);
  clock.ms += RESET_WAIT - 60_000;
  await askReset(store);
  expect(await resetAfterWait(store)).toBe(false);
  clock.ms += 60_000;
  expect(await resetAfterWait(store)).toBe(true);
  expect(await isSet(store)).toBe(false);
});

test('[L3] whoever knows the PIN withdraws a request to set it anew by opening', async (t) => {
  const clock: TestClock = { ms: START };
  const store = await aStore(t, { clock });
  await setPin(store, '258046');
  await askReset(store);
  expect(await tryPin(store, '258046')).toBe('open');
  clock.ms += RESET_WAIT * 2;
  expect(await resetAfterWait(store)).toBe(false);
  expect(await isSet(store)).toBe(true);
});

test('how soon the screen locks can be changed, also while no PIN is set', async (t) => {
  const store = await aStore(t);
  await setLockAfter(store, 1);
  expect(await isSet(store)).toBe(false);
  await setPin(store, '258046', 5);
  await setLockAfter(store, 15);
  expect((await store.db.meta.get('pin/code'))?.value).toMatchObject({ minutes: 15, length: 6 });
  await removePin(store);
  expect(await isSet(store)).toBe(false);
});
