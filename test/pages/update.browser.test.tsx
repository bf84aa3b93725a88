import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RouteFault } from '#pages/shell/faults.tsx';
import { isWriting, onFlush } from '#pages/shell/flush.ts';
import { isChunkGone, mayReopen } from '#pages/shell/reopen.ts';
import { createUpdates } from '#pages/shell/updates.ts';
import { followController, offerWaiting } from '#pages/update/worker.ts';
import { openVillage } from './app.tsx';

beforeEach(() => sessionStorage.clear());
const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));
const writing = (flush: Parameters<typeof onFlush>[0]) => stops.push(onFlush(flush));

/** A service worker container of which only the controller matters. */
function aContainer(controlled: boolean) {
  const listeners: (() => void)[] = [];
  return {
    container: {
      controller: controlled ? ({} as ServiceWorker) : null,
      addEventListener: (_type: string, listener: () => void) => void listeners.push(listener),
    } as unknown as ServiceWorkerContainer,
    change: () => listeners.forEach((listener) => listener()),
  };
}

test('[U1] 现在更新 starts the new version only after everything typed is stored', async () => {
  const order: string[] = [];
  writing(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    order.push('stored');
  });
  const updates = createUpdates();
  updates.found(() => order.push('taken'));
  await updates.takeNow();
  expect(order[0]).toBe('stored');
  expect(order[order.length - 1]).toBe('taken');
  expect(updates.snapshot().opening).toBe(true);
});

test.each([
  ['says so', () => Promise.resolve({ safe: false })],
  ['throws', () => Promise.reject(new Error('disk'))],
])('[U1] a form that could not be stored and %s keeps the old version open', async (_how, flush) => {
  writing(flush);
  const updates = createUpdates();
  const take = vi.fn<() => void>();
  updates.found(take);
  await updates.takeNow();
  expect(take).not.toHaveBeenCalled();
  expect(updates.snapshot()).toMatchObject({ ready: true, unsaved: true, opening: false });
});

const stay = () => Promise.resolve(true);

/** A registration whose workers come and go by hand. */
function aRegistration() {
  const listeners: (() => void)[] = [];
  const worker = (state: string) =>
    Object.assign(new EventTarget(), { state, postMessage: vi.fn<(message: unknown) => void>() });
  const registration = {
    waiting: null as ReturnType<typeof worker> | null,
    installing: null as ReturnType<typeof worker> | null,
    addEventListener: (_type: string, listener: () => void) => void listeners.push(listener),
  };
  const installs = () => (registration.installing = worker('installing'));
  const installed = () => {
    const done = registration.installing;
    if (done === null) throw new Error('Nothing is being installed');
    Object.assign(registration, { waiting: done, installing: null });
    done.state = 'installed';
    done.dispatchEvent(new Event('statechange'));
    return done;
  };
  const found = () => {
    installs();
    listeners.forEach((listener) => listener());
  };
  return { registration: registration as unknown as ServiceWorkerRegistration, installs, installed, found };
}

test('[U1] a version that is still being stored when the page opens is offered once it lies ready', async () => {
  const { registration, installs, installed } = aRegistration();
  const updates = createUpdates();
  installs();
  offerWaiting(updates, registration, aContainer(true).container, stay);
  expect(updates.snapshot().ready).toBe(false);
  const worker = installed();
  expect(updates.snapshot().ready).toBe(true);
  await updates.takeNow();
  expect(worker.postMessage).toHaveBeenCalledWith({ type: 'SKIP_WAITING' });
});

test('[U1] every later version is offered as well, and the latest is the one that starts', async () => {
  const { registration, found, installed } = aRegistration();
  const updates = createUpdates();
  offerWaiting(updates, registration, aContainer(true).container, stay);
  found();
  const first = installed();
  updates.postpone();
  found();
  const second = installed();
  expect(updates.snapshot()).toMatchObject({ ready: true, later: false });
  await updates.takeNow();
  expect(first.postMessage).not.toHaveBeenCalled();
  expect(second.postMessage).toHaveBeenCalledTimes(1);
});

test('the very first version of the app is no update', () => {
  const { registration, found, installed } = aRegistration();
  const updates = createUpdates();
  offerWaiting(updates, registration, aContainer(false).container, stay);
  found();
  installed();
  expect(updates.snapshot().ready).toBe(false);
});

