/** Two townships with their people and devices, the true time, and a server in the middle. */
import type { IdentifiedChange } from '#core/change.ts';
import type { EnrolRequest } from '#core/enrolment.ts';
import { uuid7 } from '#core/ids.ts';
import type { OfflineInvitation } from '#core/offline-invitation.ts';
import type { Pull } from '#server/pages.ts';
import type { SyncOutcome } from '#sync/step.ts';
import type { Backend } from './backend.ts';
import { Chance } from './chance.ts';
import { Device, type Around } from './device.ts';
import type { Disk, Draft } from './disk.ts';
import type { Saved } from './database.ts';
import { keyOf, type DeviceKey } from './keys.ts';
import { commit, creation } from './local.ts';
import { Leasing } from './leasing.ts';
import { MemoryStore, type Ports } from './memory-store.ts';
import { numberWaiting } from './memory-leases.ts';
import { Newcomer } from './newcomer.ts';
import { Offline } from './offline.ts';
import { Relayed } from './relayed.ts';
import { faultWeights, type FaultName } from './fault-weights.ts';
import { Tails } from './tails.ts';
import { fates, Wire, type Fate } from './wire.ts';

export interface Person {
  readonly member: string;
  readonly role: 'mediator' | 'villageCadre' | 'lawSavvyPerson' | 'leader' | 'office';
  readonly unit: string;
  readonly caseDuty: boolean;
  readonly town: Town;
}

export interface Town {
  readonly township: string;
  readonly villages: readonly string[];
  readonly committee: string;
  readonly people: Person[];
}

/** What a broken variant puts in the place of a sound part. */
export interface Parts {
  readonly makeBackend: (world: World) => Promise<Backend>;
  readonly makeStore?: typeof MemoryStore;
  /** Faults of which every world has many: a variant is caught only where they meet it. */
  readonly often?: readonly FaultName[];
  /** What a device asks when it comes in; another than it should. */
  readonly joinBy?: (request: EnrolRequest) => EnrolRequest;
  /** In every world somebody comes in who worked alone, or in none. */
  readonly joins?: boolean;
  /** In every world phones take an invitation without a network, or in none. */
  readonly offline?: boolean;
  /** In every world there is a phone whose units come by a relayed file alone, or in none. */
  readonly relayed?: boolean;
  /** How a phone takes one; otherwise than it should. */
  readonly takeBy?: (store: MemoryStore, invitation: OfflineInvitation) => void;
  /** In every world devices issue official numbers, or in none. */
  readonly leased?: boolean;
  /** In every world there are files that begin in the middle of a chain, or in none. */
  readonly tails?: boolean;
  /** Heads that a saved form replaces; those that it showed. */
  readonly replacesOf?: (draft: Draft, path: string, disk: Disk) => readonly string[];
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const START = Date.UTC(2026, 2, 1);
const KEYS = 64;
const OFTEN = 6;

export class World {
  readonly seed: number;
  readonly chance: Chance;
  readonly parts: Parts;
  readonly towns: Town[] = [];
  readonly devices: Device[] = [];
  readonly people = new Map<Device, Person>();
  readonly trace: string[] = [];
  readonly wire: Wire;
  backend!: Backend;
  now = START;
  /** Every change that any device has committed, with the name of the device that made it. */
  readonly written = new Map<string, { readonly change: IdentifiedChange; readonly by: string }>();
  /** What a form's reader had before the eyes, by draft. */
  readonly shown = new Map<string, ReadonlySet<string>>();
  /** Changes that somebody made up under another's name. */
  readonly forged = new Map<string, 'own' | 'foreign'>();
  /** Records that a forged change began, wherever it put them. */
  readonly madeUp = new Set<string>();
  /** Devices that speak, or ever spoke, for the server. */
  readonly servers = new Set<string>();
  /** Changes that some device holds for safe. */
  readonly acknowledged = new Set<string>();
  /** Somebody who has worked alone and comes in later. */
  newcomer: Newcomer | null = null;
  /** Phones that take an invitation without a network. */
  offline: Offline | null = null;
  /** A phone that never comes in, and whose file an office relays. */
  relayed: Relayed | null = null;
  /** Units that were brought along: the township that they joined, and the units to which they ever belonged. */
  readonly adopted = new Map<string, { readonly township: string; readonly owners: Set<string> }>();
  /** Changes that a device held when its storage was thrown away. */
  readonly thrownAway = new Set<string>();
  /** Changes on which the office has said something. */
  readonly decided = new Set<string>();
  /** Yesterday's copy of the server's disk. */
  saved: Saved | null = null;
  restores = 0;
  /** Restorations of which the server knows nothing (SPEC X9). */
  setBacks = 0;
  /** What the office has had erased: a server that was set back without knowing is asked again. */
  readonly erasures: { readonly scope: string; readonly record: string; readonly paths: readonly string[] }[] = [];
  /** Devices that have not been in touch since the server was set back: they go by what it has forgotten. */
  readonly unaware = new Set<Device>();
  /** Official numbers that devices issue themselves; null where the server issues them all. */
  readonly leasing: Leasing | null;
  /** Files that begin in the middle of a chain; null where there are none. */
  readonly tails: Tails | null;
  /** Where the next transaction on the server is cut off. */
  serverDies: 'before' | 'after' | null = null;
  /** How often things happen in this run. */
  readonly fates: Record<Fate, number>;
  readonly faults: Record<FaultName, number>;
  /** By how small pages the server answers; null for those of the real server. */
  readonly pull: Pull | null;
  #key: number;

