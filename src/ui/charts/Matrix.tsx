import { classes } from '#ui/classes.ts';
import styles from './Matrix.module.css';

export interface MatrixCell {
  /** 3 / 4 */
  readonly text: string;
  /** 0 to 1, drawn as a bar under the text. */
  readonly share?: number;
  /** Where it should be today, 0 to 1. */
  readonly pace?: number;
  readonly tone?: 'done' | 'soon';
  /** What the colour says, in words: 比序时进度少 2. */
  readonly note?: string;
}

export interface MatrixProps {
  /** The accessible name: 各村任务进度. */
  readonly title: string;
  /** Over the names of the rows: 村. */
  readonly head: string;
  readonly columns: readonly { readonly id: string; readonly label: string }[];
  readonly rows: readonly { readonly id: string; readonly label: string }[];
  /** null where a task does not concern a village. */
  readonly cellOf: (row: string, column: string) => MatrixCell | null;
  /** Opens the records behind a figure. */
  readonly onOpen?: (row: string, column: string) => void;
}

/** Villages against tasks, each cell a figure with its bar; names stay in sight while one scrolls. */
export function Matrix({ title, head, columns, rows, cellOf, onOpen }: MatrixProps) {
  return (
    // Where no cell can be opened, the keyboard scrolls the box itself.
    <div
      className={styles.scroller}
      {...(onOpen === undefined ? { role: 'region', 'aria-label': title, tabIndex: 0 } : {})}
    >
      <table className={styles.matrix} aria-label={title}>
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              {head}
            </th>
            {columns.map(({ id, label }) => (
              <th key={id} scope="col">
                <span>{label}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.label}</th>
              {columns.map((column) => {
                const cell = cellOf(row.id, column.id);
                if (cell === null)
                  return (
                    <td key={column.id} className={styles.none}>
                      —
                    </td>
                  );
                return (
                  <td key={column.id}>
                    {onOpen === undefined ? (
                      <div className={styles.cell}>
                        <Content cell={cell} />
                      </div>
                    ) : (
                      <button type="button" className={styles.cell} onClick={() => onOpen(row.id, column.id)}>
                        <Content cell={cell} />
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Content({ cell: { text, share, pace, tone, note } }: { readonly cell: MatrixCell }) {
  const part = (of: number) => `${100 * Math.max(0, Math.min(1, of))}%`;
  return (
    <>
      <span className={styles.text}>{text}</span>
      {share !== undefined && (
        <span className={styles.track} aria-hidden>
          <span className={classes(styles.fill, tone === 'done' && styles.done)} style={{ width: part(share) }} />
          {pace !== undefined && <span className={styles.pace} style={{ left: part(pace) }} />}
        </span>
      )}
      {note !== undefined && <span className={classes(styles.note, tone !== undefined && styles[tone])}>{note}</span>}
    </>
  );
}
