/** The exchange of the open workspace: fetched and started only where there is a township to exchange with. */
import { createContext, useEffect, useRef, useState } from 'react';
import type { Engine } from '#pages/sync-engine.ts';
import type { Store } from '#store/store.ts';

/** null while the device is on its own, or the exchange is still being fetched. */
export const EngineContext = createContext<Engine | null>(null);

export function useEngine(store: Store | null, onClear: () => Promise<void>): Engine | null {
  const [engine, setEngine] = useState<Engine | null>(null);
  const latest = useRef({ store, onClear });
  useEffect(() => {
    latest.current = { store, onClear };
  });
  // The same engine while the identity changes: it reads who the device is whenever it needs to.
  const name = store?.identity.joined === undefined || store.identity.sample ? null : store.db.name;
  useEffect(() => {
    if (name === null) return undefined;
    let open = true;
    let stop = (): void => {};
    const start = async () => {
      const [{ startEngine }, { browserPorts }] = await Promise.all([
        import('#pages/sync-engine.ts'),
        import('#pages/sync-ports.ts'),
      ]);
      const { store: now } = latest.current;
      if (!open || now === null) return;
      const started = startEngine(now, browserPorts(), () => void latest.current.onClear().catch(reportError));
      stop = started.stop;
      setEngine(started);
    };
    start().catch(reportError);
    return () => {
      open = false;
      stop();
      setEngine(null);
    };
  }, [name]);
  return engine;
}
