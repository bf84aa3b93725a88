import type { ReactNode } from 'react';
import styles from './StatTile.module.css';

export interface StatTileProps {
  readonly label: string;
  readonly value: string | number;
  readonly unit?: string;
  /** 已存本机 3, or how it compares. */
  readonly note?: ReactNode;
  /** Opens the records behind the figure. */
  readonly onOpen?: () => void;
}

export function StatTile({ label, value, unit, note, onOpen }: StatTileProps) {
  const content = (
    <>
      <span className={styles.label}>{label}</span>
      <span className={styles.value}>
        {value}
        {unit !== undefined && <small>{unit}</small>}
      </span>
      {note !== undefined && <span className={styles.note}>{note}</span>}
    </>
  );
  return onOpen === undefined ? (
    <div className={styles.tile}>{content}</div>
  ) : (
    <button type="button" className={styles.tile} onClick={onOpen}>
      {content}
    </button>
  );
}

export function StatTiles({ children }: { readonly children: ReactNode }) {
  return <div className={styles.tiles}>{children}</div>;
}
