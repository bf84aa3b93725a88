/** Two records of one person become one and, if that was wrong, two again: changes in the log like any other (SPEC N). */
import { REMOVED, headsOfPath, type Row } from '#core/fold.ts';
import { takenOver } from '#core/merge-person.ts';
import type { Values } from '#kinds/field.ts';
import { person } from '#kinds/index.ts';
import { commit } from './commit.ts';
import type { StoredRow } from './db.ts';
import type { Edit } from './edit.ts';
import { guarded, type Guarded } from './guarded.ts';
import { saveValues } from './records.ts';
import { todayOf, type Store } from './store.ts';

const rowOf = async ({ db }: Store, id: string): Promise<StoredRow | undefined> => db.rows(person.name).get(id);

/** `from` was found to be `into`: one action over both records. Answers with false where either is gone. */
export async function mergePersons(store: Store, from: string, into: string): Promise<Guarded<boolean>> {
  const [one, other] = [await rowOf(store, from), await rowOf(store, into)];
  if (one === undefined || other === undefined || from === into) return { ok: true, value: false };
  const entry = (row: StoredRow, values: Values) => ({ kind: person, record: row.id, unit: row.unit, values, row });
  const done = await saveValues(store, [
    entry(one, { mergedInto: into }),
    entry(other, takenOver(one.values as Values, other.values as Values)),
  ]);
  return done.ok ? { ok: true, value: true } : done;
}

/** Takes a merge back: the link, and whatever the same action wrote into the other record and nobody has changed since. */
export async function unmergePerson(store: Store, id: string): Promise<Guarded<boolean>> {
  const row = await rowOf(store, id);
  const into = row?.values['mergedInto'];
  if (row === undefined || typeof into !== 'string') return { ok: true, value: false };
  const other = await rowOf(store, into);
  const edits = [editOf(row, ['mergedInto'])];
  if (other !== undefined) edits.push(editOf(other, await writtenBy(store, row, other)));
  return guarded(store, async () => {
    await commit(
      store,
      edits.filter(({ fields }) => Object.keys(fields).length > 0),
    );
    return true;
  });
}

const editOf = (row: Row, paths: readonly string[]): Edit => ({
  kind: row.kind,
  record: row.id,
  scope: row.scope,
  fields: Object.fromEntries(paths.map((path) => [path, { value: null, replaces: headsOfPath(row, path) }])),
});

/** Paths of `other` at which nothing but the actions that merged `row` has written. */
async function writtenBy({ db }: Store, row: Row, other: Row): Promise<string[]> {
  const changes = await db.changes.where('records').equals(other.id).toArray();
  const merging = new Set(headsOfPath(row, 'mergedInto'));
  const merges = await db.changes
    .where('id')
    .anyOf([...merging])
    .toArray();
  const actions = new Set(merges.map(({ action }) => action));
  const byMerge = new Map<string, Set<string>>();
  for (const change of changes.filter(({ action }) => actions.has(action))) {
    for (const { record, field, replaces } of change.ops) {
      if (record !== other.id || field === REMOVED || replaces.length > 0) continue;
      byMerge.set(field, (byMerge.get(field) ?? new Set()).add(change.id));
    }
  }
  return [...byMerge].flatMap(([path, ids]) => (headsOfPath(other, path).every((head) => ids.has(head)) ? [path] : []));
}

/** Somebody who knows them says that they are two. */
export async function keepApart(store: Store, id: string, other: string): Promise<Guarded<boolean>> {
  const row = await rowOf(store, id);
  if (row === undefined) return { ok: true, value: false };
  const today = todayOf(store);
  const values: Values = {
    notSameAs: { ...(row.values['notSameAs'] as object), [other]: today === null ? {} : { on: today } },
  };
  const done = await saveValues(store, [{ kind: person, record: id, unit: row.unit, values, row }]);
  return done.ok ? { ok: true, value: true } : done;
}
