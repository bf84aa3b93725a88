/** 谁执法谁普法: units, the topics they answer for, and what has been done about each. */
import { Download, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { recordsBehind } from '#core/figures.ts';
import { zhDay } from '#core/day.ts';
import { publicityDuties, type Duty } from '#core/publicity-duties.ts';
import { dateOf, headingOf } from '#core/text.ts';
import { annualTask, kindOf } from '#kinds/index.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { useLinked } from '#pages/shell/use-names.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { useTaking } from '#pages/take-sheets.ts';
import { useYearTasks, type YearTasks } from '#pages/use-year.ts';
import { Button, buttonClass } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Loading } from '#ui/Loading.tsx';
import { StateBadge } from '#ui/StateBadge.tsx';
import { doneText, stateText, targetText, toneOf } from './progress-look.ts';
import { YearSelect } from '#pages/YearSelect.tsx';
import styles from './duties.module.css';

const KINDS: readonly string[] = ['annualTask', 'publicityEvent'];
/** So many acts stand under a topic; the task shows all. */
const SHOWN = 3;

export function DutiesPage() {
  const year = useYearTasks(KINDS);
  const { rows, ready, tasks } = year;
  const { unitName } = usePlace();
  const mayEdit = useRights().mayWrite(annualTask);
  const units = useMemo(() => publicityDuties(tasks, rows.get('annualTask') ?? []), [tasks, rows]);
  const { said, busy, take } = useTaking();
  const save = () =>
    take(`普法责任清单${year.year}年`, async () => {
      const { dutyList } = await import('#core/tables/duty-list.ts');
      const words = (progress: Duty['progress']) => ({ target: targetText(progress), done: doneText(progress) });
      return [dutyList(units, `${unitName}　${year.year}年`, words)];
    });
  return (
    <Screen title="谁执法谁普法" back="/tasks" actions={<YearSelect />} under="每个单位管哪些普法主题，今年做了什么。">
      {!ready && <Loading what="仍在载入，数字会变" after={0} />}
      <div className={styles.tools}>
        {units.length > 0 && (
          <Button icon={<Download size={20} aria-hidden />} disabled={busy || !ready} onClick={save}>
            责任清单（.xlsx）
          </Button>
        )}
        {mayEdit && (
          <Link
            className={buttonClass('secondary')}
            to="/ledger/annualTask/new"
            state={{ typed: NEW_DUTY, at: 'title' }}
          >
            <Plus size={20} aria-hidden />
            加一个主题
          </Link>
        )}
      </div>
      {said !== '' && <p role="status">{said}</p>}
      {units.length === 0 && ready ? (
        <EmptyState
          {...(mayEdit
            ? {
                action: (
                  <Link className={buttonClass('primary')} to="/tasks/presets">
                    从报告任务里选
                  </Link>
                ),
              }
            : {})}
        >
          今年还没有分主题的普法任务。任务写上“普法主题”和“责任单位”，就列在这里。
        </EmptyState>
      ) : (
        units.map(({ responsible, duties }) => (
          <Section key={responsible} title={responsible === '' ? '还没有定责任单位' : responsible}>
            <Card flush>
              <ul className={styles.duties} aria-label={responsible === '' ? '还没有定责任单位' : responsible}>
                {duties.map((duty) => (
                  <OneDuty
                    key={duty.progress.task.id}
                    duty={duty}
                    year={year}
                    isOpen={responsible === ''}
                    mayEdit={mayEdit}
                  />
                ))}
              </ul>
            </Card>
          </Section>
        ))
      )}
    </Screen>
  );
}

const NEW_DUTY = { section: 'publicity' };

interface OneDutyProps {
  readonly duty: Duty;
  readonly year: YearTasks;
  /** Nobody answers for it yet. */
  readonly isOpen: boolean;
  readonly mayEdit: boolean;
}

function OneDuty({ duty: { progress, topic }, year, isOpen, mayEdit }: OneDutyProps) {
  const { task } = progress;
  return (
    <li>
      <div className={styles.line}>
        <Link to={`/tasks/${task.id}`}>
          <b>{topic}</b>
          {task.title !== topic && <small>{task.title}</small>}
        </Link>
        <StateBadge tone={toneOf(progress, task.due, year.today)}>
          {stateText(progress, task.due, year.today)}
        </StateBadge>
      </div>
      <p className={styles.soft}>
        {doneText(progress)}，目标 {targetText(progress)}
        {task.due === null ? '' : `，${zhDay(task.due)}前`}
      </p>
      <Acts progress={progress} year={year} />
      {isOpen && mayEdit && (
        <Link
          className={buttonClass('quiet')}
          to={`/ledger/annualTask/${task.id}/edit`}
          state={{ at: 'responsible' }}
          aria-label={`${topic}：定责任单位`}
        >
          定责任单位
        </Link>
      )}
    </li>
  );
}

/** The latest acts that count for it. */
function Acts({
  progress: { task },
  year: { rows, context },
}: {
  readonly progress: Duty['progress'];
  readonly year: YearTasks;
}) {
  const parsed = task.metric;
  const metric =
    parsed.ok && parsed.metric.measure !== 'done' && parsed.metric.measure !== 'rate' ? parsed.metric : null;
  const kind = metric === null ? null : kindOf(metric.kind);
  const { names } = useLinked(kind ?? annualTask);
  if (metric === null || kind === null) return null;
  const behind = [...recordsBehind(metric, rows, context)];
  behind.sort((a, b) => ((dateOf(kind, a.values) ?? '') < (dateOf(kind, b.values) ?? '') ? 1 : -1));
  if (behind.length === 0) return <p className={styles.soft}>还没有记录</p>;
  return (
    <ul className={styles.acts}>
      {behind.slice(0, SHOWN).map(({ id, values }) => (
        <li key={id}>
          <Link to={`/ledger/${kind.name}/${id}`}>{headingOf(kind, values, { names, reveal: false })}</Link>
          <small>{zhDay(dateOf(kind, values) ?? '')}</small>
        </li>
      ))}
      {behind.length > SHOWN && (
        <li>
          <Link to={`/tasks/${task.id}`}>共 {behind.length} 条</Link>
        </li>
      )}
    </ul>
  );
}
