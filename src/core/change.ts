/**
 * The change: the one thing that is stored, exchanged and backed up (SPEC C1–C3, C9). Everything else is folded from
 * changes and can be made again.
 */
import { canonical, hashOfText, saltedDigest, saltedHash, type Json } from './canonical.ts';

export interface Op {
  readonly record: string;
  readonly kind: string;
  /** `facts`, or `sessions.<itemId>` for one item of a map (SPEC C5), or `removed` (SPEC C6). */
  readonly field: string;
  /** null clears. Absent only after lawful erasure, when `digest` stands in its place. */
  readonly value?: Json;
  /** 16 fresh bytes in hex beside every sensitive value; the chain hashes the salted digest in place of the value. */
  readonly salt?: string;
  readonly digest?: string;
  /** With `removed`: the heads of the record that the remover had seen, all of them or as many as fit into one change. */
  readonly saw?: readonly string[];
  /** Heads of this field that the writer saw, by change id, sorted. */
  readonly replaces: readonly string[];
}

export interface Change {
  readonly device: string;
  readonly scope: string;
  readonly n: number;
  /** Id of change n−1 of this device in this scope; empty for n = 1. */
  readonly prev: string;
  /** One user action is one or more changes with one action id. */
  readonly action: string;
  readonly actor: string;
  readonly stamp: string;
  /** Version of the kinds with which it was written; older ones are upgraded on read (SPEC C8). */
  readonly schema: number;
  readonly ops: readonly Op[];
}

/** A change together with its id, which is its hash. */
export interface IdentifiedChange extends Change {
  readonly id: string;
}

/** Version of the kinds that this programme writes. */
export const SCHEMA = 1;
/** SPEC C1. */
export const MAX_CHANGE_BYTES = 64 * 1024;

const digestOf = ({ digest, salt, value }: Op): string | undefined =>
  digest ?? (salt === undefined ? undefined : saltedDigest(salt, value ?? null));

/** An op as it is hashed: `digest` stands in the place of what is sensitive. */
const textOf = (op: Op, digest = digestOf(op)): string => canonical(hashedOp(op, digest));

function hashedOp(op: Op, digest: string | undefined): Json {
  // In the order of canonical JSON, which spares sorting; so in `idOfTexts`.
  const { field, kind, record, replaces } = op;
  const saw = op.saw === undefined ? {} : { saw: op.saw };
  if (digest !== undefined) return { digest, field, kind, record, replaces, ...saw };
  return { field, kind, record, replaces, ...saw, value: op.value ?? null };
}

/** An op as it is hashed, in canonical JSON, and its size as it is stored. */
interface WrittenOp {
  readonly op: Op;
  readonly text: string;
  /** Of its JSON, in whatever order its keys stand. */
  readonly bytes: number;
}

/** `,"value":` and `,"salt":` are stored, `"digest":"…",` is hashed in their place. */
const UNHASHED = ',"value":,"salt":'.length - `"digest":"${'0'.repeat(64)}",`.length;

/** Writes an op once, for its size and for its hash: of ten thousand records each costs as much as all else about them. */
function writtenOp(op: Op): WrittenOp {
  const { salt, digest } = op;
  if (salt === undefined || digest !== undefined) {
    const text = textOf(op);
    return { op, text, bytes: bytesOf(text) };
  }
  const value = canonical(op.value ?? null);
  const text = textOf(op, saltedHash(salt, value));
  return { op, text, bytes: bytesOf(text) + UNHASHED + bytesOf(value) + bytesOf(JSON.stringify(salt)) };
}

/** Of a text in UTF-8: Chinese characters take three. */
function bytesOf(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7ff) bytes += 2;
    else if (unit > 0x7f) bytes += 1;
  }
  return bytes;
}

/** The id of a change: SHA-256 over its canonical JSON, sensitive values standing as salted digests (SPEC C2, C9). */
export const idOf = (change: Change): string =>
  idOfTexts(
    change,
    change.ops.map((op) => textOf(op)),
  );

function idOfTexts(
  { device, scope, n, prev, action, actor, stamp, schema }: Omit<Change, 'ops'>,
  ops: readonly string[],
) {
  // What stands before and behind the ops, as `canonical` writes it.
  const [before, behind] = [canonical({ action, actor, device, n }), canonical({ prev, schema, scope, stamp })];
  return hashOfText(`${before.slice(0, -1)},"ops":[${ops.join(',')}],${behind.slice(1)}`);
}

export const identified = (change: Change): IdentifiedChange => ({ ...change, id: idOf(change) });

/** Drops value and salt of a sensitive op, leaving the digest, so that no hash changes (SPEC C9). */
export function erased(op: Op): Op {
  if (op.salt === undefined) return op;
  const { value, salt, ...rest } = op;
  return { ...rest, digest: saltedDigest(salt, value ?? null) };
}

/** Where a device's chain in one scope stands. */
export interface ChainEnd {
  readonly n: number;
  readonly id: string;
}
export const CHAIN_START: ChainEnd = { n: 0, id: '' };

/** What is common to the changes of one user action. */
export interface Authorship {
  readonly device: string;
  readonly action: string;
  readonly actor: string;
  readonly nextStamp: () => string;
}

/** Room for a change's own members beside its ops. */
const OPS_BYTES = MAX_CHANGE_BYTES - 1024;
/** One id in a list of ids: 64 digits, quotes and a comma. */
const ID_BYTES = 67;

/**
 * A removal of a record with more heads than one change can name is several with the same reason, each in a change of its
 * own, whose `saw` the fold adds up (SPEC C6). None replaces another: a replaced one would take what it saw with it.
 */
function withinSize(op: Op, saw: readonly string[]): Op[] {
  const most = Math.max(1, Math.floor((OPS_BYTES - writtenOp({ ...op, saw: [] }).bytes) / ID_BYTES));
  const parts: Op[] = [{ ...op, saw: saw.slice(0, most) }];
  for (let from = most; from < saw.length; from += most) parts.push({ ...op, saw: saw.slice(from, from + most) });
  return parts;
}

/**
 * Puts ops of one scope into as few changes as stay under 64 KB, continuing the chain (SPEC C1, C2).
 * Must run inside the transaction that stores the result: n and prev are only true there (SPEC C10).
 */
export function changesOf(ops: readonly Op[], scope: string, by: Authorship, end: ChainEnd): IdentifiedChange[] {
  const changes: IdentifiedChange[] = [];
  let at = end;
  let batch: WrittenOp[] = [];
  let size = 0;
  const close = () => {
    if (batch.length === 0) return;
    const { device, action, actor } = by;
    const about = { device, scope, n: at.n + 1, prev: at.id, action, actor, stamp: by.nextStamp(), schema: SCHEMA };
    const id = idOfTexts(
      about,
      batch.map(({ text }) => text),
    );
    changes.push({ ...about, ops: batch.map(({ op }) => op), id });
    at = { n: about.n, id };
    batch = [];
    size = 0;
  };
  const add = (op: Op) => {
    const written = writtenOp(op);
    if (size + written.bytes > OPS_BYTES) close();
    batch.push(written);
    size += written.bytes;
  };
  for (const op of ops) {
    if (op.saw === undefined) add(op);
    else withinSize(op, op.saw).forEach(add);
  }
  close();
  return changes;
}

/** Records that a change touches, each once. */
export const recordsOf = (change: Change): string[] => [...new Set(change.ops.map((op) => op.record))];

/** The field of an op's path: `sessions` of `sessions.<item>`. */
export const fieldOfPath = (path: string): string => {
  const dot = path.indexOf('.');
  return dot < 0 ? path : path.slice(0, dot);
};
