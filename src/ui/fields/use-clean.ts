import { useState } from 'react';
import { withoutUnseen } from '#ui/clean.ts';

/** Takes unseen characters out of what was typed or pasted, and says so. */
export function useClean(emit: (raw: string) => void): {
  readonly note: string | undefined;
  readonly onText: (typed: string) => void;
} {
  const [cleaned, setCleaned] = useState(false);
  const onText = (typed: string) => {
    const clean = withoutUnseen(typed);
    if (clean !== typed) setCleaned(true);
    emit(clean);
  };
  return { note: cleaned ? '已去掉看不见的字符' : undefined, onText };
}
