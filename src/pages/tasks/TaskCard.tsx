import { Link } from 'react-router';
import { ProgressBar } from '#ui/ProgressBar.tsx';
import { StateBadge } from '#ui/StateBadge.tsx';
import { doneText, forecastWords, moreWords, paceMark, stateText, targetText, toneOf } from './progress-look.ts';
import { taskHref, type TaskView } from './task-views.ts';
import styles from './tasks.module.css';

interface TaskCardProps {
  readonly view: TaskView;
  readonly today: string | null;
  readonly unit: string;
}

/** One task of a list: how far, with the pace mark, and what is missing. */
export function TaskCard({ view, today, unit }: TaskCardProps) {
  const { task, done, target } = view;
  return (
    <Link to={taskHref(task.id, unit)} className={styles.card}>
      <span className={styles.cardLine}>
        <span className={styles.cardTitle}>{task.title}</span>
        <StateBadge tone={toneOf(view, task.due, today)}>{stateText(view, task.due, today)}</StateBadge>
      </span>
      {done !== null && target !== null && target > 0 && (
        <span aria-hidden>
          <ProgressBar bare label="" done={done} target={target} {...paceMark(view)} />
        </span>
      )}
      <span className={styles.cardFigures}>
        <span className={styles.cardFigure}>
          {doneText(view)}
          {target !== null && <small>，目标 {targetText(view)}</small>}
        </span>
        <span className={styles.cardWords}>{moreWords(view)}</span>
      </span>
      {forecastWords(view) !== '' && <span className={styles.cardForecast}>{forecastWords(view)}</span>}
    </Link>
  );
}
