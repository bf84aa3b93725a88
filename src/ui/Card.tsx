import { useId, type ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Card.module.css';

export interface CardProps {
  readonly children: ReactNode;
  /** Rows reach the card's edges. */
  readonly flush?: boolean;
  readonly className?: string;
}

export function Card({ children, flush = false, className }: CardProps) {
  return <div className={classes(styles.card, flush && styles.flush, className)}>{children}</div>;
}

export interface SectionProps {
  readonly title: string;
  /** Small print or a link at the right of the heading. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A headed part of a page, usually around one card. */
export function Section({ title, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
      </div>
      {children}
    </section>
  );
}