test('the first worker of a page is no new version; a later one reopens it', () => {
  const open = vi.fn<() => Promise<boolean>>(() => Promise.resolve(true));
  const { container, change } = aContainer(false);
  followController(createUpdates(), container, open);
  change();
  expect(open).not.toHaveBeenCalled();
  change();
  expect(open).toHaveBeenCalledTimes(1);
});

test('[U2] when another tab took the new version, a tab in which somebody writes asks first', async () => {
  writing(() => Promise.resolve({ safe: true }));
  expect(isWriting()).toBe(true);
  const open = vi.fn<() => Promise<boolean>>(() => Promise.resolve(true));
  const updates = createUpdates(open);
  const { container, change } = aContainer(true);
  followController(updates, container, open);
  change();
  expect(open).not.toHaveBeenCalled();
  expect(updates.snapshot()).toMatchObject({ ready: true, replaced: true });
  await updates.takeNow();
  expect(open).toHaveBeenCalledTimes(1);
});

test('a tab that asked for the new version reopens as soon as it has taken over', async () => {
  writing(() => Promise.resolve({ safe: true }));
  const open = vi.fn<() => Promise<boolean>>(() => Promise.resolve(true));
  const updates = createUpdates(open);
  const { container, change } = aContainer(true);
  followController(updates, container, open);
  updates.found(() => {});
  await updates.takeNow();
  change();
  expect(open).toHaveBeenCalledTimes(1);
});

test('the line offers 现在更新 and 稍后, and 稍后 leaves the way under 关于', async (t) => {
  const { user, updates, router } = await openVillage(t, { path: '/mine' });
  const take = vi.fn<() => void>();
  updates.found(take);
  await user.click(await screen.findByRole('button', { name: '稍后' }));
  expect(screen.queryByRole('button', { name: '现在更新' })).toBeNull();
  await router.navigate('/mine/about');
  await user.click(await screen.findByRole('button', { name: '现在更新' }));
  await waitFor(() => expect(take).toHaveBeenCalledTimes(1));
});

test('[U1] a form with text in it is stored before the update and can be resumed', async (t) => {
  const { user, updates, store } = await openVillage(t, { path: '/ledger/mediationCase/new' });
  const take = vi.fn<() => void>();
  updates.found(take);
  await user.type(await screen.findByLabelText('纠纷简要情况'), '两家为水沟争执');
  await user.click(await screen.findByRole('button', { name: '现在更新' }));
  await waitFor(() => expect(take).toHaveBeenCalledTimes(1));
  const drafts = await store.db.drafts.toArray();
  expect(drafts.map(({ typed }) => typed['facts'])).toEqual(['两家为水沟争执']);
});

test.each([
  'Failed to fetch dynamically imported module: https://x/assets/Ledger-abc.js',
  'error loading dynamically imported module: https://x/assets/Ledger-abc.js',
  'Importing a module script failed.',
  'Unable to preload CSS for /assets/Ledger-abc.css',
])('"%s" is a part of the app that is gone', (message) => {
  expect(isChunkGone(new TypeError(message))).toBe(true);
});

test('other faults are no missing part', () => {
  expect(isChunkGone(new Error('Cannot read properties of undefined'))).toBe(false);
  expect(isChunkGone('Failed to fetch')).toBe(false);
});

test('[U3] a missing part shows what is going on, never a white page; in a circle it asks', async (t) => {
  sessionStorage.setItem('reopened', String(Date.now()));
  const gone = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module: /assets/a.js'));
  const router = createMemoryRouter([{ path: '/', lazy: gone, ErrorBoundary: RouteFault }]);
  render(<RouterProvider router={router} />);
  t.onTestFinished(cleanup);
  expect(await screen.findByRole('heading', { name: '这一页没有取到' })).toBeTruthy();
  expect(screen.getByRole('button', { name: '重新打开' })).toBeTruthy();
});

test('[U3] a tab reopens by itself once and not in a circle', () => {
  expect(mayReopen(1_000_000)).toBe(true);
  expect(mayReopen(1_005_000)).toBe(false);
  expect(mayReopen(1_100_000)).toBe(true);
});
