import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { Values } from '#kinds/field.ts';
import { kindOf } from '#kinds/index.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { openVillage } from './app.tsx';

const VILLAGES = ['永祥村', '城墙村'];

const write = (store: Store, kind: string, values: Values, unit = 0) =>
  saveValues(store, [{ kind: kindOf(kind), record: newId(store), unit: store.identity.units[unit] as string, values }]);
const anEvent = (more: Values = {}): Values => ({
  heldOn: '2026-01-05',
  title: '赶场天普法',
  themes: ['civilCode'],
  forms: ['rally'],
  audience: 40,
  ...more,
});
const open = (context: Parameters<typeof openVillage>[0], path: string) =>
  openVillage(context, { villages: VILLAGES, path, fill: (store) => write(store, 'publicityEvent', anEvent()) });

describe('年度报告', () => {
  test('[R3] is drafted from the records, and follows them', async (context) => {
    const { store } = await open(context, '/tasks/report');
    const paper = await screen.findByRole('article', { name: '2026年年度报告' });
    within(paper).getByRole('heading', { name: '三、党政主要负责人履职情况' });
    within(paper).getByRole('link', { name: /^40人次/ });
    await write(store, 'publicityEvent', anEvent({ audience: 25 }), 2);
    expect(await within(paper).findByRole('link', { name: /^65人次/ })).toBeVisible();
  });

  test('opens for the year that the address asks for, and another one can be chosen after', async (context) => {
    const { user, router } = await open(context, '/tasks/report?year=2025&figure=受众');
    await screen.findByRole('article', { name: '2025年年度报告' });
    expect(router.state.location.search).toBe(`?figure=${encodeURIComponent('受众')}`);
    await user.selectOptions(screen.getByRole('combobox', { name: '年度' }), '2026');
    await screen.findByRole('article', { name: '2026年年度报告' });
  });

  test('[R4] a draft is taken over and rewritten with a figure put in; then own text is printed', async (context) => {
    const { user, store } = await open(context, '/tasks/report');
    await user.click(await screen.findByRole('link', { name: /改写草稿.*开展法治宣传教育/ }));
    const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /正文/ });
    expect(box.value).toContain('受众{受众}');
    await user.clear(box);
    await user.type(box, '全年受众');
    await user.click(await screen.findByRole('button', { name: /插入数字/ }));
    await user.click(await screen.findByRole('option', { name: /^受众 ?40人次/ }));
    await waitFor(() => expect(box.value).toBe('全年受众{受众}'));
    await user.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(async () => expect(await store.db.rows('reportParagraph').count()).toBe(1));
    const [row] = await store.db.rows('reportParagraph').toArray();
    expect(row?.values).toMatchObject({
      year: 2026,
      part: 'measures',
      heading: '开展法治宣传教育',
      body: '全年受众{受众}',
    });
  });

  test('[R3] a figure is found by its initials and put in from the keyboard, of a village or of last year', async (context) => {
    const { user, store } = await open(context, '/tasks/report');
    await write(store, 'publicityEvent', anEvent({ heldOn: '2025-01-05', audience: 25 }), 1);
    await user.click(await screen.findByRole('link', { name: /改写草稿.*开展法治宣传教育/ }));
    const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /正文/ });
    await user.clear(box);
    await user.type(box, '受众，去年。');
    await user.click(await screen.findByRole('button', { name: /插入数字/ }));
    const search = await screen.findByRole('combobox', { name: '查找要插入的数' });
    expect(search).toHaveFocus();
    const group = screen.getByRole('group', { name: '普法活动' });
    within(group).getByRole('option', { name: /^受众/ });
    // The table of sounds comes after the list.
    await user.type(search, 'sz');
    await screen.findByRole('option', { name: /^受众/ }, { timeout: 5000 });
    expect(screen.queryByRole('option', { name: /^发放资料/ })).toBeNull();
    await user.clear(search);
    await user.type(search, 'shouzhong');
    const list = screen.getByRole('listbox', { name: '要插入的数' });
    await waitFor(() => expect(within(list).getAllByRole('option')).toHaveLength(1));
    box.setSelectionRange(2, 2);
    await user.type(search, '{ArrowDown}{Enter}');
    await waitFor(() => expect(box.value).toBe('受众{受众}，去年。'));
    screen.getByText('已插入 {受众}');
    await user.selectOptions(screen.getByRole('combobox', { name: '谁的数' }), '永祥村');
    await user.selectOptions(screen.getByRole('combobox', { name: '哪年的数' }), '上年');
    // Of last year 25, and behind the one that was put in before.
    await user.click(await within(list).findByRole('option', { name: /^受众 ?25人次/ }));
    await waitFor(() => expect(box.value).toBe('受众{受众}{受众@永祥村#上年}，去年。'));
    await user.type(search, '{Escape}');
    expect(box).toHaveFocus();
    expect(screen.queryByRole('combobox', { name: '查找要插入的数' })).toBeNull();
  });

  test('[R3] a figure goes to the end of a text in which nobody has been', async (context) => {
    const { user } = await open(context, '/tasks/report');
    await user.click(await screen.findByRole('link', { name: /改写草稿.*开展法治宣传教育/ }));
    const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /正文/ });
    const before = box.value;
    await user.click(await screen.findByRole('button', { name: /插入数字/ }));
    const list = await screen.findByRole('listbox', { name: '要插入的数' });
    await user.click(within(list).getByRole('option', { name: /^受众/ }));
    await waitFor(() => expect(box.value).toBe(`${before}{受众}`));
    await user.click(within(list).getByRole('option', { name: /^发放资料/ }));
    await waitFor(() => expect(box.value).toBe(`${before}{受众}{发放资料}`));
  });

  test('[R5] once sent it stays as it was, and later differences are listed', async (context) => {
    const { user, store } = await open(context, '/tasks/report');
    const send = await screen.findByRole('button', { name: '记为已报送' });
    await user.click(send);
    await waitFor(() => expect(send.isConnected).toBe(false));
    await write(store, 'publicityEvent', anEvent({ audience: 25 }), 2);
    const differences = await screen.findByRole('table', { name: '报送后的变化' });
    within(differences).getByRole('row', { name: '受众 40人次 65人次 补报' });
    await user.click(screen.getByRole('button', { name: /^法治宣传教育情况统计表/ }));
    const beside = screen.getByRole('table', { name: '法治宣传教育情况统计表：报送后的变化' });
    within(beside).getByRole('row', { name: '活动：受众（人次） · 合计 40 65 补报' });
    within(screen.getByRole('article', { name: '2026年年度报告' })).getByRole('link', { name: /^40人次/ });
    expect(screen.queryByRole('link', { name: /改写草稿/ })).toBeNull();
  });
});

