/**
 * When devices exchange (SPEC X7): at the start, after a save, when network or focus come back, when the server pokes, and every few
 * minutes; after a failure ever more seldom. One tab does it for all (SPEC D4). What stands in no exchange stands in no state here.
 */
import type { Failure, SyncOutcome } from './step.ts';

/**
 * Why the last exchange came to nothing. damaged: a page did not fit and is fetched anew. full, closed: this device's own storage.
 * fault: the app itself failed.
 */
export type SyncFailure = Failure | { readonly kind: 'damaged' | 'full' | 'closed' | 'fault' };

interface SyncState {
  /** off: another tab exchanges, or nothing has been tried. failed: see `failure`; the next try comes by itself. */
  readonly phase: 'off' | 'idle' | 'syncing' | 'failed' | 'paused';
  /** When an exchange last came to its end, in milliseconds since 1970. */
  readonly lastContact: number | null;
  readonly failure: SyncFailure | null;
}

export interface LoopPorts {
  readonly now: () => number;
  /** Between 0 and 1. */
  readonly chance: () => number;
  /** Calls back once; answers with a function that prevents it. */
  readonly after: (ms: number, work: () => void) => () => void;
}

export interface Loop {
  readonly state: () => SyncState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Something was saved: soon, together with what follows at once. */
  readonly saved: () => void;
  /** Network or focus came back, the server poked, or a person asked: now. A person does not wait for a back-off. */
  readonly wake: (why: 'poke' | 'back' | 'asked') => void;
  readonly pause: (paused: boolean) => void;
  readonly stop: () => void;
}

export interface LoopParts {
  readonly ports: LoopPorts;
  /** One exchange. */
  readonly exchange: () => Promise<SyncOutcome | { readonly kind: 'full' | 'closed' }>;
  /** After an exchange that left nothing behind: photos. Tells of failures alone. */
  readonly afterwards?: () => Promise<SyncFailure | null>;
  /** The office has reported this device lost, and nothing waits here any more. */
  readonly onClear: () => void;
  /** What nobody foresaw: said to whoever listens for faults, and tried again later. */
  readonly onFault: (error: unknown) => void;
  readonly paused?: boolean;
}

export const SAVED_MS = 2000;
export const QUIET_MS = 5 * 60_000;
const FIRST_RETRY_MS = 5000;
const LAST_RETRY_MS = 15 * 60_000;

/** Twice as long after every failure, and somewhere in the upper half of it: a village that gets its signal back must not knock as one. */
export const retryAfter = (failures: number, chance: number): number =>
  Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20)) * (0.5 + chance / 2);

/** Failures that no later try will put right by itself: somebody has to do something first. */
const isFinal = (failure: SyncState['failure']): boolean =>
  failure !== null && (failure.kind === 'revoked' || failure.kind === 'tooOld');

export function createLoop({ ports, exchange, afterwards, onClear, onFault, paused = false }: LoopParts): Loop {
  const listeners = new Set<() => void>();
  let state: SyncState = { phase: paused ? 'paused' : 'idle', lastContact: null, failure: null };
  const timer = createTimer(ports, () => void run());
  let failures = 0;
  let running = false;
  /** Something happened while an exchange was under way. */
  let again = false;
  let stopped = false;

  const set = (next: Partial<SyncState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  /** Asked anew after every wait: a person may have paused meanwhile. */
  const isOn = (): boolean => !stopped && state.phase !== 'paused';
  const sooner = (ms: number): void => {
    if (!isOn()) return;
    if (running) again = true;
    else timer.sooner(ms);
  };
  const failed = (failure: SyncFailure): void => {
    failures += 1;
    if (!isOn()) return;
    set({ phase: 'failed', failure });
    const wait = failure.kind === 'busy' ? (failure.afterMs ?? 0) : 0;
    timer.set(isFinal(failure) ? LAST_RETRY_MS : Math.max(wait, retryAfter(failures, ports.chance())));
  };
  const ended = (): void => {
    failures = 0;
    set({ lastContact: ports.now(), failure: null });
    if (!isOn()) return;
    set({ phase: 'idle' });
    timer.set(again ? SAVED_MS : QUIET_MS);
  };
  /** One exchange; whether another one follows at once. */
  const step = async (): Promise<boolean> => {
    const outcome = await exchange();
    if (outcome.kind !== 'ok') {
      failed(outcome);
      return false;
    }
    set({ lastContact: ports.now(), failure: null });
    if (outcome.clear) {
      stopped = true;
      onClear();
    }
    if (!isOn()) return false;
    if (outcome.more) return true;
    const failure = (await afterwards?.()) ?? null;
    if (failure === null) ended();
    else failed(failure);
    return false;
  };
  const run = async (): Promise<void> => {
    if (running || !isOn()) return;
    running = true;
    again = false;
    set({ phase: 'syncing' });
    try {
      while (isOn() && (await step()));
    } catch (error) {
      onFault(error);
      failed({ kind: 'fault' });
    }
    running = false;
    // Paused and taken up again while it ran.
    if (again && isOn()) timer.sooner(SAVED_MS);
  };

  if (!paused) timer.set(0);
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    // A save alone is no sign that the network is back.
    saved: () => (failures === 0 ? sooner(SAVED_MS) : undefined),
    wake: (why) => {
      if (why === 'poke' && failures > 0) return;
      if (why === 'asked') failures = 0;
      sooner(0);
    },
    pause: (pausing) => {
      timer.clear();
      set({ phase: pausing ? 'paused' : 'idle' });
      sooner(0);
    },
    stop: () => {
      stopped = true;
      timer.clear();
    },
  };
}

/** One appointment at a time. */
function createTimer({ now, after }: LoopPorts, work: () => void) {
  let cancel = (): void => {};
  let due = Infinity;
  const clear = (): void => {
    cancel();
    due = Infinity;
  };
  const set = (ms: number): void => {
    clear();
    due = now() + ms;
    cancel = after(ms, () => {
      due = Infinity;
      work();
    });
  };
  return { clear, set, sooner: (ms: number): void => (due > now() + ms ? set(ms) : undefined) };
}
