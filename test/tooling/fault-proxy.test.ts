import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openFaultProxy, type Fault } from '#test/help/fault-proxy.ts';
import { Chance } from '#test/simulate/chance.ts';

const ANSWER = randomBytes(40_000);

interface Said {
  readonly status: number;
  readonly body: Buffer;
  readonly ms: number;
}

/** A server that counts whole requests, behind a proxy that deals every connection this fault. */
async function aLine(fault: Fault) {
  let taken = 0;
  const server = createServer((asked, answer) => {
    asked.resume().on('end', () => {
      taken += 1;
      answer.end(ANSWER);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const chance = new Chance(7);
  const target = () => (server.address() as AddressInfo).port;
  const proxy = await openFaultProxy({ target, chance: () => chance.next() });
  proxy.deal(() => fault);
  onTestFinished(async () => {
    await proxy.close();
    server.close();
  });
  return { proxy, taken: () => taken };
}

/** One request on a connection of its own; null when it broke off. */
function ask(url: string, body = randomBytes(20_000)): Promise<Said | null> {
  const start = performance.now();
  return new Promise((resolve) => {
    const asked = request(url, { method: 'POST', agent: new Agent() }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', () => resolve(null));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts), ms: performance.now() - start }),
      );
    });
    asked.on('error', () => resolve(null));
    asked.end(body);
  });
}

test('without a fault everything passes as it is, and a network that is gone passes nothing', async () => {
  const { proxy } = await aLine('none');
  expect((await ask(proxy.url))?.body.equals(ANSWER)).toBe(true);
  proxy.cut(true);
  expect(await ask(proxy.url)).toBeNull();
  proxy.cut(false);
  expect((await ask(proxy.url))?.body.equals(ANSWER)).toBe(true);
});

test('a request that is cut has not reached the server, an answer that is cut has been given', async () => {
  const up = await aLine('cutUp');
  for (let i = 0; i < 5; i++) expect(await ask(up.proxy.url)).toBeNull();
  expect(up.taken()).toBe(0);
  expect(up.proxy.felt.get('cutUp')).toBe(5);
  const down = await aLine('cutDown');
  for (let i = 0; i < 5; i++) expect(await ask(down.proxy.url)).toBeNull();
  expect(down.taken()).toBe(5);
});

test('a half-open line answers nothing until it breaks off', async () => {
  const { proxy, taken } = await aLine('stalled');
  const start = performance.now();
  expect(await ask(proxy.url)).toBeNull();
  expect(performance.now() - start).toBeGreaterThan(1000);
  expect(taken()).toBe(1);
});

test('late and slow lines lose nothing', async () => {
  for (const fault of ['late', 'slow'] as const) {
    const { proxy } = await aLine(fault);
    const said = await ask(proxy.url);
    expect(said?.body.equals(ANSWER), fault).toBe(true);
    // 60,000 bytes, the first of them at 256,000 a second and every piece at half of that before.
    expect(said?.ms).toBeGreaterThan(fault === 'slow' ? 200 : 0);
    expect(proxy.felt.get(fault)).toBe(1);
  }
});

test('a captive portal answers 200 with a page of its own', async () => {
  const { proxy, taken } = await aLine('portal');
  const said = await ask(proxy.url, Buffer.from('{}'));
  expect(said?.status).toBe(200);
  expect(said?.body.toString()).toContain('<!doctype html>');
  expect(taken()).toBe(0);
});
