/** Every address of the app. What the first screen does not need comes in a chunk of its own. */
import { lazy, Suspense, type ComponentType } from 'react';
import type { RouteObject } from 'react-router';
import { Loading } from '#ui/Loading.tsx';
import { Home } from './home/Home.tsx';
import { LockGate } from './lock/LockGate.tsx';
import { mineRoutes } from './mine/routes.tsx';
import { RouteFault } from './shell/faults.tsx';
import { NotFound } from './shell/NotFound.tsx';
import { Shell } from './shell/Shell.tsx';
import { taskRoutes } from './tasks/routes.tsx';

const Start = lazy(async () => ({ default: (await import('./start/Start.tsx')).Start }));

/** A screen whose code is fetched when it is first opened. */
const later = (load: () => Promise<ComponentType>): Pick<RouteObject, 'lazy'> => ({
  lazy: async () => ({ Component: await load() }),
});

const start = (
  <Suspense fallback={<Loading />}>
    <Start />
  </Suspense>
);

export const routes: RouteObject[] = [
  {
    path: '/',
    element: (
      <LockGate>
        <Shell start={start} />
      </LockGate>
    ),
    ErrorBoundary: RouteFault,
    HydrateFallback: () => <Loading />,
    children: [
      { index: true, Component: Home },
      {
        path: 'ledger',
        children: [
          { index: true, ...later(async () => (await import('./ledger/Ledgers.tsx')).Ledgers) },
          { path: 'person/batch', ...later(async () => (await import('./record/Batch.tsx')).Batch) },
          { path: 'person/same', ...later(async () => (await import('./people/SamePage.tsx')).SamePage) },
          { path: 'import', ...later(async () => (await import('./ledger/import/ImportPage.tsx')).ImportPage) },
          { path: 'sheets', ...later(async () => (await import('./ledger/sheets/SheetsPage.tsx')).SheetsPage) },
          { path: ':kind', ...later(async () => (await import('./ledger/Ledger.tsx')).Ledger) },
          { path: 'mediationCase/subsidy', ...later(async () => (await import('./case/SubsidyPage.tsx')).SubsidyPage) },
          {
            path: 'mediationCase/subsidy/print',
            ...later(async () => (await import('./record/papers/SubsidyPaper.tsx')).SubsidyPaper),
          },
          { path: 'mediationCase/:id/story', ...later(async () => (await import('./case/StoryPage.tsx')).StoryPage) },
          { path: ':kind/new', ...later(async () => (await import('./record/FormPage.tsx')).NewRecord) },
          { path: ':kind/:id', ...later(async () => (await import('./record/RecordPage.tsx')).RecordPage) },
          {
            path: 'mediationCase/:id/papers',
            ...later(async () => (await import('./record/papers/PapersPage.tsx')).PapersPage),
          },
          {
            path: 'mediationCase/:id/papers/:form',
            ...later(async () => (await import('./record/papers/PaperPage.tsx')).PaperPage),
          },
          {
            path: 'mediationCase/:id/platform',
            ...later(async () => (await import('./record/papers/PlatformPage.tsx')).PlatformPage),
          },
          {
            path: 'publicityEvent/:id/villages',
            ...later(async () => (await import('./record/VillagesPage.tsx')).VillagesPage),
          },
          { path: ':kind/:id/edit', ...later(async () => (await import('./record/FormPage.tsx')).EditRecord) },
        ],
      },
      { path: 'draft/:id', ...later(async () => (await import('./record/FormPage.tsx')).ResumeDraft) },
      { path: 'join', ...later(async () => (await import('./start/JoinHere.tsx')).JoinHere) },
      taskRoutes,
      mineRoutes,
      { path: '*', Component: NotFound },
    ],
  },
];
