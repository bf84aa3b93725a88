/** What a person does to a record: save, remove, bring back, choose between two values; and its history. */
import { sealOf, sealProblems } from '#core/case-seal.ts';
import { officeProblems } from '#core/office-part.ts';
import { sameJson, type Json } from '#core/canonical.ts';
import { headsOfPath, REMOVED, type Row } from '#core/fold.ts';
import { isPlain } from '#core/types/plain.ts';
import { readDraft, problemsOf, type Problem } from '#core/validate.ts';
import type { Values } from '#kinds/field.ts';
import { kindOf, mediationCase } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { commit, isOwnDraft, Refused } from './commit.ts';
import type { Draft } from './db.ts';
import type { Edit } from './edit.ts';
import { numberFor } from './leases.ts';
import { scopeOf } from './scope.ts';
import { isOffice, todayOf, type Store } from './store.ts';
import { guarded, type Failure } from './guarded.ts';

export type Saved =
  | { readonly ok: true; readonly record: string }
  | { readonly ok: false; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly failure: Failure };

/** Fields whose items are kept one by one (SPEC C5). */
const isMap = (kind: Kind, field: string): boolean => {
  const type = kind.fields[field]?.type;
  return type === 'items' || type === 'photos';
};

/** Paths whose value differs, with the new value; null where something was there and is gone. */
function changedPaths(kind: Kind, before: Values, after: Values): Map<string, Json> {
  const changed = new Map<string, Json>();
  const compare = (path: string, was: Json | undefined, is: Json | undefined) => {
    if (!sameJson(was ?? null, is ?? null)) changed.set(path, is ?? null);
  };
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const was = before[field] as Json | undefined;
    const is = after[field] as Json | undefined;
    if (!isMap(kind, field)) compare(field, was, is);
    else {
      const [wasItems, isItems] = [(was ?? {}) as Record<string, Json>, (is ?? {}) as Record<string, Json>];
      for (const item of new Set([...Object.keys(wasItems), ...Object.keys(isItems)])) {
        compare(`${field}.${item}`, wasItems[item], isItems[item]);
      }
    }
  }
  return changed;
}

/** A field of another version: what was typed there, or what was there where that is nothing a log may carry. */
const unread = ({ typed, before }: Draft, field: string): unknown =>
  isPlain(typed[field]) ? typed[field] : before[field];

/**
 * Saves a form. Everything is stored as one change and the draft goes in the same transaction; or nothing is, and
 * the answer says why. Replaces what the form showed, not what is here now (SPEC C3). `storedAt`: when this form stored
 * its draft; one that another window wrote since stays (SPEC D9).
 */
export async function saveDraft(store: Store, draft: Draft, storedAt?: number | null): Promise<Saved> {
  const kind = kindOf(draft.kind);
  const context = { today: todayOf(store) };
  const read = readDraft(kind, draft.typed, context);
  const after: Record<string, unknown> = { ...draft.before };
  for (const field of Object.keys(draft.typed)) {
    const value = field in kind.fields ? read.values[field] : unread(draft, field);
    if (value === undefined || value === null) delete after[field];
    else after[field] = value;
  }
  const problems = read.problems.length > 0 ? read.problems : problemsOf(kind, after as Values, context);
  if (problems.length > 0) return { ok: false, problems };
  const changed = changedPaths(kind, draft.before as Values, after as Values);
  const done = await guarded(store, () => storeDraft(store, draft, changed, storedAt));
  if (!done.ok) return done;
  return done.value.length > 0 ? { ok: false, problems: done.value } : { ok: true, record: draft.record };
}

