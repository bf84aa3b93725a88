import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Card } from '#ui/Card.tsx';
import { classes } from '#ui/classes.ts';
import styles from './mine.module.css';

/** Rows in one card, as a phone's own settings show them. */
export function Rows({ children }: { readonly children: ReactNode }) {
  return (
    <Card flush>
      <ul className={styles.rows}>{children}</ul>
    </Card>
  );
}

interface RowProps {
  readonly icon?: ReactNode;
  readonly title: string;
  /** A second line in small print. */
  readonly note?: ReactNode;
  /** At the right: the present state in a word. */
  readonly value?: ReactNode;
  /** The note asks to be read. */
  readonly soon?: boolean;
}

function Words({ icon, title, note, value, soon = false }: RowProps) {
  return (
    <>
      {icon !== undefined && <span className={styles.icon}>{icon}</span>}
      <span className={styles.words}>
        <span>{title}</span>
        {note !== undefined && <small className={classes(soon && styles.soon)}>{note}</small>}
      </span>
      {value !== undefined && <span className={styles.value}>{value}</span>}
    </>
  );
}

/** Leads to a page. */
export function LinkRow({ to, ...row }: RowProps & { readonly to: string }) {
  return (
    <li>
      <Link to={to} className={styles.row}>
        <Words {...row} />
        <ChevronRight size={22} aria-hidden className={styles.chevron} />
      </Link>
    </li>
  );
}

/** Says how something stands. */
export function StateRow(row: RowProps) {
  return (
    <li className={styles.row}>
      <Words {...row} />
    </li>
  );
}

interface SwitchRowProps extends Omit<RowProps, 'value'> {
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

export function SwitchRow({ on, onChange, ...row }: SwitchRowProps) {
  return (
    <li>
      <label className={classes(styles.row, styles.switchRow)}>
        <Words {...row} />
        <input
          type="checkbox"
          role="switch"
          className={styles.switch}
          aria-label={row.title}
          aria-checked={on}
          checked={on}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      </label>
    </li>
  );
}

/** Any control under a title. */
export function ControlRow({ children, ...row }: RowProps & { readonly children: ReactNode }) {
  return (
    <li className={styles.control}>
      <div className={styles.row}>
        <Words {...row} />
      </div>
      <div className={styles.below}>{children}</div>
    </li>
  );
}
