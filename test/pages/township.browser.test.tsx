import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CASE_COUNTS, countPath, countsRecord } from '#core/case-counts.ts';
import type { Values } from '#kinds/field.ts';
import { annualTask, training } from '#kinds/index.ts';
import { commit } from '#store/commit.ts';
import { rebuild } from '#store/incoming.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { keepSyncState } from '#store/sync-state.ts';
import { markJoined, type JoinedAs } from '#test/help/joined.ts';
import { openVillage } from './app.tsx';

/** Everything so far is on the server; what is written afterwards waits. */
async function acknowledge({ db }: Store): Promise<void> {
  const chains = await db.chains.toArray();
  await db.acks.bulkPut(chains.map(({ device, scope, n }) => ({ device, scope, n })));
}

async function addTraining(store: Store, title: string): Promise<string> {
  const record = newId(store);
  const unit = store.identity.units[0] ?? '';
  const values = { heldOn: '2026-02-10', title, type: 'businessTraining', audience: ['mediator'] };
  await saveValues(store, [{ kind: training, record, unit, values }]);
  return record;
}

/** A joined village with one training on the server and one that waits. */
async function openJoined(t: Parameters<typeof openVillage>[0], as: JoinedAs, path: string) {
  let waits = '';
  const app = await openVillage(t, {
    path: '/',
    fill: async (store) => {
      await addTraining(store, '已报的学习');
      await acknowledge(store);
      waits = await addTraining(store, '民法典学习');
      await markJoined(store, as);
    },
  });
  await app.router.navigate(path);
  return { ...app, waits };
}

const lastChange = async ({ db }: Store) => (await db.changes.toCollection().last()) ?? expect.fail('no change');

test('[F9] home says what the township has, what waits here and what was refused, and leads to why', async (t) => {
  const { store } = await openJoined(t, { role: 'villageCadre' }, '/');
  const line = await screen.findByRole('link', { name: /已上报 \d+ *待上报 1 *被退回 0/ });
  // The person who set it up and the first training are there; the second waits.
  expect(line.textContent).toMatch(/已上报 2/);
  expect(line.getAttribute('href')).toBe('/mine/sync');
  const { id } = await lastChange(store);
  await store.db.verdicts.put({ change: id, state: 'quarantined', reason: 'misshapen' });
  const todo = await screen.findByRole('link', { name: /被退回 1 条，看看原因和办法/ });
  expect(todo.getAttribute('href')).toBe('/mine/refused');
  expect(screen.queryByText(/上次备份/)).toBeNull();
});

test('[X4] a refused change says which record, what, why and what to do; 改正 opens its form with what was written', async (t) => {
  const { store, user, router } = await openJoined(t, { role: 'villageCadre' }, '/mine/refused');
  expect(await screen.findByText(/没有被退回的/)).toBeTruthy();
  const { id } = await lastChange(store);
  await store.db.verdicts.put({ change: id, state: 'quarantined', reason: 'misshapen' });
  const item = within(await screen.findByRole('list', { name: '被退回' })).getByRole('listitem');
  expect(within(item).getByText('填的内容不是这一栏能用的。')).toBeTruthy();
  expect(within(item).getByText('2026年2月10日')).toBeTruthy();
  expect(await within(item).findByRole('link', { name: /培训学法/ })).toBeTruthy();

  // Why comes before what to do about it.
  const correct = within(item).getByRole('button', { name: '改正' });
  const why = within(item).getByText('填的内容不是这一栏能用的。');
  expect(why.compareDocumentPosition(correct)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);

  await user.click(correct);
  const box = await screen.findByDisplayValue('民法典学习');
  // The form opens at what was returned.
  const { ops: written } = await lastChange(store);
  await waitFor(() =>
    expect(document.activeElement?.closest('[data-field]')?.getAttribute('data-field')).toBe(written[0]?.field),
  );
  expect(router.state.location.pathname).toMatch(/^\/draft\//);
  await user.clear(box);
  await user.type(box, '民法典学习一场');
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () => expect((await lastChange(store)).id).not.toBe(id));
  const { ops } = await lastChange(store);
  expect(ops.find(({ value }) => value === '民法典学习一场')?.replaces).toContain(id);
});

