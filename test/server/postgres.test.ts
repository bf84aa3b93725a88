/** The main paths of accounts on PostgreSQL: what SQLite is tried with elsewhere. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { Invitation } from '#core/enrolment.ts';
import { newSetupToken } from '#server/accounts/setup.ts';
import { openStorage } from '#server/storage.ts';
import { aPostgres } from '#test/help/postgres.ts';
import { startServer } from '#test/help/server.ts';
import { anApi, asking, cookieOf, enrolBy, signInBy, told, type Api } from './api.ts';
import { aFolder } from './help.ts';
import { aMember, aStaffedWorld, aStranger, id, settle, write, type Phone, type Staffed } from './phone.ts';

async function aPlace(): Promise<Api & { readonly world: Staffed }> {
  const storage = await openStorage({ kind: 'postgres', url: await aPostgres() }, id);
  const world = await aStaffedWorld({ storage });
  return { ...(await anApi(world)), world };
}

async function invited({ world, ...api }: Api & { readonly world: Staffed }) {
  const member = id();
  write(world.office, `${world.township}/office`, aMember(member, world.villages[0], 'mediator', { caseDuty: true }));
  await settle(world.office);
  const office = await asking({ ...api, world }, world.office);
  const answer = await office({ method: 'POST', url: '/api/invitations', payload: { member } });
  return { member, invitation: answer.json<Invitation>() };
}

test('[X12] on PostgreSQL: founded, invited, enrolled, signed in again, confirmed and revoked', async () => {
  const api = await aPlace();
  const { world } = api;
  const founder = aStranger(world);
  const setup = await newSetupToken(api.accounts, null);
  const founds = { township: id(), member: founder.actor };
  expect(told(await enrolBy(api, founder, { setup, founds }))).toBe('200');
  expect(told(await enrolBy(api, founder, { setup, founds }))).toBe('200');

  const { member, invitation } = await invited(api);
  const wrong = String((Number(invitation.code) + 1) % 1_000_000_000).padStart(9, '0');
  expect(told(await enrolBy(api, aStranger(world), { code: wrong }))).toBe('403 codeWrong');
  const phone: Phone = aStranger(world, { member });
  const adopts = { township: id(), units: [{ id: id(), name: '石坝村' }] };
  expect(told(await enrolBy(api, phone, { code: invitation.code, adopts }))).toBe('200');
  expect(told(await signInBy(api, phone))).toBe('200');

  const office = await asking(api, world.office);
  const act = (what: string, payload: object) =>
    office({ method: 'POST', url: `/api/devices/${phone.known.id}/${what}`, payload });
  expect(told(await act('revoke', { lost: false }))).toBe('204');
  expect(told(await signInBy(api, phone))).toBe('403 revoked');
  expect(told(await act('confirm', { member }))).toBe('204');
  expect(told(await signInBy(api, phone))).toBe('200');
  expect(told(await office({ url: '/api/devices' }))).toBe('200');
});

test('[X12] on PostgreSQL eight phones with one link at once: one gets in', async () => {
  const api = await aPlace();
  const { invitation } = await invited(api);
  const code = invitation.link.replace(/^.*#c=/, '');
  const answers = await Promise.all(Array.from({ length: 8 }, () => enrolBy(api, aStranger(api.world), { code })));
  expect(answers.map(told).sort()).toEqual(['200', ...Array.from({ length: 7 }, () => '403 codeWrong')]);
});

test('[D5] on PostgreSQL one device with two invitations at once stays one member’s', async () => {
  const api = await aPlace();
  const codes = [await invited(api), await invited(api)].map(({ invitation }) => invitation.link.replace(/^.*#c=/, ''));
  const phone = aStranger(api.world);
  const answers = await Promise.all(codes.map((code) => enrolBy(api, phone, { code })));
  expect(answers.map(told).sort()).toEqual(['200', '409 otherMember']);
  expect(
    await api.accounts.storage.db.selectFrom('owners').selectAll().where('device', '=', phone.known.id).execute(),
  ).toHaveLength(1);
});

test('[X12] on PostgreSQL a nonce serves once, however many ask at once', async () => {
  const api = await aPlace();
  await cookieOf(api, api.world.office);
  const answers = await Promise.all(Array.from({ length: 4 }, () => signInBy(api, api.world.office)));
  expect(answers.map(told)).toEqual(['200', '200', '200', '200']);
  expect(await api.accounts.storage.db.selectFrom('nonces').selectAll().execute()).toEqual([]);
});

test('the server runs on DATABASE_URL; a database that is not there is one line and exit code 2', async () => {
  const DATABASE_URL = await aPostgres();
  const server = await startServer({ DATABASE_URL });
  const health: unknown = await (await fetch(`${server.url}/api/health`)).json();
  expect(health).toMatchObject({ ok: true, storage: 'postgres' });
  expect(await server.stop()).toBe(0);

  const env = {
    ...process.env,
    PORT: '0',
    DATA_DIR: aFolder(),
    DATABASE_URL: DATABASE_URL.replace(/fazhi_\w+/, 'none'),
  };
  const { status, stderr } = spawnSync(process.execPath, ['src/server/main.ts'], {
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect([status, stderr]).toEqual([2, expect.stringMatching(/^DATABASE_URL: the database cannot be used: [^\n]*\n$/)]);
});
