import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Values } from '#kinds/field.ts';
import { mediationCase, phrase, setting as settingKind } from '#kinds/index.ts';
import { saveValues } from '#store/records.ts';
import type { Store } from '#store/store.ts';
import { openVillage } from './app.tsx';

const ID = '0190aaaa-0000-7000-8000-0000000000cc';
const PATH = `/ledger/mediationCase/${ID}`;

const aCase = (values: Values) => async (store: Store) => {
  const committee = (await store.db.rows('committee').toArray())[0]?.id ?? '';
  const mediators = (await store.db.rows('person').toArray()).map(({ id }) => id);
  return saveValues(store, [
    {
      kind: mediationCase,
      record: ID,
      unit: store.identity.units[0] as string,
      values: {
        parties: { a: { name: '田大山', side: 'partyA' }, b: { name: '彭秀英', side: 'partyB' } },
        disputeType: 'neighbor',
        facts: '屋檐滴水',
        acceptedOn: '2026-02-20',
        source: 'ownMotion',
        committee,
        mediators,
        ...values,
      },
    },
  ]);
};

test('the page leads: one tap opens the next step with what is known, and saving brings the one after it', async (context) => {
  const { user, store } = await openVillage(context, { path: PATH, fill: aCase({ status: 'accepted' }) });
  await user.click(await screen.findByRole('link', { name: '记第1次调解' }));
  await screen.findByRole('heading', { level: 1, name: '记第1次调解' });
  const session = screen.getByRole('group', { name: '调解记录' });
  expect(within(session).getByLabelText('时间')).toHaveProperty('value', '2026-03-01');
  expect(within(session).getByRole('textbox', { name: '记录人' })).toHaveProperty('value', '李伟');
  // What the step does not ask for is folded, not gone.
  expect(screen.queryByRole('textbox', { name: '纠纷简要情况' })).toBeNull();
  await user.type(within(session).getByRole('textbox', { name: '正文' }), '双方各说各的理');
  await user.click(screen.getByRole('button', { name: '保存' }));

  await screen.findByRole('link', { name: '达成协议' });
  const events = screen.getByRole('region', { name: '经过' });
  within(events).getByText('第1次调解');
  const { values } = (await store.db.rows('mediationCase').get(ID)) ?? { values: {} };
  expect(values).toMatchObject({ status: 'inMediation', rightsNoticeOn: '2026-03-01' });
});

test('a step that was opened and left stores nothing', async (context) => {
  const { user, store } = await openVillage(context, { path: PATH, fill: aCase({ status: 'inMediation' }) });
  const changes = await store.db.changes.count();
  await user.click(await screen.findByRole('link', { name: '终止调解' }));
  await screen.findByRole('heading', { level: 1, name: '终止调解' });
  await user.click(screen.getByRole('button', { name: '返回' }));
  await screen.findByRole('link', { name: '达成协议' });
  expect(await store.db.changes.count()).toBe(changes);
  expect(await store.db.drafts.count()).toBe(0);
});

test('a month that is running out, an instalment and a risk stand on the page as dates', async (context) => {
  await openVillage(context, {
    path: PATH,
    fill: aCase({ status: 'inMediation', acceptedOn: '2026-02-03', risk: 'possible' }),
  });
  const clocks = await screen.findByRole('list', { name: '期限' });
  const said = within(clocks)
    .getAllByRole('listitem')
    .map((one) => one.textContent);
  expect(said[0]).toBe('受理已26天，一般应在2026年3月3日前调结');
  expect(said[1]).toContain('可能激化');
  screen.getByRole('link', { name: '已报告有关部门' });
});

