/** The log as it lies in the database: changes, where each device's chain stands, and which changes speak of a record. */
import { recordsOf, type IdentifiedChange } from '#core/change.ts';
import type { BareChange } from '#core/exchange.ts';
import type { Kysely } from 'kysely';
import { committee, mediationCase, setting, unit } from '#kinds/index.ts';
import { member } from '#kinds/member.ts';
import { ERASURE } from '#core/erasure.ts';
import { CASE_COUNTS } from '#core/case-counts.ts';
import { NUMBER_LEASE } from '#core/file-numbers.ts';
import { VERDICT_KIND } from '#core/verdict.ts';
import { statement } from './statement.ts';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;
type ChangeRow = Tables['changes'];
export type ChainRow = Tables['chains'];

/** The kinds that the server folds; all others it only keeps. */
const SERVED: ReadonlySet<string> = new Set([
  unit.name,
  committee.name,
  member.name,
  setting.name,
  mediationCase.name,
  CASE_COUNTS,
  NUMBER_LEASE,
  VERDICT_KIND,
]);

/** SQLite takes 32,766 parameters a statement, PostgreSQL 65,535. */
const ROWS_AT_ONCE = 500;

/** Runs a statement for each part of a long list and joins what it gives. */
export async function inParts<T, R>(list: readonly T[], run: (part: T[]) => Promise<readonly R[]>): Promise<R[]> {
  const all: R[] = [];
  for (let at = 0; at < list.length; at += ROWS_AT_ONCE) all.push(...(await run(list.slice(at, at + ROWS_AT_ONCE))));
  return all;
}

/** By code unit, as everywhere: a database sorts as its language does. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export type StoredChange = Pick<ChangeRow, 'id' | 'scope' | 'device' | 'n' | 'prev' | 'body'>;

export function changeOfRow({ id, scope, device, n, prev, body }: StoredChange): IdentifiedChange {
  const { action, actor, stamp, schema, ops } = JSON.parse(body) as BareChange;
  return { device, scope, n, prev, action, actor, stamp, schema, ops, id };
}

type Standing = Pick<ChangeRow, 'state' | 'proven' | 'fork'>;

export function rowOfChange(township: string, change: IdentifiedChange, standing: Standing): ChangeRow {
  const { id, scope, device, n, prev, action, actor, stamp, schema, ops } = change;
  const body = JSON.stringify({ action, actor, stamp, schema, ops } satisfies BareChange);
  return { township, id, scope, device, n, prev, body, bytes: Buffer.byteLength(body), ...standing };
}

const putChanges = statement((db, rows: readonly ChangeRow[]) => db.insertInto('changes').values(rows));
const putRecords = statement((db, rows: readonly Tables['records'][]) => db.insertInto('records').values(rows));

/** Stores changes and what is looked up by: the records of served kinds that they speak of. */
export async function insertChanges(db: Db, rows: readonly ChangeRow[], changes: readonly IdentifiedChange[]) {
  const township = rows[0]?.township;
  if (township === undefined) return;
  await inParts(rows, (part) => putChanges(db, part));
  const records = changes.flatMap((change) =>
    servedRecords(change).map((record) => ({ township, record, change: change.id })),
  );
  await inParts(records, (part) => putRecords(db, part));
}

const isServed = ({ ops }: IdentifiedChange): boolean => ops.some(({ kind }) => SERVED.has(kind));

/** Records of a change of which any op is of a served kind. */
export function servedRecords(change: IdentifiedChange): string[] {
  return isServed(change) ? recordsOf({ ...change, ops: change.ops.filter(({ kind }) => SERVED.has(kind)) }) : [];
}

/** Records of ops whose kinds the server only keeps. */
export const unservedRecords = ({ ops }: Pick<IdentifiedChange, 'ops'>): string[] => [
  ...new Set(ops.flatMap(({ kind, record }) => (SERVED.has(kind) || kind === ERASURE ? [] : [record]))),
];

const changesAmong = statement((db, township: string, ids: readonly string[]) =>
  db.selectFrom('changes').selectAll().where('township', '=', township).where('id', 'in', ids),
);

export const findChanges = (db: Db, township: string, ids: readonly string[]): Promise<ChangeRow[]> =>
  inParts(ids, (part) => changesAmong(db, township, part));

const findSpoken = statement((db, township: string, records: readonly string[]) =>
  db.selectFrom('records').select('change').where('township', '=', township).where('record', 'in', records),
);

/**
 * All stored changes that speak of the records, each once. Two looks by keys in place of a join: a PostgreSQL whose statistics knew nothing of the
 * township yet joined every change with every record, for forty seconds.
 */
export async function changesOfRecords(
  db: Db,
  township: string,
  records: readonly string[],
): Promise<IdentifiedChange[]> {
  const spoken = await inParts(records, (part) => findSpoken(db, township, part));
  const rows = await findChanges(db, township, [...new Set(spoken.map(({ change }) => change))]);
  return rows.filter(({ state }) => state === 'stored').map(changeOfRow);
}

type ChainName = Pick<ChainRow, 'device' | 'scope'>;
const nameOf = ({ device, scope }: ChainName): string => `${device} ${scope}`;

/**
 * The rows of the chains, locked until the transaction ends: two pushes of one chain come one after the other, or both would find the
 * same position free. In sorted order, so that no two wait for each other.
 */
export async function lockChains(db: Db, township: string, chains: readonly ChainName[]): Promise<ChainRow[]> {
  const names = [...new Map(chains.map((chain) => [nameOf(chain), chain])).values()];
  const fresh = names
    .sort((a, b) => byCode(nameOf(a), nameOf(b)))
    .map(({ device, scope }) => ({ township, device, scope, n: 0, tip: '', waiting: 0, joined: 0 }));
  return inParts(fresh, (part) => holdChains(db, part));
}

const holdChains = statement((db, rows: readonly ChainRow[]) =>
  db
    .insertInto('chains')
    .values(rows)
    // An update that changes nothing, for the lock and the answer.
    .onConflict((on) => on.columns(['township', 'device', 'scope']).doUpdateSet((eb) => ({ n: eb.ref('chains.n') })))
    .returningAll(),
);

const chainsAmong = statement((db, township: string, device: string, scopes: readonly string[]) =>
  db
    .selectFrom('chains')
    .selectAll()
    .where('township', '=', township)
    .where('device', '=', device)
    .where('scope', 'in', scopes),
);

export const findChains = (db: Db, township: string, device: string, scopes: readonly string[]): Promise<ChainRow[]> =>
  inParts(scopes, (part) => chainsAmong(db, township, device, part));

const putChains = statement((db, rows: readonly ChainRow[]) =>
  db
    .insertInto('chains')
    .values(rows)
    .onConflict((on) =>
      on.columns(['township', 'device', 'scope']).doUpdateSet((eb) => ({
        n: eb.ref('excluded.n'),
        tip: eb.ref('excluded.tip'),
        waiting: eb.ref('excluded.waiting'),
        joined: eb.ref('excluded.joined'),
      })),
    ),
);

export async function saveChains(db: Db, rows: readonly ChainRow[]): Promise<void> {
  await inParts(rows, (part) => putChains(db, part));
}
