/** A device that works alone and comes into a township later with all that it holds (SPEC D8), with a chance of its own. */
import { enrolText, type EnrolRequest } from '#core/enrolment.ts';
import { act } from './actors.ts';
import { ServerDied } from './backend.ts';
import { Chance } from './chance.ts';
import type { Device } from './device.ts';
import { signText } from './keys.ts';
import { commit, creation, enter } from './local.ts';
import type { Person, Town, World } from './world.ts';

/** In how many worlds somebody has worked alone. */
const SHARE = 0.2;
const SALT = 0x0a10_11e5;

export class Newcomer {
  readonly chance: Chance;
  readonly person: Person;
  /** The township and village that the device minted for itself. */
  readonly local: Town;
  device!: Device;
  /** The secret of the last invitation's link. */
  secret = '';
  invited = 0;
  /** What was written before it came in. */
  before: ReadonlySet<string> = new Set();
  /** Requests on their way. */
  readonly late: EnrolRequest[] = [];

  private constructor(chance: Chance, person: Person, local: Town) {
    this.chance = chance;
    this.person = person;
    this.local = local;
  }

  /** `person`: as whom somebody will come in. */
  static of(world: World, wanted: boolean | undefined, person: (chance: Chance) => Person): Newcomer | null {
    const chance = new Chance(world.seed ^ SALT);
    const byLuck = chance.is(SHARE);
    if (!(wanted ?? byLuck)) return null;
    const local = { township: world.newId(), villages: [world.newId()], committee: world.newId(), people: [] };
    return new Newcomer(chance, person(chance), local);
  }
}

/** The device begins alone. */
export function beginAlone(world: World, newcomer: Newcomer): void {
  newcomer.device = settleAlone(world, newcomer);
}

/** A device that belongs to no township mints its units, and records. */
export function settleAlone(world: World, { local, chance }: Pick<Newcomer, 'local' | 'chance'>): Device {
  const { township, villages, committee } = local;
  const unit = villages[0] as string;
  const actor = world.newId();
  const device = world.addDevice({ member: actor, role: 'mediator', unit, caseDuty: true, town: local });
  device.state = 'alone';
  const shared = `${township}/shared`;
  commit(device.store, [
    creation('unit', township, shared, { unitKind: 'township', name: '本乡镇' }),
    creation('unit', unit, shared, { unitKind: 'village', name: '长岭村' }),
    creation('committee', committee, shared, { name: '长岭村调委会', short: '长岭', committeeKind: 'village', unit }),
    creation('member', actor, `${township}/office`, { name: '本机使用人', unit, role: 'mediator', caseDuty: true }),
  ]);
  for (let i = chance.between(2, 6); i > 0; i--) world.say(`${device.name}, alone, ${act(world, device)}`);
  return device;
}

const ASK_AGAIN = 0.06;

/** Perhaps it comes in now; answers in words what became of it. */
export async function perhapsJoin(world: World, newcomer: Newcomer): Promise<string | null> {
  const { chance, device, late } = newcomer;
  const [request] = late;
  if (request !== undefined && chance.is(0.2)) {
    late.splice(0, 1);
    const answer = await arrive(world, request);
    return `a late request to come in: ${typeof answer === 'string' ? answer : 'done'}`;
  }
  if (device.state !== 'alone' || !chance.is(ASK_AGAIN)) return null;
  return join(world, newcomer, chance.weighted({ fine: 5, lostRequest: 1, lostAnswer: 2, twice: 1, late: 1 }));
}

type JoinFate = 'fine' | 'lostRequest' | 'lostAnswer' | 'twice' | 'late';

/** Asks to come in, with an invitation that holds; whatever became of the answer, the same may be asked again. */
async function join(world: World, newcomer: Newcomer, fate: JoinFate): Promise<string> {
  const { device, chance, person } = newcomer;
  const request = await requestOf(world, newcomer);
  newcomer.before = new Set([...device.disk.log.keys()].filter((id) => world.written.get(id)?.by === device.name));
  if (fate === 'late') newcomer.late.push(request);
  if (fate === 'late' || fate === 'lostRequest') return `${device.name} asks to come in: ${fate}`;
  let answer = await arrive(world, request);
  if (fate === 'twice') answer = await arrive(world, request);
  if (fate === 'lostAnswer' || typeof answer === 'string') {
    // An invitation that was used, ran out or was forgotten by a restored server is written anew.
    if (typeof answer === 'string' && answer !== 'died') newcomer.secret = '';
    return `${device.name} asks to come in: ${typeof answer === 'string' ? answer : fate}`;
  }
  const { account, serverTime } = answer;
  if (!device.survives(() => enter(device.store, account, serverTime))) return `${device.name} crashes coming in`;
  device.session = device.id;
  device.state = 'online';
  world.people.set(device, person);
  if (chance.is(0.5)) await world.sync(device, 'fine');
  return `${device.name} comes in`;
}

async function requestOf(world: World, newcomer: Newcomer): Promise<EnrolRequest> {
  const { device, person, local } = newcomer;
  if (newcomer.secret === '') {
    newcomer.secret = `secret ${world.seed} ${(newcomer.invited += 1)}`;
    await world.backend.invite(person.town.township, person.member, newcomer.secret);
  }
  const { key } = device.disk.identity;
  const asks: EnrolRequest = {
    code: newcomer.secret,
    device: { id: key.device, publicKey: key.publicKey, name: device.name },
    signature: signText(key, enrolText(key.device, newcomer.secret)),
    adopts: { township: local.township, units: local.villages.map((id) => ({ id, name: '长岭村' })) },
  };
  return world.parts.joinBy?.(asks) ?? asks;
}

async function arrive(world: World, request: EnrolRequest) {
  try {
    const answer = await world.backend.join(request);
    await world.noteAdopted();
    return answer;
  } catch (error) {
    if (!(error instanceof ServerDied)) throw error;
    await world.noteAdopted();
    return 'died';
  }
}

/** At last it comes in, if its account still stands. */
export async function joinAtLast(world: World, newcomer: Newcomer): Promise<void> {
  for (const request of newcomer.late.splice(0)) await arrive(world, request);
  for (let tries = 0; tries < 3 && newcomer.device.state === 'alone'; tries++) {
    world.say(await join(world, newcomer, 'fine'));
  }
}
