import { CircleAlert } from 'lucide-react';
import { classes } from './classes.ts';
import styles from './SyncLine.module.css';

export interface SyncPart {
  /** 已上报, 待上报, 被退回, 已存本机, 上次备份 … */
  readonly label: string;
  readonly value: string | number;
  readonly tone?: 'wait' | 'soon' | 'late';
}

/** One line of the state of sync: 已上报 128 · 待上报 3 · 被退回 0. */
export function SyncLine({ parts }: { readonly parts: readonly SyncPart[] }) {
  return (
    <p className={styles.line}>
      {parts.map(({ label, value, tone }) => (
        <span key={label} className={classes(styles.part, tone && styles[tone])}>
          {tone === 'late' && <CircleAlert size={16} aria-hidden />}
          {label} <b>{value}</b>
        </span>
      ))}
    </p>
  );
}
