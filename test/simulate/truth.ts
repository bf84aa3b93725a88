/** What streams and files fold to, by core's own functions and without a store. */
import { canonical, type Json } from '#core/canonical.ts';
import type { IdentifiedChange } from '#core/change.ts';
import { foldRecord, opsByRecord, opsOf, type Row } from '#core/fold.ts';
import { foldVerdict, heldBack, VERDICT_KIND, type Verdict } from '#core/verdict.ts';

const text = (json: unknown): string => canonical(json as Json);

/** What the server's streams fold to, and what is held back in them. */
export interface Truth {
  readonly held: ReadonlySet<string>;
  readonly rows: ReadonlyMap<string, string>;
  readonly cases: readonly Row[];
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

/** By the very list that was folded: every device and every file is held against the same streams. */
const truths = new WeakMap<readonly IdentifiedChange[], Truth>();

export function truthOf(changes: readonly IdentifiedChange[], servers: ReadonlySet<string>): Truth {
  const truth = truths.get(changes) ?? foldTruth(changes, servers);
  truths.set(changes, truth);
  return truth;
}

function foldTruth(changes: readonly IdentifiedChange[], servers: ReadonlySet<string>): Truth {
  const ops = opsByRecord(opsOf(changes));
  const verdicts: Verdict[] = [];
  for (const list of ops.values()) {
    const verdict = foldVerdict(list.filter(({ op, device }) => op.kind === VERDICT_KIND && servers.has(device)));
    if (verdict !== null) verdicts.push(verdict);
  }
  const held = heldBack(verdicts);
  const rows = new Map<string, string>();
  const cases: Row[] = [];
  for (const [record, list] of ops) {
    const row = foldRecord(
      list.filter(({ op }) => op.kind !== VERDICT_KIND),
      held,
    );
    if (row !== null) rows.set(record, text(row));
    if (row?.kind === 'mediationCase') cases.push(row);
  }
  return { held, rows, cases, verdicts: new Map(verdicts.map((verdict) => [verdict.change, verdict])) };
}
