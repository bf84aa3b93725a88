/** A device under test, and what the suites of its store speak to it with. */
import type { TestContext } from 'vitest';
import type { IdentifiedChange } from '#core/change.ts';
import type { DeviceStore } from '#core/device-store.ts';
import { changesOfRuns, runsOf, type Page, type RunResult, type SyncRequest } from '#core/exchange.ts';
import type { SignedHead } from '#core/heads.ts';
import { syncOnce, type Exchange, type SyncOutcome } from '#sync/step.ts';
import { WORK, type TinyServer } from './tiny-server.ts';

/** A device under test: its store and what a person does with it. */
export interface SuiteDevice {
  readonly store: DeviceStore;
  /** The id under which it writes at present. */
  readonly device: () => Promise<string>;
  /** Writes the name of a venue, replacing what stands there. */
  readonly write: (scope: string, record: string, name: string) => Promise<IdentifiedChange>;
  /** Takes in what a backup file brings. */
  readonly importFile: (changes: readonly IdentifiedChange[], heads?: readonly SignedHead[]) => Promise<void>;
  /** Signs a change as a head with the device's own key. */
  readonly sign: (change: IdentifiedChange) => Promise<SignedHead>;
  readonly ids: () => Promise<ReadonlySet<string>>;
  /** Everything held, as it is stored. */
  readonly log: () => Promise<readonly IdentifiedChange[]>;
  /** Name of a listed venue; null when none is listed under this id. */
  readonly nameOf: (record: string) => Promise<string | null>;
}

export type MakeDevice = (context: TestContext) => Promise<SuiteDevice>;

export const offered = (request: SyncRequest): string[] => changesOfRuns(request.runs).map(({ id }) => id);
export const allOf = (request: SyncRequest, state: RunResult['states'][number]): RunResult[] =>
  request.runs.map((run) => {
    const changes = changesOfRuns([run]);
    return {
      device: run.device,
      scope: run.scope,
      n: run.n,
      states: changes.map(() => state),
      tip: changes[changes.length - 1]?.id ?? '',
    };
  });

export const pageOf = (changes: readonly IdentifiedChange[], after = 0, more: Partial<Page> = {}): Page => ({
  scope: changes[0]?.scope ?? WORK,
  after,
  to: after + changes.length + (more.held?.length ?? 0),
  tip: changes[changes.length - 1]?.id ?? more.held?.[more.held.length - 1] ?? '',
  runs: runsOf(changes),
  held: [],
  heads: [],
  devices: [],
  more: false,
  ...more,
});

export const standing = (server: TinyServer) => {
  const { epoch, account, scopes, now } = server;
  return { epoch, account, scopes, serverTime: now };
};

/** Exchanges until neither side has more; answers with the last outcome. */
export async function syncAll(store: DeviceStore, exchange: Exchange): Promise<SyncOutcome> {
  for (let rounds = 0; rounds < 50; rounds++) {
    const outcome = await syncOnce(store, exchange);
    if (outcome.kind !== 'damaged' && (outcome.kind !== 'ok' || !outcome.more)) return outcome;
  }
  throw new Error('No end of exchanges');
}
