import { useEffect } from 'react';
import { onFlush, type Flushed } from './flush.ts';

const notStored = async (): Promise<Flushed> => ({ safe: false });

/** While `writing`, words, choices or a file stand on a page that no draft keeps: no new version may reload it under them (SPEC U1). */
export function useWriting(writing: boolean): void {
  useEffect(() => (writing ? onFlush(notStored) : undefined), [writing]);
}
