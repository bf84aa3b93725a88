/**
 * Who may sign in. Unlike the ledger's tables these are found by a hash or a device before the township is known: with more than one
 * database they are the directory that says where a township lives.
 */
export interface AccountTables {
  owners: OwnerTable;
  setupTokens: SetupTokenTable;
  invitations: InvitationTable;
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
