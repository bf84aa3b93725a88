import { useState } from 'react';
import type { Guarded } from '#store/guarded.ts';
import { useSay } from './announcer.ts';
import { tryWrite, type WriteFailure } from './try-write.ts';

/** Runs a write and says what came of it. */
export type RunWrite = (work: () => Promise<Guarded<unknown>>, words: string) => Promise<void>;

export function useWrite(): { readonly failure: WriteFailure | null; readonly run: RunWrite } {
  const say = useSay();
  const [failure, setFailure] = useState<WriteFailure | null>(null);
  const run: RunWrite = async (work, words) => {
    const done = await tryWrite(work);
    setFailure(done.ok ? null : done.failure);
    if (done.ok) say(words);
  };
  return { failure, run };
}
