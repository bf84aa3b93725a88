/** Text being typed: kept on every keystroke, offered as 继续填写 after a crash (SPEC D7, C3). */
import type { Kind } from '#kinds/kind.ts';
import { initialValues } from '#core/defaults.ts';
import type { Context } from '#kinds/field.ts';
import { headsOfPath, type Row } from '#core/fold.ts';
import type { Draft } from './db.ts';
import { guarded, type Guarded } from './guarded.ts';
import { rememberRow } from './known.ts';
import { newId, type Store } from './store.ts';

/** Every path of a row with the heads that stand behind it. */
function shownHeads(row: Row): Draft['shown'] {
  const shown: Record<string, readonly string[]> = {};
  const paths = new Set(Object.keys(row.heads).flatMap((change) => row.heads[change] ?? []));
  for (const path of paths) shown[path] = headsOfPath(row, path);
  return shown;
}

/** Opens a form on an existing record. Nothing is stored until something is typed. */
export function draftOfRow(store: Store, row: Row): Draft {
  rememberRow(store.db, row);
  const now = store.ports.now();
  return {
    id: newId(store),
    kind: row.kind,
    record: row.id,
    isNew: false,
    unit: row.unit,
    typed: {},
    shown: shownHeads(row),
    before: row.values,
    startedAt: now,
    changedAt: now,
  };
}

/** Opens a form for a new record, with the defaults that the context gives. */
export function newDraft(store: Store, kind: Kind, context: Context, typed: Draft['typed'] = {}): Draft {
  const now = store.ports.now();
  return {
    id: newId(store),
    kind: kind.name,
    record: newId(store),
    isNew: true,
    unit: context.unit,
    typed: { ...initialValues(kind, context), ...typed },
    shown: {},
    before: {},
    startedAt: now,
    changedAt: now,
  };
}

export const keepDraft = ({ db, ports }: Store, draft: Draft): Promise<string> =>
  db.drafts.put({ ...draft, changedAt: ports.now() });
/**
 * Keeps a draft as it stands now and answers when; null when another window wrote or ended the same draft since `seen`
 * (null: never kept so far), so that neither text overwrites the other unseen.
 */
export const keepOpenDraft = (store: Store, draft: Draft, seen: number | null): Promise<Guarded<number | null>> =>
  guarded(store, () =>
    store.db.transaction('rw', store.db.drafts, async () => {
      const stored = await store.db.drafts.get(draft.id);
      if ((stored?.changedAt ?? null) !== seen) return null;
      // Two keystrokes may fall into one millisecond, and a clock may be set back.
      const changedAt = Math.max(store.ports.now(), (seen ?? 0) + 1);
      await store.db.drafts.put({ ...draft, changedAt });
      return changedAt;
    }),
  );
/** Takes back a discarding. */
export const putBackDraft = ({ db }: Store, draft: Draft): Promise<string> => db.drafts.put(draft);
export const findDraft = ({ db }: Store, id: string): Promise<Draft | undefined> => db.drafts.get(id);
export const discardDraft = ({ db }: Store, id: string): Promise<void> => db.drafts.delete(id);
