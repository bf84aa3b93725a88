import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { mediationCase } from '#kinds/index.ts';
import { saveValues } from '#store/records.ts';
import { openVillage } from './app.tsx';

const ID = '0190aaaa-0000-7000-8000-0000000000cc';

test('[S4] a case is handed up with nothing typed again, and both records know of each other', async (context) => {
  const { user, store } = await openVillage(context, {
    villages: ['城墙村', '龙洞村'],
    path: `/ledger/mediationCase/${ID}`,
    fill: (to) =>
      saveValues(to, [
        {
          kind: mediationCase,
          record: ID,
          unit: to.identity.units[1] as string,
          values: {
            parties: { a: { name: '田大山', side: 'partyA' }, b: { name: '彭秀英', side: 'partyB' } },
            disputeType: 'forestLand',
            facts: '山林界线不清',
            status: 'inMediation',
            acceptedOn: '2026-02-03',
            fileNumber: '（2026）龙洞人调字第3号',
          },
        },
      ]),
  });
  await user.click(await screen.findByRole('button', { name: '移交乡镇调委会' }));
  await user.type(screen.getByRole('textbox', { name: '移交原因' }), '涉及两个村');
  await user.click(screen.getByRole('button', { name: '移交' }));

  await waitFor(async () => expect(await store.db.rows('mediationCase').count()).toBe(2));
  const rows = await store.db.rows('mediationCase').toArray();
  const [here, there] = [rows.find(({ id }) => id === ID), rows.find(({ id }) => id !== ID)];
  expect(there?.unit).toBe(store.identity.township);
  expect(there?.values).toMatchObject({ facts: '山林界线不清', transferredFrom: ID, status: 'inMediation' });
  // The township's case gets a number of its own.
  expect(there?.values['fileNumber']).toBeUndefined();
  expect(here?.values['handedUp']).toEqual({ newCase: there?.id, on: '2026-03-01', reason: '涉及两个村' });
  const committee = await store.db.rows('committee').get(there?.values['committee'] as string);
  expect(committee?.values['unit']).toBe(store.identity.township);
  // One action of the person is one action of the log.
  expect(new Set((await store.db.changes.toArray()).slice(-2).map(({ action }) => action)).size).toBe(1);
});
