import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

export interface EmptyStateProps {
  /** One sentence that teaches what will stand here. */
  readonly children: ReactNode;
  readonly icon?: ReactNode;
  /** One button. */
  readonly action?: ReactNode;
}

export function EmptyState({ children, icon, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {icon !== undefined && (
        <div className={styles.mark} aria-hidden>
          {icon}
        </div>
      )}
      <p>{children}</p>
      {action}
    </div>
  );
}
