import { Gavel, GraduationCap, Megaphone, Scale } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import styles from './home.module.css';

interface Quick {
  readonly kind: string;
  /** As its kind says; the kinds themselves come a moment later. */
  readonly scope: 'work' | 'cases';
  readonly label: string;
  readonly icon: ReactNode;
}

const buttons: readonly Quick[] = [
  { kind: 'mediationCase', scope: 'cases', label: '记调解', icon: <Scale size={34} aria-hidden /> },
  { kind: 'training', scope: 'work', label: '记培训', icon: <GraduationCap size={34} aria-hidden /> },
  { kind: 'publicityEvent', scope: 'work', label: '记普法', icon: <Megaphone size={34} aria-hidden /> },
];
/** For whoever writes none of them: a leader. */
const others: readonly Quick[] = [
  { kind: 'dutyEntry', scope: 'work', label: '记履职', icon: <Gavel size={34} aria-hidden /> },
];

/** The three things one comes for, as far as the account may write them. */
export function QuickButtons() {
  const { mayWrite } = useRights();
  const { unit } = usePlace();
  const own = (list: readonly Quick[]) => list.filter(({ kind, scope }) => mayWrite({ name: kind, scope }, unit));
  const shown = own(buttons).length > 0 ? own(buttons) : own(others);
  return (
    <div className={styles.quick}>
      {shown.map(({ kind, label, icon }) => (
        <Link key={kind} className={styles.big} to={`/ledger/${kind}/new`}>
          {icon}
          <span>{label}</span>
        </Link>
      ))}
    </div>
  );
}