test('[R7] the public version is what stands on the screen and is printed', async (context) => {
  const { user, store } = await open(context, '/tasks/report');
  await screen.findByRole('article', { name: '2026年年度报告' });
  const body = '永祥村受理{受理案件@永祥村}。';
  await write(store, 'reportParagraph', { year: 2026, part: 'other', order: 50, body });
  const aCase = { acceptedOn: '2026-01-05', status: 'accepted', disputeType: 'neighbor', source: 'ownMotion' };
  const saved = await write(
    store,
    'mediationCase',
    { ...aCase, parties: { a: { name: '田小山', side: 'partyA' }, b: { name: '白云', side: 'partyB' } } },
    1,
  );
  expect(saved).toMatchObject({ ok: true });
  const paper = () => screen.getByRole('article', { name: '2026年年度报告' });
  await waitFor(() => expect(paper().textContent).toContain('永祥村受理1件'));
  await user.click(screen.getByRole('checkbox', { name: /^公开版/ }));
  await waitFor(() => expect(paper().textContent).toContain('永祥村受理若干件'));
  expect(paper().textContent).not.toContain('永祥村受理1件');
  within(screen.getByRole('list', { name: '公开版的改动' })).getByText('“受理案件@永祥村”1件，公开版写“若干件”');
  expect(within(paper()).queryByRole('link', { name: /修改|改写/ })).toBeNull();
});

