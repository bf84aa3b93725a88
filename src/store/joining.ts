/** Coming into a township with a server: with an invitation or a set-up link, from nothing or with what was recorded alone (SPEC D8, X12). */
import {
  enrolText,
  proofKeyOf,
  proofOf,
  type Adoption,
  type EnrolAnswer,
  type EnrolRequest,
  type LocalUnit,
} from '#core/enrolment.ts';
import type { Account } from '#core/exchange.ts';
import { unitOfScope } from '#core/fold.ts';
import type { KnownDevice } from '#core/heads.ts';
import type { OfflineInvitation } from '#core/offline-invitation.ts';
import type { Chain, LedgerDb } from './db.ts';
import { signAs } from './device.ts';
import { incomingTables } from './incoming.ts';
import { identityIn } from './joined.ts';
import { CLOCK, TICKS } from './meta-keys.ts';
import { ownDevices } from './own-chains.ts';
import { correctedPorts, openTally, setClockOffset, ticksOf, type Identity, type Ports, type Store } from './store.ts';
import { storeTold } from './told.ts';
import { mintIdentity } from './workspace.ts';

/** What lets a device in: the code or link of an invitation, or the token of a set-up link. */
export type Secret = { readonly code: string } | { readonly setup: string };

/** Asks the server; failures are the transport's own. */
export type Enrol<Failure> = (
  body: EnrolRequest,
) => Promise<{ readonly kind: 'ok'; readonly body: EnrolAnswer } | Failure>;

/** noKey: without WebCrypto (plain http) nothing can be proved, and nobody is let in. */
export type JoinFailure<Failure> = Failure | { readonly kind: 'noKey' };
export type JoinOutcome<Failure> = { readonly kind: 'ok'; readonly store: Store } | JoinFailure<Failure>;

const NOBODY = { actor: '', township: '', units: [], mode: 'village', sample: false } as const;

/**
 * Joins with an empty workspace; the first exchange fills it. When the answer was lost the same code may be used again: the device
 * that was minted for it is kept.
 */
export async function joinEmpty<Failure extends { readonly kind: string }>(
  db: LedgerDb,
  ports: Ports,
  secret: Secret,
  enrol: Enrol<Failure>,
): Promise<JoinOutcome<Failure>> {
  const kept = (await db.meta.get('identity'))?.value as Identity | undefined;
  const isMinted = kept?.actor === '' && (await db.meta.get('key')) !== undefined;
  const store: Store = isMinted
    ? { db, identity: kept, ports: correctedPorts(db, ports) }
    : await mintIdentity(db, ports, NOBODY);
  return enter(store, secret, enrol, {});
}

/**
 * Joins with everything that was recorded alone: units, device, key and chains stay, nothing is typed again. With a set-up link a township's own
 * workspace founds the township on the server.
 */
export async function joinWithRecords<Failure extends { readonly kind: string }>(
  store: Store,
  secret: Secret,
  enrol: Enrol<Failure>,
): Promise<JoinOutcome<Failure>> {
  const { db, identity } = store;
  // What is held of other devices' chains is offered like its own from now on (SPEC D3).
  await db.transaction('rw', db.changes, db.chains, db.meta, () => noteChains(db));
  const founds =
    'setup' in secret && identity.mode === 'township'
      ? { founds: { township: identity.township, member: identity.actor } }
      : {};
  return enter(store, secret, enrol, { ...founds, ...(await adoptionOf(store, 'founds' in founds)) });
}

export type OfflineOutcome =
  | { readonly kind: 'ok'; readonly store: Store }
  | { readonly kind: 'noKey' }
  | { readonly kind: 'otherMember' };

/**
 * Takes what an invitation says without asking anybody (SPEC X12): this device is its member's at once, with everything that was recorded on it. Its
 * backup files prove it from now on; with a network it enrols by itself. `otherMember`: it is somebody else's already.
 */
export async function joinOffline(
  opened: Store | { readonly db: LedgerDb; readonly ports: Ports },
  invitation: OfflineInvitation,
): Promise<OfflineOutcome> {
  const store = 'identity' in opened ? opened : await mintIdentity(opened.db, opened.ports, NOBODY);
  const { db, ports } = store;
  const { secret, expiresAt, member, role, caseDuty, township, unit, committee, servers } = invitation;
  const account: Account = {
    member,
    name: '',
    person: '',
    unit: unit.id,
    role,
    caseDuty,
    township: township.id,
    servers,
  };
  return db.transaction('rw', incomingTables(store), async (): Promise<OfflineOutcome> => {
    const now = (await db.meta.get('identity'))?.value as Identity;
    const device = await db.devices.get(now.device);
    // Without a key nothing could ever be proved.
    if (!hasKey(device)) return { kind: 'noKey' };
    if (now.joined !== undefined && (now.joined.invited === undefined || now.actor !== member))
      return { kind: 'otherMember' };
    await noteChains(db);
    await db.devices.put({ ...device, proof: proofOf(device.id, proofKeyOf(secret)) });
    const { joined, ...rest } = identityIn(now, account, undefined);
    const told = { at: ports.now(), township, unit, committee };
    const next: Identity = { ...rest, told, joined: { ...joined, invited: { secret, expiresAt } } };
    await db.meta.put({ id: 'identity', value: next });
    const tally = openTally(store, ticksOf(await db.meta.get(TICKS)));
    await storeTold(store, tally.nextAt);
    await db.meta.put(tally.entry());
    return { kind: 'ok', store: { ...store, identity: next } };
  });
}

