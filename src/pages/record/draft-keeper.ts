/** Keeps the text of one open form on the device while it is being typed (SPEC D9). Knows no screen. */
import type { Draft } from '#store/db.ts';
import { keepOpenDraft } from '#store/drafts.ts';
import { newId, type Store } from '#store/store.ts';
import { tryWrite, type WriteFailure } from '#pages/shell/try-write.ts';
import { dropLastTyped, leaveLastTyped } from '#pages/shell/last-typed.ts';

/** SPEC D9: at most 300 ms after a keystroke. */
const PAUSE_MS = 250;

interface Kept {
  readonly draft: Draft;
  /** Why what is typed cannot be kept at present. */
  readonly failure: WriteFailure | null;
  /** Another window went on with the same draft: this form keeps its own copy from now on. */
  readonly forked: boolean;
}

export interface DraftKeeper {
  readonly subscribe: (listener: () => void) => () => void;
  readonly snapshot: () => Kept;
  /** When this form last stored its draft; null while it never has. Whatever is younger is another window's. */
  readonly storedAt: () => number | null;
  readonly set: (next: (now: Draft) => Draft) => void;
  /** Resolves when every keystroke lies on the device. */
  readonly flush: () => Promise<void>;
  /** The page or the form goes away: nothing may wait any more. What the device does not take lies ready for the next start. */
  readonly leave: () => void;
  /** Call when the record is stored: nothing is to be kept any more. */
  readonly close: () => void;
}

/** `isKept`: the draft was read from the device, not just made. */
export function createDraftKeeper(store: Store, opened: Draft, isKept: boolean): DraftKeeper {
  const listeners = new Set<() => void>();
  let state: Kept = { draft: opened, failure: null, forked: false };
  let stored = { draft: opened, seen: isKept ? opened.changedAt : null };
  let closed = false;
  /** Under which draft something was left when the page went away, from where it may come back. */
  let left: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();

  const show = (change: Partial<Kept>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const forgetLeft = () => {
    if (left !== null) dropLastTyped(store, left);
    left = null;
  };
  const write = async (): Promise<void> => {
    const now = state.draft;
    if (closed || now === stored.draft) return;
    const done = await tryWrite(() => keepOpenDraft(store, now, stored.seen));
    if (!done.ok) {
      show({ failure: done.failure });
      return;
    }
    if (done.value !== null) {
      stored = { draft: now, seen: done.value };
      forgetLeft();
      if (state.failure !== null) show({ failure: null });
      return;
    }
    // Another window went on with this draft, or ended it: both texts are kept, each under its own name.
    stored = { draft: now, seen: null };
    show({ draft: { ...state.draft, id: newId(store) }, forked: true });
    await write();
  };
  const flush = () => {
    clearTimeout(timer);
    // One write after the other: two at once would each take the other for a foreign window.
    // After a failure as after a success: one bad write must not be the last one.
    writing = writing.then(write, write);
    return writing;
  };
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => state,
    storedAt: () => stored.seen,
    set: (next) => {
      show({ draft: next(state.draft) });
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), PAUSE_MS);
    },
    flush,
    leave: () => {
      if (!closed && !store.db.isGone && state.draft !== stored.draft) {
        left = state.draft.id;
        leaveLastTyped(store, state.draft, stored.seen);
      }
      void flush();
    },
    close: () => {
      closed = true;
      forgetLeft();
      clearTimeout(timer);
    },
  };
}
