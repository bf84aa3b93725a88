import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { readSheetFile } from '#files/sheet-file.ts';
import { kindOf } from '#kinds/index.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { openVillage } from './app.tsx';

const villager = (store: Store, at: number, name: string, role: Record<string, string>) => ({
  kind: kindOf('person'),
  record: newId(store),
  unit: store.identity.units[at] as string,
  values: { name, sex: 'male', roles: { a: role } },
});

test('the rosters say which count is which, what the law asks, and lead to the people', async (context) => {
  const fill = (store: Store) => {
    const committee = newId(store);
    const unit = store.identity.units[1] as string;
    return saveValues(store, [
      {
        kind: kindOf('committee'),
        record: committee,
        unit,
        values: { name: '永祥调委会', committeeKind: 'village', unit, electedOn: '2022-01-10' },
      },
      villager(store, 1, '王强', { role: 'mediator', committee, basis: 'elected', committeeRole: 'director' }),
      villager(store, 1, '赵敏', { role: 'mediator', committee, basis: 'engaged' }),
      villager(store, 1, '陈芳', { role: 'lawSavvyPerson', selectedOn: '2026-01-20', exam: 'passed' }),
    ]);
  };
  const { user, router } = await openVillage(context, { villages: ['永祥村', '城墙村'], path: '/tasks', fill });
  await user.click(await screen.findByRole('link', { name: '队伍名册' }));

  const checks = await screen.findByRole('list', { name: '调委会核对' });
  const own = (await within(checks).findByRole('link', { name: '永祥调委会' })).closest('li') as HTMLElement;
  await within(own).findByText('委员 1 人');
  within(own).getByText('登记的委员1人，应为三至九人（人民调解法第八条）');
  within(own).getByText('本届任期已于2025年1月10日届满，应当换届（人民调解法第九条）');
  const engaged = screen.getByText('聘任').parentElement as HTMLElement;
  expect(engaged.textContent).toBe('聘任1 名');
  await screen.findByText(/每个村至少3名，还不够的：永祥村（1名）、城墙村（0名）/);
  const entered = screen.getByRole('list', { name: '法律明白人进出' });
  expect(entered.textContent).toContain('陈芳2026年1月20日进');

  await user.click(screen.getAllByRole('link', { name: '看名册' })[0] as HTMLElement);
  await waitFor(() => expect(router.state.location.search).toBe('?roles.role=mediator'));
  await screen.findByText('王强');
  expect(screen.queryByText('陈芳')).toBeNull();
});

test('the roster that the county has is kept, and who came, went or changed since stands beside it', async (context) => {
  const fill = (store: Store) =>
    saveValues(store, [
      villager(store, 1, '王强', { role: 'mediator', committeeRole: 'member' }),
      villager(store, 1, '赵敏', { role: 'mediator' }),
    ]);
  const { user, store } = await openVillage(context, { villages: ['永祥村', '城墙村'], path: '/tasks/rosters', fill });
  await screen.findByText(/按现在的 2 名留存/);
  const [mark] = await screen.findAllByRole('button', { name: '记为已报县局' });
  await user.click(mark as HTMLElement);
  await screen.findByText(/报过人民调解员花名册，2 名。/);
  await screen.findByText(/此后没有变动/);

  const people = await store.db.rows('person').toArray();
  const rowOf = (name: string) => people.find(({ values }) => values['name'] === name);
  const [wang, zhao] = [rowOf('王强'), rowOf('赵敏')];
  if (wang === undefined || zhao === undefined) throw new Error('Nobody there');
  const edit = (row: typeof wang, role: Record<string, string>) => ({
    kind: kindOf('person'),
    record: row.id,
    unit: row.unit,
    row,
    values: { roles: { a: role } },
  });
  await saveValues(store, [
    edit(wang, { role: 'mediator', committeeRole: 'director' }),
    edit(zhao, { role: 'mediator', to: '2026-01-31' }),
    villager(store, 2, '钱进', { role: 'mediator' }),
  ]);
  const list = await screen.findByRole('list', { name: '人民调解员花名册报送以后的变动' });
  await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(3));
  const made = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:none');
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  await user.click(screen.getByRole('button', { name: '变动表（.xlsx）' }));
  await screen.findByText(/已存到“下载”/);
  const [[file] = []] = made.mock.calls;
  if (!(file instanceof Blob)) throw new Error('nothing was handed over');
  const reading = readSheetFile(new Uint8Array(await file.arrayBuffer()));
  const cells =
    reading.state === 'read' ? reading.sheets[0]?.rows.map(({ cells: row }) => row.map((cell) => cell?.text)) : [];
  expect(cells?.slice(3, 6).map((row) => row.slice(1, 4))).toEqual([
    ['新增', '钱进', '城墙村'],
    ['退出', '赵敏', '永祥村'],
    ['变更', '王强', '永祥村'],
  ]);
  expect(
    within(list)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(['钱进新增 · 城墙村', '赵敏退出 · 永祥村', '王强变更 · 永祥村调委会职务：委员 → 主任']);
});
