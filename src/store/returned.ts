/** 被退回: what the server did not take or holds back, with what was written in it (SPEC X4). */
import { headsOfPath, type Row } from '#core/fold.ts';
import type { Refusal } from '#core/exchange.ts';
import { isHeldBack, type Verdict } from '#core/verdict.ts';
import { lowerAcks } from './acks.ts';
import { commit } from './commit.ts';
import type { Draft, LedgerDb, StoredChange } from './db.ts';
import type { Edit } from './edit.ts';
import { guarded } from './guarded.ts';
import { valuesById } from './incoming.ts';
import { devicesOf, newId, type Identity, type Store } from './store.ts';

export interface Returned {
  /** The whole change: its ops hold the values. */
  readonly change: StoredChange;
  /** A verdict's state, or `refused` for what the server did not store at all. */
  readonly state: Exclude<Verdict['state'], 'accepted'> | 'refused';
  readonly reason: string;
}

/** The office looks after everybody's, anybody else after their own. */
const concerns = (identity: Identity, { device, actor }: StoredChange): boolean =>
  identity.joined?.account.role === 'office' || actor === identity.actor || devicesOf(identity).includes(device);

/** What stands under 被退回, the latest first. A change that a later one has put right is done with. */
export async function findReturned({ db, identity }: Store): Promise<Returned[]> {
  return db.transaction('r', db.verdicts, db.refused, db.changes, db.meta, async () => {
    const dismissed = new Set(await dismissedIn(db));
    const verdicts = (await db.verdicts.toArray()).filter(isHeldBack);
    const refused = await db.refused.toArray();
    const changes = new Map(
      (await valuesById([...verdicts.map(({ change }) => change), ...refused.map(({ id }) => id)])).map((change) => [
        change.id,
        change,
      ]),
    );
    const of = (id: string, state: Returned['state'], reason: string): Returned[] => {
      const change = changes.get(id);
      return change === undefined || dismissed.has(id) || !concerns(identity, change)
        ? []
        : [{ change, state, reason }];
    };
    const returned = [
      ...refused.flatMap(({ id, reason }) => of(id, 'refused', reason satisfies Refusal)),
      ...verdicts.flatMap(({ change, state, reason }) => (state === 'accepted' ? [] : of(change, state, reason))),
    ];
    const open = await Promise.all(returned.map(async (each) => ((await isPutRight(db, each)) ? [] : [each])));
    return open.flat().sort((a, b) => (a.change.stamp < b.change.stamp ? 1 : -1));
  });
}

/**
 * Whether every record of a change was put right by somebody who knew of it. What they left as it stood before is no longer asked
 * about.
 */
async function isPutRight(db: LedgerDb, { change }: Returned): Promise<boolean> {
  const later = await db.changes
    .where('records')
    .anyOf([...change.records])
    .distinct()
    .toArray();
  const righted = new Set(
    later.flatMap(({ ops }) => ops.filter(({ replaces }) => replaces.includes(change.id)).map(({ record }) => record)),
  );
  return change.records.every((record) => righted.has(record));
}

const DISMISSED = 'sync/dismissed';

const dismissedIn = async (db: LedgerDb): Promise<readonly string[]> =>
  ((await db.meta.get(DISMISSED))?.value as readonly string[] | undefined) ?? [];

/** 不再提示: the server was right. The change stays in the log, and in every backup. */
export const dismiss = (store: Store, { change }: Returned) =>
  guarded(store, () =>
    store.db.transaction('rw', store.db.meta, async () => {
      const value = [...new Set([...(await dismissedIn(store.db)), change.id])];
      await store.db.meta.put({ id: DISMISSED, value });
    }),
  );

/** What replaces a returned value: what stands there now, and the value itself, so that no ghost of it is left (SPEC X4). */
const replacedBy = (row: Row | undefined, path: string, id: string): string[] => [
  ...new Set([...headsOfPath(row, path), id]),
];

/** 重新上报: the same values once more, as a change of whoever sends them. */
export function resend(store: Store, { change }: Returned) {
  return guarded(store, async () => {
    const edits: Edit[] = [];
    for (const record of change.records) {
      const ops = change.ops.filter((op) => op.record === record);
      const kind = ops[0]?.kind ?? '';
      const row = await store.db.rows(kind).get(record);
      const fields: Record<string, Edit['fields'][string]> = {};
      for (const { field, value, saw } of ops) {
        const replaces = replacedBy(row, field, change.id);
        fields[field] = { value: value ?? null, replaces, ...(saw === undefined ? {} : { saw }) };
      }
      edits.push({ kind, record, scope: change.scope, fields });
    }
    await commit(store, edits);
  });
}

/** Offers a refused change to the server again as it is: the server may have been mended. */
export function retry(store: Store, { change }: Returned) {
  const { db } = store;
  return guarded(store, () =>
    db.transaction('rw', db.refused, db.acks, async () => {
      await db.refused.delete(change.id);
      await lowerAcks(db, [change]);
    }),
  );
}

/** 修改: a form on one record of a returned change that shows what was written, and whose saving puts it right. */
export async function draftOfReturned(store: Store, { change }: Returned, record: string): Promise<Draft | null> {
  const ops = change.ops.filter((op) => op.record === record);
  const [first] = ops;
  if (first === undefined) return null;
  const row = await store.db.rows(first.kind).get(record);
  // Of a record that is held back as a whole nothing stands yet: everything is said anew.
  const stands = row?.removed === null;
  const before: Row['values'] = stands ? row.values : {};
  const typed: Record<string, unknown> = stands ? {} : { ...row?.values };
  for (const { field, value } of ops) writeInto(typed, before, field, value ?? null);
  const shown: Record<string, readonly string[]> = {};
  for (const path of new Set([...Object.values(row?.heads ?? {}).flat(), ...ops.map(({ field }) => field)])) {
    const isReturned = ops.some(({ field }) => field === path);
    shown[path] = isReturned ? replacedBy(row, path, change.id) : headsOfPath(row, path);
  }
  const now = store.ports.now();
  const unit = row?.unit ?? change.scope.slice(0, change.scope.lastIndexOf('/'));
  const id = newId(store);
  return { id, kind: first.kind, record, isNew: false, unit, typed, shown, before, startedAt: now, changedAt: now };
}

/** Puts the value of a path into what was typed; an item goes beside the items that stand. */
function writeInto(typed: Record<string, unknown>, before: Row['values'], path: string, value: unknown): void {
  const dot = path.indexOf('.');
  if (dot < 0) {
    typed[path] = value;
    return;
  }
  const [field, item] = [path.slice(0, dot), path.slice(dot + 1)];
  const { [item]: _old, ...others } = (typed[field] ?? before[field] ?? {}) as Record<string, unknown>;
  typed[field] = value === null ? others : { ...others, [item]: value };
}
