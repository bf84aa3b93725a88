import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { DeviceEntry } from '#core/enrolment.ts';
import { unpackInvitation } from '#core/offline-invitation.ts';
import { member } from '#kinds/member.ts';
import { person } from '#kinds/index.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { keepSyncState } from '#store/sync-state.ts';
import { markJoined } from '#test/help/joined.ts';
import { aServer, type Routes } from '#test/help/routes.ts';
import { START } from '#test/help/store.ts';
import { openVillage } from './app.tsx';

const HOUR = 3_600_000;
/** As a server's device is called: by its key. */
const SERVER = '0123456789abcdef0123456789abcdef';
const aDevice = (more: Partial<DeviceEntry>): DeviceEntry => ({
  id: 'aaaaaa1111',
  name: '王芳的手机',
  member: '',
  state: 'active',
  since: START - 48 * HOUR,
  seenAt: START - 3 * HOUR,
  ...more,
});

async function addMember(store: Store, name: string): Promise<string> {
  const record = newId(store);
  const unit = store.identity.units[1] ?? '';
  await saveValues(store, [
    { kind: member, record, unit, values: { name, unit, role: 'villageCadre', caseDuty: true } },
  ]);
  return record;
}

/** The office of 双泉乡 with an account 王芳 in 城墙村. */
/** Another tab does the exchange: what becomes of it is what a test says, and this page's own engine asks nobody. */
async function leadElsewhere(t: Parameters<typeof openVillage>[0], { db }: Store): Promise<void> {
  await new Promise<void>((leads) => {
    void navigator.locks.request(`sync/${db.name}`, async () => {
      leads();
      await new Promise<void>((ended) => t.onTestFinished(async () => ended()));
    });
  });
}

async function openOffice(
  t: Parameters<typeof openVillage>[0],
  path: string,
  routesFor: (id: string) => Routes,
  fill: (store: Store) => Promise<unknown> = async () => {},
) {
  let wang = '';
  const held: { server?: ReturnType<typeof aServer> } = {};
  const app = await openVillage(t, {
    path: '/',
    villages: ['城墙村', '龙洞村'],
    fill: async (store) => {
      wang = await addMember(store, '王芳');
      await fill(store);
      await markJoined(store, { servers: [SERVER] });
      await leadElsewhere(t, store);
      held.server = aServer({
        '/api/recovery': { open: false, since: 1, missing: [], unnumbered: 0 },
        ...routesFor(wang),
      });
    },
    send: (to, init) => {
      if (held.server === undefined) throw new TypeError('no network');
      return held.server.send(to, init);
    },
  });
  await app.router.navigate(path.replace(':wang', wang));
  return { ...app, wang, calls: () => held.server?.calls ?? [] };
}

test('[X12] the office sees who was invited and who has joined', async (t) => {
  await openOffice(t, '/mine/accounts', (wang) => ({
    '/api/devices': { devices: [aDevice({ member: wang }), aDevice({ id: 'b', member: wang })] },
  }));
  const section = await screen.findByRole('region', { name: '城墙村' });
  expect(await within(section).findByRole('link', { name: /王芳.*村.*干部.*2 台设备/ })).toBeTruthy();
  expect(screen.getByRole('link', { name: '加账号' }).getAttribute('href')).toBe('/ledger/member/new');
});

test('[X12] an invitation is a code to scan, nine digits, its end, and a link to copy', async (t) => {
  const { user, calls, wang } = await openOffice(t, '/mine/accounts/:wang', () => ({
    '/api/devices': { devices: [] },
    '/api/invitations': { code: '123456789', link: 'https://fz.example/join#c=abc', expiresAt: START + 72 * HOUR },
  }));
  expect(await screen.findByText('未邀请')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '邀请' }));
  expect(await screen.findByRole('img', { name: '邀请二维码' })).toBeTruthy();
  expect(screen.getByText('123 456 789')).toBeTruthy();
  expect(screen.getByText('邀请码 1 2 3 4 5 6 7 8 9')).toBeTruthy();
  expect(screen.getByText('2026年3月4日 08:00 前有效，只能用一次')).toBeTruthy();
  expect(screen.getByText('fz.example')).toBeTruthy();
  expect(calls().find(({ path }) => path === '/api/invitations')?.body).toEqual({ member: wang });
  expect(await screen.findByText('已邀请')).toBeTruthy();
  // Nobody reads the secret over a shoulder in the list of tabs.
  expect(document.title).toBe('账号 · 法治台账');
});

