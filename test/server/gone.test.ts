/** SPEC X14: a PostgreSQL that goes away in the middle of everything and comes back. */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { SyncAnswer } from '#core/exchange.ts';
import { openStorage } from '#server/storage.ts';
import { aPostgres } from '#test/help/postgres.ts';
import { anApi, asking, told } from './api.ts';
import { aFolder } from './help.ts';
import { aMediator, aStaffedWorld, aVenue, id, requestOf, settle, statesOf, write, type Phone } from './phone.ts';

const SOCKET = '.s.PGSQL.5432';

/** A door in front of a database: shut, it cuts whoever is inside and lets nobody in. */
async function aDoor(url: string) {
  const folder = aFolder();
  const [, behind = ''] = /host=([^&]+)/.exec(url) ?? [];
  const inside = new Set<Socket>();
  let server: Server | null = null;
  const through = (near: Socket): void => {
    const far = connect(join(behind, SOCKET));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      inside.add(one);
      one.on('error', () => {}).on('close', () => void other.destroy());
      one.pipe(other);
    }
  };
  const open = async (): Promise<void> => {
    server = createServer(through).listen(join(folder, SOCKET));
    await once(server, 'listening');
  };
  const shut = async (): Promise<void> => {
    const closed = server === null ? null : once(server, 'close');
    server?.close();
    server = null;
    for (const socket of inside) socket.destroy();
    inside.clear();
    await closed;
  };
  onTestFinished(shut);
  await open();
  return { url: url.replace(/host=[^&]+/, `host=${folder}`), open, shut };
}

type Asking = Awaited<ReturnType<typeof asking>>;

/** Pushes one change after another until told to stop; answers with all that it was told. */
async function pushOn(ask: Asking, phone: Phone, scope: string, isOver: () => boolean): Promise<Set<string>> {
  const heard = new Set<string>();
  while (!isOver() || phone.waiting.size > 0) {
    if (phone.waiting.size === 0) write(phone, scope, aVenue());
    const answer = await ask({ method: 'POST', url: '/api/sync', payload: requestOf(phone) });
    heard.add(told(answer));
    if (answer.statusCode === 200) {
      for (const state of statesOf(answer.json<SyncAnswer>().results)) heard.add(state);
      phone.waiting.clear();
    } else await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return heard;
}

test('[X14] devices wait for a PostgreSQL that is gone, nothing acknowledged is lost, and the server goes on', async () => {
  const door = await aDoor(await aPostgres());
  const storage = await openStorage({ kind: 'postgres', url: door.url }, id);
  const world = await aStaffedWorld({ storage });
  const api = await anApi(world);
  const scope = `${world.villages[0]}/work`;
  const phones = [await aMediator(world), await aMediator(world), await aMediator(world)];
  const asked: Asking[] = [];
  for (const phone of phones) asked.push(await asking(api, phone));
  let isOver = false;
  const pushing = Promise.all(asked.map((ask, at) => pushOn(ask, phones[at] as Phone, scope, () => isOver)));
  for (let times = 0; times < 3; times++) {
    await new Promise((resolve) => setTimeout(resolve, 150));
    await door.shut();
    await new Promise((resolve) => setTimeout(resolve, 150));
    await door.open();
  }
  isOver = true;
  const heard = (await pushing).flatMap((one) => [...one]);
  // What was stored before the answer could be given is known when it is offered again.
  expect(heard.filter((one) => !['200', 'stored', 'known', '503 busy'].includes(one))).toEqual([]);
  expect(heard).toContain('503 busy');
  await settle(world.office);
  const written = phones.flatMap(({ log }) => [...log.keys()]);
  expect(written.filter((change) => !world.office.log.has(change))).toEqual([]);
  await storage.close();
}, 120_000);