  private constructor(seed: number, parts: Parts) {
    this.seed = seed;
    this.parts = parts;
    this.chance = new Chance(seed);
    this.#key = this.chance.below(KEYS);
    this.leasing = Leasing.of(seed, parts.leased);
    this.tails = Tails.of(seed, parts.tails);
    this.fates = this.chance.swarm(fates, ['fine']);
    this.pull = this.chance.is(0.4) ? { bytes: 1e6, changes: this.chance.between(1, 6) } : null;
    this.faults = this.chance.swarm(faultWeights, ['crash']);
    for (const name of parts.often ?? []) this.faults[name] = faultWeights[name] * OFTEN;
    this.wire = new Wire({
      chance: this.chance,
      backend: () => this.backend,
      answered: async (caller, request, answer) => this.onAnswer(caller, request, answer),
    });
  }

  /** Set by the invariants: sees every answer. */
  onAnswer: Wire['ports']['answered'] = async () => {};

  static async create(seed: number, parts: Parts): Promise<World> {
    const world = new World(seed, parts);
    world.backend = await parts.makeBackend(world);
    const { chance } = world;
    await world.#settle(chance.between(1, 2), chance.between(1, 5));
    await world.#settle(1, chance.between(0, 1));
    return world;
  }

  readonly mintKey = (): DeviceKey => keyOf((this.#key += 1) % (KEYS * 1000));

  newId(): string {
    return uuid7((this.now += 1), this.chance.bytes);
  }

  readonly #around: Around = {
    now: () => this.now,
    mintKey: () => this.mintKey(),
    randomBytes: (length) => this.chance.bytes(length),
    thrown: (disk) => {
      for (const id of disk.log.keys()) this.thrownAway.add(id);
    },
    wrote: (device, change) => this.written.set(change.id, { change, by: device.name }),
    storeOn: (disk, device) => {
      const ports: Ports = {
        now: () => this.now + device.skew,
        mintKey: this.#around.mintKey,
        randomBytes: this.#around.randomBytes,
        // Another township's office gets no such file here.
        isLoose: (scope) =>
          this.relayed?.has(scope) === true && device.disk.identity.township === this.relayed.person.town.township,
        wrote: (change) => this.#around.wrote(device, change),
        gave: (gift) => this.leasing?.note(device, gift),
      };
      return new (this.parts.makeStore ?? MemoryStore)(disk, ports);
    },
  };

  /** A device in a person's hands. A copied disk makes a clone. */
  addDevice(person: Person, disk?: Disk): Device {
    const identity = disk?.identity ?? { key: this.mintKey(), actor: person.member, township: person.town.township };
    const device = new Device(`d${this.devices.length}`, identity, this.#around, disk);
    this.devices.push(device);
    this.people.set(device, person);
    return device;
  }

  /** Whether a member opened the set-up link of a township. */
  isFounder(member: string): boolean {
    return this.towns.some(({ people }) => people[0]?.member === member);
  }

  personOf(device: Device): Person {
    return this.people.get(device) as Person;
  }

  /** A township with its office, which writes units, committee and accounts, and the devices of its people. */
  async #settle(villages: number, others: number): Promise<void> {
    const { chance } = this;
    const township = this.newId();
    const town: Town = {
      township,
      villages: Array.from({ length: villages }, () => this.newId()),
      committee: this.newId(),
      people: [],
    };
    this.towns.push(town);
    const office = this.#person(town, 'office', township, true);
    for (let i = 0; i < others; i++) {
      const role =
        i === 0 ? 'mediator' : chance.pick(['mediator', 'mediator', 'villageCadre', 'leader', 'office'] as const);
      const unit = role === 'leader' || role === 'office' ? township : chance.pick(town.villages);
      this.#person(town, role, unit, role === 'mediator' || chance.is(0.4));
    }
    const somebody = (luck: Chance) => this.#person(town, 'mediator', luck.pick(town.villages), luck.is(0.8));
    if (this.towns.length === 1) {
      this.newcomer = Newcomer.of(this, this.parts.joins, somebody);
      this.offline = Offline.of(this, this.parts.offline, somebody);
      this.relayed = Relayed.of(this, this.parts.relayed, somebody);
    }
    const desk = this.addDevice(office);
    await this.backend.found({ township, name: '双泉乡', member: office.member, memberName: '张三' });
    this.#writeTown(desk, town);
    await this.enrol(desk);
    await this.sync(desk, 'fine');
    for (const person of town.people.slice(1)) {
      if ([this.newcomer, this.offline, this.relayed].some((one) => one?.person === person)) continue;
      const device = this.addDevice(person);
      await this.enrol(device);
      if (chance.is(0.7)) await this.sync(device, 'fine');
      else if (chance.is(0.5) && person.role === 'mediator') device.state = 'offline';
    }
  }

  #person(town: Town, role: Person['role'], unit: string, caseDuty: boolean): Person {
    const person = { member: this.newId(), role, unit, caseDuty, town };
    town.people.push(person);
    return person;
  }

