/** One tab exchanges for all (SPEC D4): by Web Locks, and by a lease in the database where a browser has none. */

/** A lease that one tab holds, as `meta` keeps it. */
export interface LeaseStore {
  /** Takes the lease, or keeps it, until `until`; false while another tab holds it. */
  readonly take: (tab: string, now: number, until: number) => Promise<boolean>;
  readonly give: (tab: string) => Promise<void>;
}

export interface LeaderPorts {
  readonly locks: LockManager | undefined;
  readonly lease: LeaseStore;
  readonly now: () => number;
  readonly after: (ms: number, work: () => void) => () => void;
  /** Of this tab, unlike any other. */
  readonly tab: string;
}

const LEASE_MS = 30_000;
const RENEW_MS = 10_000;

/** Calls `lead` once this tab is the one, and what it answered with when it no longer is. Answers with a function that ends it all. */
export function elect(ports: LeaderPorts, name: string, lead: () => () => void): () => void {
  return ports.locks === undefined ? byLease(ports, lead) : byLock(ports.locks, name, lead);
}

function byLock(locks: LockManager, name: string, lead: () => () => void): () => void {
  const abort = new AbortController();
  let leave: () => void = () => abort.abort();
  const held = locks.request(name, { signal: abort.signal }, async () => {
    const stop = lead();
    await new Promise<void>((resolve) => {
      leave = () => {
        stop();
        resolve();
      };
    });
  });
  // Rejects when it is given up while waiting, and nothing else.
  held.catch(() => undefined);
  return () => leave();
}

function byLease({ lease, now, after, tab }: LeaderPorts, lead: () => () => void): () => void {
  let stop: (() => void) | null = null;
  let cancel = (): void => {};
  let ended = false;
  const look = async (): Promise<void> => {
    // A database that cannot be asked gives no lease.
    const mine = await lease.take(tab, now(), now() + LEASE_MS).catch(() => false);
    if (ended) {
      if (mine) await lease.give(tab).catch(() => undefined);
      return;
    }
    if (mine) stop ??= lead();
    else {
      stop?.();
      stop = null;
    }
    cancel = after(RENEW_MS, () => void look());
  };
  void look();
  return () => {
    ended = true;
    cancel();
    stop?.();
    void lease.give(tab).catch(() => undefined);
  };
}
