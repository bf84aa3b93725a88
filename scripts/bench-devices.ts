/** A township on a real server process, and its devices: each enrolled, with a session, a key and a connection of its own. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { CHAIN_START, changesOf, fieldOfPath, type IdentifiedChange, type Op } from '#core/change.ts';
import { EXCHANGE_VERSION, runsOf, type Cursor, type Page, type SyncAnswer, type SyncRequest } from '#core/exchange.ts';
import type { Invitation } from '#core/enrolment.ts';
import { freshSalt } from '#core/ids.ts';
import { isSensitive } from '#core/sensitive.ts';
import { kindByName } from '#kinds/index.ts';
import { isOwnedBy } from '#server/accounts/devices.ts';
import { openSession } from '#server/accounts/sessions.ts';
import { createKeys } from '#server/keys.ts';
import { openStorage, type StorageSettings } from '#server/storage.ts';
import { createDatabase, startPostgres, stopPostgres } from '#test/help/postgres-server.ts';
import { startServer } from '#test/help/server.ts';
import { aCase, aMember, aPhone, aWorld, settle, signHead, write, type Edit, type Phone } from '#test/server/phone.ts';

export type DatabaseKind = StorageSettings['kind'];

export interface Device {
  readonly phone: Phone;
  readonly cookie: string;
  /** By which the server counts requests: phones have addresses of their own. */
  readonly address: string;
  readonly cursors: Map<string, Cursor>;
  /** Written beforehand, in order; `sent` of them have gone up. */
  readonly written: IdentifiedChange[];
  sent: number;
  readonly pages: Page[];
  epoch: string | null;
}

/** Milliseconds on a core since the start: what other programs do at the same time hardly lengthens them. */
export interface Spent {
  /** By the server in all. */
  readonly server: number;
  /** By its main thread alone, which everything passes: one core at most. */
  readonly main: number;
  /** By PostgreSQL's processes; SQLite works within the server. */
  readonly database: number;
}

export interface Town {
  readonly devices: readonly Device[];
  readonly url: string;
  readonly settings: StorageSettings;
  /** Bytes of HTTP bodies since the start. */
  readonly wire: { up: number; down: number };
  /** The server's resident memory in MB: now and at its highest. */
  readonly memory: () => { readonly now: number; readonly most: number };
  readonly spent: () => Spent;
  /** A code with which a phone joins the first village. */
  readonly invite: () => Promise<string>;
  /** One exchange with the next `count` written changes, as an app does it. */
  readonly exchange: (device: Device, count: number) => Promise<SyncAnswer>;
  readonly close: () => Promise<void>;
}

/** Devices that share a village: what one of them writes reaches so many others. */
const PER_VILLAGE = 5;

