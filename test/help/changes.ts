/** Makers of changes for tests: a small world of devices writing to one record, with chance passed in. */
import { CHAIN_START, changesOf, type ChainEnd, type IdentifiedChange, type Op } from '#core/change.ts';
import { foldRecord, headsOfPath, opsOf, REMOVED, type Row } from '#core/fold.ts';
import { nextStamp as tick, stampText, type Stamp } from '#core/stamp.ts';

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
      writer.stamp = tick(writer.stamp, now);
      return stampText(writer.stamp, writer.device);
    },
  };
  const [change] = keep(writer, changesOf(ops, SCOPE, by, writer.end));
  if (change === undefined) throw new Error('No change was written');
  return change;
}

function keep(writer: Writer, changes: IdentifiedChange[]): IdentifiedChange[] {
  const last = changes[changes.length - 1];
  if (last !== undefined) writer.end = { n: last.n, id: last.id };
  writer.held.push(...changes);
  return changes;
}

/** Adds so many visits to one record, each by a change of its own: as many heads. */
export function writeVisits(writer: Writer, count: number, { record = RECORD, scope = SCOPE } = {}): void {
  for (let i = 0; i < count; i++) {
    const op: Op = {
      record,
      kind: 'mediationCase',
      field: `followUps.v${i}`,
      value: { on: '2024-06-03' },
      replaces: [],
    };
    const nextStamp = () => stampText((writer.stamp = tick(writer.stamp, 0)), writer.device);
    const by = { device: writer.device, action: `visit-${i}`, actor: `actor-${writer.device}`, nextStamp };
    keep(writer, changesOf([op], scope, by, writer.end));
  }
}

/** Everyone receives what everyone holds. */
export function settle(...writers: Writer[]): void {
  const all = new Map(writers.flatMap(({ held }) => held.map((change) => [change.id, change] as const)));
  for (const writer of writers) writer.held.splice(0, writer.held.length, ...all.values());
}
