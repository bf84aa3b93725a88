import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { caseLedger, caseWorkbook } from '#test/help/messy.ts';
import { aWorkbook } from '#test/help/workbooks.ts';
import { rebuild } from '#store/incoming.ts';
import type { Store } from '#store/store.ts';
import { openVillage } from './app.tsx';

const fileOf = (bytes: Uint8Array, name = '台账.xlsx') => new File([bytes as Uint8Array<ArrayBuffer>], name);
const choose = async (user: Awaited<ReturnType<typeof openVillage>>['user'], file: File) => {
  const button = await screen.findByLabelText<HTMLInputElement>('选择表格文件');
  await waitFor(() => expect(button.disabled).toBe(false));
  await user.upload(button, file);
};
const year = { clock: { ms: Date.UTC(2026, 2, 1) } };

/** [D1] Rows, counters and chain ends are what the log alone gives. */
async function asRebuilt(store: Store): Promise<void> {
  const { db } = store;
  const read = async () => ({
    rows: (await db.rows('mediationCase').toArray()).map(({ at: _at, ...row }) => row),
    counters: (await db.counters.toArray()).filter(({ value }) => value !== 0),
  });
  const before = await read();
  await rebuild(store);
  expect(await read()).toEqual(before);
  const own = (await db.changes.toArray()).filter(({ scope }) => scope.endsWith('/cases'));
  const last = own.reduce((a, b) => (a.n > b.n ? a : b));
  expect(await db.chains.get([last.device, last.scope])).toMatchObject({ n: own.length, id: last.id });
}

test('a ledger is chosen, looked at, imported and taken back as one action', async (context) => {
  const { user, store } = await openVillage(context, { ...year, path: '/ledger' });
  await user.click(await screen.findByRole('link', { name: '从表格导入' }));
  await choose(user, fileOf(caseWorkbook()));
  // The hidden sheet and the one without headings are left out and say why.
  expect((await screen.findByLabelText<HTMLInputElement>(/^旧表/)).checked).toBe(false);
  expect(screen.getByText('没有认出调解案件的表头，读不了')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '核对' }));
  await screen.findByText('读了 10 行，能导入调解案件 6 条，3 行不能导入，1 行重复。');
  const problems = within(screen.getByRole('list', { name: '要看一眼的' }));
  expect(problems.getByText('身份证号的校验码不对，请逐位核对')).toBeTruthy();
  expect(problems.getByText(/城墙村 第13行/)).toBeTruthy();
  expect(await store.db.rows('mediationCase').count()).toBe(0);

  await user.click(screen.getByRole('button', { name: '导入 6 条' }));
  await screen.findByText(/^已存本机：导入调解案件 6 条/);
  const rows = await store.db.rows('mediationCase').toArray();
  expect(rows.filter(({ removed }) => removed === null)).toHaveLength(6);
  const changes = await store.db.changes.toArray();
  const actions = new Set(
    changes.filter(({ ops }) => ops.some(({ kind }) => kind === 'mediationCase')).map(({ action }) => action),
  );
  expect(actions.size).toBe(1);

  await asRebuilt(store);

  await user.click(screen.getByRole('button', { name: '撤销这次导入' }));
  await user.click(await screen.findByRole('button', { name: '撤销' }));
  await screen.findByText('已存本机：撤销了 6 条。');
  await asRebuilt(store);
  const after = await store.db.rows('mediationCase').toArray();
  expect(after.map(({ removed }) => removed)).toEqual(Array.from({ length: 6 }, () => '撤销从表格导入'));
  const counted = (await store.db.counters.toArray()).filter(
    ({ id, value }) => id.includes('mediationCase') && value > 0,
  );
  expect(counted).toEqual([]);
});

test('rows that were stored are not denied where there is no room to note that they were', async (context) => {
  const { user, store } = await openVillage(context, { ...year, path: '/ledger/import' });
  await choose(user, fileOf(caseWorkbook()));
  await user.click(await screen.findByRole('button', { name: '核对' }));
  // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
  const { put } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...entry) {
    if (entry[0]?.id === 'local/imports') throw new DOMException('full', 'QuotaExceededError');
    return put.apply(this, entry);
  });
  vi.spyOn(globalThis, 'reportError').mockImplementation(() => {});
  await user.click(await screen.findByRole('button', { name: '导入 6 条' }));
  const said = await screen.findByText(/^已存本机：导入调解案件 6 条/);
  expect(said.textContent).toContain('不能一次撤销');
  expect(await store.db.rows('mediationCase').count()).toBe(6);
});

