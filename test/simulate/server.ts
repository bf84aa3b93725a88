/** The real ledger on a real database in memory; enrolment by direct rows. */
import Database from 'better-sqlite3';
import { readRequest } from '#core/exchange-shape.ts';
import type { KnownDevice } from '#core/heads.ts';
import { changeOfRow } from '#server/log.ts';
import { createLedger, type Ledger } from '#server/ledger.ts';
import { storageOn, type Storage } from '#server/storage.ts';
import type { OpenStreams } from '#server/streams.ts';
import { ServerDied, type Backend, type Caller, type Founding, type Stored } from './backend.ts';
import { serverKeys } from './keys.ts';
import type { World } from './world.ts';

/** What a broken variant puts in the place of a sound part of the server. */
export interface ServerParts {
  readonly openStreams?: OpenStreams;
  readonly ledgerOver?: (ledger: Ledger, storage: Storage) => Ledger;
}

/** Server keys lie far from those of the devices. */
const SERVER_KEYS = 1_000_000;

/** An empty database with the schema in it: migrating anew for every seed would take longer than the seed. */
let template: Buffer | null = null;
async function templateOf(): Promise<Buffer> {
  if (template !== null) return template;
  const file = new Database(':memory:');
  const storage = await storageOn(file, () => 'template');
  template = file.serialize();
  await storage.close();
  return template;
}

export async function openServer(world: World, parts: ServerParts = {}): Promise<Backend> {
  const newId = (): string => world.newId();
  /** The server may die before it has committed, or after it without saying so. */
  const failing = (sound: Storage): Storage => ({
    ...sound,
    transaction: async (work) => {
      const dies = world.serverDies;
      world.serverDies = null;
      const answer = await sound.transaction(async (tx) => {
        const done = await work(tx);
        if (dies === 'before') throw new ServerDied('before its commit');
        return done;
      });
      if (dies === 'after') throw new ServerDied('after its commit');
      return answer;
    },
  });

  let minted = SERVER_KEYS + world.seed * 16;
  let { file, storage, ledger } = await openOn(await templateOf());

  async function openOn(bytes: Buffer) {
    const database = new Database(bytes);
    const plain = await storageOn(database, newId);
    const over = failing(plain);
    const made = createLedger({
      storage: over,
      clock: { now: () => world.now },
      newId,
      keys: serverKeys(() => (minted += 1)),
      ...(world.pull === null ? {} : { pull: world.pull }),
      ...(parts.openStreams === undefined ? {} : { openStreams: parts.openStreams }),
    });
    return { file: database, storage: plain, ledger: parts.ledgerOver?.(made, over) ?? made };
  }

  const townships = (): string[] =>
    file
      .prepare<[], { township: string }>('select township from townships')
      .all()
      .map(({ township }) => township);

  async function enrol(township: string, { id, publicKey, name }: KnownDevice, member: string, founder: 0 | 1 = 0) {
    const [createdAt, seenAt] = [world.now, world.now];
    await storage.db
      .insertInto('devices')
      .values({
        township,
        device: id,
        publicKey,
        name,
        member,
        kind: 'device',
        state: 'active',
        founder,
        createdAt,
        seenAt,
      })
      .onConflict((on) => on.columns(['township', 'device']).doUpdateSet({ member }))
      .execute();
  }

  /** An office device that acts for the township; whoever looks for one does so while the server works. */
  async function officeOf(township: string): Promise<Caller | null> {
    world.serverDies = null;
    const devices = await storage.db
      .selectFrom('devices')
      .select(['device', 'member'])
      .where('township', '=', township)
      .where('kind', '=', 'device')
      .where('state', '=', 'active')
      .where('member', 'is not', null)
      .execute();
    for (const { device, member } of devices) {
      const caller = { township, device, member: member as string, state: 'active' as const };
      if ((await ledger.recovery(caller)).kind === 'done') return caller;
    }
    return null;
  }

  return {
    exchange: async (caller, text) => {
      const read = readRequest(JSON.parse(text));
      if ('fault' in read && read.fault.reason === 'newer') return null;
      if ('fault' in read) throw new Error(`The device's request is none: ${read.fault.reason} at ${read.fault.at}`);
      return JSON.stringify(await ledger.exchange(caller, read.request));
    },
    found: async ({ township }: Founding) => ledger.found(township),
    enrol: async (township, device, member) => enrol(township, device, member, world.isFounder(member) ? 1 : 0),
    callerOf: async (device) => {
      const found = await storage.db.selectFrom('devices').selectAll().where('device', '=', device).executeTakeFirst();
      if (found === undefined || found.member === null) return null;
      const { township, member, state } = found;
      return state === 'revoked' ? 'revoked' : { township, device, member, state };
    },
    revoke: async (device, lost) => {
      await storage.db
        .updateTable('devices')
        .set({ state: lost ? 'lost' : 'revoked' })
        .where('device', '=', device)
        .execute();
    },
    decide: async (township, changes, state) => {
      const office = await officeOf(township);
      if (office !== null) await ledger.decide(office, changes, state);
    },
    erase: async (township, scope, record, paths) => {
      const office = await officeOf(township);
      if (office !== null) await ledger.erase(office, { scope, record, paths, reason: 'asked' });
    },
    adopt: async (township, owner, units) => {
      const rows = units.map((unit) => ({ township, unit, adopted: 1 as const, owner }));
      await storage.db
        .insertInto('units')
        .values(rows)
        .onConflict((on) => on.doNothing())
        .execute();
    },
    save: async () => file.serialize(),
    restore: async (saved) => {
      world.serverDies = null;
      await storage.close();
      ({ file, storage, ledger } = await openOn(Buffer.from(saved)));
      for (const township of townships()) await ledger.startEpoch(township);
    },
    closeRecovery: async (township) => {
      const office = await officeOf(township);
      if (office !== null) await ledger.closeRecovery(office);
    },
    epoch: async (township) => {
      const rows = await storage.db
        .selectFrom('epochs')
        .select('epoch')
        .where('township', '=', township)
        .orderBy('ordinal', 'desc')
        .execute();
      return rows[0]?.epoch ?? '';
    },
    stored: async () => {
      const rows = await storage.db
        .selectFrom('changes')
        .leftJoin('stream', (join) =>
          join.onRef('changes.id', '=', 'stream.change').onRef('changes.township', '=', 'stream.township'),
        )
        .selectAll('changes')
        .select('stream.seq')
        .execute();
      const out = new Map<string, Stored>();
      for (const { seq, ...row } of rows) out.set(row.id, { change: changeOfRow(row), seq });
      return out;
    },
    counters: async () => {
      const rows = await storage.db.selectFrom('counters').select(['scope', 'seq']).execute();
      return new Map(rows.map(({ scope, seq }) => [scope, seq]));
    },
    servers: async () => {
      const rows = await storage.db.selectFrom('epochs').select('device').execute();
      return new Set(rows.map(({ device }) => device));
    },
    close: async () => storage.close(),
  };
}
