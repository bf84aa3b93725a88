/** The screens under /tasks. Each comes in a chunk of its own when it is first opened. */
import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';

const later = (load: () => Promise<ComponentType>): Pick<RouteObject, 'lazy'> => ({
  lazy: async () => ({ Component: await load() }),
});

export const taskRoutes: RouteObject = {
  path: 'tasks',
  children: [
    { index: true, ...later(async () => (await import('./TasksPage.tsx')).TasksPage) },
    { path: 'presets', ...later(async () => (await import('./PlanPage.tsx')).PlanPage) },
    { path: 'matrix', ...later(async () => (await import('./MatrixPage.tsx')).MatrixPage) },
    { path: 'figures', ...later(async () => (await import('./FiguresPage.tsx')).FiguresPage) },
    { path: 'screenings', ...later(async () => (await import('./ScreeningsPage.tsx')).ScreeningsPage) },
    { path: 'calendar', ...later(async () => (await import('./CalendarPage.tsx')).CalendarPage) },
    { path: 'duties', ...later(async () => (await import('./DutiesPage.tsx')).DutiesPage) },
    { path: 'rosters', ...later(async () => (await import('./RostersPage.tsx')).RostersPage) },
    { path: 'coverage', ...later(async () => (await import('./coverage/CoveragePage.tsx')).CoveragePage) },
    { path: 'records', ...later(async () => (await import('./RecordsPage.tsx')).RecordsPage) },
    { path: 'tables', ...later(async () => (await import('./TablesPage.tsx')).TablesPage) },
    { path: 'report', ...later(async () => (await import('./ReportPage.tsx')).ReportPage) },
    { path: 'unit/:unit', ...later(async () => (await import('./UnitPage.tsx')).UnitPage) },
    { path: ':id', ...later(async () => (await import('./TaskPage.tsx')).TaskPage) },
  ],
};
