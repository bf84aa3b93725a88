/** A small device for tests of the ledger: it writes chains, pushes, and checks every page that it receives (SPEC X3). */
import { randomUUID } from 'node:crypto';
import { CHAIN_START, changesOf, type IdentifiedChange, type Op } from '#core/change.ts';
import {
  chainKey,
  changesOfRuns,
  EXCHANGE_VERSION,
  runsOf,
  type Cursor,
  type RunResult,
  type SyncAnswer,
  type SyncRequest,
} from '#core/exchange.ts';
import { readAnswer } from '#core/exchange-shape.ts';
import { foldRecord, opsOf, type Row } from '#core/fold.ts';
import { deviceOfKey, headText, type KnownDevice, type SignedHead } from '#core/heads.ts';
import { foldVerdict, heldBack, VERDICT_KIND, type Verdict } from '#core/verdict.ts';
import type { Json } from '#core/canonical.ts';
import type { Caller } from '#server/caller.ts';
import { createKeys, type KeyPair } from '#server/keys.ts';
import { createLedger, type Ledger } from '#server/ledger.ts';
import { openStorage, type Storage } from '#server/storage.ts';
import type { OpenStreams } from '#server/streams.ts';

const keys = createKeys();
export const id = (): string => randomUUID();

export interface World {
  readonly storage: Storage;
  readonly ledger: Ledger;
  readonly township: string;
  readonly clock: { ms: number };
}

/** 2024-06-03 in China. */
const START = Date.parse('2024-06-03T08:00:00+08:00');

interface WorldOf {
  readonly storage?: Storage;
  readonly township?: string;
  readonly openStreams?: OpenStreams;
}

/** A township of its own on a fresh database, or on a given one. */
export async function aWorld({ storage, township = id(), openStreams }: WorldOf = {}): Promise<World> {
  const opened = storage ?? (await openStorage({ kind: 'sqlite', path: ':memory:' }, id));
  const clock = { ms: START };
  const ledger = aLedgerLike({ storage: opened, clock }, openStreams);
  await ledger.found(township);
  return { storage: opened, ledger, township, clock };
}

/** Another ledger on the same database, as a second process would have it. */
export const aLedgerLike = ({ storage, clock }: Pick<World, 'storage' | 'clock'>, openStreams?: OpenStreams): Ledger =>
  createLedger({
    storage,
    clock: { now: () => clock.ms },
    newId: id,
    keys,
    ...(openStreams === undefined ? {} : { openStreams }),
  });

export interface Phone {
  readonly world: World;
  readonly caller: Caller;
  readonly key: KeyPair;
  readonly known: KnownDevice;
  /** By id, in the order in which they came. */
  readonly log: Map<string, IdentifiedChange>;
  readonly waiting: Set<string>;
  readonly cursors: Map<string, Cursor>;
  /** The highest signed head of each chain, and the keys to check it, as the pages brought them. */
  readonly heads: Map<string, SignedHead>;
  readonly devices: Map<string, KnownDevice>;
  epoch: string | null;
  actor: string;
}

interface PhoneOf {
  readonly member?: string;
  readonly founder?: boolean;
  readonly state?: Caller['state'];
  readonly key?: KeyPair;
}

/** A device that is enrolled for a member. */
export async function aPhone(world: World, { member = id(), founder = false, key = keys.mint() }: PhoneOf = {}) {
  const device = deviceOfKey(key.publicKey) ?? '';
  const { township } = world;
  await world.storage.db
    .insertInto('devices')
    .values({
      township,
      device,
      publicKey: key.publicKey,
      name: '手机',
      member,
      kind: 'device',
      state: 'active',
      founder: founder ? 1 : 0,
      createdAt: world.clock.ms,
      seenAt: world.clock.ms,
    })
    .onConflict((on) => on.columns(['township', 'device']).doUpdateSet({ member }))
    .execute();
  return aStranger(world, { member, key });
}

/** A device of which the server knows nothing. */
export function aStranger(world: World, { member = id(), key = keys.mint() }: PhoneOf = {}): Phone {
  const device = deviceOfKey(key.publicKey) ?? '';
  return {
    world,
    key,
    caller: { township: world.township, device, member, state: 'active' },
    known: { id: device, publicKey: key.publicKey, name: '手机' },
    log: new Map(),
    waiting: new Set(),
    cursors: new Map(),
    heads: new Map(),
    devices: new Map(),
    epoch: null,
    actor: member,
  };
}

