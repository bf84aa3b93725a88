import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import type { LinkComponent } from './link.ts';
import { SealMark } from './SealMark.tsx';
import { useTyping } from './use-typing.ts';
import styles from './AppShell.module.css';

export interface Tab {
  readonly to: string;
  readonly label: string;
  readonly icon: ReactNode;
}

export interface AppShellProps {
  readonly tabs: readonly Tab[];
  /** Must set aria-current="page" on the tab that is open, as a router's NavLink does. */
  readonly link: LinkComponent;
  /** Beside the mark on the desktop: 双泉乡 · 2024. */
  readonly place?: ReactNode;
  /** At the foot of the side rail on the desktop. */
  readonly foot?: ReactNode;
  /** Above every page: update found, sample township. */
  readonly banner?: ReactNode;
  readonly children: ReactNode;
}

/** Bottom tabs on the phone, the same as a side rail from 960 px on. */
export function AppShell({ tabs, link: Link, place, foot, banner, children }: AppShellProps) {
  const typing = useTyping();
  return (
    <div className={classes(styles.shell, typing && styles.typing)}>
      <a className={styles.skip} href="#main">
        跳到正文
      </a>
      <nav className={styles.tabs} aria-label="主导航">
        <div className={styles.brand}>
          <SealMark size={40} />
          <span>法治台账{place !== undefined && <small>{place}</small>}</span>
        </div>
        <ul>
          {tabs.map(({ to, label, icon }) => (
            <li key={to}>
              <Link to={to} className={styles.tab ?? ''}>
                {icon}
                <span>{label}</span>
              </Link>
            </li>
          ))}
        </ul>
        {foot !== undefined && <div className={styles.foot}>{foot}</div>}
      </nav>
      <div className={styles.content}>
        {banner}
        {children}
      </div>
    </div>
  );
}
