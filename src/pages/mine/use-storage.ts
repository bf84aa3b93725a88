/** What the browser says about the room it gives, and whether it promises to keep it (SPEC D7). */
import { useCallback, useEffect, useState } from 'react';

export interface StorageState {
  readonly persisted: 'yes' | 'no' | 'unknown';
  readonly used: number | null;
  readonly quota: number | null;
  /** Asked for and not granted. */
  readonly refused: boolean;
}

const UNKNOWN: StorageState = { persisted: 'unknown', used: null, quota: null, refused: false };

/** All of it is missing somewhere above the floor, and everywhere on plain http. */
const storageOf = (): Partial<StorageManager> => (navigator as { storage?: Partial<StorageManager> }).storage ?? {};

async function readStorage(refused: boolean): Promise<StorageState> {
  const storage = storageOf();
  try {
    const persisted = typeof storage.persisted === 'function' ? await storage.persisted() : null;
    const estimate = typeof storage.estimate === 'function' ? await storage.estimate() : {};
    return {
      persisted: persisted === null ? 'unknown' : persisted ? 'yes' : 'no',
      used: estimate.usage ?? null,
      quota: estimate.quota ?? null,
      refused,
    };
  } catch {
    return UNKNOWN;
  }
}

export function useStorage() {
  const [state, setState] = useState(UNKNOWN);
  useEffect(() => {
    let open = true;
    void readStorage(false).then((read) => open && setState(read));
    return () => {
      open = false;
    };
  }, []);
  const persist = useCallback(async () => {
    const granted = await storageOf()
      .persist?.()
      .catch(() => false);
    setState(await readStorage(granted !== true));
  }, []);
  return { state, persist };
}