export interface Edit {
  readonly record: string;
  readonly kind: string;
  readonly values: { readonly [path: string]: Json };
}

/** Ops that replace what the phone sees. */
const opsFor = (phone: Phone, { record, kind, values }: Edit): Op[] =>
  Object.entries(values).map(([field, value]) => {
    const heads = rowOn(phone, record)?.heads ?? {};
    const replaces = Object.keys(heads).filter((change) => heads[change]?.includes(field) === true);
    const saw = field === 'removed' && value !== null ? { saw: Object.keys(heads).sort() } : {};
    return { record, kind, field, value, replaces: replaces.sort(), ...saw };
  });

let tick = 0;

/** Writes one change on the phone. */
export function write(phone: Phone, scope: string, ...edits: readonly Edit[]): IdentifiedChange {
  const { device } = phone.caller;
  const own = [...phone.log.values()].filter((change) => change.device === device && change.scope === scope);
  const last = own.sort((a, b) => a.n - b.n)[own.length - 1];
  const by = {
    device,
    action: `act-${(tick += 1)}`,
    actor: phone.actor,
    nextStamp: () => `${phone.world.clock.ms + tick}-0000-${device}`,
  };
  const ops = edits.flatMap((edit) => opsFor(phone, edit));
  const [change] = changesOf(ops, scope, by, last === undefined ? CHAIN_START : { n: last.n, id: last.id });
  if (change === undefined) throw new Error('Nothing was written');
  phone.log.set(change.id, change);
  phone.waiting.add(change.id);
  return change;
}

export function signHead(phone: Phone, change: IdentifiedChange): SignedHead {
  const { device, scope, n, id: at } = change;
  const head = { device, scope, n, id: at };
  return { ...head, signature: keys.sign(phone.key.privateKey, headText(head)) };
}

export function requestOf(phone: Phone, over: Partial<SyncRequest> = {}): SyncRequest {
  const pending = [...phone.waiting].flatMap((change) => phone.log.get(change) ?? []).sort((a, b) => a.n - b.n);
  const sent = pending.slice(0, 500);
  const runs = runsOf(sent);
  // As every device does: it signs the ends of its own chains when it pushes (SPEC D6).
  const ends = new Map(sent.filter(({ device }) => device === phone.caller.device).map((own) => [own.scope, own]));
  return {
    version: EXCHANGE_VERSION,
    epoch: phone.epoch,
    runs,
    heads: [
      ...[...new Set(runs.map(chainKey))].flatMap((chain) => phone.heads.get(chain) ?? []),
      ...[...ends.values()].map((end) => signHead(phone, end)),
    ],
    devices: [...phone.devices.values()],
    cursors: Object.fromEntries(phone.cursors),
    ...over,
  };
}

/** One exchange, taken in as a device does. */
export async function sync(phone: Phone, over: Partial<SyncRequest> = {}): Promise<SyncAnswer> {
  const request = requestOf(phone, over);
  const answer = await phone.world.ledger.exchange(phone.caller, request);
  takeIn(phone, request, answer);
  return answer;
}

/** Hands in what came in another device's file. */
export function carry(phone: Phone, changes: readonly IdentifiedChange[], over: Partial<SyncRequest> = {}) {
  for (const change of changes) phone.log.set(change.id, change);
  return sync(phone, { runs: runsOf(changes), ...over });
}

export function takeIn(phone: Phone, request: SyncRequest, answer: SyncAnswer): void {
  const read = readAnswer(JSON.parse(JSON.stringify(answer)));
  if ('fault' in read) throw new Error(`No answer: ${JSON.stringify(read.fault)}`);
  if (answer.start !== undefined) {
    for (const [scope, { seq }] of phone.cursors) {
      const base = answer.start.bases[scope] ?? 0;
      if (seq > base) phone.cursors.delete(scope);
    }
  }
  for (const scope of answer.rewound ?? []) phone.cursors.delete(scope);
  for (const page of answer.pages) {
    const cursor = phone.cursors.get(page.scope)?.seq ?? 0;
    if (page.after !== cursor) throw new Error(`${page.scope}: a page after ${page.after}, the cursor is ${cursor}`);
    const changes = changesOfRuns(page.runs);
    const gained = changes.length + page.held.length;
    if (gained !== page.to - page.after)
      throw new Error(`${page.scope}: ${gained} changes for ${page.to - page.after}`);
    for (const held of page.held) if (!phone.log.has(held)) throw new Error(`${page.scope}: ${held} is not held`);
    for (const change of changes) {
      phone.log.set(change.id, change);
      phone.waiting.delete(change.id);
    }
    for (const head of page.heads) {
      if ((phone.heads.get(chainKey(head))?.n ?? 0) < head.n) phone.heads.set(chainKey(head), head);
    }
    for (const device of page.devices) phone.devices.set(device.id, device);
    phone.cursors.set(page.scope, {
      seq: page.to,
      id: page.tip,
      ...(page.mark === undefined ? {} : { mark: page.mark }),
    });
  }
  const sent = request.runs.map((run) => changesOfRuns([run]));
  answer.results.forEach(({ states, tip }, at) => {
    const run = sent[at] ?? [];
    if (tip !== run[run.length - 1]?.id) throw new Error('The server computed another id');
    states.forEach((state, i) => {
      if (state !== 'refused') phone.waiting.delete(run[i]?.id ?? '');
    });
  });
  phone.epoch = answer.epoch;
}

