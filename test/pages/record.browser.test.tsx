import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CHAIN_START, changesOf } from '#core/change.ts';
import { mediationCase, training } from '#kinds/index.ts';
import { draftOfRow } from '#store/drafts.ts';
import { receive } from '#store/incoming.ts';
import { saveDraft, saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { markJoined } from '#test/help/joined.ts';
import { START } from '#test/help/store.ts';
import { openVillage } from './app.tsx';

const ID = '0190aaaa-0000-7000-8000-000000000001';

/** A case as the village head wrote it down. */
const aCase = async (store: Store) => {
  const [committee] = await store.db.rows('committee').toCollection().primaryKeys();
  return saveValues(store, [
    {
      kind: mediationCase,
      record: ID,
      unit: store.identity.units[0] as string,
      values: {
        parties: {
          a: { side: 'partyA', partyKind: 'person', name: '田大山' },
          b: { side: 'partyB', partyKind: 'person', name: '彭秀英' },
        },
        disputeType: 'neighbor',
        facts: '屋檐滴水',
        status: 'inMediation',
        acceptedOn: '2026-02-03',
        source: 'ownMotion',
        committee,
      },
    },
  ]);
};

test('a mediation is recorded, listed masked, opened whole and changed', async (context) => {
  const { user, router } = await openVillage(context);
  await user.click(screen.getByRole('link', { name: '记调解' }));
  await user.type(await screen.findByRole('textbox', { name: /甲方.*姓名/ }), '田大山');
  await user.type(screen.getByRole('textbox', { name: /乙方.*姓名/ }), '彭秀英');
  await user.click(screen.getByRole('radio', { name: '邻里纠纷' }));
  await user.click(screen.getByRole('radio', { name: '调解成功' }));
  await user.click(screen.getByRole('radio', { name: '口头协议' }));
  await user.click(screen.getByRole('button', { name: '保存' }));

  await screen.findByRole('heading', { name: '田大山与彭秀英邻里纠纷' });
  await waitFor(() => expect(screen.getAllByRole('status').some((one) => one.textContent === '已存本机')).toBe(true));
  expect(document.title).toBe('调解案件 · 法治台账');
  expect(router.state.location.pathname).not.toContain('%');
  screen.getByRole('link', { name: '协议内容' });

  await user.click(screen.getByRole('button', { name: '返回' }));
  await user.click(within(screen.getByRole('navigation', { name: '主导航' })).getByRole('link', { name: '台账' }));
  await user.click(await screen.findByRole('link', { name: /调解案件/ }));
  const list = await screen.findByRole('list', { name: '调解案件' });
  await user.click(await within(list).findByRole('link', { name: /田\*山与彭\*英邻里纠纷/ }));

  await user.click(await screen.findByRole('link', { name: '修改' }));
  const facts = await screen.findByRole('textbox', { name: '纠纷简要情况' });
  await user.type(facts, '屋檐滴水');
  await user.click(screen.getByRole('button', { name: '保存' }));
  await screen.findByText('屋檐滴水');
});

test('what stops saving stands beside the field, and nothing typed is lost', async (context) => {
  const { user } = await openVillage(context, { path: '/ledger/mediationCase/new' });
  await user.type(await screen.findByRole('textbox', { name: /甲方.*姓名/ }), '田大山');
  await user.click(screen.getByRole('button', { name: '保存' }));
  await screen.findByText('请选择纠纷类型');
  expect(screen.getByRole('textbox', { name: /甲方.*姓名/ })).toHaveProperty('value', '田大山');
});

test('[C4] two values that stand against each other are shown with a choice', async (context) => {
  const { user } = await openVillage(context, {
    path: `/ledger/mediationCase/${ID}`,
    fill: async (store) => {
      await aCase(store);
      const row = await store.db.rows('mediationCase').get(ID);
      if (row === undefined) throw new Error('The case was not stored');
      // Two forms were open at once, each on the values it had seen.
      const drafts = [draftOfRow(store, row), draftOfRow(store, row)];
      await saveDraft(store, { ...(drafts[0] as (typeof drafts)[0]), typed: { facts: '排水沟' } });
      await saveDraft(store, { ...(drafts[1] as (typeof drafts)[0]), typed: { facts: '屋檐' } });
    },
  });
  const conflict = await screen.findByRole('region', { name: '两处改动不一致，请选定' });
  within(conflict).getByText('屋檐');
  const other = within(conflict).getByText('排水沟').closest('li') as HTMLElement;
  await user.click(within(other).getByRole('button', { name: '用这个' }));

  await waitFor(() => expect(screen.queryByRole('region', { name: '两处改动不一致，请选定' })).toBeNull());
  screen.getByText('排水沟');
});

test('[X11] what stands against each other in an archived case is shown, and nobody is offered what the server would hold back', async (context) => {
  await openVillage(context, {
    path: `/ledger/mediationCase/${ID}`,
    fill: async (store) => {
      await aCase(store);
      const row = await store.db.rows('mediationCase').get(ID);
      if (row === undefined) throw new Error('The case was not stored');
      const drafts = [draftOfRow(store, row), draftOfRow(store, row)];
      for (const [n, facts] of ['排水沟', '屋檐'].entries())
        await saveDraft(store, { ...(drafts[n] as (typeof drafts)[0]), typed: { facts } });
      const values = { status: 'settled', archivedOn: '2026-02-20' };
      await saveValues(store, [{ kind: mediationCase, record: ID, unit: row.unit, values, row }]);
      await markJoined(store, { role: 'mediator' });
    },
  });
  const conflict = await screen.findByRole('region', { name: '两处改动不一致，请选定' });
  within(conflict).getByText('屋檐');
  within(conflict).getByText(/已经归档.*请司法所解除归档/);
  expect(within(conflict).queryAllByRole('button')).toEqual([]);
});

test('[X4] a conflict in which the office’s word stands is for the office to settle', async (context) => {
  await openVillage(context, {
    path: `/ledger/mediationCase/${ID}`,
    fill: async (store) => {
      await aCase(store);
      const row = await store.db.rows('mediationCase').get(ID);
      if (row === undefined) throw new Error('The case was not stored');
      const drafts = [draftOfRow(store, row), draftOfRow(store, row)];
      for (const [n, state] of ['pending', 'approved'].entries())
        await saveDraft(store, { ...(drafts[n] as (typeof drafts)[0]), typed: { review: { state } } });
      await markJoined(store, { role: 'mediator' });
    },
  });
  const conflict = await screen.findByRole('region', { name: '两处改动不一致，请选定' });
  within(conflict).getByText('司法所审核、核定过的，由司法所选定。');
  expect(within(conflict).queryAllByRole('button')).toEqual([]);
});

test('[C6] a record is removed with a reason, leaves the list and comes back', async (context) => {
  const { user, store } = await openVillage(context, { path: `/ledger/mediationCase/${ID}`, fill: aCase });
  await user.click(await screen.findByRole('button', { name: '移除' }));
  await user.click(screen.getByRole('button', { name: '移除' }));
  screen.getByText('请写明原因');
  await user.click(screen.getByRole('radio', { name: '记重了' }));
  await user.click(screen.getByRole('button', { name: '移除' }));
  await screen.findByText(/已移除，原因：记重了/);
  expect((await store.db.rows('mediationCase').get(ID))?.removed).toBe('记重了');

  await user.click(screen.getByRole('button', { name: '恢复' }));
  await screen.findByRole('link', { name: '修改' });
});

test('the record of a training says how many came, on the roster and beyond it', async (context) => {
  await openVillage(context, {
    path: `/ledger/training/${ID}`,
    fill: (store) => {
      const values = {
        type: 'businessTraining',
        heldOn: '2026-02-03',
        audience: ['mediator'],
        attendance: { p: { state: 'present', name: '田大山' }, q: { state: 'absent', name: '彭秀英' } },
        extraAttendees: { x: { people: 14 } },
      };
      return saveValues(store, [{ kind: training, record: ID, unit: store.identity.units[0] as string, values }]);
    },
  });
  const label = await screen.findByText('共到会');
  expect(label.nextElementSibling?.textContent).toBe('15人（点名 1，名册外 14）');
});

test('history says who changed what from what to what, names masked until asked for', async (context) => {
  const { user } = await openVillage(context, {
    path: `/ledger/mediationCase/${ID}`,
    fill: async (store) => {
      await aCase(store);
      const row = await store.db.rows('mediationCase').get(ID);
      if (row !== undefined) await saveDraft(store, { ...draftOfRow(store, row), typed: { disputeType: 'contract' } });
    },
  });
  await user.click(await screen.findByRole('button', { name: '修改记录' }));
  const change = (await screen.findByText('邻里纠纷', { selector: 'del' })).closest('li') as HTMLElement;
  expect(change.textContent).toBe('纠纷类型邻里纠纷 → 合同纠纷');
  const history = within(change.parentElement?.closest('ol') as HTMLElement);
  expect(history.queryByText(/姓名：田大山/)).toBeNull();
  history.getByText(/姓名：田\*山/);
  await user.click(screen.getByRole('button', { name: '显示姓名等内容' }));
  await history.findByText(/姓名：田大山/);
  await screen.findAllByText(/李伟 · 本机/);
});

test('the record says what it lacks and leads to the place', async (context) => {
  const { user } = await openVillage(context, { path: `/ledger/mediationCase/${ID}`, fill: aCase });
  await user.click(await screen.findByRole('link', { name: '权利义务告知日期' }));
  await waitFor(() =>
    expect(document.activeElement?.closest('[data-field]')?.getAttribute('data-field')).toBe('rightsNoticeOn'),
  );
});

test('two windows on one draft keep both texts', async (context) => {
  const { store, reopen } = await openVillage(context);
  const id = newId(store);
  await store.db.drafts.put({
    id,
    kind: 'venue',
    record: newId(store),
    isNew: true,
    unit: store.identity.units[0] as string,
    typed: { name: '调解室' },
    shown: {},
    before: {},
    startedAt: 1,
    changedAt: 1,
  });
  const { user } = await reopen(`/draft/${id}`);
  const name = await screen.findByRole('textbox', { name: '名称' });
  expect(name).toHaveProperty('value', '调解室');
  // The other window writes first.
  await store.db.drafts.update(id, { typed: { name: '法治广场' }, changedAt: 2 });
  await user.type(name, '一');
  await screen.findByText(/另一个窗口里也改了/);
  const texts = async () => (await store.db.drafts.toArray()).map(({ typed }) => typed['name']);
  await waitFor(async () => expect(await texts()).toEqual(expect.arrayContaining(['法治广场', '调解室一'])));
});

test('a number that the server gave is said to come from there, not from a strange device', async (context) => {
  await openVillage(context, {
    path: `/ledger/mediationCase/${ID}`,
    fill: async (store) => {
      await aCase(store);
      await markJoined(store, { servers: ['server'] });
      const given = {
        record: ID,
        kind: 'mediationCase',
        field: 'fileNumber',
        value: '（2026）城墙人调字第1号',
        replaces: [],
      };
      const by = {
        device: 'server',
        action: 'number',
        actor: 'server',
        nextStamp: () => `${START + 60_000}-0000-server`,
      };
      const scope = `${store.identity.units[0]}/cases`;
      await receive(store, { changes: changesOf([given], scope, by, CHAIN_START), streamed: true });
    },
  });
  await screen.findByText(/乡镇服务器/);
  expect(screen.queryByText(/另一台设备/)).toBeNull();
});
