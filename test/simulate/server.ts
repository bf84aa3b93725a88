/** The real ledger on a real database in memory; enrolment by direct rows. */
import { randomFillSync } from 'node:crypto';
import type { IdentifiedChange } from '#core/change.ts';
import { INVITATION_HOURS, proofKeyOf } from '#core/enrolment.ts';
import { readRequest } from '#core/exchange-shape.ts';
import type { KnownDevice } from '#core/heads.ts';
import { confirmDevice } from '#server/accounts/confirm.ts';
import { enrol as comeIn } from '#server/accounts/enrol.ts';
import { withdrawInvitations } from '#server/accounts/invitations.ts';
import { hashOfSecret } from '#server/accounts/secrets.ts';
import { judgeDevice } from '#server/decide.ts';
import { findLease } from '#server/lease-row.ts';
import { changeOfRow } from '#server/log.ts';
import { createLedger, type Ledger } from '#server/ledger.ts';
import { openRowBook } from '#server/row-book.ts';
import type { Storage } from '#server/storage.ts';
import type { OpenStreams } from '#server/streams.ts';
import type { DeviceTable, Tables } from '#server/tables.ts';
import { ServerDied, type Backend, type Caller, type Founding, type KnownThere, type Stored } from './backend.ts';
import { takeDatabase, type Saved } from './database.ts';
import { serverKeys } from './keys.ts';
import { HOUR, type World } from './world.ts';

/** What a broken variant puts in the place of a sound part of the server. */
export interface ServerParts {
  readonly openStreams?: OpenStreams;
  readonly ledgerOver?: (ledger: Ledger, storage: Storage) => Ledger;
}

