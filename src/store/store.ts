/** The open workspace: its database, who and what this device is, and the ports through which time and chance enter. */
import type { Authorship } from '#core/change.ts';
import { uuid7, type RandomBytes } from '#core/ids.ts';
import { nextStamp, stampText, type Stamp } from '#core/stamp.ts';
import { dayOfMs } from '#core/day.ts';
import type { LedgerDb, MetaEntry } from './db.ts';

export interface Ports {
  /** Milliseconds since 1970 by this device's own clock. */
  readonly now: () => number;
  readonly randomBytes: RandomBytes;
  /** When this version was built; an earlier "today" is a wrong clock (SPEC C7). */
  readonly builtAt: number;
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
}

export interface Store {
  readonly db: LedgerDb;
  readonly identity: Identity;
  readonly ports: Ports;
}

/** What the device counts up inside its transactions: writes of rows and transactions themselves (`at`), and its clock. */
export interface Ticks {
  readonly at: number;
  readonly stamp: Stamp;
}
const NO_TICKS: Ticks = { at: 0, stamp: { ms: 0, counter: 0 } };
export const TICKS = 'ticks';

export interface TicksEntry extends MetaEntry {
  readonly value: Ticks;
}

/** What `meta` holds under TICKS. */
export const ticksOf = (entry: MetaEntry | undefined): Ticks => (entry?.value ?? NO_TICKS) as Ticks;

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
