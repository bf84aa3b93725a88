/** Folds the kinds by which the server decides: units, committees, members, settings; of cases only what numbers and counts need. */
import { ofCountsRecord } from '#core/case-counts.ts';
import type { IdentifiedChange } from '#core/change.ts';
import { isDay, yearOf } from '#core/day.ts';
import { foldRecord, opsByRecord, opsOf, type Row } from '#core/fold.ts';
import { VERDICT_KIND } from '#core/verdict.ts';
import { mediationCase } from '#kinds/index.ts';
import { byCode, changesOfRecords, inParts, unservedRecords, type Db } from './log.ts';
import { statement } from './statement.ts';
import type { CaseTable } from './tables.ts';
import type { Turn } from './turn.ts';
import { heldBackAmong } from './verdicts.ts';

/** A case as it was and as it is now. */
export interface FoldedCase {
  readonly before: CaseTable | undefined;
  readonly now: CaseTable;
  readonly row: Row;
}

/** Folds records anew and stores their rows; cases are handed back, to be numbered, counted and stored. */
export async function foldRecords(
  { db, township, rows: book, author }: Turn,
  records: readonly string[],
): Promise<FoldedCase[]> {
  const wanted = new Set(records);
  if (wanted.size === 0) return [];
  await author.flush();
  const changes = await changesOfRecords(db, township, [...wanted]);
  const heldBack = await heldBackAmong(
    db,
    township,
    changes.map(({ id }) => id),
  );
  const ops = opsOf(changes).filter(({ op }) => wanted.has(op.record) && op.kind !== VERDICT_KIND);
  const folded = new Map<string, Row | null>();
  for (const [record, own] of opsByRecord(ops)) folded.set(record, foldRecord(own, heldBack));

  const before = new Map((await findCases(db, township, [...folded.keys()])).map((row) => [row.record, row]));
  const cases: FoldedCase[] = [];
  const rows: Row[] = [];
  const gone: string[] = [];
  for (const [record, row] of folded) {
    const was = before.get(record);
    if (row?.kind === mediationCase.name) cases.push({ before: was, now: caseOf(township, row), row });
    else if (row !== null) rows.push(row);
    else {
      gone.push(record);
      // Everything of it is held back: it counts as little as a removed one.
      if (was !== undefined) cases.push({ before: was, now: { ...was, removed: 1 }, row: emptyRow(was) });
    }
  }
  await book.save(rows);
  await book.remove(gone);
  return cases;
}

const NOBODY = { stamp: '', actor: '', device: '' };
const emptyRow = ({ record: id, scope, unit }: CaseTable): Row => ({
  id,
  scope,
  unit,
  kind: mediationCase.name,
  values: {},
  heads: {},
  conflicts: {},
  erased: [],
  created: NOBODY,
  changed: NOBODY,
  removed: '',
});

const casesAmong = statement((db, township: string, records: readonly string[]) =>
  db.selectFrom('cases').selectAll().where('township', '=', township).where('record', 'in', records),
);

export const findCases = (db: Db, township: string, records: readonly string[]): Promise<CaseTable[]> =>
  inParts(records, (part) => casesAmong(db, township, part));

function caseOf(township: string, { id: record, scope, unit, values, removed }: Row): CaseTable {
  const text = (field: string): string => {
    const value = values[field];
    return typeof value === 'string' ? value : '';
  };
  const acceptedOn = isDay(values['acceptedOn']) ? values['acceptedOn'] : '';
  return {
    township,
    record,
    scope,
    unit,
    committee: text('committee'),
    acceptedOn,
    year: acceptedOn === '' ? 0 : yearOf(acceptedOn),
    disputeType: text('disputeType'),
    source: text('source'),
    status: text('status'),
    fileNumber: text('fileNumber'),
    transferredFrom: text('transferredFrom'),
    archived: text('archivedOn') === '' ? 0 : 1,
    removed: removed === null ? 0 : 1,
  };
}

export async function saveCases(db: Db, cases: readonly CaseTable[]): Promise<void> {
  await inParts(cases, (part) => putCases(db, part));
}

const putCases = statement((db, cases: readonly CaseTable[]) =>
  db
    .insertInto('cases')
    .values(cases)
    .onConflict((on) =>
      on.columns(['township', 'record']).doUpdateSet((eb) => ({
        scope: eb.ref('excluded.scope'),
        unit: eb.ref('excluded.unit'),
        committee: eb.ref('excluded.committee'),
        acceptedOn: eb.ref('excluded.acceptedOn'),
        year: eb.ref('excluded.year'),
        disputeType: eb.ref('excluded.disputeType'),
        source: eb.ref('excluded.source'),
        status: eb.ref('excluded.status'),
        fileNumber: eb.ref('excluded.fileNumber'),
        transferredFrom: eb.ref('excluded.transferredFrom'),
        archived: eb.ref('excluded.archived'),
        removed: eb.ref('excluded.removed'),
      })),
    ),
);

interface PlacedRecord {
  readonly record: string;
  readonly scope: string;
}

/** In which scopes records stand; of cases `findCases` tells. */
export async function findScopes(db: Db, township: string, records: readonly string[]): Promise<PlacedRecord[]> {
  // Its id says where a counts record stands, whether or not anything is counted there yet.
  const counts = records.flatMap((record): PlacedRecord[] => {
    const of = ofCountsRecord(record);
    return of === null ? [] : [{ record, scope: `${of.unit}/counts` }];
  });
  const placed = await inParts(records, (part) => findPlaces(db, township, part));
  return [...placed, ...(await inParts(records, (part) => findRowPlaces(db, township, part))), ...counts];
}

const findPlaces = statement((db, township: string, records: readonly string[]) =>
  db.selectFrom('places').select(['record', 'scope']).where('township', '=', township).where('record', 'in', records),
);
const findRowPlaces = statement((db, township: string, records: readonly string[]) =>
  db.selectFrom('rows').select(['record', 'scope']).where('township', '=', township).where('record', 'in', records),
);

/** Remembers where records of kinds that are not folded stand, by what of these changes is not held back. Whatever is known stays. */
export async function keepPlaces({ db, township, servers }: Turn, changes: readonly IdentifiedChange[]): Promise<void> {
  const naming = changes.filter((change) => !servers.has(change.device) && unservedRecords(change).length > 0);
  const heldBack = await heldBackAmong(
    db,
    township,
    naming.map(({ id }) => id),
  );
  const scopes = new Map<string, string>();
  for (const change of naming) {
    if (heldBack.has(change.id)) continue;
    for (const record of unservedRecords(change)) if (!scopes.has(record)) scopes.set(record, change.scope);
  }
  const rows = [...scopes].sort(([a], [b]) => byCode(a, b)).map(([record, scope]) => ({ township, record, scope }));
  await inParts(rows, async (part) => {
    await db
      .insertInto('places')
      .values(part)
      .onConflict((on) => on.columns(['township', 'record']).doNothing())
      .execute();
    return [];
  });
}
