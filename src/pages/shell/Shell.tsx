import { ClipboardList, House, Target, UserRound } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { NavLink, Outlet, ScrollRestoration, type Location } from 'react-router';
import { dropGlance } from '#store/glance.ts';
import { useStore } from '#store/hooks.ts';
import { AppShell, type Tab } from '#ui/AppShell.tsx';
import { Live } from '#ui/Live.tsx';
import { useSaid } from './announcer.ts';
import { Banners } from './Banners.tsx';
import { PlaceGate } from './PlaceGate.tsx';
import { usePlace } from './use-place.ts';
import { useWorkspace } from './workspace.ts';
import styles from './banners.module.css';

const tabs: readonly Tab[] = [
  { to: '/', label: '首页', icon: <House size={24} aria-hidden /> },
  { to: '/ledger', label: '台账', icon: <ClipboardList size={24} aria-hidden /> },
  { to: '/tasks', label: '任务', icon: <Target size={24} aria-hidden /> },
  { to: '/mine', label: '我的', icon: <UserRound size={24} aria-hidden /> },
];

/** Around every screen: the menu and what concerns the whole app. Without a workspace there is only the start screen. */
export function Shell({ start }: { readonly start: ReactNode }) {
  const { store } = useWorkspace();
  if (store === null) return start;
  return (
    <PlaceGate key={store.db.name}>
      <OpenShell />
      <ScrollRestoration getKey={scrollKey} />
    </PlaceGate>
  );
}

/** Every page that is loaded anew has the key `default`: another address must not begin where the last one was left. */
const scrollKey = ({ key, pathname }: Location): string => (key === 'default' ? pathname : key);

function OpenShell() {
  const { unitName, year } = usePlace();
  const { db } = useStore();
  const said = useSaid();
  // The first screen stands: from now on only the database itself is asked.
  useEffect(() => dropGlance(db), [db]);
  return (
    <AppShell tabs={tabs} link={NavLink} place={`${unitName} · ${year}`} banner={<Banners />}>
      <Outlet />
      <div className={said === '' ? styles.silent : styles.said}>
        <Live message={said} />
      </div>
    </AppShell>
  );
}
