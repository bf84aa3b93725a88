import { screen, waitFor } from '@testing-library/react';
import { page } from 'vitest/browser';
import { afterEach, expect, test, vi } from 'vitest';
import { mediationCase, person, publicityEvent, training } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import type { Values } from '#kinds/field.ts';
import { readSheetFile } from '#files/sheet-file.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { openVillage } from './app.tsx';

afterEach(() => {
  vi.restoreAllMocks();
  return page.viewport(360, 740);
});

const records =
  (...list: readonly (readonly [Kind, Values])[]) =>
  (store: Store) =>
    saveValues(
      store,
      list.map(([kind, values]) => ({ kind, record: newId(store), unit: store.identity.units[0] ?? '', values })),
    );

const anEvent = (title: string, heldOn: string, audience: number): readonly [Kind, Values] => [
  publicityEvent,
  { title, heldOn, themes: ['civilCode'], forms: ['rally'], audience },
];

/** What is handed over as a download from now on. */
function handedOver() {
  const files: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
    files.push(file as Blob);
    return 'blob:none';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  return async () => {
    const file = await waitFor(() => {
      const last = files[files.length - 1];
      if (last === undefined) throw new Error('nothing was handed over');
      return last;
    });
    const reading = readSheetFile(new Uint8Array(await file.arrayBuffer()));
    if (reading.state !== 'read') throw new Error(reading.fault);
    return reading.sheets.map(({ name, rows }) => ({
      name,
      rows: rows.map(({ cells }) => Array.from(cells, (cell) => cell?.text ?? '')),
    }));
  };
}

test('[O1] a list leaves as it was filtered, sorted and shown', async (context) => {
  await page.viewport(1280, 800);
  const { user } = await openVillage(context, {
    path: '/ledger/publicityEvent?year=2026&sort=audience',
    fill: records(
      anEvent('去年的', '2025-03-08', 1),
      anEvent('人多的', '2026-03-08', 200),
      anEvent('人少的', '2026-05-08', 20),
    ),
  });
  await screen.findByText('找到 2 条');
  const file = handedOver();
  await user.click(await screen.findByRole('button', { name: '导出表格' }));
  const [sheet] = await file();
  expect(sheet?.rows.slice(0, 2)).toEqual([['普法活动'], ['城墙村　年份：2026年　共 2 条']]);
  const [heads, ...lines] = sheet?.rows.slice(2) ?? [];
  const head = (await screen.findAllByRole('columnheader')).map(({ textContent }) => textContent);
  expect(heads?.map((label) => label.replace(/（.*/, ''))).toEqual(['序号', ...head]);
  const audience = heads?.indexOf('受众（人次）') ?? -1;
  expect(lines.map((line) => [line[1] ?? '', line[audience]])).toEqual([
    ['人少的', '20'],
    ['人多的', '200'],
    ['', '220'],
  ]);
  expect(await screen.findByText(/已存到“下载”/)).toBeTruthy();
});

test('[O5] the register of cases hides names until somebody asks for them', async (context) => {
  const { user } = await openVillage(context, {
    path: '/ledger/sheets',
    fill: records([
      mediationCase,
      {
        acceptedOn: '2026-03-08',
        disputeType: 'neighbor',
        status: 'accepted',
        source: 'ownMotion',
        facts: '为一棵树',
        parties: {
          a: { side: 'partyA', partyKind: 'person', name: '田大山' },
          b: { side: 'partyB', partyKind: 'person', name: '彭秀英' },
        },
      },
    ]),
  });
  const file = handedOver();
  const button = await screen.findByRole('button', { name: '案件登记簿' });
  await waitFor(() => expect(button).toHaveProperty('disabled', false));
  await user.click(button);
  expect(JSON.stringify(await file())).not.toMatch(/田大山|为一棵树/);
  await user.click(screen.getByRole('checkbox', { name: /写出姓名/ }));
  const whole = handedOver();
  await waitFor(() => expect(button).toHaveProperty('disabled', false));
  await user.click(button);
  expect(JSON.stringify(await whole())).toMatch(/内部存档.*田大山.*为一棵树/);
});

test('the sheet to sign and the blank template come from one page', async (context) => {
  const { user } = await openVillage(context, {
    path: '/ledger/sheets',
    me: '',
    fill: records([person, { name: '冉红', roles: { a: { role: 'mediator' } } }]),
  });
  const file = handedOver();
  await screen.findByText(/名册上 1 人/);
  await user.click(screen.getByRole('button', { name: '签到表' }));
  const [sheet] = await file();
  expect(sheet?.rows[0]).toEqual(['人民调解员、法律明白人培训签到表']);
  expect(sheet?.rows[3]?.slice(0, 4)).toEqual(['1', '冉红', '城墙村', '人民调解员']);
  const template = handedOver();
  await user.click(screen.getByRole('button', { name: '空白登记表' }));
  expect((await template()).map(({ name }) => name)).toEqual([
    '填写说明',
    '调解案件',
    '培训学法',
    '普法活动',
    '矛盾纠纷排查',
    '人员',
    '选项',
  ]);
});

test('a training has its sheet to sign, with time and place on it', async (context) => {
  let id = '';
  const fill = async (store: Store) => {
    await records([person, { name: '冉红', roles: { a: { role: 'mediator' } } }])(store);
    id = newId(store);
    const values = { heldOn: '2026-03-08', type: 'businessTraining', audience: ['mediator'], place: '村委会' };
    return saveValues(store, [{ kind: training, record: id, unit: store.identity.units[0] ?? '', values }]);
  };
  const { user, router } = await openVillage(context, { me: '', fill });
  await router.navigate(`/ledger/training/${id}`);
  const file = handedOver();
  const button = await screen.findByRole('button', { name: /签到表/ });
  await waitFor(() => expect(button).toHaveProperty('disabled', false));
  await user.click(button);
  const [sheet] = await file();
  expect(sheet?.rows[1]?.[0]).toMatch(/时间：2026年3月8日　地点：村委会/);
  expect(sheet?.rows[3]?.[1]).toBe('冉红');
});
