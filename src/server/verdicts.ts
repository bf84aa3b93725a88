/** Verdicts as they stand, folded from what the server's devices said of a change (SPEC X4). */
import type { IdentifiedChange } from '#core/change.ts';
import { foldRecord, headsOfPath, opsOf, type RecordOp } from '#core/fold.ts';
import { foldVerdict, VERDICT_KIND, verdictOp, type Verdict } from '#core/verdict.ts';
import { changeOfRow, changesOfRecords, findChanges, inParts, type Db } from './log.ts';
import { statement } from './statement.ts';
import type { Turn } from './turn.ts';

const findHeldBack = statement((db, township: string, changes: readonly string[]) =>
  db
    .selectFrom('verdicts')
    .select('change')
    .where('township', '=', township)
    .where('state', '!=', 'accepted')
    .where('change', 'in', changes),
);

/** Those of the changes that are held back from rows. */
export async function heldBackAmong(db: Db, township: string, changes: readonly string[]): Promise<Set<string>> {
  const rows = await inParts(changes, (part) => findHeldBack(db, township, part));
  return new Set(rows.map(({ change }) => change));
}

const findJudged = statement((db, township: string, changes: readonly string[]) =>
  db.selectFrom('verdicts').select('change').where('township', '=', township).where('change', 'in', changes),
);

/** Those of the changes on which something was said already; what an earlier epoch said of them stands. */
export async function judgedAmong(db: Db, township: string, changes: readonly string[]): Promise<Set<string>> {
  const rows = await inParts(changes, (part) => findJudged(db, township, part));
  return new Set(rows.map(({ change }) => change));
}

async function keep({ db, township }: Turn, scope: string, verdicts: readonly Verdict[]): Promise<void> {
  const rows = verdicts.map(({ change, state, reason }) => ({ township, change, scope, state, reason }));
  await inParts(rows, async (part) => {
    await db
      .insertInto('verdicts')
      .values(part)
      .onConflict((on) =>
        on.columns(['township', 'change']).doUpdateSet((eb) => ({
          state: eb.ref('excluded.state'),
          reason: eb.ref('excluded.reason'),
        })),
      )
      .execute();
    return [];
  });
}

/** All that the server's devices said of changes, by change. */
async function saidOf(
  { db, township, servers, author }: Turn,
  changes: readonly string[],
): Promise<Map<string, RecordOp[]>> {
  await author.flush();
  const said = new Map<string, RecordOp[]>();
  for (const op of opsOf(await changesOfRecords(db, township, changes))) {
    if (op.op.kind !== VERDICT_KIND || !servers.has(op.device)) continue;
    const list = said.get(op.op.record);
    if (list === undefined) said.set(op.op.record, [op]);
    else list.push(op);
  }
  return said;
}

const headsOf = (ops: readonly RecordOp[]): string[] => headsOfPath(foldRecord(ops) ?? undefined, 'state');

/** Says verdicts on changes of a scope; `isNew`: nothing was said of them before. */
export async function sayVerdicts(turn: Turn, scope: string, verdicts: readonly Verdict[], isNew: boolean) {
  const said = isNew
    ? new Map<string, RecordOp[]>()
    : await saidOf(
        turn,
        verdicts.map(({ change }) => change),
      );
  const ops = verdicts.map((verdict) => verdictOp(verdict, headsOf(said.get(verdict.change) ?? [])));
  await turn.author.write(scope, ops);
  await keep(turn, scope, verdicts);
}

const DECIDED = 'decided';

/** Changes of which the server's devices speak in these: their records are folded anew, whatever was said of them. */
export async function judgedBy(
  db: Db,
  township: string,
  servers: ReadonlySet<string>,
  changes: readonly IdentifiedChange[],
): Promise<IdentifiedChange[]> {
  const ids = verdictsIn(changes.filter(({ device }) => servers.has(device)));
  return (await findChanges(db, township, ids)).filter(({ state }) => state === 'stored').map(changeOfRow);
}

const verdictsIn = (changes: readonly IdentifiedChange[]): string[] => [
  ...new Set(changes.flatMap(({ ops }) => ops.filter(({ kind }) => kind === VERDICT_KIND).map(({ record }) => record))),
];

/**
 * Takes over what other devices of the server said: after a restoration the devices bring it back (SPEC X9). Where it contradicts what was said
 * meanwhile, the office's word counts; else the later one does.
 */
export async function takeVerdicts(turn: Turn, scope: string, changes: readonly IdentifiedChange[]): Promise<void> {
  const judged = verdictsIn(changes);
  if (judged.length === 0) return;
  const contradicted: Verdict[] = [];
  const standing: Verdict[] = [];
  for (const [change, ops] of await saidOf(turn, judged)) {
    const verdict = foldVerdict(ops);
    if (verdict === null) continue;
    const sides = foldRecord(ops)?.conflicts['state'] ?? [];
    if (sides.length === 0) standing.push(verdict);
    else contradicted.push({ ...verdict, ...sides.map(({ value }) => value).find(isDecided), change });
  }
  await keep(turn, scope, standing);
  if (contradicted.length > 0) await sayVerdicts(turn, scope, contradicted, false);
}

const isDecided = (value: unknown): value is Pick<Verdict, 'state' | 'reason'> =>
  (value as { readonly reason?: unknown } | null)?.reason === DECIDED;
