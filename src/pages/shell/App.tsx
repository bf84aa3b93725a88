import { Component, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { RouterProvider, type RouterProviderProps } from 'react-router/dom';
import { Loading } from '#ui/Loading.tsx';
import { StoreContext } from '#store/hooks.ts';
import type { LedgerDb } from '#store/db.ts';
import { dropGlance, glanceAt, glanceOf, type Glance } from '#store/glance.ts';
import { PIN } from '#store/meta-keys.ts';
import type { Ports, Store } from '#store/store.ts';
import { enterSeen, openDb, openWorkspace, watchIdentity, wipe, type Opened } from '#store/workspace.ts';
import { AnnouncerContext, createAnnouncer } from './announcer.ts';
import { flushDrafts } from './flush.ts';
import { lastTypedKeys } from './last-typed-keys.ts';
import { FaultScreen, NewerScreen, NoStorageScreen } from './faults.tsx';
import { EngineContext, useEngine } from './use-engine.ts';
import { UpdatesContext, type Updates } from './updates.ts';
import { rememberSample, rememberedSample, WorkspaceContext, type Workspace } from './workspace.ts';

export interface AppProps {
  readonly ports: Ports;
  /** Names of the databases; tests give their own. */
  readonly databases: { readonly real: string; readonly sample: string };
  readonly updates: Updates;
  /** What is being seen of the real workspace since before the app itself was here. */
  readonly seen?: Promise<Glance | null>;
  /** The same, where it is here by now: then the first drawing is that of the first screen. */
  readonly glance?: Glance | null;
  readonly router: RouterProviderProps['router'];
}

/** Opens the workspace and stands around every screen. */
export function App(props: AppProps) {
  const [announcer] = useState(createAnnouncer);
  return (
    <UpdatesContext value={props.updates}>
      <AnnouncerContext value={announcer}>
        <Boundary>
          <OpenWorkspace {...props} />
        </Boundary>
      </AnnouncerContext>
    </UpdatesContext>
  );
}

function OpenWorkspace({ ports, databases, router, seen, glance: now = null }: AppProps) {
  const [atOnce] = useState(() => {
    const entered = now === null ? null : enterAtOnce(databases.real, ports, now);
    // Home is drawn from what was seen; any other screen waits for records, and its code is still being fetched.
    if (entered !== null && router.state.location.pathname !== '/') void openDb(entered.store.db);
    return entered;
  });
  const [opened, setOpened] = useState<Opened | null>(atOnce);
  const open = useCallback(
    async (sample: boolean, glance: Glance | null = null) => {
      rememberSample(sample);
      const next = sample
        ? await openSampleWorkspace(databases.sample, ports)
        : await openWorkspace(databases.real, ports, glance);
      if (next.kind === 'open') await takeLastTyped(next.store);
      if (next.kind === 'open' || next.kind === 'empty') {
        giveWay(next.kind === 'open' ? next.store.db : next.db, () => setOpened({ kind: 'newer' }));
      }
      setOpened(next);
      return next;
    },
    [databases, ports],
  );
  useEffect(() => {
    if (atOnce !== null) {
      giveWay(atOnce.store.db, () => setOpened({ kind: 'newer' }));
      return;
    }
    const first = async () => {
      const sample = rememberedSample();
      await open(sample, sample ? null : await (seen ?? glanceAt(databases.real)));
    };
    void first();
  }, [open, atOnce, seen, databases.real]);
  const current = opened?.kind === 'open' ? opened.store : null;
  useEffect(() => {
    if (current === null) return undefined;
    // Home stands. The code of another screen is on its way; behind a PIN nobody knows how long it takes until that one is drawn.
    if (router.state.initialized || glanceOf(current.db)?.meta.get(PIN) !== undefined) dropGlance(current.db);
    const settle = async () => {
      const refusal = await openDb(current.db);
      if (refusal !== null) setOpened(refusal);
    };
    void settle();
    return watchIdentity(current, (store) => setOpened({ kind: 'open', store }));
  }, [current, router]);
  const engine = useEngine(current, async () => {
    if (current === null) return;
    lastTypedKeys(current.db.name).forEach((key) => localStorage.removeItem(key));
    await wipe(current);
    await open(false);
  });
  const workspace = useMemo<Workspace | null>(() => {
    if (opened === null || opened.kind === 'noStorage' || opened.kind === 'newer') return null;
    const change = async (sample: boolean) => {
      await open(sample);
      await router.navigate('/', { replace: true, state: null });
      // Whatever was tried out in the sample goes with it: the next visit finds it as it was.
      if (!sample && opened.kind === 'open' && opened.store.identity.sample) {
        await opened.store.db.delete();
        // A backup of the sample was restored where nothing was: then nothing is there again.
        if (opened.store.db.name === databases.real) await open(false);
      }
    };
    return {
      ports,
      store: opened.kind === 'open' ? opened.store : null,
      empty: opened.kind === 'empty' ? opened.db : null,
      enter: (store: Store) => setOpened({ kind: 'open', store }),
      openSample: () => change(true),
      leaveSample: () => change(false),
    };
  }, [opened, open, ports, router, databases.real]);

  if (opened === null) return <Loading what="正在打开法治台账" />;
  if (opened.kind === 'noStorage') return <NoStorageScreen />;
  if (opened.kind === 'newer') return <NewerScreen />;
  return (
    <WorkspaceContext value={workspace}>
      <StoreContext value={workspace?.store ?? null}>
        {/* Another workspace is another world: nothing of a screen may survive the change. */}
        <EngineContext value={engine}>
          <RouterProvider key={workspace?.store?.db.name ?? 'start'} router={router} />
        </EngineContext>
      </StoreContext>
    </WorkspaceContext>
  );
}

/** Another tab brings a newer version of the database: it waits for this one, which keeps its text and steps aside. */
function giveWay(db: LedgerDb, onNewer: () => void): void {
  db.on('versionchange', ({ newVersion }) => {
    // Without a version it is being deleted: the database itself steps aside, and is not opened again.
    if (newVersion === null) return true;
    const give = async () => {
      const { safe } = await flushDrafts();
      // The text lies nowhere but in this page: the newer version goes on waiting (SPEC U1).
      if (!safe) {
        setTimeout(() => void give(), ASK_AGAIN_MS);
        return;
      }
      db.close();
      onNewer();
    };
    void give();
    return false;
  });
}

const ASK_AGAIN_MS = 1000;

/** The workspace as it was just seen, where nothing has to be done before: a reload in the sample, a text that was typed last. */
function enterAtOnce(real: string, ports: Ports, glance: Glance): Extract<Opened, { kind: 'open' }> | null {
  if (rememberedSample() || lastTypedKeys(real).length > 0) return null;
  const store = enterSeen(real, ports, glance);
  return store === null ? null : { kind: 'open', store };
}

/** Rare, and never a reason not to open: what cannot be taken now is taken at the next start. */
async function takeLastTyped(store: Store): Promise<void> {
  if (lastTypedKeys(store.db.name).length === 0) return;
  await import('./last-typed.ts').then((part) => part.takeLastTyped(store)).catch(reportError);
}

async function openSampleWorkspace(name: string, ports: Ports): Promise<Opened> {
  const { openSample } = await import('./sample-workspace.ts');
  return openSample(name, ports);
}

/** Whatever a screen could not foresee ends here: one sentence and a way on; what was typed lies in the drafts. */
class Boundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    return this.state.failed ? <FaultScreen /> : this.props.children;
  }
}
