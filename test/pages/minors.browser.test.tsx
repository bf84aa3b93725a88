import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { mediationCase } from '#kinds/index.ts';
import { saveValues } from '#store/records.ts';
import { openVillage } from './app.tsx';

const ID = '0190aaaa-0000-7000-8000-0000000000dd';

test('the name of a minor is masked on the record page until it is asked for, in texts as well', async (context) => {
  const { user } = await openVillage(context, {
    path: `/ledger/mediationCase/${ID}`,
    fill: (to) =>
      saveValues(to, [
        {
          kind: mediationCase,
          record: ID,
          unit: to.identity.units[0] as string,
          values: {
            parties: {
              a: { name: '田小宝', side: 'partyA', partyKind: 'person', age: 9 },
              b: { name: '彭秀英', side: 'partyB', partyKind: 'person', age: 40 },
            },
            disputeType: 'damages',
            facts: '田小宝被狗咬伤',
            status: 'inMediation',
            acceptedOn: '2026-02-03',
          },
        },
      ]),
  });
  expect(await screen.findByText('田*宝被狗咬伤')).toBeDefined();
  expect(screen.queryAllByText(/田小宝/)).toEqual([]);
  expect(screen.getAllByText(/彭秀英/).length).toBeGreaterThan(0);
  await user.click(screen.getByRole('button', { name: '显示姓名' }));
  expect(await screen.findByText('田小宝被狗咬伤')).toBeDefined();
});
