import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { EnrolAnswer, EnrolRequest } from '#core/enrolment.ts';
import { person } from '#kinds/index.ts';
import { readJoinLink } from '#pages/join-link.ts';
import { saveValues } from '#store/records.ts';
import { newId } from '#store/store.ts';
import { aServer, type Call } from '#test/help/routes.ts';
import { identityIn, scan } from '#test/help/scanned.ts';
import { START } from '#test/help/store.ts';
import { openApp, openVillage } from './app.tsx';

const button = (name: string) => screen.findByRole('button', { name });

const anAnswer = (more: Partial<EnrolAnswer['account']> = {}): EnrolAnswer => ({
  account: {
    member: 'member-wang',
    name: '王芳',
    person: '',
    unit: 'unit-chengqiang',
    role: 'villageCadre',
    caseDuty: true,
    township: 'township',
    servers: ['server'],
    ...more,
  },
  epoch: 'e1',
  serverTime: START,
});

function bodyOf(call: Call | undefined): EnrolRequest {
  if (call === undefined) throw new Error('The server was not asked');
  return call.body as EnrolRequest;
}

test('[X12] nine digits let a new phone in, typed as people type them', async (t) => {
  const { send, calls } = aServer({ '/api/enrol': anAnswer() });
  const { user, name } = await openApp(t, { send });
  await user.click(await button('加入乡镇'));
  await user.click(await button('加入'));
  expect(await screen.findByText('请填邀请码')).toBeTruthy();
  const box = screen.getByRole('textbox', { name: '邀请码' });
  await user.type(box, '１２３ 456 7');
  expect(await screen.findByText('邀请码是 9 位数字，还差 2 位')).toBeTruthy();
  expect(calls).toEqual([]);
  await user.type(box, '89');
  await user.click(await button('加入'));

  expect(await screen.findByText('王芳，这台设备已登记给您。')).toBeTruthy();
  expect(await screen.findByText(/仍在载入，已有 0 条/)).toBeTruthy();
  const asked = bodyOf(calls[0]);
  expect(asked).toMatchObject({ code: '123456789' });
  expect(asked.adopts).toBeUndefined();
  expect((await identityIn(name)).joined?.account.name).toBe('王芳');
});

test('[X12] the secret of a scanned link leaves the address at once and is asked for nowhere', async (t) => {
  const { send, calls } = aServer({ '/api/enrol': anAnswer() });
  scan('#c=Zm9vYmFyYmF6cXV4MTIzNA');
  expect(location.hash).toBe('');
  expect(JSON.stringify(history.state)).not.toContain('Zm9v');
  const { user } = await openApp(t, { send, path: '/join' });
  expect(await screen.findByText(/收到了司法所的邀请/)).toBeTruthy();
  expect(screen.queryByRole('textbox')).toBeNull();
  await user.click(await button('加入'));
  expect(await screen.findByText(/已登记给您/)).toBeTruthy();
  expect(calls[0]?.body).toMatchObject({ code: 'Zm9vYmFyYmF6cXV4MTIzNA' });
  for (const store of [localStorage, sessionStorage]) expect(JSON.stringify(store)).not.toContain('Zm9v');
});

test('whatever else stands behind the address is no invitation', () => {
  expect(readJoinLink('#c=abc-_1')).toEqual({ way: 'code', secret: 'abc-_1' });
  expect(readJoinLink('#s=abc')).toEqual({ way: 'setup', secret: 'abc' });
  for (const hash of ['', '#', '#c=', '#x=abc', '#c=a b', '#c=<script>', `#c=${'a'.repeat(201)}`]) {
    expect(readJoinLink(hash)).toBeNull();
  }
});

test('every refusal is a plain sentence with a way on, and the code may be tried again', async (t) => {
  let reply: Parameters<typeof aServer>[0][string] = null;
  const { send } = aServer({ '/api/enrol': () => (typeof reply === 'function' ? null : reply) });
  const { user } = await openApp(t, { send });
  await user.click(await button('加入乡镇'));
  await user.type(await screen.findByRole('textbox', { name: '邀请码' }), '123456789');
  for (const [next, words] of [
    [null, /没有网络，请连上网络后再试。邀请码没有用掉/],
    ['codeWrong', /邀请码不对，或者已经用过。先核对一遍数字，再点一次。还是不行，请向司法所要一个新的/],
    ['codeExpired', /邀请码已过期，请向司法所要一个新的。$/],
    ['tooMany', /试的次数太多，请过 15 分钟再试/],
    ['unitTaken', /本机的单位已属于别的乡镇/],
  ] as const) {
    reply = next;
    await user.click(await button('加入'));
    await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(words));
  }
  reply = anAnswer();
  await user.click(await button('加入'));
  expect(await screen.findByText(/已登记给您/)).toBeTruthy();
});