test('[X4] a form on what was returned does not take the value that stands again for news from elsewhere', async (t) => {
  const { store, user, router, waits } = await openJoined(t, { role: 'villageCadre' }, '/');
  const made = await lastChange(store);
  const fields = { title: { value: '改过的题目', replaces: [made.id] } };
  await commit(store, [{ kind: 'training', record: waits, scope: made.scope, fields }]);
  const { id } = await lastChange(store);
  await store.db.verdicts.put({ change: id, state: 'quarantined', reason: 'misshapen' });
  await rebuild(store);
  await router.navigate('/mine/refused');
  await user.click(await screen.findByRole('button', { name: '改正' }));
  await screen.findByDisplayValue('改过的题目');
  expect((await store.db.rows('training').get(waits))?.values['title']).toBe('民法典学习');
  const place = { place: { value: '村委会', replaces: [] } };
  await commit(store, [{ kind: 'training', record: waits, scope: made.scope, fields: place }]);
  await screen.findByText(/^别处刚改了：地点。/);
});

test('[X4] the record itself says that something of it was returned, and why', async (t) => {
  const { store, router, waits } = await openJoined(t, { role: 'villageCadre' }, '/');
  const { id } = await lastChange(store);
  await store.db.verdicts.put({ change: id, state: 'review', reason: 'sealed' });
  await router.navigate(`/ledger/training/${waits}`);
  await screen.findByText('有改动等司法所决定：案卷已经归档，改动要司法所同意。');
  await store.db.verdicts.put({ change: id, state: 'quarantined', reason: 'officeOnly' });
  await screen.findByText('有改动被退回：审核和核定只有司法所能填。');
  expect(screen.getByRole('link', { name: '看怎么办' }).getAttribute('href')).toBe('/mine/refused');
});

test('[X4] 重新上报 writes it anew, and what is put aside stays in the log', async (t) => {
  const { store, user } = await openJoined(t, { role: 'villageCadre' }, '/mine/refused');
  const { id } = await lastChange(store);
  await store.db.verdicts.put({ change: id, state: 'quarantined', reason: 'noRight' });
  await user.click(await screen.findByRole('button', { name: '重新上报' }));
  expect(await screen.findByText(/没有被退回的/)).toBeTruthy();
  const again = await lastChange(store);
  expect(again.id).not.toBe(id);
  expect(again.ops.every(({ replaces }) => replaces.includes(id))).toBe(true);

  await store.db.verdicts.put({ change: again.id, state: 'quarantined', reason: 'noRight' });
  await user.click(await screen.findByRole('button', { name: '不再提醒' }));
  await user.click(screen.getByRole('button', { name: '不再提醒' }));
  expect(await screen.findByText(/没有被退回的/)).toBeTruthy();
  expect(await store.db.changes.where('id').equals(again.id).count()).toBe(1);
});

test('the sync page says what waits and how much, pauses, and keeps photos to Wi-Fi', async (t) => {
  const { store, user } = await openJoined(t, { role: 'villageCadre' }, '/mine/sync');
  expect(await screen.findByText(/1 处改动，约 \d+ KB/)).toBeTruthy();
  await user.click(screen.getByRole('switch', { name: '照片只在 Wi-Fi 上传' }));
  await waitFor(async () => expect((await store.db.meta.get('local/photosWifiOnly'))?.value).toBe(true));
  await user.click(screen.getByRole('switch', { name: '暂停上报' }));
  expect(await screen.findByText('已暂停')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '继续' }));
  await waitFor(() => expect(screen.queryByText('已暂停')).toBeNull());
});

