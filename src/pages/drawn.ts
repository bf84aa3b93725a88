import { useEffect, useState } from 'react';

/** Longest wait for a frame: a page that nobody looks at draws none. */
const PATIENCE_MS = 500;

/** Resolves once what React has just made stands on the screen. */
export const drawn = (): Promise<void> =>
  new Promise((resolve) => {
    const late = setTimeout(resolve, PATIENCE_MS);
    requestAnimationFrame(() => {
      clearTimeout(late);
      setTimeout(resolve, 0);
    });
  });

/** Whether what was drawn first stands on the screen, and the rest may follow; `atOnce`: all is drawn together. */
export function useDrawn(atOnce: boolean): boolean {
  const [isDrawn, setDrawn] = useState(atOnce);
  useEffect(() => {
    let isAsked = true;
    void drawn().then(() => isAsked && setDrawn(true));
    return () => {
      isAsked = false;
    };
  }, []);
  return isDrawn;
}
