/** Which workspace is open, and how to come into another one. */
import { createContext, useContext } from 'react';
import type { LedgerDb } from '#store/db.ts';
import type { Ports, Store } from '#store/store.ts';

export interface Workspace {
  readonly ports: Ports;
  /** null on the start screen. */
  readonly store: Store | null;
  /** The database of the real workspace, open and empty; null once it holds something. */
  readonly empty: LedgerDb | null;
  /** Shows a workspace that was just made or restored. */
  readonly enter: (store: Store) => void;
  /** 看看示例: the sample township, in a database of its own. */
  readonly openSample: () => Promise<void>;
  /** 退出示例: back to where the real workspace stands. */
  readonly leaveSample: () => Promise<void>;
}

export const WorkspaceContext = createContext<Workspace | null>(null);

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (workspace === null) throw new Error('useWorkspace outside App');
  return workspace;
}

const KEY = 'workspace';

/** Per tab: a reload stays in the sample, a new tab opens the real workspace. */
export function rememberedSample(): boolean {
  try {
    return sessionStorage.getItem(KEY) === 'sample';
  } catch {
    return false;
  }
}

export function rememberSample(sample: boolean): void {
  try {
    if (sample) sessionStorage.setItem(KEY, 'sample');
    else sessionStorage.removeItem(KEY);
  } catch {
    // Blocked storage: a reload leaves the sample, nothing is lost.
  }
}
