/**
 * What the server keeps, table by table. Every key begins with the township, the tenant (SPEC S1), so that a database can be divided by it.
 * Truth values are 0 and 1, JSON is text: both databases then hold the same.
 */

import type { AccountTables } from '#server/accounts/tables.ts';

type Bit = 0 | 1;

export interface Tables extends AccountTables {
  meta: MetaTable;
  townships: TownshipTable;
  units: UnitTable;
  devices: DeviceTable;
  changes: ChangeTable;
  refused: RefusedTable;
  chains: ChainTable;
  heads: HeadTable;
  counters: CounterTable;
  stream: StreamTable;
  records: RecordTable;
  rows: RowTable;
  places: PlaceTable;
  cases: CaseTable;
  caseCounts: CaseCountTable;
  verdicts: VerdictTable;
  numbers: NumberTable;
  issued: IssuedTable;
  epochs: EpochTable;
  bases: BaseTable;
  ends: EndTable;
  erasures: ErasureTable;
  erasedPhotos: ErasedPhotoTable;
}

/** Facts about this database itself. */
interface MetaTable {
  name: string;
  value: string;
}

interface TownshipTable {
  township: string;
  createdAt: number;
}

/** Units whose scopes the township has: named by a record in its `shared`, or brought along by a device that joined (SPEC D8). */
interface UnitTable {
  township: string;
  unit: string;
  adopted: Bit;
  /** With adopted: the unit whose members brought it along; else empty. */
  owner: string;
}

export interface DeviceTable {
  township: string;
  device: string;
  /** SubjectPublicKeyInfo in base64; null when none is known. */
  publicKey: string | null;
  name: string;
  /** Whose device it is; null for one that only files speak of, until the office confirms it, and for the server's own. */
  member: string | null;
  kind: 'device' | 'server';
  state: 'active' | 'revoked' | 'lost';
  /** Enrolled with a set-up link: it acts for the office until its member record is there. */
  founder: Bit;
  createdAt: number;
  seenAt: number;
}

interface ChangeTable {
  township: string;
  id: string;
  scope: string;
  device: string;
  n: number;
  prev: string;
  /** JSON of a `BareChange`. */
  body: string;
  /** Length of the body in bytes. */
  bytes: number;
  state: 'stored' | 'waiting';
  /** Its authorship is proved: by its device's session or by a signed head at or above it. */
  proven: Bit;
  /** Another content was there first. */
  fork: Bit;
}

/** Positions of changes that were refused: what follows one need not wait for it. */
interface RefusedTable {
  township: string;
  id: string;
  device: string;
  scope: string;
  n: number;
}

interface ChainTable {
  township: string;
  device: string;
  scope: string;
  /** The last position up to which nothing is missing; `tip` is a change there, stored or refused. */
  n: number;
  tip: string;
  /** How many changes wait behind a gap. */
  waiting: number;
  /** In a scope that was brought along: the first position written under the account that its device now has; 0 before that (SPEC D8). */
  joined: number;
}

interface HeadTable {
  township: string;
  id: string;
  device: string;
  scope: string;
  n: number;
  signature: string;
}

interface CounterTable {
  township: string;
  scope: string;
  seq: number;
}

interface StreamTable {
  township: string;
  scope: string;
  seq: number;
  change: string;
  /** Of the commit that numbered it; empty where that was before there were marks. */
  mark: string;
}

/** Which changes speak of a record; for the kinds that the server folds. */
interface RecordTable {
  township: string;
  record: string;
  change: string;
}

/** Folded rows of the kinds by which the server decides. A cache, as on the devices. */
interface RowTable {
  township: string;
  record: string;
  kind: string;
  scope: string;
  /** JSON of a `Row`. */
  row: string;
}

/** Where records of all other kinds stand: the scope in which the first change came that was not held back (SPEC C11). */
interface PlaceTable {
  township: string;
  record: string;
  scope: string;
}

/** What the server has to know of a case: enough to number and count it. No name and no text of it. */
export interface CaseTable {
  township: string;
  record: string;
  scope: string;
  unit: string;
  committee: string;
  /** Empty while the day is not known. */
  acceptedOn: string;
  year: number;
  disputeType: string;
  source: string;
  status: string;
  fileNumber: string;
  /** The case of another unit that this one continues (SPEC S4). */
  transferredFrom: string;
  archived: Bit;
  removed: Bit;
}

/** How many cases of a unit stand at a path of its counts record (SPEC S2), and what of that is said. */
interface CaseCountTable {
  township: string;
  unit: string;
  year: number;
  path: string;
  number: number;
  /** Null: nothing, which stands for zero. */
  said: number | null;
  /** Changes that say it, joined by spaces. */
  heads: string;
}

interface VerdictTable {
  township: string;
  change: string;
  scope: string;
  state: 'quarantined' | 'review' | 'accepted';
  reason: string;
}

/** The last official number of a committee in a year (SPEC X10). */
interface NumberTable {
  township: string;
  committee: string;
  year: number;
  last: number;
}

/** Every number that was given out, so that voids can be listed. */
interface IssuedTable {
  township: string;
  committee: string;
  year: number;
  seq: number;
  fileNumber: string;
  record: string;
}

/** SPEC X9. The one with the highest ordinal is the present one. */
interface EpochTable {
  township: string;
  epoch: string;
  ordinal: number;
  /** The device as which the server writes, and its keys: SubjectPublicKeyInfo and PKCS #8 in base64. */
  device: string;
  publicKey: string;
  privateKey: string;
  startedAt: number;
  /** Open after a restore until the office closes it: no number is issued meanwhile. */
  recovery: 'open' | 'closed';
}

/** Where each scope stood when an epoch began. */
interface BaseTable {
  township: string;
  epoch: string;
  scope: string;
  seq: number;
}

/** Where each chain stood when an epoch began. */
interface EndTable {
  township: string;
  epoch: string;
  device: string;
  scope: string;
  n: number;
  tip: string;
}

/** What was lawfully erased (SPEC C9): a path of a record, or with an empty one all of it. */
interface ErasureTable {
  township: string;
  record: string;
  path: string;
}

/** Photos of erased records, whose files are gone and not taken again. */
interface ErasedPhotoTable {
  township: string;
  scope: string;
  photo: string;
}