/** Server keys lie far from those of the devices. */
const SERVER_KEYS = 1_000_000;

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
  const database = await takeDatabase();
  const { storage, rows } = database;
  let ledger = openLedger();

  /** The server starts: nothing of it but the database is older than this. */
  function openLedger(): Ledger {
    const over = failing(storage);
    const made = createLedger({
      ...ledgerPorts(),
      ...(world.pull === null ? {} : { pull: world.pull }),
      ...(parts.openStreams === undefined ? {} : { openStreams: parts.openStreams }),
    });
    return parts.ledgerOver?.(made, over) ?? made;
  }

  function ledgerPorts() {
    const keys = serverKeys(() => (minted += 1));
    return { storage: failing(storage), clock: { now: () => world.now }, newId, keys };
  }

  function accounts() {
    const randomBytes = (length: number) => new Uint8Array(randomFillSync(Buffer.alloc(length)));
    return { ...ledgerPorts(), randomBytes, start: '' };
  }

  async function listed(device: string): Promise<KnownThere | null> {
    const [row] = rows<DeviceTable>('select * from devices where device = ?', device);
    if (row === undefined) return null;
    const [claim] = rows<Tables['claims']>('select * from claims where device = ?', device);
    return {
      device,
      member: row.member,
      since: row.createdAt,
      fault: row.member === null ? (claim?.fault ?? null) : null,
    };
  }

  function putBack(saved: Saved): void {
    world.serverDies = null;
    database.restore(saved);
    ledger = openLedger();
  }

  /** Each look reads all rows; few are others than at the last one. */
  const stored = new Map<string, { readonly body: string; readonly change: IdentifiedChange }>();
  function readOnce(row: Tables['changes']): IdentifiedChange {
    const known = stored.get(row.id);
    if (known !== undefined && known.body === row.body) return known.change;
    const change = changeOfRow(row);
    stored.set(row.id, { body: row.body, change });
    return change;
  }

  const townships = (): string[] =>
    rows<{ township: string }>('select township from townships').map(({ township }) => township);

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
    // As the server does when a device comes in: others may have brought what it wrote, to a server that did not know it then, or no longer.
    const ports = { ...ledgerPorts(), storage };
    await storage.transaction((tx) => judgeDevice(ports, tx, township, { device: id, isSigned: true }));
  }

  /** An office device that acts for the township; whoever looks for one does so while the server works. */
  async function officeOf(township: string): Promise<Caller | null> {
    world.serverDies = null;
    const devices = rows<{ device: string; member: string }>(
      `select device, member from devices
       where township = ? and kind = 'device' and state = 'active' and member is not null`,
      township,
    );
    for (const { device, member } of devices) {
      const caller = { township, device, member, state: 'active' as const };
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
      const [found] = rows<DeviceTable>('select * from devices where device = ?', device);
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
    giveLease: async (township, of) => {
      const office = await officeOf(township);
      return office === null ? null : (await ledger.giveLease(office, of)).kind;
    },
    takeLease: async (township, of) => {
      const office = await officeOf(township);
      return office === null ? null : (await ledger.endLease(office, of)).kind;
    },
    endLease: async (caller, of) => (await ledger.endLease(caller, of)).kind,
    renewLease: async (caller, of) => (await ledger.renewLease(caller, of)).kind,
    holderOf: async (township, of) => (await findLease(openRowBook(storage.db, township), of))?.device ?? '',
    numberFindings: async (township) => {
      const office = await officeOf(township);
      const found = office === null ? null : await ledger.numberFindings(office);
      return found?.kind === 'done' ? found : null;
    },
    invite: async (township, member, secret) => {
      const [secretHash, proofKey] = [hashOfSecret(secret), proofKeyOf(secret)];
      const expiresAt = world.now + INVITATION_HOURS * HOUR;
      // The slow hash of a code that nobody types would cost more than the rest of a seed.
      const nobody = { codeHash: `none of ${secretHash}`, invitedBy: '', usedBy: null, withdrawnAt: null };
      await storage.db
        .insertInto('invitations')
        .values({ ...nobody, secretHash, township, member, expiresAt, proofKey })
        .execute();
      return expiresAt;
    },
    withdraw: (township, member) => withdrawInvitations(accounts(), township, member),
    devices: async (ids) => {
      const found = await Promise.all(ids.map((device) => listed(device)));
      return found.filter((one) => one !== null);
    },
    confirm: async (township, device, member) => {
      const caller = await officeOf(township);
      return caller === null ? 'noOffice' : confirmDevice(accounts(), ledger, { caller, device, member });
    },
    join: async (request) => {
      const entered = await comeIn(accounts(), request, { address: '', session: null });
      return typeof entered === 'string' ? entered : entered.answer;
    },
    adopted: async () => {
      const units = rows<Tables['units']>('select * from units where adopted = 1');
      return new Map(units.map(({ unit, township, owner }) => [unit, { township, owner }]));
    },
    save: async () => database.save(),
    setBack: async (saved) => putBack(saved),
    restore: async (saved) => {
      putBack(saved);
      for (const township of townships()) await ledger.startEpoch(township);
    },
    closeRecovery: async (township) => {
      const office = await officeOf(township);
      if (office !== null) await ledger.closeRecovery(office);
    },
    epoch: async (township) => {
      const sql = 'select epoch from epochs where township = ? order by ordinal desc limit 1';
      return rows<{ epoch: string }>(sql, township)[0]?.epoch ?? '';
    },
    stored: async () => {
      const found = rows<Tables['changes'] & { readonly seq: number | null }>(
        `select changes.*, stream.seq from changes
         left join stream on stream.township = changes.township and stream.change = changes.id`,
      );
      return new Map(found.map((row): [string, Stored] => [row.id, { change: readOnce(row), seq: row.seq }]));
    },
    counters: async () =>
      new Map(rows<Tables['counters']>('select * from counters').map(({ scope, seq }) => [scope, seq])),
    servers: async () => new Set(rows<{ device: string }>('select device from epochs').map(({ device }) => device)),
    close: async () => database.giveBack(),
  };
}