test('an own sentence stands for one that the app brings, and goes into the agreement where the cursor is', async (context) => {
  const { user } = await openVillage(context, {
    path: PATH,
    fill: async (store) => {
      await aCase({ status: 'inMediation' })(store);
      const unit = store.identity.units[0] as string;
      const values = { place: 'agreementItems', words: '双方握手言和', instead: '双方互相谅解，今后互不追究' };
      await saveValues(store, [{ kind: phrase, record: '0190aaaa-0000-7000-8000-0000000000d0', unit, values }]);
    },
  });
  await user.click(await screen.findByRole('link', { name: '达成协议' }));
  const content = await screen.findByRole('textbox', { name: '内容' });
  // The cursor begins at the first question.
  await waitFor(() => expect((document.activeElement as HTMLInputElement).type).toBe('radio'));
  await user.type(content, '甲方改好排水。');
  const phrases = screen.getAllByRole('group', { name: '常用语' })[0] as HTMLElement;
  expect(within(phrases).queryByRole('button', { name: '双方互相谅解，今后互不追究' })).toBeNull();
  (content as HTMLTextAreaElement).setSelectionRange(0, 0);
  await user.click(within(phrases).getByRole('button', { name: '双方握手言和' }));
  expect(content).toHaveProperty('value', '双方握手言和甲方改好排水。');
  await waitFor(() => expect(document.activeElement).toBe(content));
  expect((content as HTMLTextAreaElement).selectionStart).toBe(6);
});

test('the file is looked through: what is lacking leads to its place, what is odd is said and stops nothing', async (context) => {
  const { user } = await openVillage(context, {
    path: PATH,
    fill: aCase({
      status: 'settled',
      agreementForm: 'written',
      closedOn: '2026-02-25',
      rightsNoticeOn: '2026-02-24',
      sessions: { s: { heldOn: '2026-02-19', body: '谈妥' } },
      agreementItems: { i: { content: '各退一步' } },
    }),
  });
  await user.click(await screen.findByRole('button', { name: /^卷宗检查/ }));
  screen.getByText('提醒：有一次调解在受理之前，请核对日期');
  screen.getByText(/权利义务要在调解前告知/);
  const papers = screen.getByRole('list', { name: '卷内文书' });
  within(papers).getByText('人民调解记录');
  await user.click(within(papers).getByRole('link', { name: /^协议书签名盖章/ }));
  await waitFor(() =>
    expect(document.activeElement?.closest('[data-field]')?.getAttribute('data-field')).toBe('signatures'),
  );
});

test('a tap on what the case still lacks opens a form of that alone, with the cursor there', async (context) => {
  const { user, store } = await openVillage(context, {
    path: PATH,
    fill: aCase({ status: 'settled', agreementForm: 'oral' }),
  });
  const missing = await screen.findByRole('region', { name: '还缺 2 项' });
  await user.click(within(missing).getByRole('link', { name: '协议内容' }));
  await waitFor(() =>
    expect(document.activeElement?.closest('[data-field]')?.getAttribute('data-field')).toBe('agreementItems'),
  );
  const shown = [...document.querySelectorAll('[data-field]')].map((one) => one.getAttribute('data-field'));
  expect(shown).toEqual(['closedOn', 'agreementItems']);
  await user.click(screen.getByRole('button', { name: '添加协议事项' }));
  await user.type(screen.getByRole('textbox', { name: '内容' }), '接上落水管');
  await user.click(screen.getByRole('button', { name: '保存' }));
  await screen.findByRole('region', { name: '还缺 1 项' });
  const { values } = (await store.db.rows('mediationCase').get(ID)) ?? { values: {} };
  expect(values).toMatchObject({ facts: '屋檐滴水', status: 'settled' });
});

test('[X11] what an archived file would lack for good is said in sight, above the fields, before it is sealed', async (context) => {
  const { user } = await openVillage(context, {
    path: PATH,
    fill: aCase({ status: 'notSettled', closedOn: '2026-02-26' }),
  });
  await user.click(await screen.findByRole('link', { name: '归档' }));
  await screen.findByText(/^还缺：.*告知其他途径。归档以后只能补记，请先返回补齐/);
  expect(screen.queryByText(/以后再补/)).toBeNull();
  // Two frames later other steps' forms have gone to their first field, and scrolled past what stands above.
  for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
  expect(document.activeElement).not.toBe(screen.getByLabelText('归档日期'));
});

