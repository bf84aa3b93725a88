/** A device's storage in memory: what is durable, and transactions between whose operations the power may fail. */
import type { IdentifiedChange } from '#core/change.ts';
import type { Unstreamed } from '#core/device-store.ts';
import type { Account, Cursor, Refusal, ScopeAccess } from '#core/exchange.ts';
import { chainKey } from '#core/exchange.ts';
import type { Erasures } from '#core/erasure.ts';
import type { Row } from '#core/fold.ts';
import type { KnownDevice, SignedHead } from '#core/heads.ts';
import type { Stamp } from '#core/stamp.ts';
import type { Given } from '#core/file-numbers.ts';
import type { ReadSince } from '#core/own-lease.ts';
import type { Verdict } from '#core/verdict.ts';
import type { Edit } from '#store/edit.ts';
import type { DeviceKey } from './keys.ts';

/** The process ended here: nothing that was not committed is left. */
export class Crash extends Error {}

/** The end of the device's own chain in a scope; `signed` up to which n. */
export interface OwnEnd {
  readonly n: number;
  readonly id: string;
  readonly signed: number;
}

export interface Identity {
  readonly key: DeviceKey;
  readonly actor: string;
  readonly township: string;
}

/** Heads of the fields that a form shows, as they were when it opened (SPEC C3). */
export interface Draft {
  readonly id: string;
  readonly record: string;
  readonly kind: string;
  readonly scope: string;
  readonly shown: { readonly [path: string]: readonly string[] };
}

/** The tables. A method reads them as they were before its transaction and stages what it writes. */
export class Disk {
  identity: Identity;
  readonly log = new Map<string, IdentifiedChange>();
  /** Held changes by chain, by n and id. */
  readonly chains = new Map<string, readonly IdentifiedChange[]>();
  /** Ids of changes by the record that they touch. */
  readonly records = new Map<string, readonly string[]>();
  readonly rows = new Map<string, Row>();
  readonly verdicts = new Map<string, Verdict>();
  readonly held = new Set<string>();
  readonly ends = new Map<string, OwnEnd>();
  readonly heads = new Map<string, SignedHead>();
  readonly devices = new Map<string, KnownDevice>();
  readonly cursors = new Map<string, Cursor>();
  readonly acks = new Map<string, number>();
  /** Ids with the reason. */
  readonly refused = new Map<string, Refusal>();
  readonly drafts = new Map<string, Draft>();
  /** Forms of new cases that stand open, by record. */
  readonly newCases = new Map<string, Edit>();
  /** What was given out of leases, by series (SPEC X10). */
  readonly given = new Map<string, Given>();
  readonly read = new Map<string, ReadSince>();
  /** Chains of which the server keeps something behind a gap. */
  unstreamed: readonly Unstreamed[] = [];
  /** What is lawfully erased, as far as this device has heard (SPEC C9). */
  erasures: Erasures = new Map();
  epoch: string | null = null;
  account: Account | null = null;
  scopes: { readonly [scope: string]: ScopeAccess } = {};
  stamp: Stamp = { ms: 0, counter: 0 };
  /** What the server's clock is ahead of the device's own. */
  offset = 0;

  constructor(identity: Identity) {
    this.identity = identity;
  }

  /** A phone's backup put onto another phone: the same keys, the same chains. */
  copy(): Disk {
    const other = new Disk(this.identity);
    const maps = [
      'log',
      'chains',
      'records',
      'rows',
      'verdicts',
      'ends',
      'heads',
      'devices',
      'cursors',
      'acks',
      'newCases',
      'given',
      'read',
    ] as const;
    for (const name of [...maps, 'drafts'] as const) {
      const into = other[name] as Map<string, unknown>;
      for (const [key, value] of this[name]) into.set(key, value);
    }
    for (const id of this.held) other.held.add(id);
    for (const [id, reason] of this.refused) other.refused.set(id, reason);
    const { erasures, epoch, account, scopes, stamp, offset, unstreamed } = this;
    return Object.assign(other, { erasures, epoch, account, scopes, stamp, offset, unstreamed });
  }
}

const byPosition = (a: IdentifiedChange, b: IdentifiedChange): number => a.n - b.n || (a.id < b.id ? -1 : 1);

/** Adds a change to the log and its indexes; once. */
export function addToLog(disk: Disk, change: IdentifiedChange): void {
  if (disk.log.has(change.id)) return;
  disk.log.set(change.id, change);
  const key = chainKey(change);
  const chain = disk.chains.get(key) ?? [];
  const last = chain[chain.length - 1];
  const inOrder = last === undefined || last.n < change.n;
  disk.chains.set(key, inOrder ? [...chain, change] : [...chain, change].sort(byPosition));
  for (const { record } of change.ops) {
    const ids = disk.records.get(record) ?? [];
    if (ids[ids.length - 1] !== change.id) disk.records.set(record, [...ids, change.id]);
  }
}

/** Puts a change that lost a value (SPEC C9) in its own place. */
export function putInLog(disk: Disk, bare: IdentifiedChange): void {
  disk.log.set(bare.id, bare);
  const key = chainKey(bare);
  const chain = disk.chains.get(key) ?? [];
  disk.chains.set(
    key,
    chain.map((one) => (one.id === bare.id ? bare : one)),
  );
}

/** Takes a whole scope out of the log, its rows and its standing; ends of own chains stay, or the next change would fork. */
export function dropScope(disk: Disk, scope: string): void {
  for (const [id, change] of disk.log) if (change.scope === scope) forget(disk, id, change);
  for (const [key, chain] of disk.chains) if (chain[0]?.scope === scope) disk.chains.delete(key);
  for (const key of disk.acks.keys()) if (key.endsWith(` ${scope}`)) disk.acks.delete(key);
  for (const [record, row] of disk.rows) if (row.scope === scope) disk.rows.delete(record);
  for (const [key, head] of disk.heads) if (head.scope === scope) disk.heads.delete(key);
  disk.cursors.delete(scope);
}

function forget(disk: Disk, id: string, { ops }: IdentifiedChange): void {
  disk.log.delete(id);
  disk.refused.delete(id);
  disk.verdicts.delete(id);
  disk.held.delete(id);
  for (const { record } of ops) {
    const left = (disk.records.get(record) ?? []).filter((other) => other !== id);
    if (left.length > 0) disk.records.set(record, left);
    else disk.records.delete(record);
  }
}

export type Put = (write: () => void) => void;

/** Runs transactions on a disk: all that `work` stages is written together, or nothing of it. */
export class Power {
  /** Operations until the power fails; null for never. */
  failsIn: number | null = null;
  operations = 0;
  /** How often it has failed: whatever was not on the disk is gone each time. */
  failures = 0;

  /** Before and after every operation on the storage. */
  step(): void {
    this.operations += 1;
    if (this.failsIn === null) return;
    this.failsIn -= 1;
    if (this.failsIn > 0) return;
    this.failsIn = null;
    this.failures += 1;
    throw new Crash('The power failed');
  }

  transaction<T>(work: (put: Put) => T): T {
    this.step();
    const staged: (() => void)[] = [];
    const answer = work((write) => {
      this.step();
      staged.push(write);
    });
    this.step();
    for (const write of staged) write();
    // Committed, and nobody was told.
    this.step();
    return answer;
  }
}
