/**
 * The server's judgement of a change (SPEC X4): itself a change in the same scope, of kind `verdict`, whose record is the
 * id of the judged change. It is folded like any record, so that all devices agree on it whatever arrives first.
 */
import type { Json } from './canonical.ts';
import type { Op } from './change.ts';
import { foldRecord, type RecordOp } from './fold.ts';

export interface Verdict {
  readonly change: string;
  readonly state: 'quarantined' | 'review' | 'accepted';
  /** A `VerdictReason`; a newer server may know more of them. */
  readonly reason: string;
}

export const VERDICT_KIND = 'verdict';
const FIELD = 'state';

/** Why a change is held back, in a word; `reasonText` says it to a person. */
export type VerdictReason =
  /** The value is not what its field can hold. */
  | 'misshapen'
  /** The account may not write there. */
  | 'noRight'
  /** It says what only the office says of a case. */
  | 'officeOnly'
  /** Written under another account than the device's. */
  | 'otherActor'
  /** The account's right had ended, or the device was revoked: the office decides. */
  | 'rightEnded'
  /** Carried in a file, by a device that nobody has confirmed. */
  | 'unknownDevice'
  /** The record is archived: the office decides (SPEC X11). */
  | 'sealed'
  /** What the office says after looking. */
  | 'decided';

/** Held back from rows and totals, and shown under 被退回. */
export const isHeldBack = ({ state }: Pick<Verdict, 'state'>): boolean => state !== 'accepted';

export const heldBack = (verdicts: Iterable<Verdict>): Set<string> => {
  const ids = new Set<string>();
  for (const verdict of verdicts) if (isHeldBack(verdict)) ids.add(verdict.change);
  return ids;
};

/** The op that says it; `replaces` are the heads of an earlier verdict on the same change. */
export const verdictOp = ({ change, state, reason }: Verdict, replaces: readonly string[]): Op => ({
  record: change,
  kind: VERDICT_KIND,
  field: FIELD,
  value: { reason, state },
  replaces: [...replaces].sort(),
});

const isState = (json: unknown): json is Verdict['state'] =>
  json === 'quarantined' || json === 'review' || json === 'accepted';

function stateOf(value: Json | undefined): Omit<Verdict, 'change'> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { state, reason } = value as { readonly [key: string]: Json };
  return isState(state) ? { state, reason: typeof reason === 'string' ? reason : '' } : null;
}

/** The verdict on one change, folded from all verdict ops on it; null when none of them says anything. */
export function foldVerdict(ops: readonly RecordOp[]): Verdict | null {
  const row = foldRecord(ops);
  const said = row === null ? null : stateOf(row.values[FIELD]);
  return row === null || said === null ? null : { change: row.id, ...said };
}
