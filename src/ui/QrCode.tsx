import encodeQR from 'qr';
import { useMemo } from 'react';
import { classes } from './classes.ts';
import styles from './QrCode.module.css';

/** Modules a side from which a code is fine print. */
const FINE = 60;

/** Modules of light around the code, without which readers do not find it. */
const QUIET = 4;

/** A QR code as one path. Black on white in every theme: phones' cameras read no other. Import it lazily. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => drawnOf(encodeQR(text, 'raw', { ecc: 'medium', border: QUIET })), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={classes(styles.code, size > FINE && styles.fine)}
    >
      <rect width={size} height={size} className={styles.light} />
      <path d={path} className={styles.dark} />
    </svg>
  );
}

/** One stroke of the path for each run of dark modules in a row. */
function drawnOf(rows: readonly (readonly boolean[])[]): { readonly size: number; readonly path: string } {
  let path = '';
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < row.length; x++) {
      if (row[x] !== true) continue;
      const from = x;
      while (row[x + 1] === true) x++;
      path += `M${from} ${y}h${x - from + 1}v1H${from}z`;
    }
  }
  return { size: rows.length, path };
}
