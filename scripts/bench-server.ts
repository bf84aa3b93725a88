/** What the server does on this machine, by real HTTP to its own process, on both databases. */
import Database from 'better-sqlite3';
import pg from 'pg';
import { gzipSync } from 'node:zlib';
import { changesOfRuns, type SyncAnswer } from '#core/exchange.ts';
import { bareChange } from '#core/wire.ts';
import { openStorage, type StorageSettings } from '#server/storage.ts';
import { aTown, type DatabaseKind, type Device, type Spent, type Town } from './bench-devices.ts';
import { ms } from './bench-clock.ts';
import { report } from './bench-report.ts';
import type { Scene } from './bench-stage.ts';

const KINDS = ['sqlite', 'postgres'] as const;
const SECONDS = 8;
/** Changes in one push where many wait: what a phone brings home from a day in the mountains. */
const DAY = 50;

/** Pushes and pulls a second at 1, 50 and 500 devices that ask again as soon as they are answered. */
export async function throughput(): Promise<void> {
  for (const kind of KINDS) {
    for (const devices of [1, 50, 500]) await throughputOf(kind, devices);
  }
}

async function throughputOf(kind: DatabaseKind, count: number): Promise<void> {
  const name = `${kind}, ${count} device${count === 1 ? '' : 's'}`;
  const town = await aTown(kind, count, count === 1 ? 12_000 : count === 50 ? 600 : 100);
  try {
    await inTurn(town.devices, (device) => town.exchange(device, 0));
    const day = await paced(town, DAY, SECONDS / 2, mayPush(DAY));
    const bareDay = await bareInserts(town.settings, town.devices, DAY);
    report(
      `${name}: pushes of ${DAY} changes`,
      `${figures(day)}; ${share(day.perSecond, bareDay)}`,
      '≥0.25 of bare inserts',
    );
    const push = await paced(town, 1, SECONDS, mayPush(1));
    const bare = await bareInserts(town.settings, town.devices, 1);
    report(
      `${name}: pushes of one change`,
      `${figures(push)}; ${share(push.perSecond, bare)}`,
      '≥0.25 of bare inserts',
    );
    await inTurn(town.devices, (device) => settled(town, device));
    // Whoever came first has not heard of what the others still had.
    await inTurn(town.devices, (device) => settled(town, device));
    const pull = await paced(town, 0, SECONDS / 2, () => true);
    report(`${name}: pulls that find nothing new`, figures(pull), 'to be known');
    const { now, most } = town.memory();
    report(`${name}: memory of the server`, `${now} MB, at most ${most} MB`, 'to be known');
  } finally {
    await town.close();
  }
}

const mayPush =
  (count: number) =>
  ({ sent, written }: Device): boolean =>
    sent + count <= written.length;

const share = (perSecond: number, bare: number): string =>
  `${(perSecond / bare).toFixed(2)} of ${bare.toFixed(0)} bare inserts a second`;

/** A second that two idle cores would give: the main thread has one of them, everything together has both. */
const onIdleCores = ({ each: { server, main, database } }: Paced): number =>
  Math.min(1000 / main, 2000 / (server + database));

interface Paced {
  readonly perSecond: number;
  /** What each of them took of a core. */
  readonly each: Spent;
  /** Milliseconds from question to answer, sorted. */
  readonly times: readonly number[];
}

const percentile = (times: readonly number[], part: number): string =>
  ms(times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN);

const figures = (measured: Paced): string => {
  const { perSecond, each, times } = measured;
  const database = each.database === 0 ? '' : `, the database's ${each.database.toFixed(1)}`;
  return [
    `${perSecond.toFixed(0)}/s`,
    ...[0.5, 0.95, 0.99].map((part) => `p${part * 100} ${percentile(times, part)}`),
    `${each.server.toFixed(2)} ms of a core each (main thread ${each.main.toFixed(2)}${database})`,
    `${onIdleCores(measured).toFixed(0)}/s on two idle cores`,
  ].join(', ');
};

