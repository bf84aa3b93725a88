/** The whole app over real databases of its own, opened at an address as a phone would. */
import '#ui/tokens.css';
import '#ui/base.css';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent, type UserEvent } from '@testing-library/user-event';
import Dexie from 'dexie';
import { createMemoryRouter } from 'react-router';
import { routes } from '#pages/routes.tsx';
import { ServerContext } from '#pages/server-port.ts';
import { createShrink, ShrinkContext } from '#pages/shrink.ts';
import { App } from '#pages/shell/App.tsx';
import { createUpdates, type Updates } from '#pages/shell/updates.ts';
import type { Shrink } from '#store/photos.ts';
import type { Store } from '#store/store.ts';
import { createStandalone } from '#store/standalone.ts';
import { openWorkspace } from '#store/workspace.ts';
import { freshName, testPorts, type TestClock } from '#test/help/store.ts';
// oxlint-disable-next-line import/default -- Vite makes the default export of a ?worker import
import PhotoWorker from '#workers/photo.worker.ts?worker';

// Two slow cores run several browsers at once: waiting longer costs nothing where nothing is wrong.

export interface OpenApp {
  readonly user: UserEvent;
  readonly router: ReturnType<typeof createMemoryRouter>;
  readonly name: string;
  readonly updates: Updates;
  /** Closes the page as a killed browser does, and opens it again. */
  readonly reopen: (path?: string) => Promise<OpenApp>;
}

interface Finished {
  readonly onTestFinished: (work: () => Promise<void>) => void;
}

export interface AppOptions {
  readonly name?: string;
  readonly path?: string;
  readonly clock?: TestClock;
  /** What the network answers; without it there is none. */
  readonly send?: typeof fetch;
  /** How photos are made small. */
  readonly shrinkWith?: Shrink;
}

// As main.tsx has it. On the page Chromium encodes a picture when it is idle, a second later where nothing is drawn.
export const shrink = createShrink(() => new PhotoWorker());

const noNetwork: typeof fetch = () => Promise.reject(new TypeError('no network'));

export async function openApp(
  context: Finished,
  { name = freshName(), path = '/', clock, send = noNetwork, shrinkWith = shrink }: AppOptions = {},
): Promise<OpenApp> {
  sessionStorage.clear();
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  const updates = createUpdates();
  render(
    <ServerContext value={{ fetch: send, patienceMs: 5000 }}>
      <ShrinkContext value={shrinkWith}>
        <App
          ports={testPorts(clock)}
          databases={{ real: name, sample: `${name}-sample` }}
          updates={updates}
          router={router}
        />
      </ShrinkContext>
    </ServerContext>,
  );
  context.onTestFinished(async () => {
    cleanup();
    await Dexie.delete(name);
    await Dexie.delete(`${name}-sample`);
  });
  await waitFor(() => screen.getByRole('main'));
  const reopen = (to = '/') => {
    cleanup();
    return openApp({ onTestFinished: () => {} }, { name, path: to, send, ...(clock === undefined ? {} : { clock }) });
  };
  return { user: userEvent.setup(), router, name, updates, reopen };
}

export interface VillageOptions extends AppOptions {
  readonly villages?: readonly string[];
  readonly me?: string;
  /** Fills the ledger before the app opens. */
  readonly fill?: (store: Store) => Promise<unknown>;
}

/** The app over a ledger that is there already. */
export async function openVillage(
  context: Finished,
  { villages = ['城墙村'], me = '李伟', fill, ...options }: VillageOptions = {},
) {
  const name = options.name ?? freshName();
  const ports = testPorts(options.clock);
  const opened = await openWorkspace(name, ports);
  if (opened.kind !== 'empty') throw new Error(`Expected a fresh database, got ${opened.kind}`);
  const store = await createStandalone(opened.db, ports, {
    mode: villages.length > 1 ? 'township' : 'village',
    township: '双泉乡',
    villages,
    me,
  });
  await fill?.(store);
  const app = await openApp(context, { ...options, name });
  return { ...app, store };
}
