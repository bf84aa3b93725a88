/** Composition root: the only place that knows the clock, chance, the databases' names and the service worker. */
import '#floor.ts';
import '#ui/tokens.css';
import '#ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { routes } from '#pages/routes.tsx';
import { App } from '#pages/shell/App.tsx';
import { applyLook } from '#pages/shell/look.ts';
import { createUpdates } from '#pages/shell/updates.ts';
import type { Ports } from '#store/store.ts';
import { REAL_DB, SAMPLE_DB } from '#store/workspace.ts';

const ports: Ports = {
  now: () => Date.now(),
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  builtAt: Number(import.meta.env.VITE_BUILT_AT),
};

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

applyLook();
const updates = createUpdates();
if (import.meta.env.PROD) updates.register('/sw.js');

createRoot(root).render(
  <StrictMode>
    <App ports={ports} databases={{ real: REAL_DB, sample: SAMPLE_DB }} updates={updates} router={createBrowserRouter(routes)} />
  </StrictMode>,
);
