/** Composition root: the only place that knows the clock, chance, the databases' names and the service worker. */
import '#floor.ts';
import { seen } from './seen.ts';
import '#ui/tokens.css';
import '#ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { createReader, ReadBackupContext } from '#pages/backups.ts';
import { createOpenDesk, SheetDeskContext } from '#pages/sheet-desk.ts';
import { createShrink, ShrinkContext } from '#pages/shrink.ts';
import { keepJoinLink } from '#pages/join-link.ts';
import { keepInstallOffer } from '#pages/mine/install-prompt.ts';
import { routes } from '#pages/routes.tsx';
import { App } from '#pages/shell/App.tsx';
import { applyLook } from '#pages/shell/look.ts';
import { createUpdates } from '#pages/shell/updates.ts';
import { watchWorker } from '#pages/update/worker.ts';
import type { Glance } from '#store/glance.ts';
import type { Ports } from '#store/store.ts';
import { REAL_DB, SAMPLE_DB } from '#store/schema.ts';

const ports: Ports = {
  now: () => Date.now(),
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  builtAt: Number(import.meta.env.VITE_BUILT_AT),
  countedBy: import.meta.env.VITE_COUNTED_BY,
};

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const startWorker = {
  photo: () => new Worker(new URL('./workers/photo.worker.ts', import.meta.url), { type: 'module' }),
  sheet: () => new Worker(new URL('./workers/sheet.worker.ts', import.meta.url), { type: 'module' }),
  backup: () => new Worker(new URL('./workers/backup.worker.ts', import.meta.url), { type: 'module' }),
};
const shrink = createShrink(startWorker.photo);
const reader = createReader(startWorker.backup);
const openDesk = createOpenDesk(startWorker.sheet);
const databases = { real: REAL_DB, sample: SAMPLE_DB };

applyLook();
const updates = createUpdates();
keepInstallOffer();
keepJoinLink();
const router = createBrowserRouter(routes);
const app = { ports, databases, updates, seen, router };
const reactRoot = createRoot(root);

/** What was asked for before all this is mostly here: to draw 正在打开 and then the screen costs a weak phone twice. */
let glance: Glance | null = null;
const hasSeen = seen.then((all) => {
  glance = all;
});
const drawing = Promise.race([Promise.all([hasSeen, hasScreen()]), soon()]).then(() =>
  reactRoot.render(
    <StrictMode>
      <ShrinkContext value={shrink}>
        <ReadBackupContext value={reader}>
          <SheetDeskContext value={openDesk}>
            <App {...app} glance={glance} />
          </SheetDeskContext>
        </ReadBackupContext>
      </ShrinkContext>
    </StrictMode>,
  ),
);
if (import.meta.env.PROD) void watchWorker(updates, '/sw.js', drawing);

/** Resolves once the code of the first screen is here; home's is at once. */
function hasScreen(): Promise<void> {
  return new Promise((resolve) => {
    if (router.state.initialized) resolve();
    else router.subscribe(({ initialized }) => initialized && resolve());
  });
}

/** Longer than this no page may stay blank. */
function soon(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 150);
  });
}