test('a file that was sent for review says so, and the office finds both answers side by side', async (context) => {
  await openVillage(context, {
    path: PATH,
    villages: ['城墙村', '龙洞村'],
    fill: aCase({ status: 'settled', agreementForm: 'oral', closedOn: '2026-02-22', review: { state: 'pending' } }),
  });
  await screen.findByText('已送审，等司法所审核。');
  await screen.findByRole('link', { name: '审核通过' });
  const [first] = within(screen.getByRole('navigation', { name: '还可以' })).getAllByRole('link');
  expect(first?.textContent).toBe('退回补正');
});

test('folded signatures say their days as people do', async (context) => {
  const signed = { signer: 'party', name: '田大山', signedOn: '2026-02-22' };
  const { user } = await openVillage(context, {
    path: PATH,
    fill: aCase({
      status: 'settled',
      agreementForm: 'written',
      closedOn: '2026-02-22',
      signatures: { a: signed, b: { ...signed, name: '彭秀英' } },
    }),
  });
  await user.click(await screen.findByRole('link', { name: '记签名盖章' }));
  const list = await screen.findByRole('group', { name: '签名盖章情况' });
  expect(within(list).getByRole('button', { name: /^签名盖章 1/ }).textContent).toContain('2026年2月22日');
});

test('[X11] archiving seals the file: the page carries its number and takes amendments only', async (context) => {
  const { user, store, router } = await openVillage(context, {
    path: PATH,
    fill: aCase({
      status: 'settled',
      agreementForm: 'oral',
      closedOn: '2026-02-25',
      performance: 'performed',
      agreementItems: { i: { content: '各退一步' } },
    }),
  });
  await user.click(await screen.findByRole('link', { name: '归档' }));
  await screen.findByText('卷宗检查过，不缺文书，日期顺序没有问题。');
  await user.click(screen.getByRole('button', { name: '保存' }));
  const sealed = await screen.findByRole('region', { name: '归档' });
  await within(sealed).findByText(/与本机账本相符/);
  const row = await store.db.rows('mediationCase').get(ID);
  const { hash = 'none' } = (row?.values['seal'] ?? {}) as { hash?: string };
  expect(sealed.textContent?.replace(/\s/g, '')).toContain(hash);
  expect(screen.queryByRole('link', { name: '修改' })).toBeNull();
  expect(screen.queryByRole('button', { name: '移除' })).toBeNull();

  // By its address the form still opens; what it would change is refused with the reason, and kept as a draft.
  await router.navigate(`${PATH}/edit`);
  await user.type(await screen.findByRole('textbox', { name: '发生地点' }), '院坝');
  await user.click(screen.getByRole('button', { name: '保存' }));
  expect((await screen.findAllByText(/已经归档，这里不再改/)).length).toBeGreaterThan(0);
  expect((await store.db.rows('mediationCase').get(ID))?.values['place']).toBeUndefined();

  await router.navigate(PATH);
  await user.click(await screen.findByRole('link', { name: '补记' }));
  await user.type(await screen.findByRole('textbox', { name: '补记内容' }), '更正门牌号');
  await user.click(screen.getByRole('button', { name: '保存' }));
  await screen.findByText('归档后补记', { selector: 'b' });
  await within(await screen.findByRole('region', { name: '归档' })).findByText(/与本机账本相符/);
});

const settled: Values = {
  status: 'settled',
  agreementForm: 'oral',
  closedOn: '2026-02-25',
  performance: 'performed',
  agreementItems: { i: { content: '田大山付彭秀英3000元' } },
};

