/**
 * Lawful erasure (SPEC C9; 个人信息保护法 art. 47): the office has the sensitive values of a record dropped. The act is a change of kind
 * `erasure` in the record's own scope, written by the server alone, as verdicts are: a device could otherwise wipe out what others wrote. It is final
 * and speaks of whatever claims the record, also of what arrives later: from an old backup or from a phone that had not heard of it.
 */
import { erased, fieldOfPath, type IdentifiedChange, type Op } from './change.ts';
import { photosIn } from './photo.ts';

export const ERASURE = 'erasure';

/** Why values were erased; the sentence stands in the record's history. */
export const erasureReasons = {
  asked: '本人要求删除',
  expired: '保存期限已满',
  unlawful: '不该收集或者记录有误',
  other: '其他依法应当删除的情形',
} as const;
export type ErasureReason = keyof typeof erasureReasons;
export const isErasureReason = (json: unknown): json is ErasureReason =>
  typeof json === 'string' && Object.prototype.hasOwnProperty.call(erasureReasons, json);

export interface Erasure {
  /** The record whose values are gone. */
  readonly record: string;
  /** Paths of single items, `parties.<item>`; empty for all of the record. */
  readonly paths: readonly string[];
  readonly reason: ErasureReason;
  /** Member who had it done. */
  readonly by: string;
}

/** A record of its own: under the erased one's id it would be an op of a foreign kind, which the fold leaves out (SPEC C11). */
export const recordOfErasure = ({ record, paths }: Pick<Erasure, 'record' | 'paths'>): string =>
  ['erasure', record, ...paths].join('-').slice(0, 200);

export function erasureOps(erasure: Erasure): Op[] {
  const record = recordOfErasure(erasure);
  const { record: of, paths, reason, by } = erasure;
  return Object.entries({ by, of, paths: [...paths].sort(), reason }).map(([field, value]) => ({
    record,
    kind: ERASURE,
    field,
    value,
    replaces: [],
  }));
}

/** What is erased: by record the paths, where an empty one stands for all of the record. */
export type Erasures = ReadonlyMap<string, ReadonlySet<string>>;
export const ALL = '';

/** What one change has erased; null when it is no erasure, or one that a device claims and not the server. */
export function erasureIn({ device, ops }: IdentifiedChange, servers: ReadonlySet<string>): Erasure[] {
  if (!servers.has(device)) return [];
  const byRecord = new Map<string, { [field: string]: unknown }>();
  for (const { record, kind, field, value } of ops) {
    if (kind === ERASURE) byRecord.set(record, { ...byRecord.get(record), [field]: value });
  }
  return [...byRecord.values()].flatMap(({ of, paths, reason, by }): Erasure[] => {
    const isWhole = typeof of === 'string' && Array.isArray(paths) && typeof by === 'string';
    if (!isWhole) return [];
    const named = paths.filter((path): path is string => typeof path === 'string');
    return [{ record: of, paths: named, by, reason: isErasureReason(reason) ? reason : 'other' }];
  });
}

/** Adds to a list of erased paths by record; answers with the records of which more is erased than before. */
export function addErasures(
  to: Map<string, Set<string>>,
  erasures: Iterable<Pick<Erasure, 'record' | 'paths'>>,
): Set<string> {
  const more = new Set<string>();
  for (const { record, paths } of erasures) {
    const known = to.get(record) ?? new Set<string>();
    for (const path of paths.length === 0 ? [ALL] : paths) {
      if (known.has(path) || known.has(ALL)) continue;
      known.add(path);
      more.add(record);
    }
    to.set(record, known);
  }
  return more;
}

const isGone = ({ record, field }: Op, erasures: Erasures): boolean => {
  const paths = erasures.get(record);
  return paths !== undefined && (paths.has(ALL) || paths.has(field) || paths.has(fieldOfPath(field)));
};

/** The change without what is erased; the very same one where nothing of it is. Its id stays, for the chain hashes salted digests. */
export function withoutErased<T extends IdentifiedChange>(change: T, erasures: Erasures): T {
  if (erasures.size === 0) return change;
  const has = change.ops.some((op) => op.salt !== undefined && isGone(op, erasures));
  return has ? { ...change, ops: change.ops.map((op) => (isGone(op, erasures) ? erased(op) : op)) } : change;
}

/** Photos that only wholly erased records name, among those that these changes name. */
export function photosOfErased(changes: Iterable<IdentifiedChange>, erasures: Erasures): Set<string> {
  const gone = new Set<string>();
  const kept = new Set<string>();
  for (const { ops } of changes) {
    for (const op of ops) {
      const isAll = erasures.get(op.record)?.has(ALL) === true;
      for (const photo of photosIn({ ops: [op] })) (isAll ? gone : kept).add(photo);
    }
  }
  for (const photo of kept) gone.delete(photo);
  return gone;
}
