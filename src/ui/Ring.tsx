import styles from './Ring.module.css';

export interface RingProps {
  /** 0 to 1. */
  readonly share: number;
  readonly pace?: number;
  /** What it says as a picture: 任务进度：12 项中完成 5 项. */
  readonly description: string;
  /** In the middle. */
  readonly figure: string;
  readonly caption?: string;
  readonly size?: number;
}

const R = 42;
const ROUND = 2 * Math.PI * R;

/** A share of a whole, with the gold mark of pace. */
export function Ring({ share, pace, description, figure, caption, size = 120 }: RingProps) {
  const part = Math.max(0, Math.min(1, share));
  const angle = (pace ?? 0) * 2 * Math.PI - Math.PI / 2;
  const at = (radius: number) => [50 + radius * Math.cos(angle), 50 + radius * Math.sin(angle)] as const;
  const [[x1, y1], [x2, y2]] = [at(R - 7), at(R + 7)];
  return (
    <div
      className={styles.ring}
      role="img"
      aria-label={description}
      style={{ width: `${size / 17}rem`, height: `${size / 17}rem` }}
    >
      <svg viewBox="0 0 100 100" width="100%" height="100%" aria-hidden>
        <circle cx="50" cy="50" r={R} fill="none" stroke="var(--sunk)" strokeWidth="10" />
        {part > 0 && (
          <circle
            cx="50"
            cy="50"
            r={R}
            fill="none"
            stroke={part >= 1 ? 'var(--done)' : 'var(--act-fill)'}
            strokeWidth="10"
            strokeLinecap="round"
            strokeDasharray={`${part * ROUND} ${ROUND}`}
            transform="rotate(-90 50 50)"
          />
        )}
        {pace !== undefined && (
          <line x1={x1} y1={y1} x2={x2} y2={y2} stroke="var(--pace)" strokeWidth="3" strokeLinecap="round" />
        )}
      </svg>
      <div className={styles.middle} aria-hidden>
        <b>{figure}</b>
        {caption !== undefined && <span>{caption}</span>}
      </div>
    </div>
  );
}
