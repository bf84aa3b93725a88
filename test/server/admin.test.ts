import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { whomToSignIn, type SetupWishes } from '#server/accounts/setup.ts';
import { openStorage } from '#server/storage.ts';
import { startServer } from '#test/help/server.ts';
import { anApi, enrolBy, told } from './api.ts';
import { aFolder } from './help.ts';
import { aStaffedWorld, aStranger, aWorld, enrolled, id, settle, write, type World } from './phone.ts';

function admin(DATA_DIR: string, ...args: readonly string[]) {
  const env = { ...process.env, DATA_DIR, PORT: '8787', DATABASE_URL: '' };
  return spawnSync(process.execPath, ['src/server/admin.ts', ...args], { env, encoding: 'utf8', timeout: 30_000 });
}

const openIn = (folder: string) => openStorage({ kind: 'sqlite', path: join(folder, 'fazhi.sqlite') }, id);
const tokenIn = (text: string): string => /\/join#s=([\w-]{43})\n/.exec(text)?.[1] ?? '';

/** What enrolling with a printed link comes to. */
async function enrolWith(world: World, setup: string, founds = true): Promise<string> {
  const founder = aStranger(world);
  const api = await anApi(world);
  return told(
    await enrolBy(api, founder, { setup, ...(founds ? { founds: { township: id(), member: founder.actor } } : {}) }),
  );
}

test('the first start prints a set-up link that works; once somebody is in, it prints none', async () => {
  const DATA_DIR = aFolder();
  const first = await startServer({ DATA_DIR });
  const token = tokenIn(first.said());
  expect(token).not.toBe('');
  await first.stop();
  const storage = await openIn(DATA_DIR);
  expect(await enrolWith(await aWorld({ storage }), token)).toBe('200');
  await storage.close();
  const second = await startServer({ DATA_DIR });
  expect(second.said()).not.toContain('/join');
  expect(await second.stop()).toBe(0);
});

test('setup-link gives a fresh link before anybody is in', async () => {
  const folder = aFolder();
  const { status, stdout } = admin(folder, 'setup-link');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^http:\/\/localhost:8787\/join#s=/);
  const storage = await openIn(folder);
  const world = { ...(await aWorld({ storage })), clock: { ms: Date.now() } };
  expect(await enrolWith(world, tokenIn(stdout))).toBe('200');
  await storage.close();
});

test('setup-link signs the office in again when its last device is lost; with several accounts it asks for whom', async () => {
  const world = await aStaffedWorld();
  const { accounts } = await anApi(world);
  const whom = (wishes: SetupWishes = {}) => whomToSignIn(accounts, wishes);
  const { township, office } = world;
  expect(await whom()).toEqual({ township, member: office.actor });

  const second = await enrolled(world, township, 'office');
  await enrolled(world, township, 'leader');
  const { problem } = (await whom()) as { problem: string };
  expect(problem.split('\n').slice(1).sort()).toEqual([`${office.actor} 某某`, `${second.actor} 某某`].sort());
  expect(await whom({ member: second.actor })).toEqual({ township, member: second.actor });
  write(office, `${township}/office`, { record: second.actor, kind: 'member', values: { endedOn: '2024-06-01' } });
  await settle(office);
  expect(await whom({ member: second.actor })).toHaveProperty('problem');
  expect(await whom()).toEqual({ township, member: office.actor });

  const other = await aStaffedWorld({ storage: world.storage });
  expect(await whom()).toEqual({ problem: expect.stringContaining(other.township) });
  expect(await whom({ township: other.township })).toMatchObject({ township: other.township });
  expect(await whom({ township: id() })).toHaveProperty('problem');
  expect(await whom({ new: true })).toBeNull();
});

test('[X9] restored begins a new epoch for every township', async () => {
  const folder = aFolder();
  const storage = await openIn(folder);
  const world = await aStaffedWorld({ storage });
  const { status, stdout } = admin(folder, 'restored');
  expect(status).toBe(0);
  expect(stdout).toContain(world.township);
  const recovery = await world.ledger.recovery(world.office.caller);
  expect(recovery).toMatchObject({ kind: 'done', state: 'open' });
  await storage.close();
});

test.for([['setup'], ['setup-link --what']])(
  'wrong usage is told what is right, with exit code 2: %s',
  ([line = '']) => {
    const { status, stderr } = admin(aFolder(), ...line.split(' '));
    expect(status).toBe(2);
    expect(stderr).toContain('npm run admin -- setup-link');
  },
);
