/**
 * Whether the system cut the connection to the database and it does not come back by itself (SPEC D7). Screens then show
 * what they last knew, or nothing: somebody has to say so.
 */
import { useEffect, useState } from 'react';
import { useStore } from '#store/hooks.ts';

/** Whoever closed it on purpose, or to open it again at once, has done so by then. */
const PATIENCE_MS = 500;

export function useLost(): boolean {
  const { db } = useStore();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Dexie opens again by itself for the next question: the answer is whether it could.
    const ask = () => {
      db.meta.get('identity').then(
        () => setLost(false),
        () => {
          setLost(true);
          timer = setTimeout(ask, 4 * PATIENCE_MS);
        },
      );
    };
    const onClose = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PATIENCE_MS);
    };
    db.on('close', onClose);
    return () => {
      clearTimeout(timer);
      db.on('close').unsubscribe(onClose);
    };
  }, [db]);
  return lost;
}
