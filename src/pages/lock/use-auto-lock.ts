import { useEffect } from 'react';
import { locksAfter } from '#core/pin.ts';
import { useStore } from '#store/hooks.ts';

const CHECK_MS = 10_000;
const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

/** Locks after so many minutes hidden or untouched; null: there is nothing to lock. */
export function useAutoLock(minutes: number | null, lock: () => void): void {
  const { ports } = useStore();
  useEffect(() => {
    if (minutes === null) return undefined;
    let touched = ports.now();
    let hidden: number | null = document.hidden ? touched : null;
    const check = () => {
      const now = ports.now();
      if (locksAfter(minutes, hidden === null ? null : now - hidden, now - touched)) lock();
      return now;
    };
    // Looked at first: the touch that wakes a phone must not count as having been there all along.
    const onTouch = () => {
      touched = check();
    };
    const onVisible = () => {
      if (document.hidden) hidden = ports.now();
      const now = check();
      if (!document.hidden) {
        hidden = null;
        touched = now;
      }
    };
    const timer = setInterval(check, CHECK_MS);
    for (const touch of TOUCHES) document.addEventListener(touch, onTouch, { capture: true, passive: true });
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      clearInterval(timer);
      for (const touch of TOUCHES) document.removeEventListener(touch, onTouch, { capture: true });
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [minutes, ports, lock]);
}
