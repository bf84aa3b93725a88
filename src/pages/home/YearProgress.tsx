import { Link } from 'react-router';
import { isShare } from '#core/metric.ts';
import type { Pace, Progress } from '#core/progress.ts';
import { unitWord } from '#core/metric-words.ts';
import type { Place } from '#pages/shell/use-place.ts';
import { usePaceWord } from '#pages/use-pace-word.ts';
import type { YearTasks } from '#pages/use-year.ts';
import { annualTask } from '#kinds/index.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { buttonClass } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { ProgressBar } from '#ui/ProgressBar.tsx';
import { ownUnit } from './own-unit.ts';
import styles from './home.module.css';

/** So few are taken in at a glance; the others stand under 任务. */
const FEW = 4;
const RANK: { readonly [state in Pace['state']]: number } = { behind: 0, onTrack: 1, unknown: 3, none: 4, done: 2 };

/** How far the year's tasks have come, those behind first. */
export function YearProgress({ year, place }: { readonly year: YearTasks; readonly place: Place }) {
  const { tasks, ready } = year;
  const own = ownUnit(place);
  const paceWord = usePaceWord();
  const bars = tasks.map((progress) => barOf(progress, own)).filter((bar) => bar !== null);
  const shown = bars.sort((a, b) => RANK[a.pace.state] - RANK[b.pace.state]).slice(0, FEW);
  if (tasks.length === 0) return ready ? <NoTasks year={place.year} /> : null;
  if (shown.length === 0) return null;
  return (
    <Section
      title={`${place.year}年任务进度`}
      aside={
        <Link to="/tasks" className={styles.all}>
          {ready ? `全部 ${tasks.length} 项` : '仍在载入'}
        </Link>
      }
    >
      <Card>
        <ul className={styles.bars}>
          {shown.map(({ id, title, unit, pace }) => (
            <li key={id}>
              <Link to={`/tasks/${id}`} className={styles.bar}>
                <ProgressBar
                  label={title}
                  done={pace.done ?? 0}
                  target={pace.target ?? 0}
                  unit={unit}
                  paceWord={paceWord}
                  words={pace.words}
                  {...(pace.expected === null ? {} : { pace: pace.expected })}
                />
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}

interface Bar {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly pace: Pace;
}

/** null: nothing that a bar could show of it here. */
function barOf(progress: Progress, own: string | null): Bar | null {
  const { task } = progress;
  const pace = own === null ? progress : progress.units.find(({ unit }) => unit === own);
  if (!task.metric.ok || pace === undefined || pace.done === null || pace.target === null || pace.target === 0)
    return null;
  const unit = isShare(task.metric.metric) ? '%' : unitWord(task.metric.metric);
  return { id: task.id, title: task.title, unit, pace };
}

function NoTasks({ year }: { readonly year: number }) {
  // Nothing to do about it, and nothing to look at.
  if (!useRights().mayWrite(annualTask)) return null;
  return (
    <Section title={`${year}年任务进度`}>
      <Card>
        <EmptyState
          action={
            <Link className={buttonClass('secondary')} to="/tasks">
              去定任务
            </Link>
          }
        >
          还没有{year}年的任务。定好目标，这里就能看到该到哪一步、差多少。
        </EmptyState>
      </Card>
    </Section>
  );
}
