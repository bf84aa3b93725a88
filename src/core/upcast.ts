/** Numbered upcasters (SPEC C8): old ops are upgraded when read; the log is never rewritten. */
import type { Op } from './change.ts';

/** Takes an op written under schema n to schema n + 1. Its id in the log stays what it was. */
export type Upcaster = (op: Op) => Op;

/** `upcasters[n - 1]` upgrades schema n. Append only. */
const upcasters: readonly Upcaster[] = [];

/** An op as the present kinds understand it. One of a newer schema is kept as it is until the app is updated. */
export function upcast(op: Op, schema: number, steps: readonly Upcaster[] = upcasters): Op {
  let now = op;
  for (let at = Math.max(1, schema); at <= steps.length; at++) now = steps[at - 1]?.(now) ?? now;
  return now;
}