/** A township of so many devices, each of which has written so many changes that nobody has yet. */
export async function aTown(kind: DatabaseKind, devices: number, changes: number): Promise<Town> {
  const folder = mkdtempSync(join(tmpdir(), 'fazhi-bench-'));
  writeFileSync(join(folder, 'owner'), String(process.pid));
  const settings: StorageSettings =
    kind === 'sqlite'
      ? { kind, path: join(folder, 'fazhi.sqlite') }
      : { kind, url: await createDatabase(await startPostgres(folder)) };
  const { office, devices: people } = await populate(settings, devices, changes);
  const server = await startServer({
    DATA_DIR: kind === 'sqlite' ? folder : join(folder, 'files'),
    TRUST_PROXY: 'loopback',
    ...(settings.kind === 'postgres' ? { DATABASE_URL: settings.url } : {}),
  });
  const wire = { up: 0, down: 0 };
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  return {
    devices: people,
    url: server.url,
    settings,
    wire,
    memory: () => memoryOf(server.pid),
    spent: () => ({
      server: cpuMsOf(`/proc/${server.pid}`),
      main: cpuMsOf(`/proc/${server.pid}/task/${server.pid}`),
      database: kind === 'postgres' ? childrenCpuMs(postmasterOf(folder)) : 0,
    }),
    invite: async () => {
      const answer = await fetch(`${server.url}/api/invitations`, {
        method: 'POST',
        headers: { cookie: office, 'content-type': 'application/json' },
        body: JSON.stringify({ member: people[0]?.phone.actor }),
      });
      return ((await answer.json()) as Invitation).code;
    },
    exchange: async (device, count) => {
      const answer = await ask(`${server.url}/api/sync`, agent, device, nextRequest(device, count), wire);
      takeIn(device, answer, count);
      return answer;
    },
    close: async () => {
      agent.destroy();
      await server.stop();
      if (kind === 'postgres') await stopPostgres(folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Villages, committees, accounts and devices, as the office would have entered them. */
async function populate(
  settings: StorageSettings,
  count: number,
  changes: number,
): Promise<{ readonly office: string; readonly devices: Device[] }> {
  const storage = await openStorage(settings, randomUUID);
  const world = await aWorld({ storage });
  world.clock.ms = Date.now();
  const { township } = world;
  const office = await aPhone(world, { founder: true });
  const villages = Array.from({ length: Math.ceil(count / PER_VILLAGE) }, (_, at) => ({
    unit: randomUUID(),
    committee: randomUUID(),
    short: `村${at}`,
  }));
  for (const { unit, committee, short } of villages) {
    write(
      office,
      `${township}/shared`,
      { record: unit, kind: 'unit', values: { name: short, unitKind: 'village' } },
      {
        record: committee,
        kind: 'committee',
        values: { name: `${short}调委会`, short, unit, committeeKind: 'village' },
      },
    );
  }
  write(office, `${township}/office`, aMember(office.caller.member, township, 'office'));
  const members = Array.from({ length: count }, (_, at) => {
    const village = villages[Math.floor(at / PER_VILLAGE)] as (typeof villages)[number];
    const member = randomUUID();
    write(office, `${township}/office`, aMember(member, village.unit, 'mediator', { caseDuty: true }));
    return { member, village };
  });
  await settle(office);
  const ports = {
    storage,
    clock: { now: Date.now },
    newId: randomUUID,
    keys: createKeys(),
    randomBytes: (length: number) => randomBytes(length),
    start: randomUUID(),
  };
  const cookieOf = ({ caller }: Phone): Promise<string> =>
    storage.transaction(async (tx) => {
      await isOwnedBy(tx, caller.device, caller);
      return `fazhi=${await openSession(tx, ports, caller)}`;
    });
  const devices: Device[] = [];
  for (const [at, { member, village }] of members.entries()) {
    const phone = await aPhone(world, { member });
    const cookie = await cookieOf(phone);
    const address = `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`;
    const written = writeWork(phone, village.unit, village.committee, changes);
    devices.push({ phone, cookie, address, cursors: new Map(), written, sent: 0, pages: [], epoch: null });
  }
  const opened = await cookieOf(office);
  await storage.close();
  return { office: opened, devices };
}

const FACTS = '双方因田间水沟改道发生争执，经村民小组长劝说未果，申请调解。调解员到现场看过，双方各让一步。';

/** What a mediator writes in turn: a case, its outcome, a training. */
function writeWork({ caller, actor }: Phone, unit: string, committee: string, count: number): IdentifiedChange[] {
  const ends = new Map<string, IdentifiedChange>();
  let last: IdentifiedChange | undefined;
  return Array.from({ length: count }, (_, at) => {
    const scope = at % 3 === 2 ? `${unit}/work` : `${unit}/cases`;
    const { record, kind, values } =
      at % 3 === 2 ? aTraining(at) : at % 3 === 1 && last !== undefined ? anOutcome(last) : aFullCase(committee, at);
    const ops = Object.entries(values).map(([field, value]): Op => ({
      record,
      kind,
      field,
      value,
      replaces: at % 3 === 1 && field === 'status' && last !== undefined ? [last.id] : [],
      ...(isSalted(kind, field) ? { salt: freshSalt(randomBytes) } : {}),
    }));
    const stamp = `${Date.now() + at}-0000-${caller.device}`;
    const by = { device: caller.device, action: `act-${at}`, actor, nextStamp: () => stamp };
    const [change] = changesOf(ops, scope, by, ends.get(scope) ?? CHAIN_START);
    if (change === undefined) throw new Error('Nothing was written');
    ends.set(scope, change);
    last = change;
    return change;
  });
}

const isSalted = (kind: string, field: string): boolean => {
  const known = kindByName(kind)?.fields[fieldOfPath(field)];
  return known !== undefined && isSensitive(known);
};

const aFullCase = (committee: string, at: number): Edit =>
  aCase(
    committee,
    {
      'parties.a': { name: '田大山', side: 'partyA', phone: '13800000000' },
      'parties.b': { name: '彭秀英', side: 'partyB' },
      facts: `${at}：${FACTS}`,
      acceptedOn: '2026-03-05',
    },
    randomUUID(),
  );

const anOutcome = ({ ops }: IdentifiedChange): Edit => ({
  record: ops[0]?.record ?? '',
  kind: 'mediationCase',
  values: { status: 'settled', closedOn: '2026-03-06' },
});

const aTraining = (at: number): Edit => ({
  record: randomUUID(),
  kind: 'training',
  values: {
    type: 'businessTraining',
    heldOn: '2026-03-05',
    title: `第${at}次人民调解员培训`,
    audience: ['mediators'],
    place: '村文化广场',
    laws: FACTS,
  },
});

function nextRequest(device: Device, count: number): SyncRequest {
  const { phone, cursors, written, sent, epoch } = device;
  const changes = written.slice(sent, sent + count);
  const ends = new Map(changes.map((change) => [change.scope, change]));
  return {
    version: EXCHANGE_VERSION,
    epoch,
    runs: runsOf(changes),
    heads: [...ends.values()].map((end) => signHead(phone, end)),
    // An app names whoever wrote what it sends, itself as well.
    devices: changes.length === 0 ? [] : [phone.known],
    cursors: Object.fromEntries(cursors),
  };
}

function takeIn(device: Device, { pages, epoch, results }: SyncAnswer, count: number): void {
  const refused = results.flatMap(({ states }) => states).filter((state) => state === 'refused');
  if (refused.length > 0) throw new Error(`${refused.length} changes were refused`);
  device.sent = Math.min(device.written.length, device.sent + count);
  device.epoch = epoch;
  for (const page of pages) device.cursors.set(page.scope, { seq: page.to, id: page.tip });
  device.pages.push(...pages);
}

/** As the app asks: packed where that is worth it, in the device's session. */
function ask(url: string, agent: Agent, device: Device, body: SyncRequest, wire: Town['wire']): Promise<SyncAnswer> {
  const packed = gzipSync(JSON.stringify(body));
  wire.up += packed.length;
  const headers = {
    cookie: device.cookie,
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    'content-length': packed.length,
    'accept-encoding': 'gzip',
    'x-forwarded-for': device.address,
  };
  return new Promise((resolve, reject) => {
    const asked = httpRequest(url, { method: 'POST', agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        const bytes = Buffer.concat(parts);
        wire.down += bytes.length;
        const text = (answer.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
        if (answer.statusCode === 200) resolve(JSON.parse(text) as SyncAnswer);
        else reject(new Error(`${answer.statusCode} ${text.slice(0, 200)}`));
      });
    });
    // The server has closed a connection that was idle for long, just as it was taken again: an app asks anew.
    asked.on('error', (error) => (asked.reusedSocket ? resolve(ask(url, agent, device, body, wire)) : reject(error)));
    asked.end(packed);
  });
}

/** Linux alone tells. */
function memoryOf(pid: number): { readonly now: number; readonly most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name: string): number => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return { now: of('VmRSS'), most: of('VmHWM') };
}

/** Ticks of a hundredth of a second, in the program's own code and for it in the kernel, of a process or thread. */
function cpuMsOf(place: string): number {
  const fields = statOf(place);
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

const statOf = (place: string): string[] => {
  const stat = readFileSync(`${place}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};

const postmasterOf = (folder: string): string =>
  readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0] ?? '';

/** Of all processes that this one has started and that still run: the pool keeps its connections while it is busy. */
function childrenCpuMs(parent: string): number {
  let sum = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (statOf(`/proc/${pid}`)[1] === parent) sum += cpuMsOf(`/proc/${pid}`);
    } catch {
      // It has just ended.
    }
  }
  return sum;
}
