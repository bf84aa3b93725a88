import { classes } from '#ui/classes.ts';
import { ChartNumbers } from './ChartNumbers.tsx';
import { ChartTable } from './ChartTable.tsx';
import styles from './Bars.module.css';

export interface Bar {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  /** Against what it is drawn; without one, against the largest. */
  readonly target?: number;
  /** Where it should be today. */
  readonly pace?: number;
  /** In place of the plain number: 12 / 30. */
  readonly figure?: string;
  /** What is read out in place of figure, target and pace, where these are shares and not things. */
  readonly spoken?: string;
  /** Beside another bar with which it is compared: last year. */
  readonly faint?: boolean;
}

export interface HBarsProps {
  /** What the chart shows, as accessible name: 2024年调解案件按纠纷类型. */
  readonly description: string;
  readonly bars: readonly Bar[];
  readonly unit?: string;
  readonly paceWord?: string;
  /** Offers the table behind the bars as well. */
  readonly numbers?: boolean;
  /** Opens the records behind a bar. */
  readonly onOpen?: (id: string) => void;
}

/** Horizontal bars: Chinese names of categories stand in full over their bar, the number at its end. */
export function HBars({ description, bars, unit = '', paceWord = '今天应到', numbers = false, onOpen }: HBarsProps) {
  if (bars.length === 0) return <p className={styles.empty}>还没有数</p>;
  const largest = Math.max(1, ...bars.map(({ value }) => value));
  const said = ({ label, value, target, pace, figure, spoken }: Bar) =>
    spoken ??
    `${label} ${figure ?? value}${unit}${target === undefined ? '' : `，目标 ${target}${unit}`}${pace === undefined ? '' : `，${paceWord} ${pace}${unit}`}`;
  const rows = bars.map((bar) => {
    const { id, label, value, target, pace, figure, faint } = bar;
    const whole = target ?? largest;
    const share = (part: number) => `${whole <= 0 ? 0 : Math.max(0, Math.min(100, (100 * part) / whole))}%`;
    const content = (
      <>
        <span className={styles.label}>{label}</span>
        <span className={styles.figure}>
          {figure ?? value}
          {unit !== '' && <small>{unit}</small>}
        </span>
        <span className={styles.track} aria-hidden>
          <span
            className={classes(styles.fill, value === 0 && styles.none, faint === true && styles.faint)}
            style={{ width: share(value) }}
          />
          {pace !== undefined && <span className={styles.pace} style={{ left: share(pace) }} />}
        </span>
      </>
    );
    return onOpen === undefined ? (
      <div key={id} className={styles.row}>
        {content}
      </div>
    ) : (
      <button key={id} type="button" className={styles.row} aria-label={said(bar)} onClick={() => onOpen(id)}>
        {content}
      </button>
    );
  });
  const tableRows = bars.map(({ id, label, value, figure }) => ({ id, label, value: `${figure ?? value}${unit}` }));
  if (onOpen !== undefined)
    return (
      <>
        <div role="group" aria-label={description} className={styles.rows}>
          {rows}
        </div>
        {numbers && <ChartNumbers caption={description} rows={tableRows} />}
      </>
    );
  return (
    <figure>
      <div role="img" aria-label={description} className={styles.rows}>
        {rows}
      </div>
      <ChartTable caption={description} rows={tableRows} />
    </figure>
  );
}
