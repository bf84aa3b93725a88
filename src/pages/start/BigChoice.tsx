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

/** A way to begin: the button's area is the whole card, its name the title alone. */
export function BigChoice({ title, line, icon, onChoose }: BigChoiceProps) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <div className={styles.texts}>
        <button type="button" aria-describedby={id} onClick={onChoose}>
          {title}
        </button>
        <p id={id}>{line}</p>
      </div>
      <ChevronRight size={22} aria-hidden />
    </div>
  );
}
