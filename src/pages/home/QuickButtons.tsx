import { GraduationCap, Megaphone, Scale } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './home.module.css';

const buttons: readonly { readonly kind: string; readonly label: string; readonly icon: ReactNode }[] = [
  { kind: 'mediationCase', label: '记调解', icon: <Scale size={34} aria-hidden /> },
  { kind: 'training', label: '记培训', icon: <GraduationCap size={34} aria-hidden /> },
  { kind: 'publicityEvent', label: '记普法', icon: <Megaphone size={34} aria-hidden /> },
];

/** The three things one comes for. */
export function QuickButtons() {
  return (
    <div className={styles.quick}>
      {buttons.map(({ kind, label, icon }) => (
        <Link key={kind} className={styles.big} to={`/ledger/${kind}/new`}>
          {icon}
          <span>{label}</span>
        </Link>
      ))}
    </div>
  );
}
