import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { createMemoryRouter } from 'react-router';
import { expect, test, type TestContext } from 'vitest';
import { routes } from '#pages/routes.tsx';
import { App } from '#pages/shell/App.tsx';
import { lastTypedPrefix } from '#pages/shell/last-typed-keys.ts';
import { createUpdates } from '#pages/shell/updates.ts';
import { glanceAt } from '#store/glance.ts';
import { aStore, testPorts } from '#test/help/store.ts';

/** Draws the app with what was seen of a village's ledger; the ledger's name. */
async function drawSeen(t: TestContext, before: (name: string) => void = () => {}): Promise<string> {
  sessionStorage.clear();
  const { db } = await aStore(t, { villages: ['城墙村'] });
  db.close();
  before(db.name);
  const glance = await glanceAt(db.name);
  expect(glance).not.toBeNull();
  render(
    <App
      ports={testPorts()}
      databases={{ real: db.name, sample: `${db.name}-sample` }}
      updates={createUpdates()}
      glance={glance}
      router={createMemoryRouter(routes, { initialEntries: ['/'] })}
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
  const name = await drawSeen(t, (database) => {
    localStorage.setItem(`${lastTypedPrefix(database)}d`, 'no draft');
    t.onTestFinished(() => localStorage.removeItem(`${lastTypedPrefix(database)}d`));
  });
  expect(screen.queryByRole('link', { name: '记调解' })).toBeNull();
  await screen.findByRole('link', { name: '记调解' });
  expect(localStorage.getItem(`${lastTypedPrefix(name)}d`)).toBeNull();
});