test('[X12] for a phone without a network there is a code that says all, and either can be taken back', async (t) => {
  const { user, store, calls, wang } = await openOffice(t, '/mine/accounts/:wang', () => ({
    '/api/devices': { devices: [] },
    '/api/invitations': {
      code: '123456789',
      link: 'https://fz.example/join#c=Zm9vYmFyYmF6cXV4MTIzNA',
      expiresAt: START + 72 * HOUR,
    },
    '/api/invitations/withdraw': 204,
  }));
  let copied = '';
  const { clipboard } = navigator;
  // The method of the prototype comes back when this one's own is gone.
  Object.defineProperty(clipboard, 'writeText', {
    configurable: true,
    value: (text: string) => Promise.resolve(void (copied = text)),
  });
  t.onTestFinished(() => void Reflect.deleteProperty(clipboard, 'writeText'));
  await user.click(await screen.findByRole('button', { name: '邀请' }));
  await user.click(await screen.findByRole('button', { name: '手机没有网络，换离线二维码' }));
  expect(await screen.findByRole('img', { name: '离线邀请二维码' })).toBeTruthy();
  expect(screen.getByText(/72 小时内交来的自动认得/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '复制链接' }));
  await waitFor(() => expect(copied).toContain('https://fz.example/join#o='));
  const { units, township } = store.identity;
  expect(unpackInvitation(copied.replace(/^.*#o=/, ''))).toMatchObject({
    secret: 'Zm9vYmFyYmF6cXV4MTIzNA',
    expiresAt: START + 72 * HOUR,
    member: wang,
    role: 'villageCadre',
    caseDuty: true,
    township: { id: township, name: '双泉乡' },
    unit: { id: units[1], name: '城墙村', unitKind: 'village' },
    committee: { name: '双泉乡城墙村人民调解委员会' },
    servers: [SERVER],
  });
  expect(copied).not.toContain(encodeURIComponent('王芳'));
  await user.click(screen.getByRole('button', { name: '作废' }));
  await user.click(screen.getByRole('button', { name: '作废' }));
  await waitFor(() => expect(screen.queryByRole('img', { name: '离线邀请二维码' })).toBeNull());
  expect(calls().find(({ path }) => path === '/api/invitations/withdraw')?.body).toEqual({ member: wang });
  expect(await screen.findByText('未邀请')).toBeTruthy();
});

test('without a network the invitation says so and the account stays as it is', async (t) => {
  const { user } = await openOffice(t, '/mine/accounts/:wang', () => ({ '/api/devices': { devices: [] } }));
  await user.click(await screen.findByRole('button', { name: '邀请' }));
  expect((await screen.findByRole('alert')).textContent).toContain('没有网络，请连上网络后再试');
  expect(screen.queryByRole('img')).toBeNull();
});

/** What the tab that exchanges does: everything that was saved has gone up. */
async function acknowledgeAll({ db }: Store): Promise<void> {
  const chains = await db.chains.toArray();
  await db.acks.bulkPut(chains.map(({ device, scope, n }) => ({ device, scope, n })));
}

test('[X12] whoever is invited right after being added goes up first, and then the server is asked again', async (t) => {
  let isKnown = false;
  const { user, store, calls } = await openOffice(t, '/mine/accounts/:wang', () => ({
    '/api/devices': { devices: [] },
    '/api/invitations': () =>
      isKnown ? { code: '123456789', link: 'https://fz.example/join#c=abc', expiresAt: START + HOUR } : 'noSuchMember',
  }));
  // How an earlier exchange ended says nothing of the next one.
  await keepSyncState(store.db, { phase: 'failed', lastContact: null, failure: { kind: 'offline' } });
  await user.click(await screen.findByRole('button', { name: '邀请' }));
  expect(await screen.findByText('正在先上报这个账号，再邀请…')).toBeTruthy();
  await waitFor(async () => expect(await store.db.meta.get('sync/asked')).toBeTruthy());
  expect(screen.getByRole('button', { name: '邀请' })).toHaveProperty('disabled', true);
  isKnown = true;
  await acknowledgeAll(store);
  expect(await screen.findByRole('img', { name: '邀请二维码' })).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.queryByText(/正在先上报/)).toBeNull();
  expect(calls().filter(({ path }) => path === '/api/invitations')).toHaveLength(2);
});

