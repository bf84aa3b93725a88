import { useEffect, useState } from 'react';
import { useStore } from '#store/hooks.ts';

/** The time, once a second while it matters; up to a second behind, which only makes a wait look longer. */
export function useClock(running: boolean): number {
  const { ports } = useStore();
  const [now, setNow] = useState(() => ports.now());
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => setNow(ports.now()), 1000);
    return () => clearInterval(timer);
  }, [running, ports]);
  return now;
}