describe('年度报告 beside what the township wrote', () => {
  const own = { year: 2026, part: 'measures', heading: '开展法治宣传教育', order: 12, body: '今年照旧开展了宣传。' };
  const openWritten = (context: Parameters<typeof openVillage>[0]) =>
    openVillage(context, {
      villages: VILLAGES,
      path: '/tasks/report',
      fill: async (store) => {
        await write(store, 'publicityEvent', anEvent());
        await write(store, 'reportParagraph', own);
        const reportParts = { a: { part: 'measures', heading: '主要做法', order: 1 } };
        await saveValues(store, [
          { kind: kindOf('setting'), record: newId(store), unit: store.identity.township, values: { reportParts } },
        ]);
      },
    });
  const paper = () => screen.findByRole('article', { name: '2026年年度报告' });

  test('[R4] the whole text as the records draft it is one choice away, and what was written stays', async (context) => {
    const { user, store } = await openWritten(context);
    within(await paper()).getByText('今年照旧开展了宣传。');
    await user.click(screen.getByRole('radio', { name: '全文按台账起草' }));
    await within(await paper()).findByRole('heading', { name: '五、其他需要报告的情况' });
    within(await paper()).getByRole('link', { name: /^40人次/ });
    expect(within(await paper()).queryByText('今年照旧开展了宣传。')).toBeNull();
    expect(screen.queryByRole('link', { name: /改写草稿/ })).toBeNull();
    await user.click(screen.getByRole('radio', { name: '本乡镇写的' }));
    await within(await paper()).findByText('今年照旧开展了宣传。');
    expect(await store.db.rows('reportParagraph').count()).toBe(1);
  });

  test('[R4] a paragraph is rewritten from the draft in one form', async (context) => {
    const { user, store } = await openWritten(context);
    await user.click((await screen.findAllByRole('button', { name: /从台账起草的文字/ }))[0] as HTMLElement);
    await user.click(await screen.findByRole('link', { name: /用起草的文字改写.*开展法治宣传教育/ }));
    const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /正文/ });
    expect(box.value).toContain('受众{受众}');
    await user.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(async () => {
      const [row] = await store.db.rows('reportParagraph').toArray();
      expect(row?.values['body']).toContain('受众{受众}');
    });
  });

  test('[R5] what was sent as drafted stays the drafted text', async (context) => {
    const { user, store } = await openWritten(context);
    await user.click(await screen.findByRole('radio', { name: '全文按台账起草' }));
    await user.click(await screen.findByRole('button', { name: '记为已报送' }));
    await waitFor(() => expect(screen.queryByRole('radio', { name: '本乡镇写的' })).toBeNull());
    await write(store, 'publicityEvent', anEvent({ audience: 25 }), 2);
    await screen.findByRole('row', { name: '受众 40人次 65人次 补报' });
    within(await paper()).getByRole('heading', { name: '五、其他需要报告的情况' });
    within(await paper()).getByRole('link', { name: /^40人次/ });
  });

  test('required parts that the township’s structure lacks are put in their place by one tap', async (context) => {
    const { user } = await openWritten(context);
    await screen.findByText(/缺少：存在的不足和原因、党政主要负责人履职情况、下一步工作安排、其他需要报告的情况/);
    await user.click(await screen.findByRole('button', { name: '加上' }));
    const titles = async () =>
      within(await paper())
        .getAllByRole('heading', { level: 3 })
        .map(({ textContent }) => textContent);
    await waitFor(async () => expect(await titles()).toContain('三、党政主要负责人履职情况'));
    expect((await titles())[0]).toBe('一、主要做法');
    expect(screen.queryByText(/缺少：/)).toBeNull();
  });
});

describe('统计表', () => {
  test('[R1] counts by unit, for the span and unit that are chosen', async (context) => {
    const { user } = await open(context, '/tasks/tables?table=publicity');
    const table = await screen.findByRole('table', { name: '法治宣传教育情况统计表' });
    await waitFor(() => within(table).getByRole('row', { name: '受众 人次 40 40 0 0' }));
    await user.selectOptions(screen.getByRole('combobox', { name: '时段' }), '二季度');
    await waitFor(() => within(table).getByRole('row', { name: '受众 人次 0 0 0 0' }));
    await user.selectOptions(screen.getByRole('combobox', { name: '时段' }), '1月');
    await user.selectOptions(screen.getByRole('combobox', { name: '哪张表' }), '培训学法');
    await screen.findByRole('table', { name: '培训学法情况统计表' });
    expect(await screen.findAllByText(/双泉乡.*2026年1月/)).not.toEqual([]);
  });

  test('[R5] that was sent is shown as it was, with what is different; the one of today is a choice away', async (context) => {
    const { user, store } = await open(context, '/tasks/tables?table=publicity');
    const table = await screen.findByRole('table', { name: '法治宣传教育情况统计表' });
    await waitFor(() => within(table).getByRole('row', { name: '受众 人次 40 40 0 0' }));
    await user.click(screen.getByRole('button', { name: '记为已报送' }));
    await screen.findByRole('radio', { name: '报送时的' });
    await write(store, 'publicityEvent', anEvent({ audience: 25 }), 2);
    const differences = await screen.findByRole('table', { name: '报送后的变化' });
    within(differences).getByRole('row', { name: '活动：受众（人次） · 合计 40 65 补报' });
    const line = () =>
      within(screen.getByRole('table', { name: '法治宣传教育情况统计表' })).getByRole('row', { name: /^受众/ });
    expect(line()).toHaveAccessibleName('受众 人次 40 40 0 0');
    await user.click(screen.getByRole('radio', { name: '按现在的记录' }));
    expect(line()).toHaveAccessibleName('受众 人次 65 40 0 25');
  });
});
