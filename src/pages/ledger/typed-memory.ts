/** What was searched for, while the app is open: it comes back with the list, but stands in no address and no history. */
import type { Store } from '#store/store.ts';

const memory = new WeakMap<Store, Map<string, string>>();

export const rememberedSearch = (store: Store, kind: string): string => memory.get(store)?.get(kind) ?? '';

/** Who chooses among the ledgers begins anew: nobody looks for a word that was typed an hour ago. */
export const forgetSearches = (store: Store): void => void memory.delete(store);

export function rememberSearch(store: Store, kind: string, typed: string): void {
  const searches = memory.get(store) ?? new Map<string, string>();
  memory.set(store, searches);
  searches.set(kind, typed);
}