/** Every device asks as soon as it was answered, with so many changes, for so many seconds or until it has nothing left to do. */
async function paced(town: Town, count: number, seconds: number, hasMore: (device: Device) => boolean): Promise<Paced> {
  const times: number[] = [];
  const before = town.spent();
  const start = performance.now();
  const end = start + seconds * 1000;
  let last = start;
  await Promise.all(
    town.devices.map(async (device) => {
      while (performance.now() < end && hasMore(device)) {
        const asked = performance.now();
        await town.exchange(device, count);
        last = performance.now();
        times.push(last - asked);
      }
    }),
  );
  const perSecond = times.length / ((last - start) / 1000);
  const after = town.spent();
  const eachOf = (part: keyof Spent): number => (after[part] - before[part]) / times.length;
  const each = { server: eachOf('server'), main: eachOf('main'), database: eachOf('database') };
  return { perSecond, each, times: times.sort((a, b) => a - b) };
}

async function inTurn(devices: readonly Device[], work: (device: Device) => Promise<unknown>): Promise<void> {
  for (const device of devices) await work(device);
}

/** Exchanges until nothing is left on either side. */
async function settled(town: Town, device: Device): Promise<void> {
  for (;;) {
    const { pages } = await town.exchange(device, DAY);
    if (pages.length === 0 && device.sent === device.written.length) return;
    if (pages.every(({ more }) => !more) && device.sent === device.written.length) return;
  }
}

/** Transactions a second of so many bare rows with the bytes of changes, each of them durable before the next begins. */
async function bareInserts(settings: StorageSettings, devices: readonly Device[], rows: number): Promise<number> {
  const texts = devices.flatMap(({ written }) => written.slice(0, 200)).map((change) => JSON.stringify(change));
  const batch = (at: number): string[] => Array.from({ length: rows }, (_, i) => texts[(at + i) % texts.length] ?? '');
  const seconds = 3;
  if (settings.kind === 'sqlite') {
    const db = new Database(settings.path);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.exec('create table if not exists bare (id integer primary key, text text not null)');
    const insert = db.prepare('insert into bare (text) values (?)');
    const put = db.transaction((list: string[]) => list.forEach((text) => insert.run(text)));
    const start = performance.now();
    let done = 0;
    while (performance.now() - start < seconds * 1000) put.immediate(batch((done += 1)));
    const perSecond = done / ((performance.now() - start) / 1000);
    db.exec('drop table bare');
    db.close();
    return perSecond;
  }
  const pool = new pg.Pool({ connectionString: settings.url, max: 10 });
  await pool.query('create table if not exists bare (id bigserial primary key, text text not null)');
  const statement = `insert into bare (text) values ${Array.from({ length: rows }, (_, i) => `($${i + 1})`).join(', ')}`;
  const start = performance.now();
  let done = 0;
  const writer = async (): Promise<void> => {
    while (performance.now() - start < seconds * 1000) await pool.query(statement, batch((done += 1)));
  };
  await Promise.all(Array.from({ length: Math.min(10, devices.length) }, writer));
  const perSecond = done / ((performance.now() - start) / 1000);
  await pool.query('drop table bare');
  await pool.end();
  return perSecond;
}

/** 300 devices with 50 changes each, all at once, until every one of them holds everything that it may see. */
export async function morning(): Promise<void> {
  for (const kind of KINDS) {
    const town = await aTown(kind, 300, DAY);
    try {
      const before = town.spent();
      const start = performance.now();
      await Promise.all(town.devices.map((device) => town.exchange(device, DAY)));
      const pushed = performance.now() - start;
      await Promise.all(town.devices.map((device) => settled(town, device)));
      const took = performance.now() - start;
      const { server, database } = town.spent();
      const cpu = (server + database - before.server - before.database) / 1000;
      const lost = await lostIn(town);
      const { most } = town.memory();
      report(
        `${kind}, a morning: 300 devices with ${DAY} changes each, at once`,
        `acknowledged after ${(pushed / 1000).toFixed(1)} s, everywhere after ${(took / 1000).toFixed(1)} s and ${cpu.toFixed(1)} s of a core, ${lost} lost; ${most} MB`,
        'nothing lost',
      );
    } finally {
      await town.close();
    }
  }
}

