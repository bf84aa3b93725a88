/** The screens under /mine. Each comes in a chunk of its own when it is first opened. */
import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';

const later = (load: () => Promise<ComponentType>): Pick<RouteObject, 'lazy'> => ({
  lazy: async () => ({ Component: await load() }),
});

export const mineRoutes: RouteObject = {
  path: 'mine',
  children: [
    { index: true, ...later(async () => (await import('./MinePage.tsx')).MinePage) },
    { path: 'backup', ...later(async () => (await import('./BackupPage.tsx')).BackupPage) },
    { path: 'install', ...later(async () => (await import('./InstallPage.tsx')).InstallPage) },
    { path: 'pin', ...later(async () => (await import('./PinPage.tsx')).PinPage) },
    { path: 'me', ...later(async () => (await import('./MePage.tsx')).MePage) },
    { path: 'units', ...later(async () => (await import('./UnitsPage.tsx')).UnitsPage) },
    { path: 'device', ...later(async () => (await import('./DevicePage.tsx')).DevicePage) },
    { path: 'accounts', ...later(async () => (await import('./accounts/AccountsPage.tsx')).AccountsPage) },
    { path: 'accounts/:id', ...later(async () => (await import('./accounts/AccountPage.tsx')).AccountPage) },
    { path: 'sync', ...later(async () => (await import('./sync/SyncPage.tsx')).SyncPage) },
    { path: 'refused', ...later(async () => (await import('./sync/RefusedPage.tsx')).RefusedPage) },
    { path: 'about', ...later(async () => (await import('./AboutPage.tsx')).AboutPage) },
  ],
};
