/**
 * What one exchange carries (SPEC X1): changes up, a verdict on the storing of each, and a page per scope down. Changes travel in
 * runs: what is common to a stretch of one chain stands once, and `prev` is computed, never read.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { sha256Hex } from './canonical.ts';
import { idOf, type ChainEnd, type Change, type IdentifiedChange } from './change.ts';
import type { KnownDevice, SignedHead } from './heads.ts';

/** 2: pages carry a digest. A server answers in the version in which it was asked. */
export const EXCHANGE_VERSION = 2;
/** SPEC X1: what one request carries at most. */
export const MAX_PUSH_CHANGES = 500;
export const MAX_PUSH_BYTES = 256 * 1024;
/** What one answer carries over all scopes, before compression; beyond it each further scope with something new carries one change. */
export const MAX_PULL_BYTES = 1024 * 1024;
export const MAX_PULL_CHANGES = 2000;

/** A change within a run. */
export type BareChange = Pick<Change, 'action' | 'actor' | 'stamp' | 'schema' | 'ops'>;

/** A stretch of one chain without gaps. */
export interface Run {
  readonly device: string;
  readonly scope: string;
  /** Position of the first change. */
  readonly n: number;
  /** Id of the change before it; empty for n = 1. */
  readonly prev: string;
  readonly changes: readonly BareChange[];
}

/** Up to where a device has read a scope's stream; `id` is the change that stands there, so that a server that was set back notices. */
export interface Cursor {
  readonly seq: number;
  readonly id: string;
  /** Of the commit that put it there, as the page said: the same change can come to stand there again, behind others. */
  readonly mark?: string;
}

export interface SyncRequest {
  readonly version: number;
  /** The epoch that the cursors belong to; null before the first exchange. */
  readonly epoch: string | null;
  readonly runs: readonly Run[];
  /** Signed heads of the chains that travel (SPEC D6). */
  readonly heads: readonly SignedHead[];
  /** Keys of devices whose changes this one carries (SPEC B3). */
  readonly devices: readonly KnownDevice[];
  readonly cursors: { readonly [scope: string]: Cursor };
}

/**
 * What became of one change. stored and known: it lies on the server's disk. waiting: so it does, until the change before
 * it arrives. fork: so it does, beside another content at its position: the device was cloned. refused: it does not.
 */
export type PushState = 'stored' | 'known' | 'waiting' | 'fork' | 'refused';
/** Why a change was not stored at all. Everything else is stored and judged (SPEC X4). */
export type Refusal = 'shape' | 'size' | 'unknownScope' | 'unproven';

export interface RunResult {
  readonly device: string;
  readonly scope: string;
  readonly n: number;
  /** One for each change of the run. */
  readonly states: readonly PushState[];
  /** Id of the run's last change as the server computed it: both ends hold the same bytes. */
  readonly tip: string;
  /** By position; only where refused. */
  readonly refusals?: { readonly [n: string]: Refusal };
}

/** A stretch of a scope's stream, which is gapless and in commit order (SPEC X3). */
export interface Page {
  readonly scope: string;
  /** Sequence number before the first change: the cursor that this page continues. */
  readonly after: number;
  /** Sequence number of the last change. */
  readonly to: number;
  /** Id of the change at `to`. */
  readonly tip: string;
  /** Of the commit that put it there; missing where a server before 008-marks numbered it. */
  readonly mark?: string;
  /** `digestOf` all ids of this stretch, those in `held` among them. Missing in version 1, where only number and tip tell of damage. */
  readonly digest?: string;
  readonly runs: readonly Run[];
  /**
   * Ids of changes in this stretch that the asking device sent with this very request: it holds them, their bytes are not sent back. Nothing else is
   * left out: a device that was cleared reads its own changes again, from whatever page they stand on.
   */
  readonly held: readonly string[];
  readonly heads: readonly SignedHead[];
  readonly devices: readonly KnownDevice[];
  /** Whether the stream goes on behind `to`. */
  readonly more: boolean;
}

