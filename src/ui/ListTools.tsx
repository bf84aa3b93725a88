import type { ReactNode } from 'react';
import styles from './ListTools.module.css';

export interface ListToolsProps {
  readonly search: ReactNode;
  readonly filters?: ReactNode;
  /** At the end: choice of columns, order. */
  readonly more?: ReactNode;
}

/** What stands over a list: one under the other on the phone, in one line where there is room. */
export function ListTools({ search, filters, more }: ListToolsProps) {
  return (
    <div className={styles.tools}>
      <div className={styles.search}>{search}</div>
      {filters !== undefined && <div className={styles.filters}>{filters}</div>}
      {more !== undefined && <div className={styles.more}>{more}</div>}
    </div>
  );
}
