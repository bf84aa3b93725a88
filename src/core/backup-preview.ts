/** What a backup holds, said before anything is taken from it (SPEC B2), and whose workspace it was (SPEC D5). */
import type { IdentifiedChange } from './change.ts';
import { forksOf, rowsOfKinds, type Backup, type ChainTip } from './backup.ts';
import { dayOfMs } from './day.ts';
import { unitOfScope, type Row } from './fold.ts';
import { isSample } from './sample-mark.ts';
import { msOf } from './stamp.ts';

export interface KindCount {
  readonly kind: string;
  readonly count: number;
}

export interface BackupPreview {
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
  readonly units: Backup['units'];
  readonly changes: number;
  /** By kind name, removed records included; a kind that only a newer version knows too. */
  readonly records: readonly KindCount[];
  /** Days in China on which the first and the last change were written, by the clocks of their devices. */
  readonly from: string | null;
  readonly to: string | null;
  readonly photos: number;
  /** Invented records: they stay out of every real workspace. */
  readonly sample: boolean;
  /** Positions with two contents: a cloned phone. */
  readonly forks: readonly ChainTip[];
}

/** Ids of the records that changes touch, by kind. */
export function recordsByKind(changes: readonly IdentifiedChange[]): Map<string, Set<string>> {
  const kinds = new Map<string, Set<string>>();
  for (const { ops } of changes) {
    for (const { kind, record } of ops) {
      const records = kinds.get(kind);
      if (records === undefined) kinds.set(kind, new Set([record]));
      else records.add(record);
    }
  }
  return kinds;
}

export const countsOf = (kinds: ReadonlyMap<string, ReadonlySet<string>>): KindCount[] =>
  [...kinds].map(([kind, records]) => ({ kind, count: records.size })).sort((a, b) => (a.kind < b.kind ? -1 : 1));

export function previewOf(backup: Backup): BackupPreview {
  const stamps = backup.changes.map(({ stamp }) => stamp).sort();
  const dayOf = (stamp: string | undefined) => (stamp === undefined ? null : dayOfMs(msOf(stamp)));
  return {
    createdAt: backup.createdAt,
    units: backup.units.filter(({ name }) => name !== ''),
    changes: backup.changes.length,
    records: countsOf(recordsByKind(backup.changes)),
    from: dayOf(stamps[0]),
    to: dayOf(stamps[stamps.length - 1]),
    photos: backup.blobs.length,
    sample: isSample(backup.changes),
    forks: forksOf(backup.changes),
  };
}

/** Whose workspace a backup was: what restoring it into an empty one adopts. */
export interface Places {
  readonly township: string;
  /** The first is the one that the workspace starts with. */
  readonly units: readonly string[];
  readonly mode: 'village' | 'township';
}

const isTownship = (unit: Row): boolean => unit.values['unitKind'] === 'township';
const byCreation = (a: Row, b: Row): number => (a.created.stamp < b.created.stamp ? -1 : 1);

/**
 * Finds township and units in a backup's records. A township office that merged the files of villages on their own
 * holds several local townships: its own is the one with an account of the office, else the one with most units.
 * null when there are no units at all: such a file can be taken into a workspace but makes none.
 */
export function placesOf({ changes, verdicts }: Backup): Places | null {
  const rows = rowsOfKinds(changes, verdicts, ['unit', 'member']).filter(({ removed }) => removed === null);
  const units = rows.filter(({ kind }) => kind === 'unit').sort(byCreation);
  const offices = new Set(
    rows
      .filter(({ kind, values }) => kind === 'member' && values['role'] === 'office')
      .map(({ scope }) => unitOfScope(scope)),
  );
  const townships = [...new Set(units.map(({ unit }) => unit))];
  const sizeOf = (id: string) => units.filter(({ unit }) => unit === id).length;
  const township = [...townships].sort(
    (a, b) => Number(offices.has(b)) - Number(offices.has(a)) || sizeOf(b) - sizeOf(a),
  )[0];
  if (township === undefined) return null;

  const own = units.filter((unit) => unit.unit === township && !isTownship(unit)).map(({ id }) => id);
  if (!offices.has(township) && own.length <= 1)
    return own.length === 0 ? null : { township, units: own, mode: 'village' };
  const others = units.filter((unit) => unit.unit !== township && !isTownship(unit)).map(({ id }) => id);
  return { township, units: [township, ...own, ...others], mode: 'township' };
}
