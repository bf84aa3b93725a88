import { useEffect, useState } from 'react';
import styles from './Loading.module.css';

export interface LoadingProps {
  /** What is being done: 正在打开台账. */
  readonly what?: string;
  /** How far it has come, where that is known. */
  readonly done?: number;
  readonly of?: number;
  /** Milliseconds before anything is drawn: short waits stay still. */
  readonly after?: number;
  /** One line over what is here already: reserve its place, so that nothing moves when it goes. */
  readonly slim?: boolean;
}

/** Says what is awaited and how far it has come, once the wait exceeds 300 ms. */
export function Loading({ what = '正在打开', done, of, after = 300, slim = false }: LoadingProps) {
  const [shown, setShown] = useState(after === 0);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), after);
    return () => clearTimeout(timer);
  }, [after]);
  const known = done !== undefined && of !== undefined && of > 0;
  const line = known ? `${what} ${done} / ${of}` : `${what}…`;
  return (
    <div role="status" className={shown ? (slim ? styles.slim : styles.loading) : undefined}>
      {shown && (
        <>
          <span>{line}</span>
          <div className={styles.track} aria-hidden>
            {known ? (
              <div className={styles.fill} style={{ width: `${Math.min(100, (100 * done) / of)}%` }} />
            ) : (
              <div className={`${styles.fill ?? ''} ${styles.going ?? ''}`} />
            )}
          </div>
        </>
      )}
    </div>
  );
}
