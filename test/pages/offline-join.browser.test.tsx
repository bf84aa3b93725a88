/** Joining without a network (SPEC X12), as it is seen. */
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { packInvitation, type OfflineInvitation } from '#core/offline-invitation.ts';
import { joinAddress, readJoinLink } from '#pages/join-link.ts';
import { aServer } from '#test/help/routes.ts';
import { identityIn, scan } from '#test/help/scanned.ts';
import { START } from '#test/help/store.ts';
import { openApp, openVillage } from './app.tsx';

const HOUR = 3_600_000;
const uuid = (digit: string): string => `01900000-0000-7000-8000-${digit.repeat(12)}`;
const invitation: OfflineInvitation = {
  secret: 'Zm9vYmFyYmF6cXV4MTIzNA',
  expiresAt: START + 72 * HOUR,
  member: uuid('1'),
  role: 'mediator',
  caseDuty: true,
  township: { id: uuid('2'), name: '双泉乡' },
  unit: { id: uuid('3'), name: '永祥村', unitKind: 'village' },
  committee: { id: uuid('4'), name: '永祥村人民调解委员会' },
  servers: ['0123456789abcdef0123456789abcdef'],
};
const CODE = packInvitation(invitation) ?? '';

const button = (name: string) => screen.findByRole('button', { name });

test('[X12] without a network one tap makes the phone its member’s; a case can be recorded at once', async (t) => {
  scan(`#o=${CODE}`);
  expect(location.hash).toBe('');
  const { user, name, router } = await openApp(t, { path: '/join' });
  expect(await screen.findByText('双泉乡 永祥村 · 人民调解员')).toBeTruthy();
  expect(screen.getByText(/现在没有网络也能加入/)).toBeTruthy();
  await user.click(await button('加入'));
  expect(await screen.findByText(/这台手机登记给永祥村的人民调解员了/)).toBeTruthy();
  expect(screen.getByText('2026年3月4日 08:00 前交到或连上网的，司法所不用再确认。')).toBeTruthy();
  expect(await identityIn(name)).toMatchObject({ actor: invitation.member, units: [invitation.unit.id] });
  for (const store of [localStorage, sessionStorage]) expect(JSON.stringify(store)).not.toContain('Zm9v');

  await user.click(await button('去首页'));
  expect(await screen.findByRole('heading', { level: 1, name: '永祥村' })).toBeTruthy();
  // Nothing of it lies anywhere else yet: how old the backup is counts, not what was reported.
  expect(await screen.findByText(/上次备份/)).toBeTruthy();
  await router.navigate('/ledger/mediationCase/new');
  await user.click(await screen.findByRole('button', { name: /^更多信息/ }));
  expect(await screen.findByText('永祥村人民调解委员会')).toBeTruthy();
});

test('[X12] where there is a network, the same code joins as any other', async (t) => {
  scan(`#o=${CODE}`);
  const { send, calls } = aServer({
    '/api/enrol': {
      account: {
        member: invitation.member,
        name: '王芳',
        person: '',
        unit: invitation.unit.id,
        role: 'mediator',
        caseDuty: true,
        township: invitation.township.id,
        servers: ['server'],
      },
      epoch: 'e',
      serverTime: START,
    },
  });
  const { user, name } = await openApp(t, { path: '/join', send });
  await user.click(await button('加入'));
  expect(await screen.findByText('王芳，这台设备已登记给您。')).toBeTruthy();
  expect(calls[0]?.body).toMatchObject({ code: invitation.secret });
  expect((await identityIn(name)).joined).not.toHaveProperty('invited');
});

test('[X12] what the server refuses is not taken all the same', async (t) => {
  scan(`#o=${CODE}`);
  const { send } = aServer({ '/api/enrol': 'codeWrong' });
  const { user, name } = await openApp(t, { path: '/join', send });
  await user.click(await button('加入'));
  expect((await screen.findByRole('alert')).textContent).toContain('邀请码不对，或者已经用过');
  expect((await identityIn(name)).joined).toBeUndefined();
});

test('[X12] a code that was not read whole is said to be so, and digits can be typed', async (t) => {
  scan(`#o=${CODE.slice(0, 60)}`);
  await openApp(t, { path: '/join' });
  expect(await screen.findByText(/没有读全，请再扫一次/)).toBeTruthy();
  expect(screen.getByRole('textbox', { name: '邀请码' })).toBeTruthy();
});

test('[X12] [D8] what was recorded alone comes along, and is said to', async (t) => {
  scan(`#o=${CODE}`);
  const { user, store, router } = await openVillage(t, { path: '/join' });
  expect(await screen.findByText(/已经记下的 1 条会一起带过去/)).toBeTruthy();
  await user.click(await button('加入'));
  expect(await screen.findByText(/一条都不会丢/)).toBeTruthy();
  expect((await identityIn(store.db.name)).units).toEqual([...store.identity.units, invitation.unit.id]);
  await router.navigate('/mine');
  const link = await screen.findByRole('link', { name: /这台手机的登记/ });
  await user.click(link);
  await user.click(await button('连上网了，有新的邀请码'));
  expect(await screen.findByRole('textbox', { name: '邀请码' })).toBeTruthy();
});

test('[X12] after 72 hours it says what the office has to do', async (t) => {
  scan(`#o=${packInvitation({ ...invitation, expiresAt: START - HOUR })}`);
  const { user } = await openApp(t, { path: '/join' });
  await user.click(await button('加入'));
  expect(await screen.findByText(/司法所点一下确认就行/)).toBeTruthy();
});

test('[X12] the address for another browser is the one that was scanned', () => {
  const link = readJoinLink(`#o=${CODE}`);
  expect(link).toEqual({ way: 'offline', secret: CODE });
  expect(link && joinAddress('https://fz.example', link)).toBe(`https://fz.example/join#o=${CODE}`);
});
