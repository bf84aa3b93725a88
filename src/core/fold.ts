/**
 * The fold: from the set of changes to what a record is now (SPEC C4–C6). A pure function of that set and of the
 * verdicts: neither arrival order nor a clock decides what survives.
 */
import { sameJson, type Json } from './canonical.ts';
import { fieldOfPath, type IdentifiedChange, type Op } from './change.ts';
import { upcast } from './upcast.ts';

/** Who changed something, on which device, at which stamp. */
export interface Touch {
  readonly stamp: string;
  readonly actor: string;
  readonly device: string;
}

/** One of several values that stand against each other until somebody chooses. */
export interface Side extends Touch {
  readonly change: string;
  readonly value: Json;
}

/** A record as folded: a cache that can always be rebuilt from the log (SPEC D1). */
export interface Row {
  readonly id: string;
  readonly kind: string;
  readonly scope: string;
  /** The unit to which the record belongs, for ever (SPEC S4). */
  readonly unit: string;
  readonly values: { readonly [field: string]: Json };
  /** Paths by the change that is their head. */
  readonly heads: { readonly [change: string]: readonly string[] };
  /** By path, highest stamp first; the first is shown provisionally. */
  readonly conflicts: { readonly [path: string]: readonly Side[] };
  /** Paths whose value was lawfully erased (SPEC C9). */
  readonly erased: readonly string[];
  readonly created: Touch;
  readonly changed: Touch;
  /** Reason of removal; null while the record is listed and counted. */
  readonly removed: string | null;
}

/** An op with what its change says about it. */
export interface RecordOp extends Touch {
  readonly change: string;
  readonly scope: string;
  readonly op: Op;
}

export const REMOVED = 'removed';

export const unitOfScope = (scope: string): string => scope.slice(0, scope.lastIndexOf('/'));

/** The ops of changes, each with its record's own kind upgraded to the present schema (SPEC C8). */
export function opsOf(changes: Iterable<IdentifiedChange>): RecordOp[] {
  const ops: RecordOp[] = [];
  for (const change of changes) {
    const { id, stamp, actor, device, scope, schema } = change;
    for (const op of change.ops) ops.push({ change: id, stamp, actor, device, scope, op: upcast(op, schema) });
  }
  return ops;
}

/** Ops by the record they touch. */
export function opsByRecord(ops: readonly RecordOp[]): Map<string, RecordOp[]> {
  const groups = new Map<string, RecordOp[]>();
  for (const op of ops) {
    const list = groups.get(op.op.record);
    if (list === undefined) groups.set(op.op.record, [op]);
    else list.push(op);
  }
  return groups;
}

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byTouch = (a: RecordOp, b: RecordOp): number => byCode(a.stamp, b.stamp) || byCode(a.change, b.change);
const touchOf = ({ stamp, actor, device }: Touch): Touch => ({ stamp, actor, device });

/**
 * Heads of one field: the changes that no other known change replaces. A quarantined change replaces nothing, and
 * whoever replaced it inherits what it replaced (SPEC X4), so that correcting a refused change leaves no ghost behind.
 */
function headsOf(ops: readonly RecordOp[], quarantined: ReadonlySet<string>): readonly RecordOp[] {
  // The only word on a path: nearly all paths of an import.
  if (ops.length === 1 && quarantined.size === 0 && ops[0]?.op.replaces.length === 0) return ops;
  const refused = new Map<string, readonly string[]>();
  for (const { change, op } of ops) if (quarantined.has(change)) refused.set(change, op.replaces);
  const replaced = new Set<string>();
  for (const { change, op } of ops) {
    if (quarantined.has(change)) continue;
    const open = [...op.replaces];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (replaced.has(id)) continue;
      replaced.add(id);
      open.push(...(refused.get(id) ?? []));
    }
  }
  return ops.filter(({ change }) => !quarantined.has(change) && !replaced.has(change));
}

interface Folded {
  readonly values: Record<string, Json>;
  readonly heads: Record<string, string[]>;
  readonly conflicts: Record<string, Side[]>;
  readonly erased: string[];
}

const sideOf = (head: RecordOp): Side => ({ ...touchOf(head), change: head.change, value: head.op.value ?? null });

function put(values: Record<string, Json>, path: string, value: Json): void {
  if (value === null) return;
  const field = fieldOfPath(path);
  if (field === path) {
    values[field] = value;
    return;
  }
  const map = ownMap(values[field]);
  map[path.slice(field.length + 1)] = value;
  values[field] = map;
}

