/** The township's ledger on the server: one truth, one exchange (SPEC X1–X11). */
import type { EndLeaseRequest, NumberFindings } from '#core/enrolment.ts';
import { EXCHANGE_VERSION, type ScopeAccess, type SyncAnswer, type SyncRequest } from '#core/exchange.ts';
import { unitOfScope } from '#core/fold.ts';
import type { Caller } from './caller.ts';
import { confirmDevice, decide, type Decision } from './decide.ts';
import { erase, isErasedPhoto, type ErasureOrder } from './erasures.ts';
import { epochStart, foundTownship, startEpoch } from './epochs.ts';
import { inGroups } from './group.ts';
import type { LeaseOf } from './lease-row.ts';
import { endLease, giveLease, renewLease, type Leased } from './leases.ts';
import { numberFindings } from './number-findings.ts';
import { readPages } from './pages.ts';
import { isPlain, pushTogether, type Asked, type Pushed } from './push.ts';
import { closeRecovery, readRecovery, type Recovery } from './recovery.ts';
import { openRegister } from './register.ts';
import { readCallers, standingOf, unitsOf, type Standing, type Township } from './standing.ts';
import { keepStatistics } from './statistics.ts';
import type { Storage, Tx } from './storage.ts';
import type { Ports } from './turn.ts';

/** What an office act came to. */
type Acted<T = object> = ({ readonly kind: 'done' } & T) | { readonly kind: 'forbidden' };

export interface Ledger {
  /** Takes a device's changes and answers with what its scopes have gained since its cursors. */
  readonly exchange: (caller: Caller, request: SyncRequest) => Promise<SyncAnswer>;
  readonly accountOf: (caller: Caller) => Promise<Pick<Standing, 'account' | 'scopes'>>;
  /** Makes the township and the server's key for it; nothing when it is there. */
  readonly found: (township: string) => Promise<void>;
  /** The office's word on changes that were held back, or that wait behind a gap. */
  readonly decide: (caller: Caller, changes: readonly string[], state: Decision) => Promise<Acted>;
  /** Says whose a device is that only files spoke of, and judges anew what it wrote. */
  readonly confirmDevice: (caller: Caller, device: string, member: string) => Promise<Acted>;
  /** Lets one device issue a committee's numbers of a year, or ends that (SPEC X10). */
  readonly giveLease: (caller: Caller, of: LeaseOf & { readonly device: string }) => Promise<Leased>;
  readonly endLease: (caller: Caller, of: EndLeaseRequest) => Promise<Leased>;
  readonly renewLease: (caller: Caller, of: LeaseOf) => Promise<Leased>;
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
  /** Calls with the scopes that have grown, after each commit, and the devices that caused it; answers with how to stop. */
  readonly onGrown: (
    listener: (township: string, scopes: readonly string[], by: ReadonlySet<string>) => void,
  ) => () => void;
}

export interface LedgerSettings extends Ports {
  readonly storage: Storage;
}