  #writeTown({ store }: Device, { township, villages, committee, people }: Town): void {
    const unit = (id: string, unitKind: string) =>
      creation('unit', id, `${township}/shared`, { name: unitKind, unitKind });
    commit(store, [
      unit(township, 'township'),
      ...villages.map((id) => unit(id, 'village')),
      creation('committee', committee, `${township}/shared`, {
        name: '调委会',
        short: `双${this.towns.length}`,
        committeeKind: 'village',
        unit: villages[0] as string,
      }),
      ...people.map((person) =>
        creation('member', person.member, `${township}/office`, {
          name: person.role,
          unit: person.unit,
          role: person.role,
          caseDuty: person.caseDuty,
        }),
      ),
    ]);
  }

  async enrol(device: Device): Promise<void> {
    const { key, township, actor } = device.disk.identity;
    await this.backend.enrol(township, { id: key.device, publicKey: key.publicKey, name: device.name }, actor);
    device.session = key.device;
  }

  /** An exchange of a device; a device that goes on under a new key, or whose server forgot it, enrols first. */
  async sync(device: Device, fate: Fate): Promise<void> {
    if (device.state !== 'online') return;
    if (device.session !== device.id) await this.enrol(device);
    const { setBacks } = this;
    await this.wire.start(device, fate, async (outcome) => {
      if (outcome?.kind === 'ok' && setBacks === this.setBacks) this.unaware.delete(device);
      await this.#ended(device, outcome);
    });
  }

  async #ended(device: Device, outcome: SyncOutcome | null): Promise<void> {
    this.say(`  ${device.name} ${JSON.stringify(outcome)}`);
    if (outcome?.kind === 'signedOut' && (await this.backend.callerOf(device.session ?? '')) === null)
      this.forget(device);
    if (outcome?.kind === 'ok' && outcome.clear) this.throwAway(device);
    else if (outcome?.kind === 'ok' && this.leasing !== null) device.survives(() => numberWaiting(device.store));
  }

  /** The server has forgotten a device; one that brought something along has to come in again with it. */
  forget(device: Device): void {
    device.session = null;
    if (device === this.newcomer?.device && device.disk.account !== null) device.state = 'alone';
  }

  /** Takes note of what belongs to which unit now. */
  async noteAdopted(): Promise<void> {
    for (const [unit, { township, owner }] of await this.backend.adopted()) {
      const known = this.adopted.get(unit);
      if (known === undefined) this.adopted.set(unit, { township, owners: new Set([owner]) });
      else known.owners.add(owner);
    }
  }

  /** Lost, or cleared by order: what it held is gone. */
  throwAway(device: Device): void {
    device.state = 'gone';
    device.wipe({ ...device.disk.identity, key: this.mintKey() });
  }

  say(line: string): void {
    this.trace.push(line);
  }

  /** Devices that still work. */
  get living(): Device[] {
    return this.devices.filter(({ state }) => state !== 'gone');
  }
}
