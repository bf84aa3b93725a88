/**
 * Changes from outside (SPEC C1–C3, C8, C9): what must hold of their shape before anything else looks at them. Members,
 * kinds, fields and schema numbers that this version does not know pass as they are.
 */
import { MAX_CHANGE_BYTES, type Change } from './change.ts';
import { parseStamp } from './stamp.ts';

/** shape: of another type than it must be. name: a path, id or key that no record may carry. size: over 64 KB. */
export interface Fault {
  readonly reason: 'shape' | 'name' | 'size';
  /** Where in the JSON, for example `ops[3].field`. */
  readonly at: string;
}

export type Obj = { readonly [key: string]: unknown };

/** Names that every object answers to: as a path, an id or a key they would reach something that is no record's. */
const INHERITED: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);
const NAME = /^[^\p{Cc}/]{1,200}$/u;
const HASH = /^[0-9a-f]{64}$/;
const SALT = /^[0-9a-f]{32}$/;
/** Values are groups in items at the most; deeper nesting would only exhaust the stack. */
const MAX_DEPTH = 16;

const shape = (at: string): Fault => ({ reason: 'shape', at });
export const within = (fault: Fault, at: string): Fault => ({
  ...fault,
  at: fault.at === '' || fault.at.startsWith('[') ? `${at}${fault.at}` : `${at}.${fault.at}`,
});

export const isObj = (json: unknown): json is Obj => typeof json === 'object' && json !== null && !Array.isArray(json);
export const isHash = (json: unknown): json is string => typeof json === 'string' && HASH.test(json);
export const isPosition = (json: unknown): json is number => Number.isSafeInteger(json) && (json as number) >= 1;

/** Fault of an id or other name by which records, devices, units and fields are found. */
export function nameFault(json: unknown, at: string): Fault | null {
  if (typeof json !== 'string' || !NAME.test(json)) return shape(at);
  return INHERITED.has(json) ? { reason: 'name', at } : null;
}

/** Fault of a scope, `<unit>/<part>`. */
export function scopeFault(json: unknown, at: string): Fault | null {
  if (typeof json !== 'string') return shape(at);
  const slash = json.indexOf('/');
  return slash < 0 ? shape(at) : (nameFault(json.slice(0, slash), at) ?? nameFault(json.slice(slash + 1), at));
}

function pathFault(json: unknown, at: string): Fault | null {
  if (typeof json !== 'string') return shape(at);
  const dot = json.indexOf('.');
  return dot < 0 ? nameFault(json, at) : (nameFault(json.slice(0, dot), at) ?? nameFault(json.slice(dot + 1), at));
}

/** Fault of any JSON that is kept: no number that cannot be hashed, no key that would reach beyond the object. */
export function jsonFault(json: unknown, depth = 0): Fault | null {
  if (typeof json === 'number') return Number.isSafeInteger(json) && !Object.is(json, -0) ? null : shape('');
  if (typeof json !== 'object' || json === null) return null;
  if (depth >= MAX_DEPTH) return shape('');
  if (Array.isArray(json)) {
    for (let i = 0; i < json.length; i++) {
      const fault = jsonFault(json[i], depth + 1);
      if (fault !== null) return within(fault, `[${i}]`);
    }
    return null;
  }
  for (const key of Object.keys(json)) {
    if (INHERITED.has(key)) return { reason: 'name', at: key };
    const fault = jsonFault((json as Obj)[key], depth + 1);
    if (fault !== null) return within(fault, key);
  }
  return null;
}

const hashesFault = (json: unknown, at: string): Fault | null =>
  Array.isArray(json) && json.every(isHash) ? null : shape(at);

/** A value and perhaps its salt, or after erasure the digest alone: a digest beside a value would vouch for anything. */
function valueFault(op: Obj): Fault | null {
  if (op['digest'] !== undefined) {
    if (!isHash(op['digest'])) return shape('digest');
    return op['value'] === undefined && op['salt'] === undefined ? null : shape('value');
  }
  if (op['value'] === undefined) return shape('value');
  if (op['salt'] === undefined) return null;
  return typeof op['salt'] === 'string' && SALT.test(op['salt']) ? null : shape('salt');
}

const opFault = (json: unknown): Fault | null =>
  isObj(json)
    ? (nameFault(json['record'], 'record') ??
      nameFault(json['kind'], 'kind') ??
      pathFault(json['field'], 'field') ??
      hashesFault(json['replaces'], 'replaces') ??
      (json['saw'] === undefined ? null : hashesFault(json['saw'], 'saw')) ??
      valueFault(json))
    : shape('');

function opsFault(json: unknown): Fault | null {
  if (!Array.isArray(json)) return shape('ops');
  for (let i = 0; i < json.length; i++) {
    const fault = opFault(json[i]);
    if (fault !== null) return within(fault, `ops[${i}]`);
  }
  return null;
}

function sizeFault(json: Obj): Fault | null {
  const text = JSON.stringify(json);
  // Three bytes are the most that a UTF-16 unit takes: short texts need no counting.
  if (text.length * 3 <= MAX_CHANGE_BYTES) return null;
  return utf8Length(text) <= MAX_CHANGE_BYTES ? null : { reason: 'size', at: '' };
}

/** Bytes that a text takes in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Either half of a surrogate pair counts two: four for both.
    if (unit > 0x7ff) bytes += unit >= 0xd800 && unit <= 0xdfff ? 1 : 2;
    else if (unit > 0x7f) bytes += 1;
  }
  return bytes;
}

const positionFault = ({ n, prev }: Obj): Fault | null => {
  if (!isPosition(n)) return shape('n');
  return n === 1 ? (prev === '' ? null : shape('prev')) : isHash(prev) ? null : shape('prev');
};

/** What is wrong with the shape of a change from outside; null when `json` is a change. */
export function changeFault(json: unknown): Fault | null {
  if (!isObj(json)) return shape('');
  return (
    jsonFault(json) ??
    nameFault(json['device'], 'device') ??
    scopeFault(json['scope'], 'scope') ??
    positionFault(json) ??
    nameFault(json['action'], 'action') ??
    nameFault(json['actor'], 'actor') ??
    (typeof json['stamp'] === 'string' && parseStamp(json['stamp']) !== null ? null : shape('stamp')) ??
    (isPosition(json['schema']) ? null : shape('schema')) ??
    opsFault(json['ops']) ??
    sizeFault(json)
  );
}

/** Members that a store adds to a change; inside one from outside they would claim what is not theirs. */
const OURS = ['id', 'seq', 'records'] as const;

/** A change without what stores add to it. The same object when there is nothing to take away. */
export function bareChange(change: Change): Change {
  if (!OURS.some((member) => member in change)) return change;
  const { id, seq, records, ...bare } = change as Change & { id?: unknown; seq?: unknown; records?: unknown };
  return bare;
}
