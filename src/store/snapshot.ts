/**
 * A projection kept as text between visits: reading slim rows as JSON takes a fifteenth of the time of reading whole rows. It
 * is a cache of a cache: a missing, foreign or outdated one only costs time, and the rows written since follow by their `at`.
 */
import type { LedgerDb, SnapshotPart } from './db.ts';
import type { SlimRow } from './projection.ts';

/** Below this many rows whole rows are read fast enough. */
const WORTH_KEEPING = 2000;
const PART = 2000;

export interface Snapshot {
  readonly watermark: number;
  readonly rows: readonly SlimRow[];
}

const partsOf = (db: LedgerDb, kind: string) => db.snapshots.where('[kind+part]').between([kind, 0], [kind, Infinity]);

/** `version` is the build that wrote it: another one may slim rows in another way. Null when there is none to use. */
export async function readSnapshot(db: LedgerDb, kind: string, version: number): Promise<Snapshot | null> {
  const parts = await partsOf(db, kind).toArray();
  const first = parts[0];
  if (first === undefined || parts.length !== first.parts || parts.some((part) => part.version !== version))
    return null;
  const rows: SlimRow[] = [];
  for (const { text } of parts) {
    for (const row of JSON.parse(text) as SlimRow[]) rows.push(row);
    // One part at a time: the screen stays responsive on a slow phone.
    await pause();
  }
  return { watermark: first.watermark, rows };
}

/** Whether so much had to be read beside the snapshot that a new one pays. */
export const isWorthKeeping = (rows: number, readBeside: number): boolean =>
  rows >= WORTH_KEEPING && readBeside > Math.max(WORTH_KEEPING / 4, rows / 20);

export async function writeSnapshot(
  db: LedgerDb,
  kind: string,
  version: number,
  { watermark, rows }: Snapshot,
): Promise<void> {
  const parts: SnapshotPart[] = [];
  const of = Math.ceil(rows.length / PART);
  for (let part = 0; part < of; part++) {
    const text = JSON.stringify(rows.slice(part * PART, (part + 1) * PART));
    parts.push({ kind, part, parts: of, version, watermark, text });
    await pause();
  }
  await db.transaction('rw', db.snapshots, async () => {
    await partsOf(db, kind).delete();
    await db.snapshots.bulkPut(parts);
  });
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
