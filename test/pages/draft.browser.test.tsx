import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { flushDrafts } from '#pages/shell/flush.ts';
import { openVillage } from './app.tsx';

test('[D9] what was typed when the page was killed is offered as 继续填写, with every keystroke', async (context) => {
  const { user, reopen, store } = await openVillage(context, { path: '/ledger/mediationCase/new' });
  await user.type(await screen.findByRole('textbox', { name: /甲方.*姓名/ }), '覃大山');
  await user.click(screen.getByRole('radio', { name: '邻里纠纷' }));
  await waitFor(async () => expect(await store.db.drafts.count()).toBe(1), { timeout: 600 });

  const again = await reopen();
  // Anybody may see the home screen: the name is masked there.
  const resume = await screen.findByRole('link', { name: '继续填写' });
  expect(document.body.textContent).toContain('覃*山');
  await again.user.click(resume);
  expect(await screen.findByRole('textbox', { name: /甲方.*姓名/ })).toHaveProperty('value', '覃大山');
  expect(screen.getByRole('radio', { name: '邻里纠纷' })).toHaveProperty('checked', true);
});

test('[D9] a keystroke lies on the device while the form stands open and nothing else is touched', async (context) => {
  const { user, store } = await openVillage(context, { path: '/ledger/venue/new' });
  const name = await screen.findByRole('textbox', { name: '名称' });
  await user.type(name, '调解室');
  expect(document.activeElement).toBe(name);
  const names = async () => (await store.db.drafts.toArray()).map(({ typed }) => typed['name']);
  await waitFor(async () => expect(await names()).toEqual(['调解室']), { timeout: 2000 });
});

test('leaving a form keeps it at once, without a word', async (context) => {
  const { user, store } = await openVillage(context, { path: '/ledger/venue/new' });
  await user.type(await screen.findByRole('textbox', { name: '名称' }), '调解室');
  await user.click(screen.getByRole('button', { name: '返回' }));
  await waitFor(async () =>
    expect((await store.db.drafts.toArray()).map(({ typed }) => typed['name'])).toEqual(['调解室']),
  );
});

test('whoever taps 返回 and then another screen before the text is kept stays on that screen', async (context) => {
  const { user, store, router } = await openVillage(context);
  await router.navigate('/ledger/venue/new');
  await user.type(await screen.findByRole('textbox', { name: '名称' }), '调解室');
  screen.getByRole('button', { name: '返回' }).click();
  screen.getByRole('link', { name: '台账' }).click();
  await waitFor(async () => expect(await store.db.drafts.count()).toBe(1));
  await flushDrafts();
  await screen.findByRole('heading', { level: 1, name: '台账' });
  expect(router.state.location.pathname).toBe('/ledger');
});

test('[D9] a form that is being filled stays as it is when what the device may do changes', async (context) => {
  const { user, store } = await openVillage(context, { path: '/ledger/venue/new' });
  await user.type(await screen.findByRole('textbox', { name: '名称' }), '调解');
  const { identity } = store;
  for (const cleared of [undefined, 1]) {
    const changed = { ...identity, joinedAt: cleared ?? 2, ...(cleared === undefined ? {} : { cleared }) };
    await store.db.meta.put({ id: 'identity', value: changed });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await user.type(screen.getByRole('textbox', { name: '名称' }), '室');
  }
  expect(screen.getByRole('textbox', { name: '名称' })).toHaveProperty('value', '调解室室');
  await flushDrafts();
  expect((await store.db.drafts.toArray()).map(({ typed }) => typed['name'])).toEqual(['调解室室']);
});

test('an unfinished form is discarded in two steps and comes back with 撤销', async (context) => {
  const { user, store, reopen } = await openVillage(context, { path: '/ledger/venue/new' });
  await user.type(await screen.findByRole('textbox', { name: '名称' }), '调解室');
  await flushDrafts();
  const again = await reopen();
  await again.user.click(await screen.findByRole('button', { name: '丢弃' }));
  await again.user.click(screen.getByRole('button', { name: '丢弃' }));
  await waitFor(async () => expect(await store.db.drafts.count()).toBe(0));
  await again.user.click(await screen.findByRole('button', { name: '撤销' }));
  await screen.findByRole('link', { name: '继续填写' });
  expect((await store.db.drafts.toArray()).map(({ typed }) => typed['name'])).toEqual(['调解室']);
});

test('a saved form leaves no draft behind', async (context) => {
  const { user, store } = await openVillage(context, { path: '/ledger/venue/new' });
  await user.click(await screen.findByRole('radio', { name: '矛盾纠纷调解室' }));
  await user.type(screen.getByRole('textbox', { name: '名称' }), '调解室');
  await user.click(screen.getByRole('button', { name: '保存' }));
  await screen.findByRole('heading', { name: '调解室' });
  expect(await store.db.drafts.count()).toBe(0);
});

test('an opened form that nobody typed into keeps nothing', async (context) => {
  const { user, store } = await openVillage(context, { path: '/ledger/venue/new' });
  await screen.findByRole('textbox', { name: '名称' });
  await user.click(screen.getByRole('button', { name: '返回' }));
  await flushDrafts();
  expect(await store.db.drafts.count()).toBe(0);
});
