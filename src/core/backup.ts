/** What a backup file holds, its text and the union of several (SPEC B1, B2). */
import { toBase64 } from './base64.ts';
import { canonical, type Json } from './canonical.ts';
import { erased, type Change, type IdentifiedChange, type Op } from './change.ts';
import { foldRecord, opsOf, unitOfScope, type RecordOp, type Row } from './fold.ts';
import type { KnownDevice, SignedHead } from './heads.ts';
import { heldBack, type Verdict } from './verdict.ts';
import { bareChange } from './wire.ts';

export const BACKUP_FORMAT = 'fazhi-taizhang-backup';
export const BACKUP_VERSION = 1;
/** A file of this size or more is refused before it is read. */
export const MAX_BACKUP_BYTES = 200_000_000;

/** A photo or attachment under the SHA-256 of its bytes. */
export interface BackupBlob {
  readonly id: string;
  readonly bytes: ArrayBuffer;
  readonly type: string;
  readonly thumbnail?: ArrayBuffer;
}

/** Where a chain ends. Two ends of one chain: a cloned phone wrote on in both bodies. */
export interface ChainTip {
  readonly device: string;
  readonly scope: string;
  readonly n: number;
  readonly id: string;
}

export interface Backup {
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
  /** For the reader's eye: names as folded from the changes. */
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly devices: readonly KnownDevice[];
  readonly heads: readonly SignedHead[];
  readonly changes: readonly IdentifiedChange[];
  readonly verdicts: readonly Verdict[];
  /** The tips of all chains: what is missing at a chain's end would not be missed otherwise. */
  readonly vector: readonly VectorTip[];
  readonly blobs: readonly BackupBlob[];
}

/** A chain's end in a file. `from`: the first position that is there, where it is not 1: what came before was cleared from the device (SPEC X8). */
export interface VectorTip extends ChainTip {
  readonly from?: number;
}

/** What stands in a backup by itself; units and vector follow from the changes. */
export type BackupParts = Omit<Backup, 'units' | 'vector'>;

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byId = (a: { readonly id: string }, b: { readonly id: string }): number => byCode(a.id, b.id);
export const byPosition = (a: ChainTip, b: ChainTip): number =>
  byCode(a.device, b.device) || byCode(a.scope, b.scope) || a.n - b.n || byCode(a.id, b.id);

/** Ends of all chains, by position. A change that no other one continues is an end. */
export function vectorOf(changes: readonly IdentifiedChange[]): VectorTip[] {
  const continued = new Set(changes.map(({ prev }) => prev));
  const changesById = new Map(changes.map((change) => [change.id, change]));
  const isWhole = changes.every(({ n, prev }) => n === 1 || changesById.has(prev));
  return changes
    .filter(({ id }) => !continued.has(id))
    .map((tip) => endOf(tip, isWhole ? 1 : firstOf(tip, changesById)))
    .sort(byPosition);
}

/** The end of a chain of which the file holds what stands at `from` and behind. */
export const endOf = ({ device, scope, n, id }: ChainTip, from: number): VectorTip =>
  from === 1 ? { device, scope, n, id } : { device, scope, n, id, from };

function firstOf(tip: IdentifiedChange, changesById: ReadonlyMap<string, IdentifiedChange>): number {
  let first = tip;
  for (let before = changesById.get(tip.prev); before !== undefined; before = changesById.get(before.prev))
    first = before;
  return first.n;
}

/** Positions that hold two contents: a cloned phone. All are kept; the pages say so. */
export function forksOf(changes: readonly IdentifiedChange[]): ChainTip[] {
  const sorted = [...changes].sort(byPosition);
  return sorted
    .filter((change, i) => {
      const before = sorted[i - 1];
      return (
        before !== undefined &&
        before.device === change.device &&
        before.scope === change.scope &&
        before.n === change.n
      );
    })
    .map(({ device, scope, n, id }) => ({ device, scope, n, id }));
}

/** Records of some kinds as folded from changes, without folding the rest. */
export function rowsOfKinds(
  changes: readonly IdentifiedChange[],
  verdicts: readonly Verdict[],
  kinds: readonly string[],
) {
  const groups = new Map<string, RecordOp[]>();
  for (const op of opsOf(changes.filter(({ ops }) => ops.some(({ kind }) => kinds.includes(kind))))) {
    const group = groups.get(op.op.record);
    if (group === undefined) groups.set(op.op.record, [op]);
    else group.push(op);
  }
  const quarantined = heldBack(verdicts);
  return [...groups.values()]
    .map((ops) => foldRecord(ops, quarantined))
    .filter((row) => row !== null)
    .filter(({ kind }) => kinds.includes(kind))
    .sort(byId);
}

/** Every unit that a scope or a record of the backup names. */
export function unitsOf(scopes: Iterable<string>, unitRows: readonly Pick<Row, 'id' | 'values'>[]): Backup['units'] {
  const names = new Map<string, string>();
  for (const scope of scopes) names.set(unitOfScope(scope), '');
  for (const { id, values } of unitRows) names.set(id, typeof values['name'] === 'string' ? values['name'] : '');
  return [...names].map(([id, name]) => ({ id, name })).sort(byId);
}

