/** What the exchange needs of this browser. */
import type { EnginePorts } from './sync-engine.ts';

/** Names that not every browser at our floor knows. */
interface Newer {
  readonly locks?: LockManager;
  readonly connection?: { readonly type?: string };
}

const POKES = '/api/events';
/** The browser opens a lost stream again by itself, unless the server refused it: then the exchange itself finds out why. */
const REOPEN_MS = 60_000;

function onPoke(work: () => void): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    source = new EventSource(POKES);
    source.addEventListener('poke', work);
    source.addEventListener('error', () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, REOPEN_MS);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

function onBack(work: () => void): () => void {
  const seen = (): void => {
    if (document.visibilityState === 'visible') work();
  };
  window.addEventListener('online', work);
  document.addEventListener('visibilitychange', seen);
  return () => {
    window.removeEventListener('online', work);
    document.removeEventListener('visibilitychange', seen);
  };
}

function onWifi(): boolean | null {
  const type = (navigator as Newer).connection?.type;
  return type === undefined || type === 'unknown' ? null : type === 'wifi' || type === 'ethernet';
}

export const browserPorts = (): EnginePorts => ({
  fetch: (input, init) => fetch(input, init),
  patienceMs: 60_000,
  now: () => Date.now(),
  chance: () => Math.random(),
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  locks: (navigator as Newer).locks,
  tab: String(Math.random()),
  onBack,
  onPoke,
  onWifi,
  onFault: reportError,
});