test('[X7] a tap on 现在上报 counts, whatever exchange begins under the thumb', async (t) => {
  const { store, user } = await openJoined(t, { role: 'villageCadre' }, '/mine/sync');
  const button = await screen.findByRole('button', { name: '现在上报' });
  const askedAt = async () => (await store.db.meta.get('sync/asked'))?.value;
  expect(await askedAt()).toBeUndefined();
  await user.pointer({ keys: '[MouseLeft>]', target: button });
  await keepSyncState(store.db, { phase: 'syncing', lastContact: null, failure: null });
  expect(await screen.findByText('可以接着记，不用等。')).toBeTruthy();
  await user.pointer({ keys: '[/MouseLeft]', target: button });
  await waitFor(async () => expect(await askedAt()).toBeTypeOf('number'));
});

test('[S3] whoever may not see cases is offered none, and learns how many there are', async (t) => {
  const { store, router, user } = await openJoined(t, { role: 'lawSavvyPerson', caseDuty: false, scopes: {} }, '/');
  const unit = store.identity.units[0] ?? '';
  await screen.findByRole('link', { name: '记培训' });
  expect(screen.queryByRole('link', { name: '记调解' })).toBeNull();

  await router.navigate('/ledger/mediationCase');
  expect(await screen.findByText('无权查看明细')).toBeTruthy();
  expect(screen.queryByRole('link', { name: '记调解' })).toBeNull();
  const path = countPath({ month: '02', disputeType: '', source: '', status: 'settled', handedUp: false });
  const fields = { [path]: { value: 4, replaces: [] } };
  await commit(store, [{ kind: CASE_COUNTS, record: countsRecord(unit, 2026), scope: `${unit}/counts`, fields }]);
  expect(await screen.findByText('2026年案件')).toBeTruthy();
  expect(screen.getAllByText('4').length).toBeGreaterThan(0);

  await router.navigate('/ledger/mediationCase/new');
  expect(await screen.findByText(/李伟的账号不能记调解/)).toBeTruthy();
  await router.navigate('/tasks');
  expect(await screen.findByText(/司法所还没有下达2026年的任务/)).toBeTruthy();

  // Tasks over cases are told by the same counts; what counts cannot say stays unknown.
  const year = { year: 2026, due: '2026-12-31', target: 10 };
  const settled = { field: 'status', operator: 'eq', value: 'settled' };
  const metrics = {
    化解纠纷: { measure: 'count', kind: 'mediationCase', where: [settled] },
    协议金额: { measure: 'sum', kind: 'mediationCase', field: 'agreedAmount' },
  };
  await saveValues(
    store,
    Object.entries(metrics).map(([title, metric]) => ({
      kind: annualTask,
      record: newId(store),
      unit,
      values: { ...year, title, metric, splitTargets: { [unit]: { target: 10 } } } as unknown as Values,
    })),
  );
  const told = await screen.findByRole('link', { name: /化解纠纷/ });
  expect(told.textContent).toMatch(/4/);
  expect(told.textContent).not.toMatch(/不能计算/);
  expect((await screen.findByRole('link', { name: /协议金额/ })).textContent).toMatch(/无权查看明细/);
  await user.click(told);
  expect(await screen.findByText(/只算|件数|4/)).toBeTruthy();
});

test('[S3] a leader writes duty entries and nothing else', async (t) => {
  const { waits, router } = await openJoined(t, { role: 'leader', caseDuty: false, scopes: {} }, '/');
  expect(await screen.findByRole('link', { name: '记履职' })).toBeTruthy();
  expect(screen.queryByRole('link', { name: '记培训' })).toBeNull();
  await router.navigate(`/ledger/training/${waits}`);
  expect(await screen.findByRole('heading', { level: 2, name: /民法典学习/ })).toBeTruthy();
  expect(screen.queryByRole('link', { name: '修改' })).toBeNull();
  expect(screen.queryByRole('button', { name: '移除' })).toBeNull();
});