/** Exchanges until nothing is left on either side. */
export async function settle(...phones: readonly Phone[]): Promise<void> {
  for (let round = 0; round < 50; round++) {
    let more = false;
    for (const phone of phones) {
      const { pages } = await sync(phone);
      more ||= pages.length > 0 || phone.waiting.size > 0;
    }
    if (!more) return;
  }
  throw new Error('The phones do not settle');
}

/** All verdicts that the phone has received. */
export function verdictsOn(phone: Phone): Map<string, Verdict> {
  const ops = opsOf(phone.log.values()).filter(({ op }) => op.kind === VERDICT_KIND);
  const judged = new Set(ops.map(({ op }) => op.record));
  const found = [...judged].flatMap((change) => foldVerdict(ops.filter(({ op }) => op.record === change)) ?? []);
  return new Map(found.map((verdict) => [verdict.change, verdict]));
}

/** A record as the phone shows it. */
export function rowOn(phone: Phone, record: string): Row | null {
  const ops = opsOf(phone.log.values()).filter(({ op }) => op.record === record && op.kind !== VERDICT_KIND);
  return foldRecord(ops, heldBack(verdictsOn(phone).values()));
}

export const statesOf = (results: readonly RunResult[]): string[] => results.flatMap(({ states }) => states);

/** A township with an office, two villages and their committees. */
export interface Staffed extends World {
  readonly office: Phone;
  readonly villages: readonly [string, string];
  readonly committees: readonly [string, string];
}

export async function aStaffedWorld(of: WorldOf = {}): Promise<Staffed> {
  const world = await aWorld(of);
  const { township } = world;
  const office = await aPhone(world, { founder: true });
  const villages = [id(), id()] as const;
  const committees = [id(), id()] as const;
  write(office, `${township}/shared`, ...[township, ...villages].map((unit, at) => aUnit(unit, `单位${at}`)));
  write(
    office,
    `${township}/shared`,
    ...committees.map((record, at) => aCommittee(record, villages[at] ?? '', `双${at}`)),
  );
  write(office, `${township}/office`, aMember(office.caller.member, township, 'office'));
  await settle(office);
  return { ...world, office, villages, committees };
}

const aUnit = (record: string, name: string): Edit => ({ record, kind: 'unit', values: { name, unitKind: 'village' } });
const aCommittee = (record: string, unit: string, short: string): Edit => ({
  record,
  kind: 'committee',
  values: { name: `${short}调委会`, short, unit, committeeKind: 'village' },
});

export const aMember = (record: string, unit: string, role: string, more: Edit['values'] = {}): Edit => ({
  record,
  kind: 'member',
  values: { name: '某某', unit, role, ...more },
});

/** A member with a phone; the office has written the account. */
export async function enrolled(world: Staffed, unit: string, role: string, more: Edit['values'] = {}): Promise<Phone> {
  const member = id();
  write(world.office, `${world.township}/office`, aMember(member, unit, role, more));
  await settle(world.office);
  return aPhone(world, { member });
}

export const aMediator = (world: Staffed, village: 0 | 1 = 0): Promise<Phone> =>
  enrolled(world, world.villages[village], 'mediator', { caseDuty: true });

export const aVenue = (name: Json = '文化广场', record = id()): Edit => ({ record, kind: 'venue', values: { name } });

export const aCase = (committee: string, values: Edit['values'] = {}, record = id()): Edit => ({
  record,
  kind: 'mediationCase',
  values: {
    disputeType: 'neighbour',
    source: 'ownMotion',
    status: 'registered',
    committee,
    acceptedOn: '2024-06-03',
    ...values,
  },
});
