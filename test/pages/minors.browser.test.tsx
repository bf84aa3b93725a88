import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { mediationCase } from '#kinds/index.ts';
import { draftOfRow } from '#store/drafts.ts';
import { saveDraft, saveValues } from '#store/records.ts';
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

test('nor does a conflict or the history of the case say the name of a minor, though it was written otherwise before', async (context) => {
  const child = { name: '田小宝', side: 'partyA', partyKind: 'person', age: 9 };
  const { user } = await openVillage(context, {
    path: `/ledger/mediationCase/${ID}`,
    fill: async (to) => {
      const values = {
        parties: {
          a: { ...child, name: '田晓宝' },
          b: { name: '彭秀英', side: 'partyB', partyKind: 'person', age: 40 },
        },
        disputeType: 'damages',
        facts: '被狗咬伤',
        status: 'inMediation',
        acceptedOn: '2026-02-03',
        source: 'ownMotion',
        committee: '0190aaaa-0000-7000-8000-0000000000c0',
      };
      await saveValues(to, [{ kind: mediationCase, record: ID, unit: to.identity.units[0] as string, values }]);
      const row = await to.db.rows('mediationCase').get(ID);
      if (row === undefined) throw new Error('no row');
      const drafts = [draftOfRow(to, row), draftOfRow(to, row)];
      const typed = [{ ...child }, { ...child, name: '田小保' }];
      for (const [n, draft] of drafts.entries()) {
        const done = await saveDraft(to, { ...draft, typed: { parties: { ...values.parties, a: typed[n] } } });
        if (!done.ok) throw new Error(JSON.stringify(done));
      }
    },
  });
  const conflict = await screen.findByRole('region', { name: '两处改动不一致，请选定' });
  expect(conflict.textContent).toMatch(/田\*宝[^]*田\*保|田\*保[^]*田\*宝/);
  await user.click(screen.getByRole('button', { name: /^修改记录/ }));
  await user.click(await screen.findByRole('button', { name: '显示姓名等内容' }));
  await screen.findByText(/被狗咬伤/, { selector: 'li span' });
  expect(screen.queryAllByText(/田小宝|田小保|田晓宝/)).toEqual([]);
  await user.click(screen.getByRole('button', { name: '显示姓名' }));
  await waitFor(() => expect(screen.getAllByText(/田晓宝/).length).toBeGreaterThan(0));
});
