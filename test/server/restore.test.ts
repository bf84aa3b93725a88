/** docs/deploy.md §6, as an operator does it: yesterday's copy is put back, and the devices bring what it lacks. */
import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Invitation } from '#core/enrolment.ts';
import type { SyncAnswer } from '#core/exchange.ts';
import { startServer } from '#test/help/server.ts';
import { enrolmentOf } from './api.ts';
import { aFolder } from './help.ts';
import { aMember, aStranger, aVenue, id, requestOf, rowOn, takeIn, write, type Phone, type World } from './phone.ts';

/** A phone that speaks to a real server. */
interface Speaking {
  readonly phone: Phone;
  cookie: string;
}

async function call(url: string, { cookie }: { readonly cookie: string }, body?: object): Promise<Response> {
  const headers = { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const answer = await fetch(
    url,
    body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) },
  );
  expect(answer.status, await answer.clone().text()).toBeLessThan(300);
  return answer;
}

async function enrolAt(url: string, phone: Phone, entrance: Parameters<typeof enrolmentOf>[1]): Promise<Speaking> {
  const answer = await call(`${url}/api/enrol`, { cookie: '' }, enrolmentOf(phone, entrance));
  return { phone, cookie: answer.headers.getSetCookie()[0]?.replace(/;.*/, '') ?? '' };
}

async function settleAt(url: string, ...all: readonly Speaking[]): Promise<SyncAnswer[]> {
  const answers: SyncAnswer[] = [];
  for (let round = 0; round < 4; round++) {
    for (const { phone, cookie } of all) {
      const request = requestOf(phone);
      const answer = (await (await call(`${url}/api/sync`, { cookie }, request)).json()) as SyncAnswer;
      takeIn(phone, request, answer);
      answers.push(answer);
    }
  }
  return answers;
}

test('[X9] yesterday’s server is restored, and the devices refill it: no acknowledged change is lost', async () => {
  const DATA_DIR = aFolder();
  const file = join(DATA_DIR, 'fazhi.sqlite');
  const copy = join(aFolder(), 'copy.sqlite');
  const world = { township: id(), clock: { ms: Date.now() } } as World;
  const { township } = world;
  const village = id();

  let server = await startServer({ DATA_DIR });
  const setup = /#s=([\w-]{43})/.exec(server.said())?.[1] ?? '';
  const founder = aStranger(world);
  const office = await enrolAt(server.url, founder, { setup, founds: { township, member: founder.actor } });
  const member = id();
  write(founder, `${township}/shared`, {
    record: village,
    kind: 'unit',
    values: { name: '石坝村', unitKind: 'village' },
  });
  write(
    founder,
    `${township}/office`,
    aMember(founder.actor, township, 'office'),
    aMember(member, village, 'mediator'),
  );
  await settleAt(server.url, office);
  const invited = await call(`${server.url}/api/invitations`, office, { member });
  const { code } = (await invited.json()) as Invitation;
  const phone = await enrolAt(server.url, aStranger(world, { member }), { code });
  const kept = aVenue('昨天');
  write(phone.phone, `${village}/work`, kept);
  await settleAt(server.url, office, phone);

  const source = new Database(file, { readonly: true });
  await source.backup(copy);
  source.close();
  const lost = aVenue('今天');
  const change = write(phone.phone, `${village}/work`, lost);
  await settleAt(server.url, phone);
  expect(phone.phone.waiting.size).toBe(0);
  await server.stop();

  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  copyFileSync(copy, file);
  const env = { ...process.env, DATA_DIR, DATABASE_URL: '' };
  expect(spawnSync(process.execPath, ['src/server/admin.ts', 'restored'], { env, timeout: 60_000 }).status).toBe(0);

  server = await startServer({ DATA_DIR });
  const [first] = await settleAt(server.url, phone);
  // A device drops what it believed acknowledged above the server's ends, and offers it again.
  expect(first?.start?.vector[`${phone.phone.known.id} ${village}/work`]?.n).toBe(1);
  phone.phone.waiting.add(change.id);
  await settleAt(server.url, phone, office);
  expect(rowOn(founder, lost.record)?.values).toEqual({ name: '今天' });
  expect(rowOn(founder, kept.record)?.values).toEqual({ name: '昨天' });
  const recovery = (await (await call(`${server.url}/api/recovery`, office)).json()) as { open: boolean };
  expect(recovery.open).toBe(true);
  await server.stop();
}, 120_000);
