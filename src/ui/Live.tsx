import { Check } from 'lucide-react';
import { Hidden } from './Hidden.tsx';
import styles from './Live.module.css';

export interface LiveProps {
  /** 已存本机 after the durable commit; empty while there is nothing to say. */
  readonly message: string;
  /** Say it without drawing it. */
  readonly quiet?: boolean;
}

/** The polite live region: it stays in the page, only its words come and go. */
export function Live({ message, quiet = false }: LiveProps) {
  if (quiet)
    return (
      <div role="status" aria-live="polite">
        <Hidden>{message}</Hidden>
      </div>
    );
  return (
    <div role="status" aria-live="polite" className={styles.live}>
      {message !== '' && <Check size={18} aria-hidden />}
      <span>{message}</span>
    </div>
  );
}
