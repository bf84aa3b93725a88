import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { mediationCase } from '#kinds/index.ts';
import { saveValues } from '#store/records.ts';
import { openVillage } from './app.tsx';

const ID = '0190aaaa-0000-7000-8000-0000000000cc';

const handedUp = { on: '2026-02-20', reason: '涉及两个村' };
const aCase = {
  parties: { a: { name: '田大山', side: 'partyA' }, b: { name: '彭秀英', side: 'partyB' } },
  disputeType: 'forestLand',
  facts: '山林界线不清',
  status: 'inMediation',
  acceptedOn: '2026-02-03',
  rightsNoticeOn: '2026-02-03',
};

test('[M7] a case that waits leads with its taking up, and is accepted on that day by whoever takes it', async (context) => {
  const { user, store } = await openVillage(context, {
    villages: ['城墙村', '龙洞村'],
    path: `/ledger/mediationCase/${ID}`,
    fill: (to) =>
      saveValues(to, [
        { kind: mediationCase, record: ID, unit: to.identity.units[1] as string, values: { ...aCase, handedUp } },
      ]),
  });
  const taking = await screen.findByRole('button', { name: '接收移交' });
  const why = screen.getByText(/^村里2026年2月20日移交，原因：涉及两个村。/);
  // What else may be done with it stands among the rest, below why it was handed up.
  const others = await screen.findByRole('navigation', { name: '还可以' });
  expect(others.textContent).toContain('达成协议');
  expect(why.compareDocumentPosition(others)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  expect(screen.getAllByRole('link', { name: '达成协议' })).toHaveLength(1);
  await waitFor(() => expect(taking).toHaveProperty('disabled', false));
  await user.click(taking);

  await waitFor(async () => expect(await store.db.rows('mediationCase').count()).toBe(2));
  const there = (await store.db.rows('mediationCase').toArray()).find(({ id }) => id !== ID);
  const [me] = await store.db.rows('person').toArray();
  expect(there?.values).toMatchObject({ acceptedOn: '2026-03-01', facts: '山林界线不清', mediators: [me?.id] });
  // The township tells of rights and duties itself.
  expect(there?.values['rightsNoticeOn']).toBeUndefined();
  const here = await store.db.rows('mediationCase').get(ID);
  expect(here?.values).toMatchObject({ acceptedOn: '2026-02-03', handedUp: { ...handedUp, newCase: there?.id } });
});

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
            ...aCase,
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
