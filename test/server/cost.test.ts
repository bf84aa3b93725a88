/** What an exchange costs: bytes and statements of one changed record, however much is stored; and what many who ask at once are answered. */
import Database from 'better-sqlite3';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { openStorage, storageOn } from '#server/storage.ts';
import { aPostgres } from '#test/help/postgres.ts';
import { anApi, cookieOf, told } from './api.ts';
import {
  aCase,
  aMediator,
  aStaffedWorld,
  aVenue,
  enrolled,
  id,
  requestOf,
  settle,
  statesOf,
  sync,
  takeIn,
  write,
} from './phone.ts';

vi.setConfig({ testTimeout: 120_000 });

const MOST_BYTES = 2048;

test('[X1] one changed record is one exchange of at most 2 kB up and down together, with the same statements however much is stored', async () => {
  let statements = 0;
  const file = new Database(':memory:', { verbose: () => void (statements += 1) });
  const world = await aStaffedWorld({ storage: await storageOn(file, id) });
  const api = await anApi(world);
  const [one, other] = [await aMediator(world), await aMediator(world)];
  const cookie = await cookieOf(api, one);
  const work = `${world.villages[0]}/work`;
  const venue = aVenue();
  write(one, work, venue);

  const costs: { readonly statements: number; readonly bytes: number }[] = [];
  for (const stored of [10, 800]) {
    for (let at = 0; at < stored; at++) write(at % 2 === 0 ? one : other, work, aVenue(`场地${at}`));
    await settle(one, other);
    write(one, work, { ...venue, values: { name: `文化广场${stored}` } });
    const request = requestOf(one, { devices: [one.known] });
    const payload = gzipSync(JSON.stringify(request));
    const headers = {
      cookie,
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      'accept-encoding': 'gzip',
    };
    const before = statements;
    const answer = await api.app.inject({ method: 'POST', url: '/api/sync', payload, headers });
    costs.push({
      statements: statements - before,
      bytes: payload.length + answer.rawPayload.length,
    });
    const isPacked = answer.headers['content-encoding'] === 'gzip';
    const got = JSON.parse((isPacked ? gunzipSync(answer.rawPayload) : answer.rawPayload).toString());
    expect(statesOf(got.results)).toEqual(['stored']);
    takeIn(one, request, got);
    expect(one.waiting.size).toBe(0);
  }
  const [few, many] = costs;
  expect(many?.statements).toBe(few?.statements);
  expect(Math.max(...costs.map(({ bytes }) => bytes))).toBeLessThanOrEqual(MOST_BYTES);
});

test('[X1] [S2] nor does one changed case cost more: no count is made anew, and nothing that grows is written', async () => {
  const said: string[] = [];
  let isListening = false;
  const file = new Database(':memory:', { verbose: (text) => void (isListening && said.push(String(text))) });
  const world = await aStaffedWorld({ storage: await storageOn(file, id) });
  const one = await aMediator(world);
  const cases = `${world.villages[0]}/cases`;
  const kept = aCase(world.committees[0], { status: 'accepted' });
  write(one, cases, kept);
  const costs: { readonly statements: number; readonly letters: number }[] = [];
  for (const [round, stored] of [10, 800].entries()) {
    for (let at = 0; at < stored; at++) {
      write(
        one,
        cases,
        aCase(world.committees[0], { disputeType: `type${at % 20}`, source: `from${at % 7}`, status: 'mediating' }),
      );
    }
    await settle(one);
    write(one, cases, { ...kept, values: { status: round === 0 ? 'settled' : 'notSettled' } });
    said.length = 0;
    isListening = true;
    await sync(one);
    isListening = false;
    costs.push({ statements: said.length, letters: said.join('').length });
    expect(said.filter((text) => /\b(count|sum)\(/.test(text))).toEqual([]);
  }
  const [few, many] = costs;
  expect(many?.statements).toBe(few?.statements);
  expect(many?.letters).toBeLessThan((few?.letters ?? 0) * 1.1);
  await world.storage.close();
});

for (const kind of ['sqlite', 'postgres'] as const) {
  test(`${kind} [X14] devices that all ask at the same moment are all answered: they wait their turn, and nobody is sent away`, async () => {
    const storage = await openStorage(
      kind === 'sqlite' ? { kind, path: ':memory:' } : { kind, url: await aPostgres() },
      id,
    );
    const world = await aStaffedWorld({ storage });
    const api = await anApi(world);
    const phone = await enrolled(world, world.villages[0], 'mediator', { caseDuty: true });
    // Sessions of one device stand for as many devices: each is looked up by its own cookie.
    const cookies: string[] = [];
    for (let at = 0; at < 300; at++) cookies.push(await cookieOf(api, phone));
    world.clock.ms += 3_600_000;
    const payload = requestOf(phone, { runs: [], heads: [], devices: [] });
    const looks = vi.spyOn(storage.db, 'selectFrom');
    const answers = await Promise.all(
      cookies.map((cookie, at) =>
        api.app.inject({
          method: 'POST',
          url: '/api/sync',
          headers: { cookie },
          payload,
          remoteAddress: `10.0.${at >> 8}.${at & 255}`,
        }),
      ),
    );
    expect([...new Set(answers.map(told))]).toEqual(['200']);
    const sessions = looks.mock.calls.filter(([table]) => table === 'sessions').length;
    expect(sessions).toBeLessThanOrEqual(cookies.length / 10);
    await storage.close();
  });
}
