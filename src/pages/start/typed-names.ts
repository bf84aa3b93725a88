/**
 * What was typed on the start screens. No ledger is there yet that could keep it, and whoever looks up a name in another app may come
 * back to a page that was thrown away meanwhile: the tab itself remembers (SPEC D9).
 */
import { useState } from 'react';

export interface TypedNames {
  readonly township: string;
  readonly villages: readonly string[];
  readonly me: string;
}

const KEY = 'typed-names/';

/** `way`: village, township; each starts with boxes of its own. */
export function useTypedNames(way: string, blank: TypedNames) {
  const [typed, setTyped] = useState(() => remembered(way) ?? blank);
  return {
    typed,
    type: (change: Partial<TypedNames>) => {
      const next = { ...typed, ...change };
      setTyped(next);
      try {
        sessionStorage.setItem(KEY + way, JSON.stringify(next));
      } catch {
        // Blocked or full: the words stand as long as the page does.
      }
    },
    forget: () => {
      try {
        sessionStorage.removeItem(KEY + way);
      } catch {
        // Blocked: nothing was kept.
      }
    },
  };
}

function remembered(way: string): TypedNames | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY + way) ?? 'null') as TypedNames | null;
  } catch {
    return null;
  }
}