/** Maps that the fold made itself and may write into. */
const made = new WeakSet<object>();

/**
 * A map of items, without a prototype because an item id from outside may be any word. What somebody wrote as the whole
 * field belongs to the log and is copied; what is no map at all yields to the items.
 */
function ownMap(held: Json | undefined): Record<string, Json> {
  const isMap = typeof held === 'object' && held !== null && !Array.isArray(held);
  const whole = (isMap ? held : {}) as Record<string, Json>;
  if (made.has(whole)) return whole;
  const map = Object.create(null) as Record<string, Json>;
  for (const key of Object.keys(whole)) map[key] = whole[key] ?? null;
  made.add(map);
  return map;
}

function foldPath(into: Folded, path: string, heads: readonly RecordOp[]): void {
  for (const { change } of heads) (into.heads[change] ??= []).push(path);
  const shown = heads.length < 2 ? heads : [...heads].sort(byTouch).reverse();
  const first = shown[0];
  if (first === undefined || path === REMOVED) return;
  if (first.op.digest !== undefined) into.erased.push(path);
  else put(into.values, path, first.op.value ?? null);
  if (shown.some((head) => !sameJson(head.op.value ?? null, first.op.value ?? null))) {
    into.conflicts[path] = shown.map(sideOf);
  }
}

/** Removal holds only against heads that the remover had seen (SPEC C6). */
function foldRemoval(into: Folded, heads: readonly RecordOp[]): string | null {
  const removals = [...heads]
    .filter(({ op }) => typeof op.value === 'string')
    .sort(byTouch)
    .reverse();
  const last = removals[0];
  if (last === undefined) return null;
  const saw = new Set(removals.flatMap(({ op }) => [...(op.saw ?? []), ...op.replaces]));
  const own = new Set(heads.map(({ change }) => change));
  const unseen = Object.keys(into.heads).some((change) => {
    const paths = into.heads[change] ?? [];
    return !saw.has(change) && !(own.has(change) && paths.every((path) => path === REMOVED));
  });
  if (!unseen && heads.length === removals.length) return last.op.value as string;
  into.conflicts[REMOVED] = [...heads].sort(byTouch).reverse().map(sideOf);
  return null;
}

/**
 * Folds the ops of one record. The record's kind and scope are those of its earliest op; ops that claim the same id
 * under another scope or kind belong to nobody's record and are left out, so that no foreign scope can reach in.
 * Null when every op is quarantined.
 */
export function foldRecord(all: readonly RecordOp[], quarantined: ReadonlySet<string> = new Set()): Row | null {
  const sorted = [...all].sort(byTouch);
  const first = sorted.find(({ change }) => !quarantined.has(change));
  if (first === undefined) return null;
  const ops = sorted.filter(({ scope, op }) => scope === first.scope && op.kind === first.op.kind);
  const byPath = new Map<string, RecordOp[]>();
  for (const op of ops) {
    const list = byPath.get(op.op.field);
    if (list === undefined) byPath.set(op.op.field, [op]);
    else list.push(op);
  }
  const folded: Folded = {
    values: Object.create(null),
    heads: Object.create(null),
    conflicts: Object.create(null),
    erased: [],
  };
  let removalHeads: readonly RecordOp[] = [];
  for (const path of [...byPath.keys()].sort(byCode)) {
    const heads = headsOf(byPath.get(path) ?? [], quarantined);
    if (path === REMOVED) removalHeads = heads;
    foldPath(folded, path, heads);
  }
  const removed = foldRemoval(folded, removalHeads);
  const live = ops.filter(({ change }) => !quarantined.has(change));
  const last = live[live.length - 1] ?? first;
  return {
    id: first.op.record,
    kind: first.op.kind,
    scope: first.scope,
    unit: unitOfScope(first.scope),
    values: plain(folded.values),
    heads: plain(folded.heads),
    conflicts: plain(folded.conflicts),
    erased: folded.erased,
    created: touchOf(first),
    changed: touchOf(last),
    removed,
  };
}