/** Answers with what an archived case does not take and what is the office's to write; with nothing where everything was stored. */
async function storeDraft(
  store: Store,
  draft: Draft,
  changed: ReadonlyMap<string, Json>,
  storedAt: number | null | undefined,
): Promise<Problem[]> {
  const kind = kindOf(draft.kind);
  const notOurs = officeProblems(kind, changed, isOffice(store.identity));
  if (notOurs.length > 0) return notOurs;
  const fields: Record<string, { value: Json; replaces: readonly string[] }> = {};
  for (const [path, value] of changed) fields[path] = { value, replaces: draft.shown[path] ?? [] };
  Object.assign(fields, await sealFor(store, kind, draft, fields));
  Object.assign(fields, await leasedNumber(store, kind, draft, changed));
  const { township } = store.identity;
  const edit: Edit = {
    kind: kind.name,
    record: draft.record,
    isNew: draft.isNew,
    scope: scopeOf(kind, draft.unit, township),
    fields,
  };
  const ending = { id: draft.id, storedAt };
  if (changed.size === 0) {
    if (isOwnDraft(await store.db.drafts.get(draft.id), ending)) await store.db.drafts.delete(draft.id);
    return [];
  }
  let broken: Problem[] = [];
  try {
    await commit(store, [edit], ending, (rows) => {
      broken = sealBroken(store, kind, rows.get(draft.record), changed.keys());
      return broken.length === 0;
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
  return broken;
}

/** The official number that goes with 受理 where this device issues them (SPEC X10). */
async function leasedNumber(
  store: Store,
  kind: Kind,
  { record, before, shown }: Draft,
  changed: ReadonlyMap<string, Json>,
): Promise<Edit['fields']> {
  // A form in which nothing changed stores nothing.
  if (kind.name !== mediationCase.name || changed.size === 0) return {};
  const value = await numberFor(store, record, { ...before, ...Object.fromEntries(changed) });
  return value === null ? {} : { fileNumber: { value, replaces: shown['fileNumber'] ?? [] } };
}

/** What an archived case does not take (SPEC X11): asked of what is stored now, not of what the form showed. */
function sealBroken({ identity }: Store, kind: Kind, stored: Row | undefined, paths: Iterable<string>): Problem[] {
  if (kind.name !== mediationCase.name || stored === undefined) return [];
  return sealProblems(kind, stored.values as Values, paths, isOffice(identity));
}

/** Ids of all changes that this device holds of a record. */
export const changeIdsOf = async ({ db }: Store, record: string): Promise<string[]> =>
  (await db.changes.where('records').equals(record).toArray()).map(({ id }) => id);

/** The seal that goes with 归档日期, over every change that the record has here (SPEC X11). */
async function sealFor(
  store: Store,
  kind: Kind,
  { record, shown }: Draft,
  fields: { readonly [path: string]: { readonly value: Json } },
): Promise<Edit['fields']> {
  const archivedOn = fields['archivedOn'];
  if (kind.name !== mediationCase.name || archivedOn === undefined || archivedOn.value === null) return {};
  const seal = sealOf(record, await changeIdsOf(store, record));
  return { seal: { value: { ...seal }, replaces: shown['seal'] ?? [] } };
}

/** Writes values of several records as one action: people pasted in, a case made from another record. */
export async function saveValues(
  store: Store,
  entries: readonly { kind: Kind; record: string; unit: string; values: Values; row?: Row }[],
) {
  const edits: Edit[] = entries.map(({ kind, record, unit, values, row }) => {
    const fields: Record<string, Edit['fields'][string]> = {};
    for (const [path, value] of changedPaths(kind, (row?.values ?? {}) as Values, {
      ...(row?.values as Values),
      ...values,
    })) {
      fields[path] = { value, replaces: headsOfPath(row, path) };
    }
    const scope = row?.scope ?? scopeOf(kind, unit, store.identity.township);
    return { kind: kind.name, record, isNew: row === undefined, scope, fields };
  });
  return guarded(store, () =>
    commit(
      store,
      edits.filter(({ fields }) => Object.keys(fields).length > 0),
    ),
  );
}

/** Takes a record out of lists and figures, with a reason; its history stays (SPEC C6). */
export function removeRecord(store: Store, row: Row, reason: string) {
  const saw = Object.keys(row.heads);
  const fields = { [REMOVED]: { value: reason, replaces: headsOfPath(row, REMOVED), saw } };
  return guarded(store, () => commit(store, [{ kind: row.kind, record: row.id, scope: row.scope, fields }]));
}

/** Brings a removed record back. */
export function restoreRecord(store: Store, row: Row) {
  const fields = { [REMOVED]: { value: null, replaces: headsOfPath(row, REMOVED) } };
  return guarded(store, () => commit(store, [{ kind: row.kind, record: row.id, scope: row.scope, fields }]));
}

/** Settles a conflict: the chosen value replaces every head that stood there (SPEC C4). */
export function chooseValue(store: Store, row: Row, path: string, value: Json) {
  const saw = path === REMOVED && value !== null ? { saw: Object.keys(row.heads) } : {};
  const fields = { [path]: { value, replaces: headsOfPath(row, path), ...saw } };
  return guarded(store, () => commit(store, [{ kind: row.kind, record: row.id, scope: row.scope, fields }]));
}

/** One field's change in a record's history. */
export interface HistoryEntry {
  readonly change: string;
  readonly path: string;
  /** The values it replaced; empty when it is the first. */
  readonly old: readonly Json[];
  readonly value: Json;
  readonly erased: boolean;
  readonly stamp: string;
  readonly actor: string;
  readonly device: string;
  readonly action: string;
}

/** Who changed which field when on which device, from what to what; the latest first. */
export async function historyOf({ db }: Store, record: string): Promise<HistoryEntry[]> {
  const changes = await db.changes.where('records').equals(record).toArray();
  const values = new Map<string, Json>();
  for (const change of changes) {
    for (const op of change.ops) if (op.record === record) values.set(`${change.id}/${op.field}`, op.value ?? null);
  }
  const entries = changes.flatMap((change) =>
    change.ops
      .filter((op) => op.record === record)
      .map((op) => ({
        change: change.id,
        path: op.field,
        old: op.replaces.map((id) => values.get(`${id}/${op.field}`) ?? null),
        value: op.value ?? null,
        erased: op.digest !== undefined,
        stamp: change.stamp,
        actor: change.actor,
        device: change.device,
        action: change.action,
      })),
  );
  const sorted = entries.sort((a, b) => (a.stamp < b.stamp ? 1 : a.stamp > b.stamp ? -1 : 0));
  // A removal that took several changes is one deed (SPEC C6).
  const removals = new Map(sorted.filter(({ path }) => path === REMOVED).map((entry) => [entry.action, entry]));
  return sorted.filter((entry) => entry.path !== REMOVED || removals.get(entry.action) === entry);
}
