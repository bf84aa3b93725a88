/**
 * How devices come to speak for a member (SPEC X12): bodies of the API beside the exchange, and the texts that a device
 * signs. Both ends read them here.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { sha256Hex } from './canonical.ts';
import type { ErasureReason } from './erasure.ts';
import type { Account } from './exchange.ts';
import type { KnownDevice } from './heads.ts';

/** A unit that a standalone device minted. */
export interface LocalUnit {
  readonly id: string;
  readonly name: string;
}

/** A new township. Its records, names among them, follow as the device's own first changes. */
export interface Founding {
  readonly township: string;
  /** The office's first account, whose record the device writes. */
  readonly member: string;
}

/** What a standalone device brings along (SPEC D8). */
export interface Adoption {
  readonly township: string;
  readonly units: readonly LocalUnit[];
}

export interface EnrolRequest {
  /** The nine digits of an invitation, or the secret of its link. */
  readonly code?: string;
  /** The token of a set-up link. */
  readonly setup?: string;
  /**
   * The device that this one goes on for after it was found to be cloned (SPEC X2): enrols within that device's session, for the
   * same member. Exactly one of `code`, `setup` and `follows` is given.
   */
  readonly follows?: string;
  readonly device: KnownDevice & { readonly publicKey: string };
  /** Only with the set-up link of a server or township that has nobody yet. */
  readonly founds?: Founding;
  readonly adopts?: Adoption;
  /** ECDSA P-256 with SHA-256 over `enrolText`, in base64. */
  readonly signature: string;
}

export interface EnrolAnswer {
  readonly account: Account;
  readonly epoch: string;
  readonly serverTime: number;
}

export interface ChallengeRequest {
  readonly device: string;
}
export interface ChallengeAnswer {
  readonly nonce: string;
}
export interface SessionRequest {
  readonly device: string;
  readonly nonce: string;
  /** Over `sessionText`. */
  readonly signature: string;
}
export interface SessionAnswer {
  readonly account: Account;
}

export interface InvitationRequest {
  readonly member: string;
}
export interface Invitation {
  /** Nine digits, to be told over the telephone. */
  readonly code: string;
  /** `<origin>/join#c=<secret>`: a fragment reaches no log. */
  readonly link: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * active: it speaks for its member. lost: at its next contact it hands over what it still holds for review and clears itself.
 * revoked: it is no longer answered. unknown: known from a carried file alone, the office has not said whose it is.
 */
export type DeviceState = 'active' | 'lost' | 'revoked' | 'unknown';

/**
 * Why a device that took an invitation without a network is not simply its member's (SPEC X12). late: the proof came more than 72 hours after the
 * invitation was made. used: another device had it. withdrawn: the office took it back. ended: the account has.
 */
export type ClaimFault = 'late' | 'used' | 'withdrawn' | 'ended';

/** Whose device it is by an invitation that it took: what the office is offered to confirm. */
export interface Claim {
  readonly member: string;
  readonly fault: ClaimFault;
}

export interface DeviceEntry {
  readonly id: string;
  readonly name: string;
  /** Empty while unknown. */
  readonly member: string;
  /** Only of one that is unknown, and has proved an invitation. */
  readonly claim?: Claim;
  readonly state: DeviceState;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Last contact; null when there was none. */
  readonly seenAt: number | null;
}
export interface DevicesAnswer {
  readonly devices: readonly DeviceEntry[];
}
export interface DeviceNameRequest {
  readonly name: string;
}
export interface RevokeRequest {
  readonly lost: boolean;
}
export interface ConfirmRequest {
  readonly member: string;
}

/** What the office says to changes that were held back. */
export interface DecisionRequest {
  readonly changes: readonly string[];
  readonly state: 'accepted' | 'quarantined';
}

/** What is odd about official numbers (SPEC X10): flagged, never put right by itself. */
export interface NumberFindings {
  /** Numbers that more than one case carries. */
  readonly duplicates: readonly { readonly fileNumber: string; readonly records: readonly string[] }[];
  /** Numbers that were issued and that their case no longer carries. */
  readonly voids: readonly { readonly fileNumber: string; readonly record: string }[];
  /** Stretches of running numbers, first and last of each, that were given out or passed over and that no case here ever carried. */
  readonly gaps: readonly { readonly first: string; readonly last: string }[];
}

/** Where a recovery after a restore stands (SPEC X9). While it is open no file number is issued. */
export interface Recovery {
  readonly open: boolean;
  /** When the epoch began, in milliseconds since 1970. */
  readonly since: number;
  /** Devices of the township that have not been in touch since. */
  readonly missing: readonly Pick<DeviceEntry, 'id' | 'name' | 'member'>[];
  /** Cases that get their number when the recovery is closed. */
  readonly unnumbered: number;
}
export interface RecoveryRequest {
  readonly close: true;
}

export const INVITATION_HOURS = 72;
export const MAX_DECIDED = 1000;
export const MAX_NAME = 60;
/** SPEC P1 allows 250 kB; the rest is room for pictures of earlier versions. */
export const MAX_BLOB_BYTES = 300 * 1024;
export const MAX_THUMBNAIL_BYTES = 64 * 1024;

/** The bytes that a device signs to enrol; `secret` is the code, the set-up token or the id of the device it follows, as it was sent. */
export const enrolText = (device: string, secret: string): Uint8Array =>
  utf8ToBytes(`fazhi-taizhang enrol ${device} ${secret}`);

/** The bytes that a device signs for a new session. */
export const sessionText = (device: string, nonce: string): Uint8Array =>
  utf8ToBytes(`fazhi-taizhang session ${device} ${nonce}`);

/**
 * What the server keeps of an invitation to know its secret's proof by, in hex. It lets nobody in by itself: enrolling takes the secret.
 */
export const proofKeyOf = (secret: string): string => sha256Hex(utf8ToBytes(`fazhi-taizhang invitation ${secret}`));

/**
 * That a device took the invitation of this key, in hex (SPEC X12): it stands in the device's entry of a backup file, and is of no use to any other
 * device.
 */
export const proofOf = (device: string, proofKey: string): string =>
  sha256Hex(utf8ToBytes(`fazhi-taizhang invited ${device} ${proofKey}`));

/** Lawful erasure by the office (SPEC C9): of a record in its scope, or with `paths` of single items of it. */
export interface ErasureRequest {
  readonly scope: string;
  readonly record: string;
  readonly paths: readonly string[];
  readonly reason: ErasureReason;
}

/** Whose numbers, of which year (SPEC X10). */
export interface LeaseRequest {
  readonly committee: string;
  readonly year: number;
}
/** The lease that its holder gives back. */
interface HeldLease {
  /** The word of the server that is to end (`wordOf`): a request that comes late ends no lease that was said since. */
  readonly said: string;
  /** The highest number that was given out of it. */
  readonly last: number;
}
/** `held`: said by the holder; the office takes a lease whatever its word. */
export interface EndLeaseRequest extends LeaseRequest {
  readonly held?: HeldLease;
}
/** Who is to issue them from now on. */
export interface GiveLeaseRequest extends LeaseRequest {
  readonly device: string;
}
