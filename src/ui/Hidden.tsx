import type { ReactNode } from 'react';
import styles from './Hidden.module.css';

/** Said to assistive technology, not drawn. */
export function Hidden({ children, id }: { readonly children: ReactNode; readonly id?: string }) {
  return (
    <span id={id} className={styles.hidden}>
      {children}
    </span>
  );
}

/** For whole blocks (tables, lists) that stand in for a drawing. */
export const hiddenClass = styles.hidden;