test('[X12] an account that cannot go up is not invited: without a network that is said, and one the server still lacks is asked for once more only', async (t) => {
  const { user, store, calls } = await openOffice(t, '/mine/accounts/:wang', () => ({
    '/api/devices': { devices: [] },
    '/api/invitations': 'noSuchMember',
  }));
  const asked = () => calls().filter(({ path }) => path === '/api/invitations').length;
  await user.click(await screen.findByRole('button', { name: '邀请' }));
  await waitFor(async () => expect(await store.db.meta.get('sync/asked')).toBeTruthy());
  await keepSyncState(store.db, { phase: 'failed', lastContact: null, failure: { kind: 'offline' } });
  expect((await screen.findByRole('alert')).textContent).toContain('没有网络，请连上网络后再试');
  expect(asked()).toBe(1);

  await user.click(screen.getByRole('button', { name: '邀请' }));
  await screen.findByText('正在先上报这个账号，再邀请…');
  await acknowledgeAll(store);
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('服务器上还没有这个账号'));
  expect(asked()).toBe(3);
});

test('[X8] a device is renamed, taken out of use or reported lost, each after a question', async (t) => {
  let device = aDevice({});
  const { user, calls } = await openOffice(t, '/mine/accounts/:wang', (wang) => ({
    '/api/devices': () => ({ devices: [{ ...device, member: wang }] }),
    '/api/devices/aaaaaa1111/name': (body) => {
      device = { ...device, ...(body as { name: string }) };
      return 204;
    },
    '/api/devices/aaaaaa1111/revoke': (body) => {
      device = { ...device, state: (body as { lost: boolean }).lost ? 'lost' : 'revoked' };
      return 204;
    },
  }));
  expect(await screen.findByText(/编号 AAAAAA · 上次联系 3小时前/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '改名' }));
  const box = screen.getByRole('textbox', { name: '设备名称' });
  await user.clear(box);
  await user.type(box, '王芳的新手机');
  await user.click(screen.getByRole('button', { name: '保存名称' }));
  expect(await screen.findByText('王芳的新手机')).toBeTruthy();

  await user.click(screen.getByRole('button', { name: '手机丢了' }));
  await user.click(screen.getByRole('button', { name: '不，保留' }));
  expect(calls().some(({ path }) => path.endsWith('/revoke'))).toBe(false);

  await user.click(screen.getByRole('button', { name: '停用' }));
  await user.click(screen.getByRole('button', { name: '停用' }));
  await waitFor(() =>
    expect(calls().at(-2)).toEqual({ path: '/api/devices/aaaaaa1111/revoke', body: { lost: false } }),
  );
  expect(await screen.findByText('未邀请')).toBeTruthy();
  await user.click(await screen.findByRole('button', { name: '手机丢了' }));
  await user.click(screen.getByRole('button', { name: '手机丢了' }));
  expect(await screen.findByText('已报丢失')).toBeTruthy();
  expect(calls().at(-2)?.body).toEqual({ lost: true });
});

test('[B3] the office says whose the phone is that came with a file', async (t) => {
  const { user, calls, wang } = await openOffice(t, '/mine/accounts', (id) => ({
    '/api/devices': (): object => ({
      devices: calls().some(({ path }) => path.endsWith('/confirm'))
        ? [aDevice({ member: id })]
        : [aDevice({ state: 'unknown', name: '', seenAt: null })],
    }),
    '/api/devices/aaaaaa1111/confirm': 204,
  }));
  const asked = await screen.findByRole('region', { name: '这是谁的手机' });
  const confirm = within(asked).getByRole('button', { name: '确认' });
  expect(confirm).toHaveProperty('disabled', true);
  await within(asked).findByRole('option', { name: '王芳（城墙村）' });
  await user.selectOptions(within(asked).getByRole('combobox', { name: '设备 AAAAAA是谁的' }), '王芳（城墙村）');
  await user.click(confirm);
  await waitFor(() => expect(screen.queryByRole('region', { name: '这是谁的手机' })).toBeNull());
  expect(calls().find(({ path }) => path.endsWith('/confirm'))?.body).toEqual({ member: wang });
});

