/** The open workspace: its database, who and what this device is, and the ports through which time and chance enter. */
import type { Authorship } from '#core/change.ts';
import type { Account, ScopeAccess } from '#core/exchange.ts';
import { uuid7, type RandomBytes } from '#core/ids.ts';
import { nextStamp, stampText, type Stamp } from '#core/stamp.ts';
import { dayOfMs } from '#core/day.ts';
import type { LedgerDb, MetaEntry } from './db.ts';
import { TICKS } from './meta-keys.ts';

export interface Ports {
  /** Milliseconds since 1970 by this device's own clock. */
  readonly now: () => number;
  readonly randomBytes: RandomBytes;
  /** When this version was built; an earlier "today" is a wrong clock (SPEC C7). */
  readonly builtAt: number;
  /**
   * Names the way in which this version slims rows, and after a full stop the way in which it counts figures: what another version kept of either is of
   * no use to it.
   */
  readonly countedBy: string;
}

/** Who and what this device is in this workspace (SPEC D5). Never part of a backup. */
export interface Identity {
  readonly device: string;
  /** Record id of the member who uses the device. */
  readonly actor: string;
  readonly township: string;
  /** Units that this device keeps, the first is the one it starts with. */
  readonly units: readonly string[];
  /** village: one village; township: 一个乡镇（多个村）. */
  readonly mode: 'village' | 'township';
  readonly sample: boolean;
  /** Present once the device belongs to a township with a server. */
  readonly joined?: Joined;
  /** Ids under which this device wrote before it had to go on under another one (SPEC X2). */
  readonly former?: readonly string[];
  /** What an invitation taken without a network said of the place (SPEC X12): shown until the township's own records are here. */
  readonly told?: Told;
  /** How often scopes were cleared here: what was kept in memory of them must go as well. */
  readonly cleared?: number;
}

/** Names that a phone without a network goes by. */
export interface Told {
  /** When they were told, by the clock of this workspace. */
  readonly at: number;
  readonly township: { readonly id: string; readonly name: string };
  readonly unit: { readonly id: string; readonly name: string; readonly unitKind: string };
  readonly committee: { readonly id: string; readonly name: string } | null;
}

/** What the server has said of this device's account, as of the last contact. */
export interface Joined {
  /**
   * The secret of an invitation that was taken without a network, until the server has answered: with it this device enrols as soon as there is one,
   * unless its backup file was there first (SPEC X12).
   */
  readonly invited?: { readonly secret: string; readonly expiresAt: number };
  readonly account: Account;
  readonly scopes: { readonly [scope: string]: ScopeAccess };
  /** The id under which the device enrolled: its key renews the session. */
  readonly device: string;
  /** Township and units that this device minted before it joined (SPEC D8). */
  readonly brought: readonly string[];
}

/**
 * Whether this device may do what is the office's: set up, review, open archived files again. Alone nobody is kept from
 * anything; until its first records are there the server does not know what a new township's founder is.
 */
export const isOffice = ({ joined }: Identity): boolean =>
  joined === undefined || joined.account.role === 'office' || joined.account.role === '';

/** Whether no server has answered this device yet: what is on it exists nowhere else but in its backups (SPEC B4, X12). */
export const isAlone = ({ joined }: Identity): boolean => joined === undefined || joined.invited !== undefined;

/** Devices that speak for the server, by what `meta` holds as the identity. */
export const serversOf = (entry: MetaEntry | undefined): ReadonlySet<string> =>
  new Set((entry?.value as Identity | undefined)?.joined?.account.servers ?? []);

/** Ids under which this device has written, the present one first. */
export const devicesOf = ({ device, former = [] }: Identity): string[] => [device, ...former];

export interface Store {
  readonly db: LedgerDb;
  readonly identity: Identity;
  readonly ports: Ports;
}

const offsets = new WeakMap<LedgerDb, number>();

/** By how much the server's clock was ahead of this device's own at the last contact (SPEC C7). */
export const clockOffset = (db: LedgerDb): number => offsets.get(db) ?? 0;

/** From now on every clock of this workspace in this tab is corrected by so much. */
export function setClockOffset(db: LedgerDb, ms: number): void {
  offsets.set(db, ms);
}

/** Ports whose clock follows the server's. Stamps, drafts and "today" come from here alone. */
export const correctedPorts = (db: LedgerDb, own: Ports): Ports => ({
  ...own,
  now: () => own.now() + clockOffset(db),
});

/** What the device counts up inside its transactions: writes of rows and transactions themselves (`at`), and its clock. */
export interface Ticks {
  readonly at: number;
  readonly stamp: Stamp;
}
const NO_TICKS: Ticks = { at: 0, stamp: { ms: 0, counter: 0 } };

export interface TicksEntry extends MetaEntry {
  readonly value: Ticks;
}

/** What `meta` holds under TICKS. */
export const ticksOf = (entry: MetaEntry | undefined): Ticks => (entry?.value ?? NO_TICKS) as Ticks;

/** What to write under TICKS where a transaction writes no rows but chains. */
export function nextTicks(entry: MetaEntry | undefined): TicksEntry {
  const { at, stamp } = ticksOf(entry);
  return { id: TICKS, value: { at: at + 1, stamp } };
}

/** Whether nothing was written in between: every transaction that writes rows or chains leaves other ticks (SPEC D12). */
export const sameTicks = (a: Ticks, b: Ticks): boolean =>
  a.at === b.at && a.stamp.ms === b.stamp.ms && a.stamp.counter === b.stamp.counter;

/** When each clock last gave an id: ids made in one millisecond must still sort in the order they were made. */
const lastIds = new WeakMap<Ports, number>();

/** A new id, after every id that this open app gave before: items of a map are shown in the order of their ids. */
export function newId({ ports }: Pick<Store, 'ports'>): string {
  const ms = Math.max(ports.now(), (lastIds.get(ports) ?? 0) + 1);
  lastIds.set(ports, ms);
  return uuid7(ms, ports.randomBytes);
}

/** The day in China, null while the clock lies before the build date (SPEC C7). */
export function todayOf({ ports }: Pick<Store, 'ports'>): string | null {
  const today = dayOfMs(ports.now());
  return today < dayOfMs(ports.builtAt) ? null : today;
}

/** Counters of one transaction: read once at its start, written once at its end. */
export interface Tally {
  readonly by: (action: string) => Authorship;
  readonly nextAt: () => number;
  readonly lastStamp: () => Stamp;
  readonly witness: (stamp: Stamp) => void;
  /** What to write back into `meta` before the transaction ends; never what was found there. */
  readonly entry: () => TicksEntry;
}

/** Opens the tally on the ticks that the transaction finds stored: two tabs would give one stamp twice. */
export function openTally({ identity, ports }: Pick<Store, 'identity' | 'ports'>, found: Ticks): Tally {
  let { at, stamp } = found;
  return {
    by: (action) => ({
      device: identity.device,
      actor: identity.actor,
      action,
      nextStamp: () => {
        stamp = nextStamp(stamp, ports.now());
        return stampText(stamp, identity.device);
      },
    }),
    nextAt: () => (at += 1),
    lastStamp: () => stamp,
    witness: (seen) => {
      stamp = seen;
    },
    entry: () => ({ id: TICKS, value: { at: (at += 1), stamp } }),
  };
}