/** Sorted keys, so that equal sets give byte-equal rows; `__proto__` from outside stays a mere key. */
function plain<T>(map: Record<string, T>): { [key: string]: T } {
  const out: { [key: string]: T } = {};
  const keys = Object.keys(map);
  // The fold goes by sorted paths, and most maps come from it.
  if (!keys.every((key, i) => i === 0 || (keys[i - 1] ?? '') < key)) keys.sort(byCode);
  for (const key of keys) {
    if (key !== '__proto__') out[key] = map[key] as T;
    else Object.defineProperty(out, key, { value: map[key], enumerable: true, writable: true, configurable: true });
  }
  return out;
}

/** Heads of a path as a form shows them: what an edit of it replaces (SPEC C3). */
export function headsOfPath(row: Pick<Row, 'heads'> | undefined, path: string): string[] {
  if (row === undefined) return [];
  return Object.keys(row.heads)
    .filter((change) => (row.heads[change] ?? []).includes(path))
    .sort(byCode);
}

/**
 * Adds the ops of one change made here just now to their record without reading the log again; equal to folding everything anew
 * (tested as a property). Null where that would need more than the row knows, then fold the record from the log:
 * a value that arrived unseen, a removal, an erasure, a conflict on a touched path.
 */
export function foldOwn(row: Row | undefined, ops: readonly RecordOp[]): Row | null {
  const change = ops[0];
  if (row === undefined || change === undefined) return foldRecord(ops);
  if (row.removed !== null || row.conflicts[REMOVED] !== undefined || change.stamp <= row.changed.stamp) return null;
  const touched = new Map(ops.map((op) => [op.op.field, op.op]));
  for (const [path, op] of touched) {
    const plainEdit = path !== REMOVED && row.conflicts[path] === undefined && !row.erased.includes(path);
    const inRow = op.kind === row.kind && change.scope === row.scope;
    if (!plainEdit || !inRow || !headsOfPath(row, path).every((head) => op.replaces.includes(head))) return null;
  }
  if (mixesWholeAndItems(row, touched.keys())) return null;
  const values: Record<string, Json> = { ...row.values };
  for (const [path, op] of touched) {
    const field = fieldOfPath(path);
    if (field === path) delete values[field];
    else values[field] = without(values[field], path.slice(field.length + 1));
    put(values, path, op.value ?? null);
    if (field !== path) settleItems(values, field);
  }
  const heads: Record<string, readonly string[]> = {};
  for (const id of Object.keys(row.heads)) {
    const paths = (row.heads[id] ?? []).filter((path) => !touched.has(path));
    if (paths.length > 0) heads[id] = paths;
  }
  heads[change.change] = [...touched.keys()].sort(byCode);
  return { ...row, values: plain(values), heads: plain(heads), changed: touchOf(change) };
}

/** Whether a field is written both as a whole and item by item; no form does that, a file from elsewhere may. */
function mixesWholeAndItems(row: Row, touched: Iterable<string>): boolean {
  const paths = new Set([...Object.keys(row.heads).flatMap((change) => row.heads[change] ?? []), ...touched]);
  return [...paths].some((path) => fieldOfPath(path) !== path && paths.has(fieldOfPath(path)));
}

const without = (map: Json | undefined, item: string): Json => {
  const { [item]: gone, ...rest } = (map ?? {}) as Record<string, Json>;
  return rest;
};

/** Folded from the log a map comes out sorted, and a map without items is absent; an edit has to leave it the same. */
function settleItems(values: Record<string, Json>, field: string): void {
  const map = plain((values[field] ?? {}) as Record<string, Json>);
  if (Object.keys(map).length === 0) delete values[field];
  else values[field] = map;
}

/**
 * A listed row after a removal that saw all of its heads, as the fold of its whole history would give it (SPEC C6); spares
 * reading that history where thousands are removed at once. Null where only the history can tell.
 */
export function foldOwnRemoval(row: Row, { op, ...change }: RecordOp): Row | null {
  const heads = Object.keys(row.heads);
  const saw = new Set(op.saw ?? []);
  const isPlain = row.removed === null && row.conflicts[REMOVED] === undefined && !heads.some((head) => !saw.has(head));
  if (!isPlain || typeof op.value !== 'string' || op.field !== REMOVED || change.stamp <= row.changed.stamp)
    return null;
  if (heads.some((head) => row.heads[head]?.includes(REMOVED) === true)) return null;
  return {
    ...row,
    heads: plain({ ...row.heads, [change.change]: [REMOVED] }),
    changed: touchOf(change),
    removed: op.value,
  };
}
