import { ChevronRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import styles from './start.module.css';

export interface BigChoiceProps {
  readonly title: string;
  /** One line that says what it is for. */
  readonly line: string;
  readonly icon: ReactNode;
  readonly onChoose: () => void;
}

/** A way to begin: a whole card under the thumb. */
export function BigChoice({ title, line, icon, onChoose }: BigChoiceProps) {
  const id = useId();
  return (
    <button type="button" className={styles.choice} aria-labelledby={`${id}-title`} aria-describedby={`${id}-line`} onClick={onChoose}>
      <span className={styles.icon} aria-hidden>{icon}</span>
      <span className={styles.texts}>
        <b id={`${id}-title`}>{title}</b>
        <span id={`${id}-line`}>{line}</span>
      </span>
      <ChevronRight size={22} aria-hidden />
    </button>
  );
}
