/** What goes wrong on the server's side: devices wait and offer everything again; nothing is said to be stored that is not. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newSetupToken } from '#server/accounts/setup.ts';
import { anApi, asking, enrolBy, post, signInBy, told } from './api.ts';
import {
  aMediator,
  aMember,
  aStaffedWorld,
  aStranger,
  aVenue,
  id,
  requestOf,
  settle,
  statesOf,
  write,
} from './phone.ts';

/** A server whose ledger fails with this error once. */
async function failing(error: Error) {
  const world = await aStaffedWorld();
  const phone = await aMediator(world);
  write(phone, `${world.villages[0]}/work`, aVenue());
  let isBroken = true;
  const exchange: typeof world.ledger.exchange = async (caller, request) => {
    if (!isBroken) return world.ledger.exchange(caller, request);
    isBroken = false;
    throw error;
  };
  const lines: string[] = [];
  const api = await anApi(
    { ...world, ledger: { ...world.ledger, exchange } },
    { env: { logLevel: 'info', trustProxy: false, tls: null }, log: { write: (line) => void lines.push(line) } },
  );
  const ask = await asking(api, phone);
  return { lines, sync: () => ask({ method: 'POST', url: '/api/sync', payload: requestOf(phone) }) };
}

test.for([
  ['SQLITE_FULL', '507 full'],
  ['ENOSPC', '507 full'],
  ['53100', '507 full'],
  ['SQLITE_BUSY', '503 busy'],
  ['SQLITE_IOERR_FSYNC', '503 busy'],
  ['ECONNREFUSED', '503 busy'],
  ['57P01', '503 busy'],
  ['40001', '503 busy'],
])(
  '[X14] a database that cannot store for now (%s) is %s, and the same push is stored later',
  async ([code, expected]) => {
    const { sync } = await failing(Object.assign(new Error('cannot'), { code }));
    const refused = await sync();
    expect(told(refused)).toBe(expected);
    expect(refused.headers['retry-after']).toBe(expected === '503 busy' ? '10' : undefined);
    const stored = await sync();
    expect(statesOf(stored.json<{ results: [] }>().results)).toEqual(['stored']);
  },
);

test('[X14] an SQLite without room says so: nothing of the push is there, and the same one is stored once there is room', async () => {
  const world = await aStaffedWorld();
  const { db } = world.storage;
  const pragma = async (text: string) => (await sql.raw<{ page_count?: number }>(`PRAGMA ${text}`).execute(db)).rows[0];
  const phone = await aMediator(world);
  const ask = await asking(await anApi(world), phone);
  const scope = `${world.villages[0]}/work`;
  const changes = Array.from({ length: 40 }, () => write(phone, scope, aVenue('长'.repeat(1500))));
  const push = () => ask({ method: 'POST', url: '/api/sync', payload: requestOf(phone) });
  await pragma(`max_page_count = ${(await pragma('page_count'))?.page_count}`);
  expect(told(await push())).toBe('507 full');
  const ids = changes.map(({ id: change }) => change);
  expect(await db.selectFrom('changes').select('id').where('id', 'in', ids).execute()).toEqual([]);
  await pragma('max_page_count = 1000000');
  const stored = await push();
  expect(statesOf(stored.json<{ results: [] }>().results)).toEqual(changes.map(() => 'stored'));
});

test('[X14] a broken connection to PostgreSQL has no code of its own', async () => {
  const { sync } = await failing(new Error('Connection terminated unexpectedly'));
  expect(told(await sync())).toBe('503 busy');
});

test('a bug is answered without a word about its cause, and logged', async () => {
  const { sync, lines } = await failing(new Error('a cause'));
  const answer = await sync();
  expect(told(answer)).toBe('500 failed');
  expect(answer.body).not.toContain('a cause');
  expect(lines.join('')).toContain('a cause');
});

test('[X14] too many requests from one address are told to wait, signing in sooner than the rest', async () => {
  const world = await aStaffedWorld();
  const api = await anApi(world, { limits: { all: 8, signIn: 3 } });
  const knock = () => post(api, '/api/session/challenge', { device: id() });
  const answers = [];
  for (let i = 0; i < 4; i++) answers.push(await knock());
  expect(answers.map(told)).toEqual([...Array.from({ length: 3 }, () => '401 unknownDevice'), '429 tooMany']);
  expect(Number(answers[3]?.headers['retry-after'])).toBeGreaterThan(0);
  const health = [];
  for (let i = 0; i < 9; i++) health.push(told(await api.app.inject('/api/health')));
  expect(health.filter((answer) => answer === '200').length).toBeGreaterThan(0);
  expect(health.at(-1)).toBe('429 tooMany');
  // Only the API is limited: a village behind one address opens the app.
  expect((await api.app.inject('/')).statusCode).toBe(200);
});

test('[X13] an unexpected error is logged with its causes, without the row that a database hangs on it', async () => {
  const cause = Object.assign(new Error('null value in column "n"'), { code: '23502', detail: 'Failing row: 王芳' });
  const { sync, lines } = await failing(new Error('cannot store', { cause }));
  expect(told(await sync())).toBe('500 failed');
  const log = lines.join('');
  for (const part of ['cannot store', 'null value in column', '23502', 'faults.test.ts']) expect(log).toContain(part);
  expect(log).not.toContain('王芳');
});

test('[X13] log lines name routes, devices and members by id; never people, addresses, codes or bodies', async () => {
  const lines: string[] = [];
  const world = await aStaffedWorld();
  const api = await anApi(world, {
    env: { logLevel: 'trace', trustProxy: true, tls: null },
    log: { write: (line) => void lines.push(line) },
  });
  const member = id();
  write(world.office, `${world.township}/office`, aMember(member, world.villages[0], 'mediator', { name: '李伟' }));
  await settle(world.office);
  const office = await asking(api, world.office);
  const invited = await office({ method: 'POST', url: '/api/invitations', payload: { member } });
  const { code, link } = invited.json<{ code: string; link: string }>();
  const phone = aStranger(world, { member });
  const from = { 'x-forwarded-for': '203.0.113.77' };
  await enrolBy(api, phone, { code: '000000000' }, from);
  const enrolled = await enrolBy(api, phone, { code }, from);
  await signInBy(api, phone);
  await office({ method: 'POST', url: `/api/devices/${phone.known.id}/name`, payload: { name: '李伟的手机' } });
  await api.app.inject({ url: `/api/blobs/${'a'.repeat(64)}?scope=${encodeURIComponent('李伟/work')}`, headers: from });
  await enrolBy(api, aStranger(world), { setup: await newSetupToken(api.accounts, null) }, from);

  const log = lines.join('');
  expect(log).toContain('"msg":"Enrolled"');
  expect(log).toContain(phone.known.id);
  expect(log).toContain('/api/blobs/:id');
  const cookie = String(enrolled.headers['set-cookie']).slice(6, 49);
  for (const secret of [
    '李伟',
    encodeURIComponent('李伟'),
    '203.0.113.77',
    code,
    link.slice(-22),
    cookie,
    '127.0.0.1',
  ]) {
    expect(log, secret).not.toContain(secret);
  }
});