test.for([
  ['late', /交来时过了 72 小时，请确认/, true],
  ['used', /已被另一台设备用过：问清楚再确认/, true],
  ['withdrawn', /这个邀请已经作废：问清楚再确认/, true],
  ['ended', /这个账号已经停用/, false],
] as const)(
  '[X12] whose invitation a phone has proved is proposed, with the reason to look: %s',
  async ([fault, words, isProposed], t) => {
    const { wang } = await openOffice(t, '/mine/accounts', (id) => ({
      '/api/devices': { devices: [aDevice({ state: 'unknown', name: '', claim: { member: id, fault } })] },
    }));
    const asked = await screen.findByRole('region', { name: '这是谁的手机' });
    await within(asked).findByRole('option', { name: '王芳（城墙村）' });
    expect(within(asked).getByText(words).textContent).toContain('它扫过给王芳的邀请二维码');
    const box = within(asked).getByRole<HTMLSelectElement>('combobox');
    expect(box.value).toBe(isProposed ? wang : '');
    expect(within(asked).getByRole('button', { name: '确认' })).toHaveProperty('disabled', !isProposed);
  },
);

test('[X9] after a restore the office sees who has not been in touch, and closes the check itself', async (t) => {
  const { user, calls } = await openOffice(t, '/mine/accounts', (wang) => ({
    '/api/devices': { devices: [] },
    '/api/recovery': (body) =>
      body === undefined
        ? { open: true, since: START, missing: [aDevice({ member: wang })], unnumbered: 3 }
        : { open: false, since: START, missing: [], unnumbered: 0 },
  }));
  expect(await screen.findByText(/还有 1 台没有联系：王芳的手机.*现在有 3 件案件在等/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '核对完毕' }));
  await user.click(screen.getByRole('button', { name: '核对完毕' }));
  await waitFor(() => expect(screen.queryByText('恢复后核对')).toBeNull());
  expect(calls().at(-1)).toEqual({ path: '/api/recovery', body: { close: true } });
});

test('[S3] whoever is not the office sees the own devices alone, and cannot open an account', async (t) => {
  const { router } = await openVillage(t, {
    path: '/',
    fill: (store) => markJoined(store, { role: 'villageCadre' }),
    send: aServer({ '/api/devices': { devices: [] } }).send,
  });
  await router.navigate('/mine/accounts');
  expect(await screen.findByRole('heading', { name: '我的设备' })).toBeTruthy();
  expect(screen.queryByRole('link', { name: '加账号' })).toBeNull();
  await router.navigate('/mine/accounts/anyone');
  expect(await screen.findByText(/网址可能抄错了/)).toBeTruthy();
});

test('an account is linked with one tap to whoever bears its name on the roster of its village', async (t) => {
  const roster: string[] = [];
  const { user, store, wang } = await openOffice(
    t,
    '/ledger/member/:wang/edit',
    () => ({ '/api/devices': { devices: [] } }),
    async (here) => {
      for (const unit of here.identity.units) {
        const record = newId(here);
        roster.push(record);
        await saveValues(here, [{ kind: person, record, unit, values: { name: '王芳', roles: {} } }]);
      }
    },
  );
  await user.click(await screen.findByRole('button', { name: '选名册里的王芳（城墙村）' }));
  expect(screen.queryByRole('button', { name: /^选名册里的/ })).toBeNull();
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () => expect((await store.db.rows('member').get(wang))?.values['person']).toBe(roster[1]));
});

test('a case begun by an account that stands for nobody says why no mediator is written in, and who can help', async (t) => {
  const fill = (store: Store) => markJoined(store, { role: 'mediator' });
  await openVillage(t, { me: '', path: '/ledger/mediationCase/new', fill });
  expect(await screen.findByText(/您的账号还没有对上名册里的人。请司法所在“账号与设备”里选好/)).toBeTruthy();
});

test('an office, which writes down what others have mediated, is not asked who it is', async (t) => {
  await openVillage(t, { me: '', villages: ['城墙村', '龙洞村'], path: '/ledger/mediationCase/new', fill: markJoined });
  await screen.findByRole('button', { name: '保存' });
  await screen.findByText('当事人');
  expect(screen.queryByText(/没有先写上您/)).toBeNull();
});

for (const names of [0, 1])
  test(`alone with ${names} names on the roster, a case asks who one is only where there is a name`, async (t) => {
    await openVillage(t, {
      me: '',
      path: '/ledger/mediationCase/new',
      fill: async (store) => {
        const [unit = ''] = store.identity.units;
        if (names === 0) return;
        await saveValues(store, [{ kind: person, record: newId(store), unit, values: { name: '王芳', roles: {} } }]);
      },
    });
    await screen.findByRole('button', { name: '保存' });
    await waitFor(() => expect(screen.queryAllByRole('link', { name: '去选“我”' })).toHaveLength(names));
  });
