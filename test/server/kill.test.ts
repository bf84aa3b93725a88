/** SPEC X2: what was acknowledged lies on the disk, whenever the server's process is killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import type { SyncAnswer, SyncRequest } from '#core/exchange.ts';
import { openStorage, type StorageSettings } from '#server/storage.ts';
import { aPostgres } from '#test/help/postgres.ts';
import { aFolder } from './help.ts';
import {
  aCase,
  aLedgerLike,
  aMediator,
  aStaffedWorld,
  aVenue,
  requestOf,
  settle,
  takeIn,
  write,
  type Phone,
} from './phone.ts';

vi.setConfig({ testTimeout: 180_000 });

const program = fileURLToPath(new URL('ledger-process.ts', import.meta.url));

async function startProcess(settings: StorageSettings) {
  const child = spawn(process.execPath, [program, JSON.stringify(settings)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = new Map<number, (answer: SyncAnswer | null) => void>();
  const lines = createInterface({ input: child.stdout });
  await once(lines, 'line');
  let answers = 0;
  const awaited: { count: number; resolve: () => void }[] = [];
  lines.on('line', (line) => {
    answers += 1;
    for (const { count, resolve } of awaited) if (answers >= count) resolve();
    const { at, answer } = JSON.parse(line) as { at: number; answer: SyncAnswer };
    waiting.get(at)?.(answer);
    waiting.delete(at);
  });
  const gone = once(child, 'exit').then(() => {
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
  });
  // Writing to a process that was killed a moment ago.
  child.stdin.on('error', () => {});
  let asked = 0;
  return {
    /** Null when the process died before it answered. */
    ask: (phone: Phone, request: SyncRequest) =>
      new Promise<SyncAnswer | null>((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve(null);
        waiting.set((asked += 1), resolve);
        child.stdin.write(`${JSON.stringify({ at: asked, caller: phone.caller, request })}\n`);
      }),
    answered: (count: number) => new Promise<void>((resolve) => void awaited.push({ count, resolve })),
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

const ROUNDS = 8;

for (const kind of ['sqlite', 'postgres'] as const) {
  test(`${kind} [X2] a server that is killed while phones push has lost nothing that it acknowledged`, async () => {
    const settings: StorageSettings =
      kind === 'sqlite' ? { kind, path: join(aFolder(), 'fazhi.sqlite') } : { kind, url: await aPostgres() };
    const setUp = await openStorage(settings, randomUUID);
    const world = await aStaffedWorld({ storage: setUp });
    const phones: Phone[] = [];
    for (let at = 0; at < 4; at++) phones.push(await aMediator(world));
    await setUp.close();

    const acknowledged = new Set<string>();
    let unanswered = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const server = await startProcess(settings);
      const pushing = phones.map(async (phone) => {
        for (;;) {
          write(phone, `${world.villages[0]}/work`, aVenue());
          write(phone, `${world.villages[0]}/cases`, aCase(world.committees[0], { status: 'accepted' }));
          const request = requestOf(phone);
          const answer = await server.ask(phone, request);
          if (answer === null) break;
          const before = new Set(phone.waiting);
          takeIn(phone, request, answer);
          for (const change of before) if (!phone.waiting.has(change)) acknowledged.add(change);
        }
        unanswered += phone.waiting.size;
      });
      // In the middle of whatever is under way then.
      await server.answered(2 + Math.floor(Math.random() * 8));
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 30));
      await server.kill();
      await Promise.all(pushing);
    }
    expect(acknowledged.size).toBeGreaterThan(ROUNDS);
    // Otherwise no kill came in the middle of anything.
    expect(unanswered).toBeGreaterThan(0);

    const storage = await openStorage(settings, randomUUID);
    const streams = await storage.db.selectFrom('stream').select(['scope', 'seq', 'change']).execute();
    const there = new Set(streams.map(({ change }) => change));
    expect([...acknowledged].filter((change) => !there.has(change))).toEqual([]);
    for (const { scope, seq } of await storage.db.selectFrom('counters').select(['scope', 'seq']).execute()) {
      expect(streams.filter((row) => row.scope === scope)).toHaveLength(seq);
    }
    // Everything else goes up afterwards, and numbers are unique and consecutive.
    const alive = { ...world, storage, ledger: aLedgerLike({ storage, clock: world.clock }) };
    await settle(...phones.map((phone) => ({ ...phone, world: alive })));
    const numbers = await storage.db.selectFrom('cases').select('fileNumber').execute();
    const expected = numbers.map((_, at) => `（2024）双0人调字第${at + 1}号`);
    expect(new Set(numbers.map(({ fileNumber }) => fileNumber))).toEqual(new Set(expected));
    await storage.close();
  });
}
