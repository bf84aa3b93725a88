import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
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
