import { useCallback, useEffect, useRef, useState } from 'react';
import { setLocal, useLocal, useStore } from '#store/hooks.ts';
import { onFlush } from '#pages/shell/flush.ts';

const PAUSE_MS = 250;

/** Text outside a record's form that must survive a killed browser all the same (SPEC D9). */
export function useKeptText(id: string): readonly [string, (text: string) => void] {
  const store = useStore();
  const kept = useLocal<string>(id);
  const [typed, setTyped] = useState<string | null>(null);
  const latest = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const write = useCallback(async () => {
    clearTimeout(timer.current);
    const text = latest.current;
    latest.current = null;
    if (text !== null) await setLocal(store, id, text);
  }, [store, id]);
  useEffect(() => {
    const now = () => void write();
    const stop = onFlush(write);
    document.addEventListener('visibilitychange', now);
    window.addEventListener('pagehide', now);
    return () => {
      document.removeEventListener('visibilitychange', now);
      window.removeEventListener('pagehide', now);
      stop();
      now();
    };
  }, [write]);
  const set = useCallback(
    (text: string) => {
      latest.current = text;
      setTyped(text);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void write(), PAUSE_MS);
    },
    [write],
  );
  return [typed ?? kept ?? '', set];
}
