import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Notice.module.css';

type NoticeTone = 'info' | 'warn' | 'error' | 'success';
const icons = { info: Info, warn: TriangleAlert, error: CircleAlert, success: CircleCheck };

export interface NoticeProps {
  readonly tone?: NoticeTone;
  readonly children: ReactNode;
  /** Quiet buttons under the line. */
  readonly actions?: ReactNode;
  /** Read out as soon as it appears; for what came up by itself. */
  readonly announced?: boolean;
}

/** One quiet line that says what is the case and what to do; never a dialog. */
export function Notice({ tone = 'info', children, actions, announced = false }: NoticeProps) {
  const Icon = icons[tone];
  const role = !announced ? undefined : tone === 'error' || tone === 'warn' ? 'alert' : 'status';
  return (
    <div className={classes(styles.notice, styles[tone])} role={role}>
      <Icon size={22} aria-hidden />
      <div className={styles.body}>
        {children}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}
