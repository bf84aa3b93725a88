import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './StateBadge.module.css';

/** What a colour stands for; the word beside it always says the same. */
export type Tone = 'plain' | 'act' | 'pace' | 'done' | 'soon' | 'late';

export function StateBadge({
  tone = 'plain',
  icon,
  children,
}: {
  readonly tone?: Tone;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <span className={classes(styles.badge, tone !== 'plain' && styles[tone])}>
      {icon}
      {children}
    </span>
  );
}

const TONES: { readonly [code: string]: Tone } = {
  registered: 'plain',
  accepted: 'act',
  inMediation: 'act',
  settled: 'done',
  notSettled: 'soon',
  terminated: 'plain',
  declined: 'plain',
  performed: 'done',
  pending: 'act',
  partly: 'soon',
  partlyPerformed: 'soon',
  notPerformed: 'late',
  reviewed: 'done',
  returned: 'late',
  planned: 'act',
  building: 'act',
  built: 'done',
  confirmed: 'done',
  rejected: 'late',
};

/** The tone of a state's code; an unknown one stays plain. */
export const toneOfCode = (code: string): Tone => TONES[code] ?? 'plain';