test('[D8] what was recorded alone is said to come along, and does', async (t) => {
  const { send, calls } = aServer({ '/api/enrol': anAnswer() });
  const { user, store, router } = await openVillage(t, {
    path: '/mine',
    send,
    fill: (empty) =>
      saveValues(empty, [
        {
          kind: person,
          record: newId(empty),
          unit: empty.identity.units[0] ?? '',
          values: { name: '张三', roles: {} },
        },
      ]),
  });
  await user.click(await screen.findByRole('link', { name: /加入乡镇/ }));
  // The person of whoever set the village up, and 张三.
  expect(await screen.findByText('已经记下的 2 条会一起带过去')).toBeTruthy();
  await user.type(screen.getByRole('textbox', { name: '邀请码' }), '123456789');
  await user.click(await button('加入'));
  expect(await screen.findByText(/已登记给您/)).toBeTruthy();
  const { device, adopts } = bodyOf(calls[0]);
  expect(device.id).toBe(store.identity.device);
  expect(adopts?.units.map(({ name }) => name)).toEqual(['城墙村']);
  expect(await store.db.rows('person').count()).toBe(2);
  await user.click(await button('先去首页'));
  await waitFor(() => expect(router.state.location.pathname).toBe('/'));
});

test('[X12] the set-up link of a new server asks for names and founds the township with them', async (t) => {
  const { send, calls } = aServer({
    '/api/enrol': (body) => {
      const { founds } = body as EnrolRequest;
      return anAnswer({ member: founds?.member ?? '', township: founds?.township ?? '', unit: '', role: '', name: '' });
    },
  });
  scan('#s=setuptoken');
  const { user, name } = await openApp(t, { send, path: '/join' });
  await user.click(await button('第一次开通'));
  await user.type(await screen.findByRole('textbox', { name: '乡镇名' }), '双泉乡');
  await user.type(screen.getByRole('textbox', { name: '村名 1' }), '城墙村');
  await user.click(await button('开通'));
  expect(await screen.findByText('请填您的姓名')).toBeTruthy();
  await user.type(screen.getByRole('textbox', { name: '您的姓名' }), '张伟');
  await user.click(await button('开通'));
  expect(await screen.findByText('这台设备已登记。')).toBeTruthy();
  const { joined, township, actor } = await identityIn(name);
  expect(calls[0]?.body).toMatchObject({ setup: 'setuptoken', founds: { township, member: actor } });
  expect(calls.length).toBe(1);
  expect(joined).toBeDefined();
});

test('[X12] the set-up link of a township that is there lets another office device in', async (t) => {
  const { send, calls } = aServer({ '/api/enrol': anAnswer({ role: 'office' }) });
  scan('#s=setuptoken');
  const { user } = await openApp(t, { send, path: '/join' });
  await user.click(await button('乡镇开通过了'));
  expect(await screen.findByText(/已登记给您/)).toBeTruthy();
  expect(bodyOf(calls[0]).founds).toBeUndefined();
});

test('[D8] a township kept alone is opened with what it has; a refused opening leaves it as it was', async (t) => {
  let taken = true;
  const { send } = aServer({ '/api/enrol': () => (taken ? 'setupWrong' : anAnswer({ role: 'office' })) });
  scan('#s=setuptoken');
  const { user, store } = await openVillage(t, { path: '/join', villages: ['城墙村', '龙洞村'], send });
  await user.click(await button('用本机已有的乡镇台账'));
  expect((await screen.findByRole('alert')).textContent).toContain('这个开通链接不对、已用过或已过期');
  expect((await identityIn(store.db.name)).joined).toBeUndefined();
  taken = false;
  await user.click(await button('用本机已有的乡镇台账'));
  expect(await screen.findByText(/已登记给您/)).toBeTruthy();
});
