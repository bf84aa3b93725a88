import { useEffect, useState } from 'react';
import type { SoundsOf } from '#core/search.ts';

/** After the screen stands: the table of sounds is large. */
const LATER_MS = 400;

/** How words sound, once that is here; undefined before. */
export function useSounds(): SoundsOf | undefined {
  const [sounds, setSounds] = useState<{ readonly of: SoundsOf } | null>(null);
  useEffect(() => {
    let alive = true;
    const timer = setTimeout(() => {
      void import('#core/pinyin.ts').then(({ soundsOf }) => alive && setSounds({ of: soundsOf }));
    }, LATER_MS);
    return () => {
      alive = false;
      clearTimeout(timer);
    };
  }, []);
  return sounds?.of;
}
