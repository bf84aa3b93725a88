/** Locking the screen by hand, from wherever a button for it stands. */
import { createContext, useContext } from 'react';

export const LockContext = createContext<() => void>(() => {});

/** Locks at once; does nothing while no PIN is set. */
export const useLockNow = (): (() => void) => useContext(LockContext);
