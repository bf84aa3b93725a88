/** The township's ledger on the server: one truth, one exchange (SPEC X1–X11). */
import {
  EXCHANGE_VERSION,
  type Account,
  type Page,
  type ScopeAccess,
  type SyncAnswer,
  type SyncRequest,
} from '#core/exchange.ts';
import { unitOfScope } from '#core/fold.ts';
import type { Caller } from './caller.ts';
import { confirmDevice, decide, type Decision } from './decide.ts';
import { erase, isErasedPhoto, type ErasureOrder } from './erasures.ts';
import { epochStart, foundTownship, readEpochs, startEpoch } from './epochs.ts';
import { groupCommits } from './group.ts';
import type { LeaseOf } from './lease-row.ts';
import { endLease, giveLease, type Leased } from './leases.ts';
import { numberFindings, type NumberFindings } from './numbers.ts';
import { pagesAfter, readPlaces } from './pages.ts';
import { verifiedHeads } from './proof.ts';
import { push, type Pushed } from './push.ts';
import { closeRecovery, readRecovery, type Recovery } from './recovery.ts';
import { openRegister, openRegisters } from './register.ts';
import { standingOf, unitsOf, type Township } from './standing.ts';
import type { Storage, Tx } from './storage.ts';
import type { Ports } from './turn.ts';

/** What an office act came to. */
type Acted<T = object> = ({ readonly kind: 'done' } & T) | { readonly kind: 'forbidden' };

export interface Ledger {
  /** Takes a device's changes and answers with what its scopes have gained since its cursors. */
  readonly exchange: (caller: Caller, request: SyncRequest) => Promise<SyncAnswer>;
  readonly accountOf: (
    caller: Caller,
  ) => Promise<{ readonly account: Account; readonly scopes: ReadonlyMap<string, ScopeAccess> }>;
  /** Makes the township and the server's key for it; nothing when it is there. */
  readonly found: (township: string) => Promise<void>;
  /** The office's word on changes that were held back, or that wait behind a gap. */
  readonly decide: (caller: Caller, changes: readonly string[], state: Decision) => Promise<Acted>;
  /** Says whose a device is that only files spoke of, and judges anew what it wrote. */
  readonly confirmDevice: (caller: Caller, device: string, member: string) => Promise<Acted>;
  /** Lets one device issue a committee's numbers of a year, or ends that (SPEC X10). */
  readonly giveLease: (caller: Caller, of: LeaseOf & { readonly device: string }) => Promise<Leased>;
  readonly endLease: (caller: Caller, of: LeaseOf) => Promise<Leased>;
  /** Lawful erasure by the office (SPEC C9). Answers with the photos whose files are to go. */
  readonly erase: (
    caller: Caller,
    order: Omit<ErasureOrder, 'by'>,
  ) => Promise<Acted<{ readonly photos: readonly string[] }> | { readonly kind: 'notFound' }>;
  readonly isErasedPhoto: (township: string, scope: string, photo: string) => Promise<boolean>;
  /** After the server was restored from a backup (SPEC X9). */
  readonly startEpoch: (township: string) => Promise<string>;
  readonly recovery: (caller: Caller) => Promise<Acted<Recovery>>;
  /** From here on numbers are issued again, to the cases that went without one first of all. */
  readonly closeRecovery: (caller: Caller) => Promise<Acted>;
  readonly numberFindings: (caller: Caller) => Promise<Acted<NumberFindings>>;
  /** Calls with the scopes that have grown, after each commit, and the device that caused it; answers with how to stop. */
  readonly onGrown: (listener: (township: string, scopes: readonly string[], by: string) => void) => () => void;
}

export interface LedgerSettings extends Ports {
  readonly storage: Storage;
}

