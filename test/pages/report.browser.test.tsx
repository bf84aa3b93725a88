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

  test('[R4] a draft is taken over and rewritten with a figure put in; then own text is printed', async (context) => {
    const { user, store } = await open(context, '/tasks/report');
    await user.click(await screen.findByRole('link', { name: /改写草稿.*开展法治宣传教育/ }));
    const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /正文/ });
    expect(box.value).toContain('受众{受众}');
    await user.clear(box);
    await user.type(box, '全年受众');
    await user.click(screen.getByRole('button', { name: /插入数字/ }));
    await user.click(await screen.findByRole('button', { name: /^受众 ?40人次/ }));
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

  test('[R5] once sent it stays as it was, and later differences are listed', async (context) => {
    const { user, store } = await open(context, '/tasks/report');
    const send = await screen.findByRole('button', { name: '记为已报送' });
    await user.click(send);
    await waitFor(() => expect(send.isConnected).toBe(false));
    await write(store, 'publicityEvent', anEvent({ audience: 25 }), 2);
    const differences = await screen.findByRole('table', { name: '报送后的变化' });
    within(differences).getByRole('row', { name: '受众 40人次 65人次 补报' });
    within(screen.getByRole('article', { name: '2026年年度报告' })).getByRole('link', { name: /^40人次/ });
    expect(screen.queryByRole('link', { name: /改写草稿/ })).toBeNull();
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
});
