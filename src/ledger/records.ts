/** Folded records of a backup, for the commands that read them. */
import { rowsOfKinds, type Backup } from '#core/backup.ts';
import type { Row } from '#core/fold.ts';
import type { Values } from '#kinds/field.ts';
import { kinds } from '#kinds/index.ts';

/** A row whose values are read as the kinds mean them; every rule for text and figures bears with other shapes. */
export interface RecordRow extends Omit<Row, 'values'> {
  readonly values: Values;
}

/** By kind name, the known ones first in the order of the menu; within a kind by id. */
export function rowsByKind({ changes, verdicts }: Backup): Map<string, RecordRow[]> {
  const found = new Set(changes.flatMap(({ ops }) => ops.map(({ kind }) => kind)));
  const known = kinds.map(({ name }) => name).filter((name) => found.has(name));
  const unknown = [...found].filter((name) => !known.includes(name)).sort();
  const byKind = new Map<string, RecordRow[]>([...known, ...unknown].map((name) => [name, []]));
  for (const row of rowsOfKinds(changes, verdicts, [...found])) byKind.get(row.kind)?.push(row as RecordRow);
  return byKind;
}

export const isListed = ({ removed }: RecordRow): boolean => removed === null;

export const listedByKind = (rows: ReadonlyMap<string, readonly RecordRow[]>): Map<string, RecordRow[]> =>
  new Map([...rows].map(([kind, list]) => [kind, list.filter(isListed)]));