/** How a device that took its invitation without a network enrols once there is one; null for any other. */
export async function entranceOf(store: Pick<Store, 'db'>): Promise<EnrolRequest | null> {
  const identity = (await store.db.meta.get('identity'))?.value as Identity | undefined;
  const invited = identity?.joined?.invited;
  if (identity === undefined || invited === undefined) return null;
  const secret = { code: invited.secret };
  return requestFor({ ...store, identity }, secret, await adoptionOf({ ...store, identity }, false));
}

/** What a request to enrol says; null without a key. */
async function requestFor(
  store: Pick<Store, 'db' | 'identity'>,
  secret: Secret,
  more: Pick<EnrolRequest, 'founds' | 'adopts'>,
): Promise<EnrolRequest | null> {
  const { db, identity } = store;
  const device = await db.devices.get(identity.device);
  const said = 'code' in secret ? secret.code : secret.setup;
  const signature = await signAs(store, identity.device, enrolText(identity.device, said));
  return signature === null || !hasKey(device) ? null : { ...secret, ...more, device, signature };
}

async function enter<Failure extends { readonly kind: string }>(
  store: Store,
  secret: Secret,
  enrol: Enrol<Failure>,
  more: Pick<EnrolRequest, 'founds' | 'adopts'>,
): Promise<JoinOutcome<Failure>> {
  const request = await requestFor(store, secret, more);
  if (request === null) return { kind: 'noKey' };
  const got = await enrol(request);
  // Whatever it was: nothing has been stored, and the same may be asked again.
  if (!isEntered(got)) return got;
  return { kind: 'ok', store: await settleIn(store, got.body) };
}

const hasKey = (device: KnownDevice | undefined): device is KnownDevice & { readonly publicKey: string } =>
  typeof device?.publicKey === 'string';

const isEntered = (got: { readonly kind: string }): got is { readonly kind: 'ok'; readonly body: EnrolAnswer } =>
  got.kind === 'ok';

/** The answer becomes this device's identity. */
export async function settleIn(store: Store, { account, serverTime }: EnrolAnswer): Promise<Store> {
  const { db, ports } = store;
  const offset = serverTime - ports.now();
  const identity = await db.transaction('rw', db.meta, async () => {
    const now = (await db.meta.get('identity'))?.value as Identity;
    const next = identityIn(now, account, undefined);
    await db.meta.bulkPut([
      { id: 'identity', value: next },
      { id: CLOCK, value: offset },
      openTally(store, ticksOf(await db.meta.get(TICKS))).entry(),
    ]);
    return next;
  });
  setClockOffset(db, offset);
  return { ...store, identity };
}

const POSITION = '[device+scope+n]';

/** While a device was alone it kept the ends of its own chains only, which grow by what it writes (SPEC D6). Jumps from chain to chain: there are few, however long they are. */
async function noteChains(db: LedgerDb): Promise<void> {
  const ends: Chain[] = [];
  for (let next = await db.changes.orderBy(POSITION).first(); next !== undefined;) {
    const { device, scope } = next;
    const [last] = await db.changes
      .where(POSITION)
      .between([device, scope, 0], [device, scope, Infinity])
      .reverse()
      .limit(1)
      .toArray();
    if (last !== undefined) ends.push({ device, scope, n: last.n, id: last.id, signed: 0 });
    next = await db.changes.where(POSITION).above([device, scope, Infinity]).first();
  }
  const own = await ownDevices(db);
  const held = await db.chains.bulkGet(ends.map(({ device, scope }): [string, string] => [device, scope]));
  await db.chains.bulkPut(ends.filter((end, i) => !own.includes(end.device) && (held[i]?.n ?? 0) < end.n));
}

/**
 * Every unit of which something is recorded here, the villages of merged files among them. Whoever founds a township brings its own units as its
 * records, and only strangers' as adopted ones.
 */
async function adoptionOf(
  { db, identity }: Pick<Store, 'db' | 'identity'>,
  founding: boolean,
): Promise<{ readonly adopts?: Adoption }> {
  // Who took an invitation without a network has the real township already; what was minted here before stands in `brought`.
  const { township, units } = minted(identity);
  if (township === undefined) return {};
  const rows = await db.rows('unit').toArray();
  const scopes = (await db.chains.toArray()).map(({ scope }) => scope);
  const ids = new Set([...units, ...scopes.map(unitOfScope)]);
  const own = new Set(rows.filter(({ scope }) => scope === `${township}/shared`).map(({ id }) => id));
  const brought = [...ids].filter((id) => id !== township && !(founding && own.has(id)));
  const nameOf = (id: string): string => {
    const name = rows.find((row) => row.id === id)?.values['name'];
    return typeof name === 'string' && name !== '' ? name.slice(0, 60) : '未命名单位';
  };
  return { adopts: { township, units: brought.map((id): LocalUnit => ({ id, name: nameOf(id) })) } };
}

function minted({ joined, township, units }: Identity): { township?: string; units: readonly string[] } {
  if (joined === undefined) return { township, units };
  const [local, ...own] = joined.brought;
  return { ...(local === undefined ? {} : { township: local }), units: own };
}

/** From now on the device speaks under the id that it enrolled last (SPEC X2). */
export const followDevice = ({ db }: Pick<Store, 'db'>, device: string): Promise<void> =>
  db.transaction('rw', db.meta, async () => {
    const identity = (await db.meta.get('identity'))?.value as Identity;
    if (identity.joined === undefined) return;
    await db.meta.put({ id: 'identity', value: { ...identity, joined: { ...identity.joined, device } } });
  });
