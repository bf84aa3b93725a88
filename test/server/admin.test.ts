import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStorage } from '#server/storage.ts';
import { startServer } from '#test/help/server.ts';
import { anApi, enrolBy, told } from './api.ts';
import { aFolder } from './help.ts';
import { aMember, aStaffedWorld, aStranger, aWorld, enrolled, id, settle, write, type World } from './phone.ts';

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
  const folder = aFolder();
  const storage = await openIn(folder);
  const world = await aStaffedWorld({ storage });
  const { stdout } = admin(folder, 'setup-link');
  expect(await enrolWith(world, tokenIn(stdout), false)).toBe('200');

  const second = await enrolled(world, world.township, 'office');
  const asked = admin(folder, 'setup-link');
  expect([asked.status, asked.stdout]).toEqual([1, '']);
  expect(asked.stderr).toContain(second.actor);
  expect(asked.stderr).toContain(world.office.actor);
  expect(admin(folder, 'setup-link', '--member', second.actor).status).toBe(0);
  write(world.office, `${world.township}/office`, {
    ...aMember(second.actor, world.township, 'office'),
    values: { endedOn: '2024-06-01' },
  });
  await settle(world.office);
  expect(admin(folder, 'setup-link', '--member', second.actor).status).toBe(1);

  const other = await aStaffedWorld({ storage });
  const which = admin(folder, 'setup-link');
  expect(which.status).toBe(1);
  expect(which.stderr).toContain(other.township);
  expect(admin(folder, 'setup-link', '--township', other.township).status).toBe(0);
  expect(admin(folder, 'setup-link', '--new').status).toBe(0);
  await storage.close();
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

test.for([[[]], [['setup']], [['setup-link', '--what']], [['setup-link', 'now']]])(
  'wrong usage is told what is right, with exit code 2: %j',
  ([args]) => {
    const { status, stderr } = admin(aFolder(), ...(args ?? []));
    expect(status).toBe(2);
    expect(stderr).toContain('npm run admin -- setup-link');
  },
);