/** read and write as in rights.ts; push: the right has ended, what is still here goes up and the scope is cleared (SPEC X8). */
export type ScopeAccess = 'read' | 'write' | 'push';

/** The account as the server sees it now. */
export interface Account {
  readonly member: string;
  readonly name: string;
  /** Person record of the member, empty when none is linked. */
  readonly person: string;
  readonly unit: string;
  readonly role: string;
  readonly caseDuty: boolean;
  readonly township: string;
  /** Devices that speak for the server: the present one and those of earlier epochs. */
  readonly servers: readonly string[];
}

/** Where a new epoch began (SPEC X9). */
export interface EpochStart {
  /** By scope: up to which sequence number the stream is still the one that devices know. A scope not named here starts at 0. */
  readonly bases: { readonly [scope: string]: number };
  /**
   * Ends of the chains as the server held them when the epoch began, by `device scope`: what came back since then is read with the pages, whose
   * cursor tells of a later set-back. With the id: of a cloned device's two contents the server may have
   * kept the other one, and what a device holds of it would be lost if a number vouched for it.
   */
  readonly vector: { readonly [chain: string]: ChainEnd };
}

export interface SyncAnswer {
  readonly version: number;
  readonly epoch: string;
  /** Milliseconds since 1970 by the server's clock. */
  readonly serverTime: number;
  readonly account: Account;
  /** Every scope that the account may see; anything else a device still holds from the township is `push`. */
  readonly scopes: { readonly [scope: string]: ScopeAccess };
  readonly results: readonly RunResult[];
  readonly pages: readonly Page[];
  /** Only when the request named another epoch. */
  readonly start?: EpochStart;
  /** Scopes whose stream is not the one that the request's cursor was read from: they are read anew from 0 (SPEC X9). */
  readonly rewound?: readonly string[];
  /** The office has reported this device lost: once everything is acknowledged, it clears itself (SPEC X8). */
  readonly clear?: boolean;
}

export const chainKey = ({ device, scope }: { readonly device: string; readonly scope: string }): string =>
  `${device} ${scope}`;

/** SHA-256 over ids, sorted and one behind the other, in hex: vouches for each of the changes, whichever runs they travel in. */
export const digestOf = (ids: Iterable<string>): string => sha256Hex(utf8ToBytes([...ids].sort().join('')));

const bareOf = ({ action, actor, stamp, schema, ops }: Change): BareChange => ({ action, actor, stamp, schema, ops });

/** Puts changes into runs. Changes of one chain must come in ascending n; two contents at one position become two runs. */
export function runsOf(changes: Iterable<IdentifiedChange>): Run[] {
  const runs: (Omit<Run, 'changes'> & { readonly changes: BareChange[] })[] = [];
  /** By the id with which a run ends so far. */
  const open = new Map<string, (typeof runs)[number]>();
  for (const change of changes) {
    const { device, scope, n, prev, id } = change;
    const run = open.get(prev);
    // The id before it names device, scope and position as well.
    if (run === undefined) {
      const next = { device, scope, n, prev, changes: [bareOf(change)] };
      runs.push(next);
      open.set(id, next);
    } else {
      run.changes.push(bareOf(change));
      open.delete(prev);
      open.set(id, run);
    }
  }
  return runs;
}

/** The changes of a run with their ids, each continuing the one before it. */
export function changesOfRun({ device, scope, n, prev, changes }: Run): IdentifiedChange[] {
  let before = prev;
  return changes.map((bare, i) => {
    const { action, actor, stamp, schema, ops } = bare;
    const change: Change = { device, scope, n: n + i, prev: before, action, actor, stamp, schema, ops };
    const id = idOf(change);
    before = id;
    return { ...change, id };
  });
}

export const changesOfRuns = (runs: readonly Run[]): IdentifiedChange[] => runs.flatMap(changesOfRun);
