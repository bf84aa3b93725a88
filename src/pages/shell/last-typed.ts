/**
 * What was typed in the last instant before a page went away. A database transaction that begins there ends with the page;
 * localStorage is written at once. The next start makes a draft of it (SPEC D9).
 */
import { sameJson, type Json } from '#core/canonical.ts';
import type { Draft } from '#store/db.ts';
import { findDraft, keepOpenDraft } from '#store/drafts.ts';
import { newId, type Store } from '#store/store.ts';
import { tryWrite } from './try-write.ts';
import { lastTypedKeys, lastTypedPrefix } from './last-typed-keys.ts';

interface LastTyped {
  readonly draft: Draft;
  /** When the form had last stored its draft. */
  readonly seen: number | null;
}

const keyOf = ({ db }: Store, id: string): string => lastTypedPrefix(db.name) + id;

export function leaveLastTyped(store: Store, draft: Draft, seen: number | null): void {
  try {
    localStorage.setItem(keyOf(store, draft.id), JSON.stringify({ draft, seen } satisfies LastTyped));
  } catch {
    // Blocked or full: the database has it unless the page ends within the next instant.
  }
}

export function dropLastTyped(store: Store, id: string): void {
  try {
    localStorage.removeItem(keyOf(store, id));
  } catch {
    // Blocked: nothing was left there.
  }
}

/** Puts what pages left behind where every unfinished form lies. */
export async function takeLastTyped(store: Store): Promise<void> {
  for (const key of lastTypedKeys(store.db.name)) {
    const last = read(key);
    const done = last === null || (await tryWrite(() => keepOnce(store, last.draft, last.seen))).ok;
    if (done) localStorage.removeItem(key);
  }
}

function read(key: string): LastTyped | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as LastTyped | null;
  } catch {
    return null;
  }
}

async function keepOnce(store: Store, draft: Draft, seen: number | null) {
  const kept = await findDraft(store, draft.id);
  // The write came through after all, only nobody was there to hear of it.
  if (kept?.unit === draft.unit && sameJson(kept.typed as Json, draft.typed as Json))
    return { ok: true, value: seen } as const;
  const done = await keepOpenDraft(store, draft, seen);
  return done.ok && done.value === null ? keepOpenDraft(store, { ...draft, id: newId(store) }, null) : done;
}