/** Puts parts into the one order that equal sets share. */
export function backupOf(parts: BackupParts): Backup {
  const changes = [...parts.changes].sort(byPosition);
  return {
    createdAt: parts.createdAt,
    units: unitsOf(
      changes.map(({ scope }) => scope),
      rowsOfKinds(changes, parts.verdicts, ['unit']),
    ),
    devices: [...parts.devices].sort(byId),
    heads: [...parts.heads].sort((a, b) => byPosition(a, b) || byCode(a.signature, b.signature)),
    changes,
    verdicts: [...parts.verdicts].sort((a, b) => byCode(a.change, b.change)),
    vector: vectorOf(changes),
    blobs: [...parts.blobs].sort(byId),
  };
}

/** Sorted keys, so that one change has one text whoever writes it. */
export const changeText = (change: Change): string => canonical(bareChange(change) as unknown as Json);

export function blobText({ id, bytes, type, thumbnail }: BackupBlob): string {
  const small = thumbnail === undefined ? {} : { thumbnail: toBase64(new Uint8Array(thumbnail)) };
  return canonical({ id, type, data: toBase64(new Uint8Array(bytes)), ...small });
}

/**
 * The text of a backup in pieces. `changes` and `blobs` are texts of their own that are already joined by `JOINT`, or
 * whatever stands for such a text (a Blob on the phone, so that a long file need not lie in memory).
 */
export function backupPieces<P>(
  backup: Omit<Backup, 'changes' | 'blobs'>,
  changes: readonly P[],
  blobs: readonly P[],
): (string | P)[] {
  const { createdAt, units, devices, heads, verdicts, vector } = backup;
  const list = (entries: readonly object[]): string =>
    `[\n${entries.map((entry) => canonical(entry as Json)).join(JOINT)}\n]`;
  const joined = (pieces: readonly P[]) => pieces.flatMap((piece, i) => (i === 0 ? [piece] : [JOINT, piece]));
  return [
    `{"format":"${BACKUP_FORMAT}","version":${BACKUP_VERSION},"createdAt":${JSON.stringify(createdAt)},\n`,
    `"units":${list(units)},\n"devices":${list(devices)},\n"heads":${list(heads)},\n"changes":[\n`,
    ...joined(changes),
    `\n],\n"verdicts":${list(verdicts)},\n"vector":${list(vector)},\n"blobs":[\n`,
    ...joined(blobs),
    '\n]}\n',
  ];
}
/** Between two entries: one entry a line, so that a cut or a change can be named by its line. */
export const JOINT = ',\n';

export const backupText = (backup: Backup): string =>
  backupPieces(backup, backup.changes.map(changeText), backup.blobs.map(blobText)).join('');

const greater = <T>(a: T, b: T): T => (canonical(a as Json) >= canonical(b as Json) ? a : b);

/**
 * Two copies of one change: an erasure (SPEC C9) holds wherever one of them carries it. Else they differ at most in
 * members that no hash covers because only a newer version knows them.
 */
function sameChange(a: IdentifiedChange, b: IdentifiedChange): IdentifiedChange {
  if (JSON.stringify(a) === JSON.stringify(b)) return a;
  const rank = (change: IdentifiedChange): string => changeText({ ...change, ops: change.ops.map(erased) });
  const kept = rank(a) >= rank(b) ? a : b;
  const gone = (i: number): boolean => a.ops[i]?.digest !== undefined || b.ops[i]?.digest !== undefined;
  return { ...kept, ops: kept.ops.map((op, i): Op => (gone(i) ? erased(op) : op)) };
}

/** A key proves more than none, a name says more than none; beyond that any choice will do that all devices make. */
export function sameDevice(a: KnownDevice, b: KnownDevice): KnownDevice {
  const proofs = [a.proof, b.proof].filter((proof) => proof !== undefined).sort(byCode);
  const proof = proofs[proofs.length - 1];
  return {
    ...greater(a, b),
    publicKey: a.publicKey ?? b.publicKey,
    name: a.name > b.name ? a.name : b.name,
    ...(proof === undefined ? {} : { proof }),
  };
}

function sameBlob(a: BackupBlob, b: BackupBlob): BackupBlob {
  const rank = ({ type, thumbnail }: BackupBlob) =>
    `${thumbnail === undefined ? 0 : toBase64(new Uint8Array(thumbnail))} ${type}`;
  return rank(a) >= rank(b) ? a : b;
}

function union<T>(lists: readonly (readonly T[])[], keyOf: (entry: T) => string, both: (a: T, b: T) => T): T[] {
  const entries = new Map<string, T>();
  for (const list of lists) {
    for (const entry of list) {
      const key = keyOf(entry);
      const other = entries.get(key);
      entries.set(key, other === undefined ? entry : both(other, entry));
    }
  }
  return [...entries.values()];
}

/** Set union: commutative, associative and idempotent, createdAt included (the latest). */
export const mergeBackups = (backups: readonly Backup[]): Backup =>
  backupOf({
    createdAt: backups.reduce((latest, { createdAt }) => (createdAt > latest ? createdAt : latest), ''),
    devices: union(
      backups.map(({ devices }) => devices),
      ({ id }) => id,
      sameDevice,
    ),
    heads: union(
      backups.map(({ heads }) => heads),
      headKey,
      (a, b) => (a.signature >= b.signature ? a : b),
    ),
    changes: union(
      backups.map(({ changes }) => changes),
      ({ id }) => id,
      sameChange,
    ),
    verdicts: union(
      backups.map(({ verdicts }) => verdicts),
      ({ change }) => change,
      greater,
    ),
    blobs: union(
      backups.map(({ blobs }) => blobs),
      ({ id }) => id,
      sameBlob,
    ),
  });

/** A head signed twice (two tabs exporting at once) is one head. */
const headKey = ({ device, scope, n, id }: SignedHead): string => `${device} ${scope} ${n} ${id}`;