test('a case is told to others: what leaves is shown, a name typed in keeps it here, and the event holds no party', async (context) => {
  const { user, store, router } = await openVillage(context, {
    path: PATH,
    fill: aCase({ ...settled, facts: '田大山家屋檐水滴到彭秀英院坝', place: '城墙村三组' }),
  });
  await user.click(await screen.findByRole('link', { name: '以案普法' }));
  const story = await screen.findByRole('textbox', { name: '案例和道理' });
  expect((story as HTMLTextAreaElement).value).toContain('张某家屋檐水滴到王某院坝');
  expect((story as HTMLTextAreaElement).value).toContain('张某付王某几千元');
  await user.click(screen.getByRole('button', { name: /^换掉的内容/ }));
  within(screen.getByRole('list', { name: '换掉的内容' })).getByText('彭秀英', { selector: 'del' });

  await user.type(story, '彭秀英说好');
  await screen.findByText(/还有能认出人的内容：彭秀英/);
  expect(screen.getByRole('button', { name: '记成普法活动' })).toHaveProperty('disabled', true);
  await user.type(story, '{Backspace}{Backspace}{Backspace}{Backspace}{Backspace}');
  await user.click(screen.getByRole('button', { name: '记成普法活动' }));
  await user.click(await screen.findByRole('checkbox', { name: '院坝会' }));
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () => expect(await store.db.rows('publicityEvent').count()).toBe(1));
  const [event] = await store.db.rows('publicityEvent').toArray();
  expect(event?.values).toMatchObject({ mediationCase: ID, title: '以案释法：邻里纠纷', themes: ['civilCode'] });
  expect(JSON.stringify(event?.values)).not.toMatch(/田大山|彭秀英|城墙|3000/);
  expect(router.state.location.pathname).not.toContain('story');
});

test('[D9] what is changed in the story of a case survives a killed page, until it is written anew from the case', async (context) => {
  const { user, reopen } = await openVillage(context, {
    path: `${PATH}/story`,
    fill: aCase({ ...settled, facts: '田大山家屋檐水滴到彭秀英院坝' }),
  });
  const box = async (): Promise<HTMLTextAreaElement> => screen.findByRole('textbox', { name: '案例和道理' });
  const before = (await box()).value;
  await user.type(await box(), '邻里要让一让。');
  await screen.findByRole('button', { name: '按案卷重新写' });
  document.dispatchEvent(new Event('visibilitychange'));
  const again = await reopen(`${PATH}/story`);
  await waitFor(async () => expect((await box()).value).toBe(`${before}邻里要让一让。`));
  await again.user.click(screen.getByRole('button', { name: '按案卷重新写' }));
  expect((await box()).value).toBe(before);
  expect(screen.queryByRole('button', { name: '按案卷重新写' })).toBeNull();
});

test('a claimed case stands in the list of its month with the tariff, a second one of the dispute does not count', async (context) => {
  const { user } = await openVillage(context, {
    path: '/ledger/mediationCase',
    fill: async (store) => {
      const review = { state: 'approved', on: '2026-02-26' };
      await aCase({ ...settled, review })(store);
      const [row] = await store.db.rows('mediationCase').toArray();
      const unit = store.identity.units[0] as string;
      await saveValues(store, [
        {
          kind: mediationCase,
          record: '0190aaaa-0000-7000-8000-0000000000cd',
          unit,
          values: {
            ...(row?.values as Values),
            review,
            acceptedOn: '2026-02-22',
            sameDisputeAs: ID,
            subsidy: { state: 'applied' },
          },
        },
        {
          kind: settingKind,
          record: '0190aaaa-0000-7000-8000-0000000000e0',
          unit: store.identity.township,
          values: { subsidyTariff: { t: { amount: 10_000 } } },
        },
      ]);
    },
  });
  await user.click(await screen.findByRole('link', { name: '以案定补' }));
  await screen.findByRole('button', { name: '上个月' });
  await user.click(await screen.findByRole('button', { name: '2026年2月 1 件' }));
  const list = await screen.findByRole('list', { name: '2026年2月以案定补' });
  const lines = within(list).getAllByRole('link');
  expect(lines).toHaveLength(2);
  within(list).getByText('同一纠纷已有一件申报，不重复补贴');
  expect(list.textContent).not.toContain('田大山');
  screen.getByRole('heading', { name: '1 件，合计 100元' });
  expect(screen.queryByText(/补贴标准还没有填/)).toBeNull();
});

