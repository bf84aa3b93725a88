/** Makers of changes for tests: a small world of devices writing to one record, with chance passed in. */
import { CHAIN_START, changesOf, type ChainEnd, type IdentifiedChange, type Op } from '#core/change.ts';
import { foldRecord, headsOfPath, opsOf, REMOVED, type Row } from '#core/fold.ts';
import { nextStamp, stampText, type Stamp } from '#core/stamp.ts';

const RECORD = '01900000-0000-7000-8000-000000000001';
const SCOPE = 'village/cases';

export interface Writer {
  readonly device: string;
  readonly held: IdentifiedChange[];
  end: ChainEnd;
  stamp: Stamp;
}

export const aWriter = (device: string): Writer => ({
  device,
  held: [],
  end: CHAIN_START,
  stamp: { ms: 0, counter: 0 },
});

export const rowOf = (changes: Iterable<IdentifiedChange>, record = RECORD): Row | null =>
  foldRecord(opsOf(changes).filter(({ op }) => op.record === record));

/** Writes ops as one change of the writer at `now`, replacing what the writer sees. */
export function write(
  writer: Writer,
  edits: { [path: string]: Op['value'] },
  now: number,
  more: Partial<Op> = {},
): IdentifiedChange {
  const row = rowOf(writer.held) ?? undefined;
  const ops = Object.entries(edits).map(([field, value]): Op => ({
    record: RECORD,
    kind: 'mediationCase',
    field,
    value: value ?? null,
    replaces: headsOfPath(row, field),
    ...(field === REMOVED && value !== null ? { saw: Object.keys(row?.heads ?? {}).sort() } : {}),
    ...more,
  }));
  const by = {
    device: writer.device,
    action: `action-${writer.device}-${writer.end.n + 1}`,
    actor: `actor-${writer.device}`,
    nextStamp: () => {
      writer.stamp = nextStamp(writer.stamp, now);
      return stampText(writer.stamp, writer.device);
    },
  };
  const [change] = changesOf(ops, SCOPE, by, writer.end);
  if (change === undefined) throw new Error('No change was written');
  writer.end = { n: change.n, id: change.id };
  writer.held.push(change);
  return change;
}

/** Everyone receives what everyone holds. */
export function settle(...writers: Writer[]): void {
  const all = new Map(writers.flatMap(({ held }) => held.map((change) => [change.id, change] as const)));
  for (const writer of writers) writer.held.splice(0, writer.held.length, ...all.values());
}
