/** Rows and verdicts of a memory store: folded from its log and what is about to join it. */
import { recordsOf, type IdentifiedChange } from '#core/change.ts';
import { foldOwn, foldRecord, opsByRecord, opsOf, type RecordOp, type Row } from '#core/fold.ts';
import { foldVerdict, isHeldBack, VERDICT_KIND, type Verdict } from '#core/verdict.ts';
import type { Disk, Put } from './disk.ts';

/** All ops of a record: those in the log, then those of `fresh`. */
export function opsOfRecord(disk: Disk, record: string, fresh: readonly IdentifiedChange[] = []): RecordOp[] {
  const ids = new Set(disk.records.get(record));
  // One that lost a value (SPEC C9) stands in the place of what is held.
  const now = new Map(fresh.map((change) => [change.id, change]));
  const held = [...ids].map((id) => now.get(id) ?? (disk.log.get(id) as IdentifiedChange));
  return opsOf([...held, ...fresh.filter(({ id }) => !ids.has(id))]).filter(({ op }) => op.record === record);
}

const isVerdict = ({ op }: RecordOp): boolean => op.kind === VERDICT_KIND;

/** Folds every record that `fresh` touches or judges anew, as if `fresh` were in the log. */
export function foldFresh(disk: Disk, fresh: readonly IdentifiedChange[], put: Put): void {
  if (fresh.length === 0) return;
  const byRecord = new Map<string, IdentifiedChange[]>();
  for (const change of fresh) {
    for (const record of recordsOf(change)) {
      const list = byRecord.get(record);
      if (list === undefined) byRecord.set(record, [change]);
      else list.push(change);
    }
  }
  const held = new Set(disk.held);
  const touched = new Set<string>();
  for (const [record, changes] of byRecord) {
    const isJudgement = changes.some(({ ops }) => ops.some((op) => op.record === record && op.kind === VERDICT_KIND));
    if (!isJudgement) touched.add(record);
    else {
      const verdict = verdictOn(disk, record, changes);
      if (verdict === null) continue;
      if (isHeldBack(verdict)) held.add(verdict.change);
      else held.delete(verdict.change);
      put(() => keepVerdict(disk, verdict));
      const judged = disk.log.get(record) ?? fresh.find(({ id }) => id === record);
      for (const other of judged === undefined ? [] : recordsOf(judged)) touched.add(other);
    }
  }
  for (const record of touched) {
    const ops = opsOfRecord(disk, record, byRecord.get(record)).filter((op) => !isVerdict(op));
    const row = foldRecord(ops, held);
    put(() => keepRow(disk, record, row));
  }
}

function keepVerdict(disk: Disk, verdict: Verdict): void {
  disk.verdicts.set(verdict.change, verdict);
  if (isHeldBack(verdict)) disk.held.add(verdict.change);
  else disk.held.delete(verdict.change);
}

function keepRow(disk: Disk, record: string, row: Row | null): void {
  if (row === null) disk.rows.delete(record);
  else disk.rows.set(record, row);
}

/** Only devices that speak for the server judge. */
function verdictOn(disk: Disk, change: string, fresh: readonly IdentifiedChange[]): Verdict | null {
  const servers = disk.account?.servers ?? [];
  const said = opsOfRecord(disk, change, fresh).filter((op) => isVerdict(op) && servers.includes(op.device));
  return foldVerdict(said);
}

/** Rows after changes that were written here just now, as the app folds them. */
export function foldOwnChanges(disk: Disk, written: readonly IdentifiedChange[], put: Put): void {
  const steps = written.map((change) => opsByRecord(opsOf([change])));
  for (const record of new Set(steps.flatMap((step) => [...step.keys()]))) {
    let row: Row | null | undefined = disk.rows.get(record);
    for (const step of steps) {
      const ops = step.get(record);
      // A row can be missing although its record has changes: all of them are held back.
      if (ops !== undefined && row !== null)
        row = row === undefined && disk.records.has(record) ? null : foldOwn(row, ops);
    }
    const kept = row ?? foldRecord(opsOfRecord(disk, record, written), disk.held);
    put(() => keepRow(disk, record, kept));
  }
}
