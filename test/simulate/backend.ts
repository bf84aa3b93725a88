/** What the simulator asks of a server: the real ledger's exchange, enrolment by direct rows, and a look at what lies on its disk. */
import type { IdentifiedChange } from '#core/change.ts';
import type {
  ClaimFault,
  EndLeaseRequest,
  EnrolAnswer,
  EnrolRequest,
  GiveLeaseRequest,
  LeaseRequest,
} from '#core/enrolment.ts';
import type { KnownDevice } from '#core/heads.ts';
import type { ProblemCode } from '#core/problem-code.ts';
import type { Leased } from '#server/leases.ts';
import type { NumberFindings } from '#core/enrolment.ts';
import type { Saved } from './database.ts';

export interface Caller {
  readonly township: string;
  readonly device: string;
  readonly member: string;
  readonly state: 'active' | 'lost';
}

export interface Founding {
  readonly township: string;
  readonly name: string;
  readonly member: string;
  readonly memberName: string;
}

/** A change on the server's disk and where it stands in its scope's stream; null while it waits for the one before it. */
export interface Stored {
  readonly change: IdentifiedChange;
  readonly seq: number | null;
}

/** What the server knows of a device. */
export interface KnownThere {
  readonly device: string;
  readonly member: string | null;
  readonly since: number;
  readonly fault: ClaimFault | null;
}

export interface Backend {
  /** As the route does: from the request's text to the answer's text; null when the request is of a newer version than the server. */
  readonly exchange: (caller: Caller, request: string) => Promise<string | null>;
  readonly found: (founding: Founding) => Promise<void>;
  readonly enrol: (township: string, device: KnownDevice, member: string) => Promise<void>;
  /** What a session of the device stands for; null when the server does not know it. */
  readonly callerOf: (device: string) => Promise<Caller | 'revoked' | null>;
  readonly revoke: (device: string, lost: boolean) => Promise<void>;
  readonly decide: (township: string, changes: readonly string[], state: 'accepted' | 'quarantined') => Promise<void>;
  /** Lawful erasure by an office device of the township; nothing where none is left. */
  readonly erase: (township: string, scope: string, record: string, paths: readonly string[]) => Promise<void>;
  /** The office invites a member by a link with this secret (SPEC X12); answers until when it holds. */
  readonly invite: (township: string, member: string, secret: string) => Promise<number>;
  /** The office takes back what nobody has used of a member's invitations. */
  readonly withdraw: (township: string, member: string) => Promise<void>;
  /** Those of the devices that the server knows, since when, and why one that proved an invitation is nobody's yet. */
  readonly devices: (ids: readonly string[]) => Promise<readonly KnownThere[]>;
  /** The office says whose a device is; null when that is done. */
  readonly confirm: (township: string, device: string, member: string) => Promise<ProblemCode | 'noOffice' | null>;
  /** A device comes in, with what it brings along (SPEC D8). */
  readonly join: (request: EnrolRequest) => Promise<EnrolAnswer | ProblemCode>;
  /** Units that devices have brought along, and to whose unit they belong. */
  readonly adopted: () => Promise<ReadonlyMap<string, { readonly township: string; readonly owner: string }>>;
  /** The office lets a device issue numbers (SPEC X10); null where there is no office. */
  readonly giveLease: (township: string, of: GiveLeaseRequest) => Promise<Leased['kind'] | null>;
  /** The office takes a lease from whoever holds it. */
  readonly takeLease: (township: string, of: LeaseRequest) => Promise<Leased['kind'] | null>;
  readonly endLease: (caller: Caller, of: EndLeaseRequest) => Promise<Leased['kind']>;
  readonly renewLease: (caller: Caller, of: LeaseRequest) => Promise<Leased['kind']>;
  /** The device that a lease stands for on the server; empty when the server issues. */
  readonly holderOf: (township: string, of: LeaseRequest) => Promise<string>;
  /** Null where there is no office that could ask. */
  readonly numberFindings: (township: string) => Promise<NumberFindings | null>;
  readonly save: () => Promise<Saved>;
  readonly restore: (saved: Saved) => Promise<void>;
  /** As `restore`, without the server's knowing. */
  readonly setBack: (saved: Saved) => Promise<void>;
  readonly closeRecovery: (township: string) => Promise<void>;
  readonly epoch: (township: string) => Promise<string>;
  /** Everything on its disk, by id. */
  readonly stored: () => Promise<ReadonlyMap<string, Stored>>;
  /** The counter of every scope's stream. */
  readonly counters: () => Promise<ReadonlyMap<string, number>>;
  /** Devices that speak for the server. */
  readonly servers: () => Promise<ReadonlySet<string>>;
  readonly close: () => Promise<void>;
}

/** The server's process ended in the middle of a request. */
export class ServerDied extends Error {}
