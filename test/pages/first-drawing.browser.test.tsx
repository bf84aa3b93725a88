import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { createMemoryRouter } from 'react-router';
import { expect, test, type TestContext } from 'vitest';
import { metricKey } from '#core/figures.ts';
import { presets, presetValues } from '#core/presets.ts';
import { taskOf } from '#core/task.ts';
import { annualTask } from '#kinds/index.ts';
import { routes } from '#pages/routes.tsx';
import { App } from '#pages/shell/App.tsx';
import { lastTypedPrefix } from '#pages/shell/last-typed-keys.ts';
import { createUpdates } from '#pages/shell/updates.ts';
import { glanceAt } from '#store/glance.ts';
import { keepFigures } from '#store/kept-figures.ts';
import { saveValues } from '#store/records.ts';
import { todayOf, type Store } from '#store/store.ts';
import { aStore, testPorts } from '#test/help/store.ts';

interface Start {
  readonly path?: string;
  readonly fill?: (store: Store) => Promise<void>;
  /** After the look. */
  readonly before?: (name: string) => void;
}

/** Draws the app with what was seen of a village's ledger; the ledger's name. */
async function drawSeen(t: TestContext, { path = '/', fill, before }: Start = {}): Promise<string> {
  sessionStorage.clear();
  const store = await aStore(t, { villages: ['城墙村'] });
  await fill?.(store);
  const { db } = store;
  db.close();
  const glance = await glanceAt(db.name, path.startsWith('/tasks'));
  before?.(db.name);
  expect(glance).not.toBeNull();
  render(
    <App
      ports={testPorts()}
      databases={{ real: db.name, sample: `${db.name}-sample` }}
      updates={createUpdates()}
      glance={glance}
      router={createMemoryRouter(routes, { initialEntries: [path] })}
    />,
  );
  t.onTestFinished(cleanup);
  return db.name;
}

test('with what was seen before, the first drawing is the first screen', async (t) => {
  await drawSeen(t);
  expect(screen.getByRole('link', { name: '记调解' })).toBeVisible();
  await waitFor(() => expect(screen.getByRole('heading', { level: 1, name: '城墙村' })).toBeVisible());
});

test('a text that a page left in its last instant is taken up before anything is drawn', async (t) => {
  const name = await drawSeen(t, {
    before: (database) => {
      localStorage.setItem(`${lastTypedPrefix(database)}d`, 'no draft');
      t.onTestFinished(() => localStorage.removeItem(`${lastTypedPrefix(database)}d`));
    },
  });
  expect(screen.queryByRole('link', { name: '记调解' })).toBeNull();
  await screen.findByRole('link', { name: '记调解' });
  expect(localStorage.getItem(`${lastTypedPrefix(name)}d`)).toBeNull();
});

/** A year with one task, and what the last visit counted of it. */
async function aCountedYear(store: Store): Promise<void> {
  const preset = presets.find(({ id }) => id === 'jointTraining');
  if (preset === undefined) throw new Error('no such preset');
  const values = { ...presetValues(preset, 2026, () => 'check'), target: 3 };
  await saveValues(store, [{ kind: annualTask, record: 'task', unit: store.identity.township, values }]);
  const { metric } = taskOf({ id: 'task', values });
  if (!metric.ok) throw new Error(metric.reason);
  const byMetric = new Map([
    [metricKey(metric.metric), { total: { n: 77 }, byUnit: new Map([[store.identity.units[0], { n: 77 }]]) }],
  ]);
  await keepFigures(store, '2026', new Map(), { asOf: todayOf(store), byMetric }, 'tasks');
}

test('[F18] the villages stand side by side with the figures of the last visit before the database is open', async (t) => {
  // oxlint-disable-next-line typescript/unbound-method -- put back as it was
  const original = IDBFactory.prototype.open;
  const restore = () => {
    IDBFactory.prototype.open = original;
  };
  t.onTestFinished(restore);
  await drawSeen(t, {
    path: '/tasks/matrix',
    fill: aCountedYear,
    before: () => {
      IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
    },
  });
  const row = await screen.findByRole('row', { name: /^人民调解员暨法律明白人培训会/ });
  expect(row.querySelector('td')?.textContent).toBe('77');
  expect(screen.queryByText(/仍在载入/)).toBeNull();
});
