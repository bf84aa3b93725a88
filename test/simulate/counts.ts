/** Counts of cases of a world at rest (SPEC S2, F5): what the server says of each unit and year is what its cases come to. */
import { CASE_COUNTS, countPath, countsRecord } from '#core/case-counts.ts';
import type { IdentifiedChange } from '#core/change.ts';
import { isDay } from '#core/day.ts';
import type { Row } from '#core/fold.ts';
import { must } from './invariants.ts';
import { truthOf } from './truth.ts';
import type { World } from './world.ts';

type Counts = Map<string, number>;

export function checkCounts(world: World, streamed: readonly IdentifiedChange[]): void {
  const { cases, rows } = truthOf(streamed, world.servers);
  const standing = cases.filter(({ removed }) => removed === null);
  const handedUp = new Set(standing.map(({ values }) => values['transferredFrom']));
  const expected = new Map<string, Counts>();
  for (const row of standing) {
    const { acceptedOn } = row.values;
    if (!isDay(acceptedOn)) continue;
    const record = countsRecord(row.unit, Number(acceptedOn.slice(0, 4)));
    const counts = expected.get(record) ?? new Map<string, number>();
    expected.set(record, counts);
    const path = pathOf(row, acceptedOn, handedUp.has(row.id));
    counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  const said = new Map<string, Counts>();
  for (const [record, text] of rows) {
    const { kind, values } = JSON.parse(text) as Row;
    if (kind !== CASE_COUNTS) continue;
    const items = Object.entries((values['cases'] ?? {}) as { readonly [item: string]: number | null });
    said.set(record, new Map(items.flatMap(([item, n]) => (n === null ? [] : [[`cases.${item}`, n] as const]))));
  }
  for (const record of new Set([...expected.keys(), ...said.keys()])) {
    const [is, ought] = [wordsOf(said.get(record)), wordsOf(expected.get(record))];
    must(is === ought, `[S2] ${record.slice(-12)} says ${is}, its cases come to ${ought}`);
  }
}

function pathOf({ values }: Row, acceptedOn: string, handedUp: boolean): string {
  const code = (field: string): string => {
    const value = values[field];
    return typeof value === 'string' ? value : '';
  };
  const [disputeType, source, status] = [code('disputeType'), code('source'), code('status')];
  return countPath({ month: acceptedOn.slice(5, 7), disputeType, source, status, handedUp });
}

const wordsOf = (counts: Counts = new Map()): string =>
  [...counts]
    .map(([path, n]) => `${path} ${n}`)
    .sort()
    .join();
