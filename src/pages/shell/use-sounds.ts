import { useEffect, useState } from 'react';
import type { SoundsOf } from '#core/search.ts';

/** After the screen stands: the table of sounds is large, and reading it is one long task on a slow phone. */
const LATER_MS = 400;
/** Where one types words that need no sounds: in a pause. */
const PAUSE_MS = 1500;

/** How words sound, once that is here; undefined before. `inPause`: not while somebody is typing. */
export function useSounds(inPause = false): SoundsOf | undefined {
  const [sounds, setSounds] = useState<{ readonly of: SoundsOf } | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = () => {
      clearTimeout(timer);
      document.removeEventListener('input', wait, true);
    };
    const load = () => {
      stop();
      void import('#core/pinyin.ts').then(({ soundsOf }) => setSounds({ of: soundsOf }));
    };
    function wait() {
      clearTimeout(timer);
      timer = setTimeout(load, inPause ? PAUSE_MS : LATER_MS);
    }
    wait();
    if (inPause) document.addEventListener('input', wait, true);
    return stop;
  }, [inPause]);
  return sounds?.of;
}
