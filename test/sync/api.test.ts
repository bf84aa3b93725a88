import { expect, test } from 'vitest';
import { PROBLEM_CODES, problemText } from '#core/problem-code.ts';
import { createApi, failureText } from '#sync/api.ts';
import { createSession } from '#sync/session.ts';
import { aServer, type Routes } from '#test/help/routes.ts';

const invitation = { code: '123456789', link: 'https://a.example/join#c=abc', expiresAt: 5 };

function anApi(routes: Routes) {
  const { send, calls } = aServer(routes);
  const self = {
    current: () => Promise.resolve({ device: { id: 'd', publicKey: null, name: '' }, enrolled: 'd' }),
    sign: () => Promise.resolve(null),
    follow: () => Promise.resolve(),
  };
  return { api: createApi(createSession({ fetch: send, patienceMs: 1000 }, self)), calls };
}

test('[X12] a call sends what the route takes and reads what it answers', async () => {
  const { api, calls } = anApi({ '/api/invitations': invitation });
  expect(await api.invite({ member: 'm1' })).toEqual({ kind: 'ok', body: invitation });
  expect(calls).toEqual([{ path: '/api/invitations', body: { member: 'm1' } }]);
});

test('lists are asked for without a body; a device is named in the path alone, and done is an empty answer', async () => {
  const { api, calls } = anApi({
    '/api/devices': { devices: [] },
    '/api/devices/d%2F1/revoke': 204,
    '/api/devices/d1/name': 204,
    '/api/decisions': 204,
  });
  expect(await api.listDevices()).toEqual({ kind: 'ok', body: { devices: [] } });
  const done = { kind: 'ok', body: null };
  expect(await api.revokeDevice('d/1', { lost: true })).toEqual(done);
  expect(await api.nameDevice('d1', { name: '李主任的手机' })).toEqual(done);
  expect(await api.decide({ changes: ['a'], state: 'accepted' })).toEqual(done);
  expect(calls.map(({ body }) => body)).toEqual([
    undefined,
    { lost: true },
    { name: '李主任的手机' },
    { changes: ['a'], state: 'accepted' },
  ]);
});

test('[X10] the office asks which numbers are doubled or unused', async () => {
  const findings = { duplicates: [], voids: [{ fileNumber: '1', record: 'r' }], gaps: [{ first: '2', last: '3' }] };
  const { api } = anApi({ '/api/numbers': findings });
  expect(await api.readNumbers()).toEqual({ kind: 'ok', body: findings });
});

test('an answer of another shape is not believed', async () => {
  const { api } = anApi({ '/api/invitations': { code: 1 } });
  expect((await api.invite({ member: 'm1' })).kind).toBe('portal');
});

test('every failure has a sentence: the server’s own where it spoke', async () => {
  const { api } = anApi({ '/api/invitations': 'noSuchMember' });
  const called = await api.invite({ member: 'm1' });
  expect(called).toEqual({ kind: 'unusable', code: 'noSuchMember' });
  for (const code of PROBLEM_CODES) expect(failureText({ kind: 'unusable', code })).toBe(problemText(code));
  for (const kind of ['offline', 'portal', 'signedOut', 'revoked', 'tooOld', 'unusable'] as const) {
    expect(failureText({ kind })).toMatch(/[\u4E00-\u9FFF]{4}/);
  }
});