test('a party who bears the name of a firm is made one by a tap, and its form asks as of a firm', async (context) => {
  const { user } = await openVillage(context, { path: '/ledger/mediationCase/new' });
  const name = await screen.findByRole('textbox', { name: '当事人（乙方） 姓名' });
  await user.type(name, '示例运输有限公司');
  await user.click(await screen.findByRole('button', { name: '改成单位：示例运输有限公司' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: /^改成单位/ })).toBeNull());
  await user.click(screen.getByRole('button', { name: /^当事人（乙方）详情/ }));
  expect(screen.getByRole('radio', { name: '单位' })).toHaveProperty('checked', true);
  expect(screen.queryByLabelText('民族')).toBeNull();
  expect(name).toHaveProperty('value', '示例运输有限公司');
});

/** A written agreement that took effect on a day, and days off that the township wrote down. */
const signedBeforeDaysOff =
  (day: string, off: { readonly from: string; readonly to: string }, more: Values = {}) =>
  async (store: Store): Promise<void> => {
    const signatures = [
      { signer: 'party', name: '田大山' },
      { signer: 'party', name: '彭秀英' },
      { signer: 'mediator' },
      { signer: 'seal' },
    ];
    await aCase({
      status: 'settled',
      agreementForm: 'written',
      closedOn: day,
      agreementItems: { i: { content: '各退一步' } },
      signatures: Object.fromEntries(signatures.map((one, at) => [`s${at}`, { ...one, signedOn: day }])),
      ...more,
    })(store);
    const values = { holidays: { h: { ...off, name: '三月三' } } };
    const unit = store.identity.township;
    await saveValues(store, [{ kind: settingKind, record: '0190aaaa-0000-7000-8000-0000000000e0', unit, values }]);
  };

test('the days off that the township wrote down move the last day for judicial confirmation', async (context) => {
  await openVillage(context, {
    path: PATH,
    fill: signedBeforeDaysOff('2026-02-25', { from: '2026-03-27', to: '2026-03-29' }),
  });
  const clocks = await screen.findByRole('list', { name: '期限' });
  expect(clocks.textContent).toContain('2026年3月30日');
});

test('the check of the file counts them as well: who applied behind them is not called late', async (context) => {
  const { user } = await openVillage(context, {
    path: PATH,
    fill: signedBeforeDaysOff(
      '2026-01-10',
      { from: '2026-02-09', to: '2026-02-11' },
      { acceptedOn: '2026-01-05', judicialConfirmation: { state: 'applied', appliedOn: '2026-02-12' } },
    ),
  });
  await user.click(await screen.findByRole('button', { name: /^卷宗检查/ }));
  await screen.findByRole('list', { name: '卷内文书' });
  expect(screen.queryByText(/申请司法确认应在/)).toBeNull();
});

test('a township without a tariff is led to a form of tariff and conditions, and comes back to amounts', async (context) => {
  const { user, store } = await openVillage(context, { path: '/ledger/mediationCase/subsidy' });
  await user.click(await screen.findByRole('link', { name: '去填标准' }));
  await waitFor(() =>
    expect(document.activeElement?.closest('[data-field]')?.getAttribute('data-field')).toBe('subsidyTariff'),
  );
  await user.click(screen.getByRole('button', { name: '添加标准' }));
  await user.type(screen.getByRole('textbox', { name: '金额' }), '100');
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () => expect(await store.db.rows('setting').count()).toBe(1));
  const [setting] = await store.db.rows('setting').toArray();
  expect(Object.values(setting?.values['subsidyTariff'] ?? {})).toEqual([{ amount: 10_000 }]);
});