test('a column can be put elsewhere, and the same headings are read that way the next time', async (context) => {
  const table = aWorkbook([
    {
      name: '表',
      rows: [
        ['哪天', '两家', '类型', '处理'],
        ['2025-3-5', '张三与李四', '邻里纠纷', '成功'],
        ['2025-3-6', '王五与赵六', '邻里纠纷', '成功'],
      ],
    },
    { name: '空', rows: [] },
  ]);
  const { user } = await openVillage(context, { ...year, path: '/ledger/import' });
  const headings = aWorkbook([
    {
      name: '表',
      rows: [
        ['日期', '双方', '类型', '结果'],
        ['2025-3-5', '张三与李四', '邻里纠纷', '成功'],
      ],
    },
  ]);
  await choose(user, fileOf(table));
  await screen.findByText('没有认出调解案件的表头，读不了');
  await choose(user, fileOf(headings));
  await user.click(await screen.findByRole('button', { name: /^各列放到哪里/ }));
  await user.selectOptions(screen.getByLabelText('B列“双方”放到'), '@parties');
  await user.click(screen.getByRole('button', { name: '核对' }));
  await user.click(await screen.findByRole('button', { name: '导入 1 条' }));
  await screen.findByText(/^已存本机：导入调解案件 1 条/);
  await choose(user, fileOf(headings));
  await user.click(await screen.findByRole('button', { name: /^各列放到哪里/ }));
  expect(screen.getByLabelText<HTMLSelectElement>('B列“双方”放到').value).toBe('@parties');
  await user.click(screen.getByRole('button', { name: '核对' }));
  await screen.findByText('读了 1 行，能导入调解案件 0 条，1 行重复。');
});

test('words that no list knows are given a meaning once, and the next table is read with it', async (context) => {
  const { user } = await openVillage(context, { ...year, path: '/ledger/import' });
  const table = (day: number) =>
    fileOf(
      aWorkbook([
        {
          name: '表',
          rows: [
            ['受理日期', '甲方', '乙方', '纠纷类型', '结果', '调解员'],
            [`2025-3-${day}`, '张三', '李四', '天文', '成功', '外人'],
            [`2025-4-${day}`, '王五', '赵六', '天文', '成功', '外人'],
          ],
        },
      ]),
    );
  await choose(user, table(5));
  await user.click(await screen.findByRole('button', { name: '核对' }));
  await screen.findByText('读了 2 行，能导入调解案件 0 条，2 行不能导入。');
  // Said of both rows at once.
  expect(within(screen.getByRole('list', { name: '要看一眼的' })).getByText(/表 第2、3行D列/)).toBeTruthy();
  await user.selectOptions(screen.getByLabelText('纠纷类型“天文”算作'), '其他消费纠纷');
  await screen.findByText('读了 2 行，能导入调解案件 2 条。');
  await user.click(screen.getByRole('button', { name: '导入 2 条' }));
  await screen.findByText(/^已存本机：导入调解案件 2 条/);
  await choose(user, table(6));
  await user.click(await screen.findByRole('button', { name: '核对' }));
  await screen.findByText('读了 2 行，能导入调解案件 2 条。');
});

test('[T9] whether those whom no roster knows are guests or come onto one is asked, and undone with the rest', async (context) => {
  const { user, store } = await openVillage(context, { ...year, path: '/ledger/import?kind=training' });
  const list = aWorkbook([
    {
      name: '签到',
      rows: [
        ['2025年法律明白人业务培训签到表'],
        ['时间：2025年6月5日'],
        ['序号', '姓名', '单位', '签名'],
        [1, '彭新人', '城墙村', '√'],
        [2, '冉新人', '城墙村', '√'],
      ],
    },
  ]);
  await choose(user, fileOf(list, '培训签到.xlsx'));
  const check = await screen.findByRole('button', { name: '核对' });
  // Not before anybody has looked for such names.
  expect(screen.queryByLabelText('名册上没有的人')).toBeNull();
  await user.click(check);
  await screen.findByText(/^“签到”里有 2 人名册上没有/);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '导入 1 条' }).disabled).toBe(true);
  await user.selectOptions(screen.getByLabelText('名册上没有的人'), '作为来宾');
  await screen.findByText('读了 2 行，能导入培训学法 1 条。');
  await user.selectOptions(screen.getByLabelText('名册上没有的人'), '加进人员名册：法律明白人');
  await screen.findByText('读了 2 行，能导入培训学法 1 条，加进人员名册 2 人。');
  const before = await store.db.rows('person').count();
  await user.click(screen.getByRole('button', { name: '导入 1 条' }));
  await screen.findByText(/^已存本机：导入培训学法 1 条。人员名册上加了 2 人。/);
  const added = (await store.db.rows('person').toArray()).filter(({ values }) =>
    JSON.stringify(values['name']).includes('新人'),
  );
  const [training] = await store.db.rows('training').toArray();
  expect(Object.keys(training?.values['attendance'] as object).sort()).toEqual(added.map(({ id }) => id).sort());
  expect(added).toHaveLength(2);
  await user.click(screen.getByRole('button', { name: '撤销这次导入' }));
  await user.click(await screen.findByRole('button', { name: '撤销' }));
  await screen.findByText(/^已存本机：撤销了 3 条/);
  const left = (await store.db.rows('person').toArray()).filter(({ removed }) => removed === null);
  expect(left).toHaveLength(before);
});

