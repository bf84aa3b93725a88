import type { LucideIcon } from 'lucide-react';
import { Link } from 'react-router';
import styles from './tasks.module.css';

export interface ShortcutProps {
  readonly to: string;
  readonly icon: LucideIcon;
  readonly children: string;
}

/** A screen beside the list: its picture and its name. */
export function Shortcut({ to, icon: Icon, children }: ShortcutProps) {
  return (
    <Link to={to} className={styles.shortcut}>
      <Icon size={22} aria-hidden />
      {children}
    </Link>
  );
}
