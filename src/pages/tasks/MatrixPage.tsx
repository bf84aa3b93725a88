import { Grid3x3 } from 'lucide-react';
import type { MouseEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { annualTask } from '#kinds/index.ts';
import { isShare, type Metric } from '#core/metric.ts';
import { unitWord } from '#core/metric-words.ts';
import { stateWords, type Progress, type UnitProgress } from '#core/progress.ts';
import { usePaceWord } from '#pages/use-pace-word.ts';
import { useYearTasks } from '#pages/use-year.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { useRights } from '#pages/shell/use-rights.ts';
import { buttonClass } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Hidden } from '#ui/Hidden.tsx';
import { Loading } from '#ui/Loading.tsx';
import { behindLink } from './behind-link.ts';
import { cellText } from './progress-look.ts';
import { sectionsOf, taskHref, unitHref, waitWords } from './task-views.ts';
import { YearSelect } from '#pages/YearSelect.tsx';
import styles from './matrix.module.css';

/** Villages beside each other, task by task: what each has, and where something is missing. */
export function MatrixPage() {
  const { tasks, ready, last, context } = useYearTasks();
  const columns = [...context.units.list.filter(({ unitKind }) => unitKind === 'township'), ...context.units.villages];
  const villages = new Set(context.units.villages.map(({ id }) => id));
  const counted = tasks.filter(({ units }) => units.length > 0);
  // What no village has a part in says nothing here.
  const rows = counted.filter(({ units }) =>
    units.some(({ unit, target, reading }) => villages.has(unit) && (target !== null || reading.n > 0)),
  );
  const others = counted.length - rows.length;
  // Noughts that are about to change tell nothing, and drawing them holds up what is to be drawn.
  const isNought = !ready && rows.every(({ reading }) => reading.n === 0);
  const wait = waitWords(ready, last);
  const paceWord = usePaceWord();
  const follow = useFollow();
  return (
    <Screen
      title="各村对照"
      back="/tasks"
      full
      actions={<YearSelect />}
      under="一场活动覆盖几个村，每个村各算一次，合计只算一次。点数字看记录。"
    >
      {wait !== null && <Loading what={wait} after={0} />}
      {isNought ? null : rows.length === 0 ? (
        ready && <NoRows />
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reachable by keys
        <div className={styles.scroll} role="region" aria-label="各村对照表" tabIndex={0}>
          {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- its links are what is clicked, by keys as well */}
          <table className={styles.matrix} aria-label="各村对照" onClick={follow}>
            <thead>
              <tr>
                <th scope="col">任务</th>
                <th scope="col">合计</th>
                {columns.map(({ id, name }) => (
                  <th key={id} scope="col">
                    <a href={unitHref(id)}>{name}</a>
                  </th>
                ))}
              </tr>
            </thead>
            {sectionsOf(rows).map(({ id, zh, views }) => (
              <tbody key={id}>
                <tr>
                  <th scope="rowgroup" colSpan={columns.length + 2} className={styles.section}>
                    {zh}
                  </th>
                </tr>
                {views.map((view) => (
                  <MatrixRow
                    key={view.task.id}
                    progress={view as Progress}
                    columns={columns.map((unit) => unit.id)}
                    villages={villages}
                    paceWord={paceWord}
                  />
                ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
      {others > 0 && <p className={styles.others}>另有 {others} 项任务不分到村，没有列在这里。</p>}
    </Screen>
  );
}

function NoRows() {
  const mayWrite = useRights().mayWrite(annualTask);
  const action = (
    <Link to="/tasks/presets" className={buttonClass('primary')}>
      从报告任务里选
    </Link>
  );
  return (
    <EmptyState icon={<Grid3x3 size={32} />} {...(mayWrite ? { action } : {})}>
      这一年还没有按记录计数的任务。
    </EmptyState>
  );
}

/**
 * Hundreds of figures, each a link: the table follows them for all, for three hundred of the router's own links cost a weak phone more than
 * the figures in them. Whatever is not a plain click is the browser's.
 */
function useFollow(): (event: MouseEvent) => void {
  const navigate = useNavigate();
  return (event) => {
    const isPlain = event.button === 0 && !(event.metaKey || event.altKey || event.ctrlKey || event.shiftKey);
    const href = (event.target as Element).closest('a')?.getAttribute('href');
    if (href === null || href === undefined || !isPlain) return;
    event.preventDefault();
    void navigate(href);
  };
}

interface MatrixRowProps {
  readonly progress: Progress;
  readonly columns: readonly string[];
  readonly villages: ReadonlySet<string>;
  readonly paceWord: string;
}

function MatrixRow({ progress, columns, villages, paceWord }: MatrixRowProps) {
  const { task, reading, units } = progress;
  if (!task.metric.ok) return null;
  const { metric } = task.metric;
  const records = behindLink({ metric });
  return (
    <tr>
      <th scope="row">
        <a href={taskHref(task.id, '')}>
          {task.title}
          {!isShare(metric) && <small>{unitWord(metric)}</small>}
        </a>
      </th>
      <td className={styles.total}>
        <a href={records}>{cellText(metric, progress, reading)}</a>
      </td>
      {columns.map((id) => {
        const unit = units.find((each) => each.unit === id);
        // 各村配齐 asks villages alone.
        const isAsked = metric.measure !== 'coverageUnits' || villages.has(id);
        return unit === undefined || !isAsked ? (
          <td key={id}>—</td>
        ) : (
          <Cell key={id} metric={metric} unit={unit} records={`${records}&unit=${id}`} paceWord={paceWord} />
        );
      })}
    </tr>
  );
}

interface CellProps {
  readonly metric: Metric;
  readonly unit: UnitProgress;
  /** Their address. */
  readonly records: string;
  readonly paceWord: string;
}

/** A village's figure; colour and sign where it has a part of its own to fulfil. */
function Cell({ metric, unit, records, paceWord }: CellProps) {
  const { target, state, reading, expected } = unit;
  const text = cellText(metric, unit, reading);
  const lacks = metric.measure === 'coverageUnits' && reading.n === 0;
  const judged = target !== null && target > 0;
  const aim = judged && !isShare(metric) ? `/${target}` : '';
  return (
    <td className={classes(judged && styles[state], lacks && styles.lacks, text === '0' && styles.zero)}>
      <a href={records}>
        {text}
        {aim !== '' && <small>{aim}</small>}
        {judged && state === 'done' && <span aria-hidden> ✓</span>}
        {judged && state === 'behind' && <span aria-hidden> ↓</span>}
        {judged && (
          <Hidden>
            {stateWords[state]}
            {expected === null ? '' : `，${paceWord}${expected}`}
          </Hidden>
        )}
      </a>
    </td>
  );
}