export function createLedger(settings: LedgerSettings): Ledger {
  const { storage, clock } = settings;
  const { db } = storage;
  const listeners = new Set<Parameters<Ledger['onGrown']>[0]>();
  const pokeAllBut = (callers: readonly Caller[], scopes: readonly string[]): void => {
    const township = callers[0]?.township ?? '';
    const by = new Set(callers.map(({ device }) => device));
    if (scopes.length > 0) for (const listener of listeners) listener(township, scopes, by);
  };
  const poke = (caller: Caller, scopes: readonly string[]): void => pokeAllBut([caller], scopes);
  const standing = async (caller: Caller) => standingOf(openRegister(db, caller.township), caller, clock.now());
  const standingsOf = async (callers: readonly Caller[]): Promise<Standing[]> => {
    const register = openRegister(db, callers[0]?.township ?? '');
    await readCallers(register, callers);
    return Promise.all(callers.map((caller) => standingOf(register, caller, clock.now())));
  };
  const isOffice = async (caller: Caller): Promise<boolean> =>
    caller.state === 'active' && (await standing(caller)).member?.role === 'office';

  const ofTownship = ({ caller }: Asked): string => caller.township;
  const counted = keepStatistics(storage);
  const receive = inGroups<Asked, Pushed>(
    async (group) => {
      const { pushed, grown } = await storage.transaction((tx) => pushTogether(settings, tx, group));
      // Whoever pushed hears of it all in the answer.
      pokeAllBut(
        group.map(({ caller }) => caller),
        grown,
      );
      const stored = group.reduce((sum, { request }) => sum + sizeOf(request), 0);
      void counted(group[0]?.caller.township ?? '', stored).catch(() => {});
      return pushed;
    },
    { laneOf: ofTownship, weightOf: (asked) => (isPlain(asked) ? sizeOf(asked.request) : null) },
  );
  const answer = inGroups<Answering, SyncAnswer>((group) => answerTogether(settings, group), { laneOf: ofTownship });

  async function exchange(caller: Caller, request: SyncRequest): Promise<SyncAnswer> {
    const pushed = request.runs.length === 0 ? null : await receive({ caller, request });
    return answer({ caller, request, pushed });
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
    accountOf: inGroups(standingsOf, { laneOf: ({ township }) => township }),
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
    renewLease: async (caller, of) => {
      const by = { ...of, device: caller.device };
      return heard(caller, await storage.transaction((tx) => renewLease(settings, tx, caller.township, by)));
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

const sizeOf = ({ runs }: SyncRequest): number => runs.reduce((sum, { changes }) => sum + changes.length, 0);

interface Answering extends Asked {
  /** Null for whoever only asks. */
  readonly pushed: Pushed | null;
}

/** Answers several devices of a township: what the exchange came to, and what their scopes have gained. */
async function answerTogether(
  { storage: { db }, clock, keys, pull }: LedgerSettings,
  group: readonly Answering[],
): Promise<SyncAnswer[]> {
  const register = openRegister(db, group[0]?.caller.township ?? '');
  await readCallers(
    register,
    group.filter(({ pushed }) => pushed === null).map(({ caller }) => caller),
  );
  const { epoch } = (await register.epochs()).present;
  const readers = await Promise.all(
    group.map(async ({ caller, request, pushed }) => {
      const isElsewhere = request.epoch !== null && request.epoch !== epoch;
      const start = isElsewhere ? await epochStart(db, register.township, request.epoch ?? '') : null;
      const standing = pushed?.standing ?? (await standingOf(register, caller, clock.now()));
      const scopes = [...standing.scopes.keys()];
      return {
        standing,
        start,
        cursors: request.cursors,
        scopes,
        bases: start?.bases ?? null,
        heldThere: pushed?.sent ?? NONE,
      };
    }),
  );
  const read = await readPages({ db, keys, register }, readers, pull);
  return group.map(({ caller, request, pushed }, at): SyncAnswer => {
    const { standing, start } = readers[at] as (typeof readers)[number];
    const { pages, rewound: elsewhere } = read[at] as (typeof read)[number];
    const { view, account, scopes } = standing;
    const rewound = [...elsewhere, ...forgottenScopes(request, view)];
    return {
      version: Math.min(request.version, EXCHANGE_VERSION),
      epoch,
      serverTime: clock.now(),
      account,
      scopes: { ...Object.fromEntries(scopes), ...endedScopes(request, view, scopes) },
      results: pushed?.results ?? [],
      pages,
      ...(start === null ? {} : { start }),
      ...(rewound.length === 0 ? {} : { rewound }),
      ...(caller.state === 'lost' ? { clear: true } : {}),
    };
  });
}
const NONE: ReadonlySet<string> = new Set();

/** Scopes of units that joined after the day to which the server was set back (SPEC X9): what was read of them exists on devices alone. */
function forgottenScopes({ cursors }: SyncRequest, view: Township): string[] {
  const units = unitsOf(view);
  return Object.keys(cursors).filter((scope) => !units.has(unitOfScope(scope)));
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
