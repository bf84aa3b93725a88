/** Where everything lives on the device: one IndexedDB database per workspace (SPEC D1). */
import Dexie, { type Table, type Transaction } from 'dexie';
import type { BackupBlob } from '#core/backup.ts';
import type { IdentifiedChange } from '#core/change.ts';
import type { Ack } from '#core/device-store.ts';
import type { Cursor, Refusal } from '#core/exchange.ts';
import type { Row } from '#core/fold.ts';
import type { KnownDevice, SignedHead } from '#core/heads.ts';
import type { Verdict } from '#core/verdict.ts';
import { tableOf, UNKNOWN_ROWS, versions } from './schema.ts';
import type { SlimChunk } from './slim-chunk.ts';

/** A change as stored: `seq` is the order of arrival here and nothing else; `records` finds a record's history. */
export interface StoredChange extends IdentifiedChange {
  readonly seq?: number;
  readonly records: readonly string[];
}

/** A folded row; `at` counts writes of rows on this device, so that a projection can catch up from where it was. */
export interface StoredRow extends Row {
  readonly at: number;
}

/** Text being typed, kept on every keystroke. It belongs to one open form and remembers what that form showed (C3). */
export interface Draft {
  readonly id: string;
  readonly kind: string;
  /** Id of the record; minted when the form of a new record opens. */
  readonly record: string;
  readonly isNew: boolean;
  readonly unit: string;
  /** Raw, as typed: a field that cannot be read yet is kept too. Only fields that were touched. */
  readonly typed: { readonly [field: string]: unknown };
  /** By path: the heads when the form opened. */
  readonly shown: { readonly [path: string]: readonly string[] };
  /** Values as they were shown, to tell what was changed. */
  readonly before: { readonly [field: string]: unknown };
  readonly startedAt: number;
  readonly changedAt: number;
}

/** `bytes` are ArrayBuffers, not Blobs: WebKit loses Blobs kept in IndexedDB. */
export type StoredBlob = BackupBlob;
export type { KnownDevice, SignedHead, Verdict };

/** The highest position held of a chain; of an own chain its end, also while its changes are not here (SPEC X8). */
export interface Chain {
  readonly device: string;
  readonly scope: string;
  readonly n: number;
  readonly id: string;
  /** Up to which n this device has signed the chain (SPEC D6). */
  readonly signed: number;
  /**
   * Own chains only: the highest position above `n` at which there is a content in this device's name that it cannot vouch for (SPEC D6). The next
   * own change stands beside it.
   */
  readonly beside?: number;
}

/** A change that the server did not store; it is offered again only when somebody asks for it (SPEC X2). */
export interface Refused {
  /** Of the change. */
  readonly id: string;
  readonly device: string;
  readonly scope: string;
  readonly n: number;
  readonly reason: Refusal;
}

/** Up to where a scope's stream has been read. */
export interface StoredCursor extends Cursor {
  readonly scope: string;
}

/** Which record names a photo; derived from the log (photo-uses.ts). */
export interface PhotoUse {
  readonly blob: string;
  readonly record: string;
  readonly kind: string;
  readonly scope: string;
  /** Of the change that names it first here. */
  readonly change: string;
}

/** A photo of which the server has every byte, for those who may see a scope. */
export interface SentPhoto {
  readonly blob: string;
  readonly scope: string;
}

/** A photo whose original lies elsewhere. */
export interface Thumbnail {
  readonly id: string;
  readonly bytes: ArrayBuffer;
  readonly type: string;
}

export interface Counter {
  readonly id: string;
  readonly value: number;
}

/** The slim rows of a kind that were written under numbers after `from` and up to `part` (see snapshot.ts). */
export interface SnapshotPart extends SlimChunk {
  /** With the build that made them. */
  readonly kind: string;
  readonly part: number;
  readonly from: number;
}

export interface MetaEntry {
  readonly id: string;
  readonly value: unknown;
}

/** Rows of a kind that an older app did not know lie among the unknown ones: they go to the table that is now theirs (SPEC C8). */
async function moveRows(transaction: Transaction, stores: { readonly [table: string]: string }): Promise<void> {
  const unknown = transaction.table<StoredRow, string>(UNKNOWN_ROWS);
  for (const name of Object.keys(stores)) {
    const rows = await unknown.filter(({ kind }) => tableOf(kind) === name).toArray();
    await transaction.table(name).bulkPut(rows);
    await unknown.bulkDelete(rows.map(({ id }) => id));
  }
}

/** The tables of all versions, so that the kinds themselves need not be here to open the database. */
const kindTables = new Set(versions.flatMap((stores) => Object.keys(stores)));

export class LedgerDb extends Dexie {
  declare readonly changes: Table<StoredChange, number>;
  declare readonly drafts: Table<Draft, string>;
  declare readonly chains: Table<Chain, [string, string]>;
  declare readonly heads: Table<SignedHead, [string, string, number, string]>;
  declare readonly devices: Table<KnownDevice, string>;
  declare readonly cursors: Table<StoredCursor, string>;
  declare readonly acks: Table<Ack, [string, string]>;
  declare readonly refused: Table<Refused, string>;
  declare readonly verdicts: Table<Verdict, string>;
  declare readonly blobs: Table<StoredBlob, string>;
  declare readonly photoUses: Table<PhotoUse, [string, string]>;
  declare readonly sentPhotos: Table<SentPhoto, [string, string]>;
  declare readonly thumbnails: Table<Thumbnail, string>;
  declare readonly counters: Table<Counter, string>;
  declare readonly meta: Table<MetaEntry, string>;
  declare readonly snapshots: Table<SnapshotPart, [string, number]>;

  /** It was cleared, here or in another tab: to open it again would make it anew, empty. */
  isGone = false;

  /** `isCurrent`: its schema is known to be of this version, so that the older ones need not be told. */
  constructor(name: string, isCurrent = false) {
    // The only mode in which a commit has reached the disk when it is reported (SPEC D2).
    super(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
    this.on('versionchange', ({ newVersion }) => {
      if (newVersion !== null) return true;
      this.isGone = true;
      this.close();
      // Dexie would close it as well, but open it again for whoever asks next.
      return false;
    });
    // Dexie opens a database of a newer version as it is and counts versions in tens, also where it opens one anew by itself; an old tab must not
    // write into it.
    this.on(
      'ready',
      () => {
        if (Math.floor(this.backendDB().version / 10) > versions.length) throw new Dexie.VersionError('newer');
      },
      true,
    );
    if (isCurrent) {
      // Telling each version costs a weak phone as much as telling one.
      this.version(versions.length).stores(Object.assign({}, ...versions) as Record<string, string>);
      return;
    }
    versions.forEach((stores, index) => {
      const version = this.version(index + 1).stores(stores);
      const isKinds = Object.keys(stores).every((table) => table.startsWith(tableOf('')));
      if (isKinds) version.upgrade((transaction) => moveRows(transaction, stores));
    });
  }

  /** The folded rows of a kind; those of an unknown kind stand together. */
  rows(kind: string): Table<StoredRow, string> {
    return this.table(kindTables.has(tableOf(kind)) ? tableOf(kind) : UNKNOWN_ROWS);
  }
}
