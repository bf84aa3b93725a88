import { classes } from './classes.ts';
import { Hidden } from './Hidden.tsx';
import styles from './ProgressBar.module.css';

export interface ProgressBarProps {
  readonly label: string;
  readonly done: number;
  readonly target: number;
  readonly unit?: string;
  /** 序时进度: where it should be today, in the same unit; stocks have none. */
  readonly pace?: number;
  /** What the mark says; of a year that is over 全年应到. */
  readonly paceWord?: string;
  /** How it stands, where somebody who knows the day it is due has said so already. */
  readonly words?: string;
  /** No words but those for assistive technology; for rows that already say them. */
  readonly bare?: boolean;
}

/** Done against target, with the gold mark where the year stands. */
export function ProgressBar({
  label,
  done,
  target,
  unit = '',
  pace,
  paceWord = '今天应到',
  words: known,
  bare = false,
}: ProgressBarProps) {
  const share = (value: number) => `${Math.max(0, Math.min(100, target === 0 ? 100 : (100 * value) / target))}%`;
  const full = done >= target;
  const behind = pace !== undefined && !full && done < pace;
  const words = known ?? wordsOf(full, behind, pace, done, unit);
  const said = `${label}：${done}${unit}，目标 ${target}${unit}${pace === undefined ? '' : `，${paceWord} ${round(pace)}${unit}`}${words === '' ? '' : `，${words}`}`;
  return (
    <div className={classes(styles.progress, bare && styles.slim)}>
      {!bare && (
        <div className={styles.head} aria-hidden>
          <span className={styles.label}>{label}</span>
          <span className={styles.figure}>
            <b>{done}</b>{' '}
            <small>
              / {target} {unit}
            </small>
          </span>
        </div>
      )}
      <div className={styles.track} aria-hidden>
        {done > 0 && <div className={classes(styles.fill, full && styles.full)} style={{ width: share(done) }} />}
        {pace !== undefined && <div className={styles.pace} style={{ left: share(pace) }} />}
      </div>
      {!bare && (words !== '' || pace !== undefined) && (
        <div className={styles.foot} aria-hidden>
          {pace !== undefined && (
            <>
              <i />
              {paceWord} {round(pace)}
              {words === '' ? '' : '　'}
            </>
          )}
          <span className={classes(behind && styles.behind, full && styles.reached)}>{words}</span>
        </div>
      )}
      <Hidden>{said}</Hidden>
    </div>
  );
}

function wordsOf(full: boolean, behind: boolean, pace: number | undefined, done: number, unit: string): string {
  if (full) return '已完成';
  if (pace === undefined) return '';
  return behind ? `比序时进度少 ${round(pace - done)}${unit}` : '赶上序时进度';
}

const round = (value: number): number => Math.round(value * 10) / 10;
