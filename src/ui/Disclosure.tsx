import { ChevronDown } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Disclosure.module.css';

export interface DisclosureProps {
  readonly label: string;
  /** Small print at the right of the label: 已填 3 项. */
  readonly note?: string;
  readonly children: ReactNode;
  /** Given both, the parent holds the state. */
  readonly open?: boolean;
  readonly onToggle?: (open: boolean) => void;
}

/** What folds away. Nothing inside is made before it is first opened; afterwards it stays, so that nothing typed is lost. */
export function Disclosure({ label, note, children, open, onToggle }: DisclosureProps) {
  const [own, setOwn] = useState(open ?? false);
  const shown = open ?? own;
  const [made, setMade] = useState(shown);
  if (shown && !made) setMade(true);
  const id = useId();
  return (
    <div>
      <button
        type="button"
        className={classes(styles.head, shown && styles.open)}
        aria-expanded={shown}
        aria-controls={id}
        onClick={() => {
          setOwn(!shown);
          onToggle?.(!shown);
        }}
      >
        <span>{label}</span>
        {note !== undefined && <span className={styles.note}>{note}</span>}
        <ChevronDown size={22} aria-hidden />
      </button>
      <div id={id} hidden={!shown} className={styles.body}>
        {(shown || made) && children}
      </div>
    </div>
  );
}
