import { Fragment } from 'react';
import styles from './Parts.module.css';

const BETWEEN = ' · ';

/** A line of parts joined by ` · `: it is broken between them, so that no number stands apart from its unit. */
export function Parts({ line }: { readonly line: string }) {
  const parts = line.split(BETWEEN);
  return parts.map((part, at) => (
    // oxlint-disable-next-line react/no-array-index-key -- the same words may stand in a line twice
    <Fragment key={at}>
      {at > 0 && ' '}
      <span className={styles.part}>
        {part}
        {at < parts.length - 1 && ' ·'}
      </span>
    </Fragment>
  ));
}
