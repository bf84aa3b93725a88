/** The server's verdicts as this device holds them (SPEC X4): folded from changes of devices that speak for the server. */
import type { IdentifiedChange } from '#core/change.ts';
import { opsByRecord, opsOf } from '#core/fold.ts';
import { foldVerdict, VERDICT_KIND, type Verdict } from '#core/verdict.ts';
import type { LedgerDb, StoredChange } from './db.ts';

const isSame = (a: Verdict | undefined, b: Verdict): boolean => a?.state === b.state && a.reason === b.reason;

/** Ids of the changes that some changes judge. */
export function judgedBy(changes: Iterable<IdentifiedChange>, servers: ReadonlySet<string>): string[] {
  const judged = new Set<string>();
  for (const { device, ops } of changes) {
    if (servers.has(device)) for (const { kind, record } of ops) if (kind === VERDICT_KIND) judged.add(record);
  }
  return [...judged];
}

/** Folds the verdicts on some changes from the log; inside a transaction. Answers with those that say something else than before. */
export async function foldVerdicts(
  db: LedgerDb,
  judged: readonly string[],
  servers: ReadonlySet<string>,
): Promise<Verdict[]> {
  if (judged.length === 0) return [];
  const said = await db.changes
    .where('records')
    .anyOf([...judged])
    .distinct()
    .filter(({ device }) => servers.has(device))
    .toArray();
  const ops = opsByRecord(opsOf(said).filter(({ op }) => op.kind === VERDICT_KIND));
  const before = await db.verdicts.bulkGet([...judged]);
  const changed = judged.flatMap((id, i) => {
    const verdict = foldVerdict(ops.get(id) ?? []);
    return verdict === null || isSame(before[i], verdict) ? [] : [verdict];
  });
  await db.verdicts.bulkPut(changed);
  return changed;
}

/** Every change that devices have written. */
export const writtenBy = async (db: LedgerDb, devices: readonly string[]): Promise<StoredChange[]> =>
  (
    await Promise.all(
      devices.map((device) => db.changes.where('[device+scope+n]').between([device], [device, [], 0]).toArray()),
    )
  ).flat();
