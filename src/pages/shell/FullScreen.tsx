import type { ReactNode } from 'react';
import { SealMark } from '#ui/SealMark.tsx';
import { useTitle } from './use-title.ts';
import styles from './faults.module.css';

export interface FullScreenProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** One plain sentence in place of the whole app. */
export function FullScreen({ title, children, action }: FullScreenProps) {
  useTitle(title);
  return (
    <main className={styles.screen}>
      <SealMark size={56} />
      <h1>{title}</h1>
      <div className={styles.words}>{children}</div>
      {action}
    </main>
  );
}