export function createLedger(settings: LedgerSettings): Ledger {
  const { storage, clock, keys } = settings;
  const { db } = storage;
  const grouped = groupCommits(storage, openRegisters);
  const listeners = new Set<Parameters<Ledger['onGrown']>[0]>();
  const poke = ({ township, device }: Caller, scopes: readonly string[]): void => {
    if (scopes.length > 0) for (const listener of listeners) listener(township, scopes, device);
  };
  const standing = async (caller: Caller) => standingOf(openRegister(db, caller.township), caller, clock.now());
  const isOffice = async (caller: Caller): Promise<boolean> =>
    caller.state === 'active' && (await standing(caller)).member?.role === 'office';

  async function receive(caller: Caller, request: SyncRequest): Promise<Pushed> {
    const { township } = caller;
    if (request.runs.length === 0) return { results: [], grown: [], sent: new Set(), standing: await standing(caller) };
    const heads = await verifiedHeads(db, township, request.heads, request.devices);
    const lane = storage.laneOf(new Set(request.runs.map(({ scope }) => unitOfScope(scope))));
    const pushed = await grouped(lane, (tx, registers) =>
      push(settings, tx, registers.of(township), caller, request, heads),
    );
    poke(caller, pushed.grown);
    return pushed;
  }

  async function exchange(caller: Caller, request: SyncRequest): Promise<SyncAnswer> {
    const { township } = caller;
    const { results, sent, standing: found } = await receive(caller, request);
    const { view, account, scopes } = found;
    const { present } = await readEpochs(db, township);
    const { epoch } = present;
    const start =
      request.epoch === null || request.epoch === epoch ? null : await epochStart(db, township, request.epoch);
    const reading = { db, township, keys };
    const { after, rewound } = await readPlaces(reading, request.cursors, scopes.keys(), start?.bases ?? null);
    const pages: Page[] = await pagesAfter(reading, after, sent, settings.pull);
    return {
      version: Math.min(request.version, EXCHANGE_VERSION),
      epoch,
      serverTime: clock.now(),
      account,
      scopes: { ...Object.fromEntries(scopes), ...endedScopes(request, view, scopes) },
      results,
      pages,
      ...(start === null ? {} : { start }),
      ...(rewound.length === 0 ? {} : { rewound }),
      ...(caller.state === 'lost' ? { clear: true } : {}),
    };
  }

  const heard = (caller: Caller, leased: Leased): Leased => {
    if (leased.kind === 'done') poke(caller, leased.grown);
    return leased;
  };

  /** An act of the office: one transaction, then whoever sees the scopes is told. */
  async function act(caller: Caller, work: (tx: Tx) => Promise<readonly string[]>): Promise<Acted> {
    if (!(await isOffice(caller))) return { kind: 'forbidden' };
    poke(caller, await storage.transaction(work));
    return { kind: 'done' };
  }

  return {
    exchange,
    accountOf: async (caller) => {
      const { account, scopes } = await standing(caller);
      return { account, scopes };
    },
    found: (township) => storage.transaction((tx) => foundTownship(settings, tx, township)),
    decide: (caller, changes, state) => act(caller, (tx) => decide(settings, tx, caller.township, changes, state)),
    confirmDevice: (caller, device, member) =>
      act(caller, (tx) => confirmDevice(settings, tx, caller.township, device, member)),
    giveLease: async (caller, of) => {
      if (!(await isOffice(caller))) return { kind: 'noRight' };
      return heard(caller, await storage.transaction((tx) => giveLease(settings, tx, caller.township, of)));
    },
    endLease: async (caller, of) => {
      const { device, township } = caller;
      const by = { ...of, device, isOffice: await isOffice(caller) };
      return heard(caller, await storage.transaction((tx) => endLease(settings, tx, township, by)));
    },
    erase: async (caller, order) => {
      const { member, scopes } = await standing(caller);
      const mayErase = caller.state === 'active' && member?.role === 'office' && scopes.get(order.scope) === 'write';
      if (member === null || !mayErase) return { kind: 'forbidden' };
      const by = member.id;
      const done = await storage.transaction((tx) => erase(settings, tx, caller.township, { ...order, by }));
      if (done === null) return { kind: 'notFound' };
      poke(caller, done.grown);
      return { kind: 'done', photos: done.photos };
    },
    isErasedPhoto: (township, scope, photo) => isErasedPhoto(db, township, scope, photo),
    startEpoch: (township) => storage.transaction((tx) => startEpoch(settings, tx, township)),
    recovery: async (caller) =>
      (await isOffice(caller)) ? { kind: 'done', ...(await readRecovery(db, caller.township)) } : { kind: 'forbidden' },
    closeRecovery: (caller) => act(caller, (tx) => closeRecovery(settings, tx, caller.township)),
    numberFindings: async (caller) =>
      (await isOffice(caller))
        ? { kind: 'done', ...(await numberFindings(db, caller.township)) }
        : { kind: 'forbidden' },
    onGrown: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Scopes that the device still has something of and may no longer see (SPEC X8). */
function endedScopes(
  { runs, cursors }: SyncRequest,
  view: Township,
  scopes: ReadonlyMap<string, ScopeAccess>,
): { [scope: string]: ScopeAccess } {
  const units = unitsOf(view);
  const named = [...Object.keys(cursors), ...runs.map(({ scope }) => scope)];
  const ended = named.filter((scope) => !scopes.has(scope) && units.has(unitOfScope(scope)));
  return Object.fromEntries(ended.map((scope) => [scope, 'push']));
}
