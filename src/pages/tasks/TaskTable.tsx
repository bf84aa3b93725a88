import { Link } from 'react-router';
import { zhDay } from '#core/day.ts';
import { usePaceWord } from '#pages/use-pace-word.ts';
import { ProgressBar } from '#ui/ProgressBar.tsx';
import { StateBadge } from '#ui/StateBadge.tsx';
import {
  doneText,
  forecastText,
  moreWords,
  paceMark,
  paceText,
  stateText,
  targetText,
  toneOf,
} from './progress-look.ts';
import { taskHref, type TaskView } from './task-views.ts';
import styles from './tasks.module.css';

export interface TaskTableProps {
  readonly title: string;
  readonly views: readonly TaskView[];
  readonly today: string | null;
  readonly unit: string;
}

const WIDTHS = ['22%', '12%', '8%', '9%', '9%', '10.5%', '15%', '14.5%'];

/** A section's tasks on the desktop. */
export function TaskTable({ title, views, today, unit }: TaskTableProps) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={title}>
        {/* Sections are tables of their own and stand under each other. */}
        <colgroup>
          {WIDTHS.map((width, at) => (
            <col key={at} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">任务</th>
            <th scope="col" className={styles.number}>
              完成
            </th>
            <th scope="col" className={styles.number}>
              目标
            </th>
            <th scope="col" className={styles.number}>
              {usePaceWord()}
            </th>
            <th scope="col" className={styles.number}>
              照此到期
            </th>
            <th scope="col">进度</th>
            <th scope="col">状态</th>
            <th scope="col">时限</th>
          </tr>
        </thead>
        <tbody>
          {views.map((view) => (
            <TaskLine key={view.task.id} view={view} today={today} unit={unit} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TaskLine({
  view,
  today,
  unit,
}: {
  readonly view: TaskView;
  readonly today: string | null;
  readonly unit: string;
}) {
  const { task, done, target } = view;
  const more = moreWords(view);
  return (
    <tr>
      <th scope="row">
        <Link to={taskHref(task.id, unit)}>{task.title}</Link>
      </th>
      <td className={styles.number}>{doneText(view)}</td>
      <td className={styles.number}>{targetText(view)}</td>
      <td className={styles.number}>{paceText(view)}</td>
      <td className={styles.number}>{view.state === 'done' ? '—' : forecastText(view)}</td>
      <td>
        {done !== null && target !== null && target > 0 && (
          <span aria-hidden>
            <ProgressBar bare label="" done={done} target={target} {...paceMark(view)} />
          </span>
        )}
      </td>
      <td className={styles.stateCell}>
        <StateBadge tone={toneOf(view, task.due, today)}>{stateText(view, task.due, today)}</StateBadge>
        {more !== '' && <small>{more}</small>}
      </td>
      <td className={styles.due}>{task.due === null ? '—' : zhDay(task.due)}</td>
    </tr>
  );
}