/** Changes that are not in their stream, or not on a device of their village. */
async function lostIn({ settings, devices }: Town): Promise<number> {
  const storage = await openStorage(settings, () => '');
  const rows = await storage.db.selectFrom('stream').select(['scope', 'change']).execute();
  await storage.close();
  const there = new Set(rows.map(({ change }) => change));
  let lost = 0;
  for (const { written, pages, cursors } of devices) {
    lost += written.filter(({ id }) => !there.has(id)).length;
    const here = new Set([
      ...written.map(({ id }) => id),
      ...pages.flatMap((page) => [...page.held, ...changesOfRuns(page.runs).map(({ id }) => id)]),
    ]);
    lost += rows.filter(({ scope, change }) => cursors.has(scope) && !here.has(change)).length;
  }
  return lost;
}

/** What an empty device reads of 10,000 changes, in bytes and questions, against the same changes packed as one file. */
export async function bytesOnTheWire(): Promise<void> {
  const town = await aTown('sqlite', 5, 2000);
  try {
    const [reader, ...others] = town.devices;
    if (reader === undefined) throw new Error('There is no device');
    reader.written.length = 0;
    await Promise.all(others.map((device) => settled(town, device)));
    const before = { ...town.wire };
    let questions = 0;
    let answer: SyncAnswer;
    do {
      answer = await town.exchange(reader, 0);
      questions += 1;
    } while (answer.pages.some(({ more }) => more));
    const down = town.wire.down - before.down;
    const changes = reader.pages.flatMap(({ runs }) => changesOfRuns(runs));
    // As a backup has them: one a line, without what follows from the others.
    const file = gzipSync(changes.map((change) => JSON.stringify(bareChange(change))).join('\n'));
    report(
      `bytes of ${changes.length} changes to an empty device`,
      `${(down / file.length).toFixed(2)}× (${down} against ${file.length}) in ${questions} questions, ${town.wire.up - before.up} bytes up`,
      '≤1.2× one gzipped file',
    );
  } finally {
    await town.close();
  }
}

const VALLEY = { latency: 400, downloadThroughput: 125_000, uploadThroughput: 125_000 };

/** A phone joins a village with thousands of records behind 400 ms and 1 Mbit/s: questions asked before it shows the first of them. */
export async function firstRecords({ browser }: Scene): Promise<void> {
  const town = await aTown('sqlite', 5, 2000);
  const context = await browser.newContext({
    baseURL: town.url,
    viewport: { width: 360, height: 740 },
    locale: 'zh-CN',
  });
  try {
    await Promise.all(town.devices.map((device) => settled(town, device)));
    const page = await context.newPage();
    await page.goto('/');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const session = await context.newCDPSession(page);
    await session.send('Network.emulateNetworkConditions', { offline: false, ...VALLEY });
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/') && pathname !== '/api/events') asked.push(pathname);
    });
    await page.getByRole('button', { name: '加入乡镇' }).click();
    await page.getByRole('textbox', { name: '邀请码' }).fill(await town.invite());
    const start = performance.now();
    await page.getByRole('button', { name: '加入', exact: true }).click();
    // The screen of the first exchange leads on by itself only when all has come.
    await page.getByRole('button', { name: '先去首页' }).click({ timeout: 120_000 });
    await page.getByText(/调解 [1-9][\d,]* 件/).waitFor({ timeout: 120_000 });
    const took = performance.now() - start;
    report(
      'a phone that joins, 400 ms and 1 Mbit/s: first records on home',
      `${asked.length} questions (${asked.join(', ')}), ${(took / 1000).toFixed(1)} s`,
      '≤4 round trips',
    );
  } finally {
    await context.close();
    await town.close();
  }
}
