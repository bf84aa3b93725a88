import { classes } from '#ui/classes.ts';
import { Hidden } from '#ui/Hidden.tsx';
import { ChartNumbers } from './ChartNumbers.tsx';
import { ChartTable } from './ChartTable.tsx';
import styles from './Bars.module.css';

/** The largest month, in rem. */
const TALLEST = 5.5;

export interface MonthBarsProps {
  /** What the chart shows, as accessible name: 2024年每月调解案件. */
  readonly description: string;
  /** Twelve numbers, January first, unless `names` says otherwise. */
  readonly months: readonly number[];
  /** Which months they are, where the statistical year is not the calendar's: 12, 1, 2 … */
  readonly names?: readonly number[];
  readonly unit?: string;
  /** What the plan asks of each month; drawn as a line over its column. */
  readonly plan?: readonly number[];
  /** Offers the table behind the columns as well. */
  readonly numbers?: boolean;
  /** The month we are in, 1 to 12. */
  readonly now?: number;
  /** The place of the month, 1 for the first. */
  readonly onOpen?: (month: number) => void;
}

/** Month by month, each with its number over the bar. */
export function MonthBars({
  description,
  months,
  names,
  unit = '',
  plan,
  numbers = false,
  now,
  onOpen,
}: MonthBarsProps) {
  const nameOf = (at: number) => names?.[at] ?? at + 1;
  const largest = Math.max(1, ...months, ...(plan ?? []));
  const columns = months.map((value, at) => {
    const month = at + 1;
    const planned = plan?.[at] ?? 0;
    const content = (
      <>
        <span className={classes(styles.tick, nameOf(at) === now && styles.now)}>
          {nameOf(at)}
          <Hidden>月</Hidden>
        </span>
        <span className={styles.column}>
          {value > 0 && <span>{value}</span>}
          <Hidden>
            {value > 0 ? '' : 0}
            {unit}
            {planned > 0 && `，计划 ${planned}${unit}`}
          </Hidden>
          <span
            aria-hidden
            className={classes(styles.bar, value === 0 && styles.zero)}
            style={{ height: `${(TALLEST * value) / largest}rem` }}
          />
          {planned > 0 && (
            <span aria-hidden className={styles.plan} style={{ bottom: `${(TALLEST * planned) / largest}rem` }} />
          )}
        </span>
      </>
    );
    return onOpen === undefined ? (
      <div key={month} className={styles.month}>
        {content}
      </div>
    ) : (
      <button key={month} type="button" className={styles.month} onClick={() => onOpen(month)}>
        {content}
      </button>
    );
  });
  const tableRows = months.map((value, at) => ({
    id: String(at),
    label: `${nameOf(at)}月`,
    value: `${value}${unit}${plan === undefined ? '' : `，计划 ${plan[at] ?? 0}${unit}`}`,
  }));
  const unitLine = unit !== '' && (
    <p className={styles.unit} aria-hidden>
      {unit} / 月
    </p>
  );
  if (onOpen !== undefined) {
    return (
      <div role="group" aria-label={description}>
        {unitLine}
        <div className={styles.months}>{columns}</div>
        {numbers && <ChartNumbers caption={description} rows={tableRows} />}
      </div>
    );
  }
  return (
    <figure>
      {unitLine}
      <div role="img" aria-label={description} className={styles.months}>
        {columns}
      </div>
      <ChartTable caption={description} rows={tableRows} />
    </figure>
  );
}
