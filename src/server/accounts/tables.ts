import type { ClaimFault } from '#core/enrolment.ts';

/**
 * Who may sign in. Unlike the ledger's tables these are found by a hash or a device before the township is known: with more than one
 * database they are the directory that says where a township lives.
 */
export interface AccountTables {
  owners: OwnerTable;
  setupTokens: SetupTokenTable;
  invitations: InvitationTable;
  claims: ClaimTable;
  sessions: SessionTable;
  nonces: NonceTable;
  codeTries: CodeTryTable;
}

/** A device belongs to one member for ever, in whatever township. */
interface OwnerTable {
  device: string;
  township: string;
  member: string;
}

interface SetupTokenTable {
  hash: string;
  /** null: founds a new township. */
  township: string | null;
  /** The office's member that it signs in; null as long as the township is null. */
  member: string | null;
  expiresAt: number;
  /** The device that used it. */
  usedBy: string | null;
}

interface InvitationTable {
  codeHash: string;
  secretHash: string;
  township: string;
  member: string;
  /** The office's device. */
  invitedBy: string;
  expiresAt: number;
  usedBy: string | null;
  /** By which the proof of a phone without a network is known; null before that was possible. */
  proofKey: string | null;
  /** When the office took it back. */
  withdrawnAt: number | null;
}

/** A device that is nobody's yet, and the invitation's member that it names with proof (SPEC X12). */
interface ClaimTable {
  township: string;
  device: string;
  member: string;
  fault: ClaimFault;
}

interface SessionTable {
  hash: string;
  township: string;
  device: string;
  expiresAt: number;
}

interface NonceTable {
  hash: string;
  device: string;
  expiresAt: number;
}

/** Wrong nine-digit codes of the last hour. Addresses stand as salted hashes. */
interface CodeTryTable {
  id: string;
  address: string;
  at: number;
}
