import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Page.module.css';

export interface PageProps {
  readonly title: string;
  /** One line under the title. */
  readonly under?: ReactNode;
  readonly onBack?: () => void;
  /** At the right of the title. */
  readonly actions?: ReactNode;
  /** The primary action, full width at the bottom within reach of the thumb. */
  readonly bottom?: ReactNode;
  /** Tables take the whole width; everything else keeps a readable column. */
  readonly full?: boolean;
  /** On paper stands the content alone: it brings a title of its own. */
  readonly sheet?: boolean;
  readonly children: ReactNode;
}

export function Page({ title, under, onBack, actions, bottom, full = false, sheet = false, children }: PageProps) {
  return (
    <main id="main" tabIndex={-1} className={classes(styles.page, full && styles.full, sheet && styles.sheet)}>
      <header className={classes(styles.bar, onBack !== undefined && styles.sub)}>
        {onBack !== undefined && (
          <button type="button" className={styles.back} onClick={onBack}>
            <ChevronLeft size={24} aria-hidden />
            返回
          </button>
        )}
        <h1>{title}</h1>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {under !== undefined && <div className={styles.under}>{under}</div>}
      <div className={styles.body}>{children}</div>
      {bottom !== undefined && <div className={styles.bottom}>{bottom}</div>}
    </main>
  );
}
