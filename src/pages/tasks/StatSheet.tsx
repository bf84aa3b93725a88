import type { StatTable, TableCell } from '#core/tables/model.ts';
import { Link } from 'react-router';
import type { Period } from '#core/period.ts';
import { classes } from '#ui/classes.ts';
import { behindLink } from './behind-link.ts';
import styles from './tables.module.css';

export interface StatSheetProps {
  readonly table: StatTable;
  /** The days over which the table counts: those of the records that its cells open. */
  readonly period: Period;
}

/** A statistics table as a sheet: on the screen within a region that scrolls, on paper A4 landscape. */
export function StatSheet({ period, table: { title, under, heads, headColumns, rows, notes, flags } }: StatSheetProps) {
  return (
    <article className={styles.sheet}>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.under}>{under}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keys */}
      <div className={styles.scroll} role="region" aria-label={`${title}，表格`} tabIndex={0}>
        <table className={styles.table} aria-label={title}>
          <thead>
            {heads.map((line, at) => (
              <tr key={at}>
                {line.map((cell, place) => (
                  <th key={place} scope="col" {...spans(cell)}>
                    {cell.text}
                  </th>
                ))}
              </tr>
            ))}
          </thead>
          <tbody>
            {rows.map(({ heads: words, cells }, at) => (
              <tr key={at}>
                {words.map((cell, place) => (
                  <th
                    key={place}
                    scope={(cell.rows ?? 1) > 1 ? 'rowgroup' : 'row'}
                    className={lookOf(place - words.length + headColumns)}
                    {...spans(cell)}
                  >
                    {cell.text}
                  </th>
                ))}
                {cells.map((cell, place) => (
                  <td
                    key={place}
                    className={classes(cell.text === '0' && styles.zero, cell.flagged === true && styles.flagged)}
                  >
                    <CellLink cell={cell} period={period} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {(flags.length > 0 || notes.length > 0) && (
        <ul className={styles.notes} aria-label="核对和说明">
          {flags.map((flag) => (
            <li key={flag} className={styles.flag}>
              核对：{flag}
            </li>
          ))}
          {notes.map((note) => (
            <li key={note}>说明：{note}</li>
          ))}
        </ul>
      )}
    </article>
  );
}

/** A number is a way to its records, a zero included: one may want to see that there are none. */
function CellLink({ cell: { text, behind }, period }: { readonly cell: TableCell; readonly period: Period }) {
  if (behind === undefined) return text;
  const { label, metric, also, unit } = behind;
  const to = behindLink({
    metric,
    period,
    ...(also === undefined ? {} : { also }),
    ...(unit === undefined ? {} : { unit }),
  });
  return (
    <Link to={to} state={{ said: `${label}：${text}` }} className={styles.cell}>
      {text}
    </Link>
  );
}

/** By the column in which a heading stands: its group, what is counted, the measure word. */
const lookOf = (column: number): string | undefined =>
  column === 0 ? styles.group : column === 1 ? styles.item : undefined;

const spans = ({ cols = 1, rows = 1 }: TableCell): { colSpan?: number; rowSpan?: number } => ({
  ...(cols > 1 ? { colSpan: cols } : {}),
  ...(rows > 1 ? { rowSpan: rows } : {}),
});