test('[T9] a list of those whom the roster knows asks nothing', async (context) => {
  const { user, store } = await openVillage(context, { ...year, path: '/ledger/import?kind=training' });
  const [unit = ''] = store.identity.units;
  const { saveValues } = await import('#store/records.ts');
  const { newId } = await import('#store/store.ts');
  const { person } = await import('#kinds/index.ts');
  await saveValues(store, [
    { kind: person, record: newId(store), unit, values: { name: '彭熟人', roles: { r: { role: 'lawSavvyPerson' } } } },
  ]);
  const rows = [
    ['2025年法律明白人业务培训签到表'],
    ['时间：2025年6月5日'],
    ['序号', '姓名', '签名'],
    [1, '彭熟人', '√'],
  ];
  await choose(user, fileOf(aWorkbook([{ name: '签到', rows }]), '培训签到.xlsx'));
  await user.click(await screen.findByRole('button', { name: '核对' }));
  await screen.findByText('读了 1 行，能导入培训学法 1 条。');
  expect(screen.queryByLabelText('名册上没有的人')).toBeNull();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '导入 1 条' }).disabled).toBe(false);
});

test('a table of another ledger is opened there without being chosen again', async (context) => {
  const { user } = await openVillage(context, { ...year, path: '/ledger/import' });
  const rows = [
    ['活动时间', '活动名称', '宣传内容', '宣传形式', '受众人数'],
    ['2025-3-8', '妇女节宣传', '宪法', '集中宣传', 30],
  ];
  await choose(user, fileOf(aWorkbook([{ name: '表', rows }])));
  await user.click(await screen.findByRole('button', { name: '记到普法活动' }));
  await user.click(await screen.findByRole('button', { name: '核对' }));
  expect(await screen.findByText('读了 1 行，能导入普法活动 1 条。')).toBeTruthy();
});

test('what was changed after an import stays when it is taken back', async (context) => {
  const { user, store } = await openVillage(context, { ...year, path: '/ledger/import' });
  await choose(user, fileOf(aWorkbook([{ ...caseLedger, rows: caseLedger.rows.slice(0, 6) }])));
  await user.click(await screen.findByRole('button', { name: '核对' }));
  await user.click(await screen.findByRole('button', { name: '导入 2 条' }));
  await screen.findByText(/^已存本机：导入/);
  const { saveValues } = await import('#store/records.ts');
  const { kindOf } = await import('#kinds/index.ts');
  const [row] = await store.db.rows('mediationCase').toArray();
  if (row === undefined) throw new Error('nothing was imported');
  await saveValues(store, [
    { kind: kindOf('mediationCase'), record: row.id, unit: row.unit, values: { place: '村口' }, row },
  ]);
  await user.click(screen.getByRole('button', { name: '撤销这次导入' }));
  await user.click(await screen.findByRole('button', { name: '撤销' }));
  await screen.findByText('已存本机：撤销了 1 条；有 1 条导入以后改过，留着没动。');
  expect((await store.db.rows('mediationCase').get(row.id))?.removed).toBe(null);
});

test.each([
  [
    'a password',
    [0xd0, 0xcf, 0x11, 0xe0, ...Array.from('EncryptedPackage').flatMap((c) => [c.charCodeAt(0), 0])],
    /表格设了打开密码/,
  ],
  ['.xls', [0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3], /旧的 \.xls 格式/],
  ['a picture', [0x89, 0x50, 0x4e, 0x47], /这不是表格文件/],
  ['nothing', [], /文件是空的/],
])('%s is refused with one plain sentence', async (_, bytes, sentence) => {
  const { onTestFinished } = await import('vitest');
  const { user, store } = await openVillage({ onTestFinished }, { ...year, path: '/ledger/import' });
  await choose(user, fileOf(new Uint8Array(bytes)));
  await screen.findByText(sentence);
  expect(screen.getByText('“台账.xlsx”没有导入，台账没有变化。')).toBeTruthy();
  expect(await store.db.rows('mediationCase').count()).toBe(0);
});
