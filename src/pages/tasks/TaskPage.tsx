import { History, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { taskSections } from '#kinds/codes-work.ts';
import { annualTask, kindOf } from '#kinds/index.ts';
import { zhDay } from '#core/day.ts';
import { recordsBehind, type Figure } from '#core/figures.ts';
import { isShare, type Countable, type Metric, type Rate } from '#core/metric.ts';
import { metricText, scaleOf, unitWord } from '#core/metric-words.ts';
import { plannedByMonth, shortUnits, type Progress } from '#core/progress.ts';
import { reasonsOf } from '#core/progress-reason.ts';
import { fieldText } from '#core/text.ts';
import { usePaceWord } from '#pages/use-pace-word.ts';
import { useYearTasks, type YearTasks } from '#pages/use-year.ts';
import { NotFound } from '#pages/shell/NotFound.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { useRights } from '#pages/shell/use-rights.ts';
import { useLinked } from '#pages/shell/use-names.ts';
import { buttonClass } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { Card, Section } from '#ui/Card.tsx';
import { HBars, type Bar } from '#ui/charts/HBars.tsx';
import { MonthBars } from '#ui/charts/MonthBars.tsx';
import { Loading } from '#ui/Loading.tsx';
import { ProgressBar } from '#ui/ProgressBar.tsx';
import { StateBadge } from '#ui/StateBadge.tsx';
import { behindLink } from './behind-link.ts';
import { BehindLines, latestFirst } from './BehindList.tsx';
import { Checks } from './Checks.tsx';
import { monthNames } from './month-names.ts';
import {
  cellText,
  doneText,
  forecastText,
  paceMark,
  paceText,
  splitText,
  stateText,
  targetText,
  toneOf,
} from './progress-look.ts';
import { TargetChanges } from './TargetChanges.tsx';
import styles from './task.module.css';

/** So many records stand on the task's own page; the others are one tap away. */
const SHOWN = 5;

export function TaskPage() {
  const { id = '' } = useParams();
  const year = useYearTasks();
  const progress = year.tasks.find(({ task }) => task.id === id);
  if (progress === undefined) return year.ready ? <NotFound /> : <Loading what="正在打开任务" />;
  return <OneTask key={id} progress={progress} year={year} />;
}

interface OneTaskProps {
  readonly progress: Progress;
  readonly year: YearTasks;
}

/** One task: how far, where in the villages and months, from which records, and how it is counted. */
function OneTask({ progress, year }: OneTaskProps) {
  const { task } = progress;
  const { metric } = task;
  const counted = metric.ok && metric.metric.measure !== 'done' ? metric.metric : null;
  const figure = counted === null ? null : (year.taskFiguresOf([counted])[0] ?? null);
  const mayWrite = useRights().mayWrite(annualTask);
  return (
    <Screen
      title="任务"
      back="/tasks"
      bottom={
        mayWrite ? (
          <Link to={`/ledger/annualTask/${task.id}/edit`} className={buttonClass('primary', true)}>
            <Pencil size={20} aria-hidden />
            <span>修改任务</span>
          </Link>
        ) : undefined
      }
    >
      <div className={styles.task}>
        <Head progress={progress} year={year} figure={figure} />
        {!year.ready && <Loading what="仍在载入，数字会变" after={0} />}
        {metric.ok && metric.metric.measure === 'done' && <Checks task={task.id} />}
        {counted !== null && figure !== null && (
          <Counted progress={progress} year={year} metric={counted} figure={figure} />
        )}
        <TargetChanges task={task.id} />
        <HowCounted progress={progress} />
      </div>
    </Screen>
  );
}

function Head({ progress, year: { today, context }, figure }: OneTaskProps & { readonly figure: Figure | null }) {
  const { task, done, target, expected, words, forecast } = progress;
  const paceWord = usePaceWord();
  const section = taskSections.codes.find(({ id }) => id === task.section)?.zh ?? '';
  const under = [section, task.due === null ? '' : `${zhDay(task.due)}前`, task.responsible];
  const tone = toneOf(progress, task.due, today);
  const isDone = progress.state === 'done';
  const reasons = reasonsOf(progress, figure, { today, period: context.period, units: context.units });
  return (
    <header className={styles.head}>
      <div className={styles.headline}>
        <h2>{task.title}</h2>
        <StateBadge tone={tone}>{stateText(progress, task.due, today)}</StateBadge>
      </div>
      <p className={styles.under}>{under.filter((part) => part !== '').join(' · ')}</p>
      <Card>
        <p className={styles.figure}>
          <b>{doneText(progress)}</b>
          <span> / 目标 {targetText(progress)}</span>
        </p>
        {done !== null && target !== null && target > 0 && (
          <div aria-hidden className={styles.bar}>
            <ProgressBar bare label="" done={done} target={target} {...paceMark(progress)} />
          </div>
        )}
        <p className={styles.words}>{words}</p>
        {reasons.length > 0 && (
          <ul aria-label="差在哪里" className={styles.reasons}>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
        <dl className={styles.facts}>
          {!isDone && expected !== null && <Fact label={paceWord} value={paceText(progress)} mark />}
          {!isDone && forecast !== null && task.metric.ok && (
            <Fact label="照此到期" value={`${forecastText(progress)}${forecast < (target ?? 0) ? '，不够' : ''}`} />
          )}
        </dl>
      </Card>
    </header>
  );
}

function Fact({
  label,
  value,
  mark = false,
}: {
  readonly label: string;
  readonly value: ReactNode;
  readonly mark?: boolean;
}) {
  return (
    <div>
      <dt>
        {mark && <i aria-hidden />}
        {label}
      </dt>
      <dd>{value}</dd>
    </div>
  );
}

interface CountedProps extends OneTaskProps {
  readonly metric: Countable | Rate;
  readonly figure: Figure;
}

function Counted({ progress, year, metric, figure }: CountedProps) {
  const navigate = useNavigate();
  const open = (share: { unit?: string; month?: number }) => void navigate(behindLink({ metric, ...share }));
  const { today, context } = year;
  const plan = plannedByMonth(progress.task, progress.target, { today, period: context.period, units: context.units });
  const months = figure.byMonth.map(({ n }) => Math.floor(n / scaleOf(metric)));
  return (
    <>
      <ByUnit progress={progress} metric={metric} onOpen={(unit) => open({ unit })} />
      {!isShare(metric) && (
        <Section
          title={'asOf' in (metric as Countable).when ? '各月底在册' : '按月'}
          {...(plan === null ? {} : { aside: '横线是当月的计划' })}
        >
          <Card>
            <MonthBars
              description={`${year.year}年${progress.task.title}，按月`}
              months={months}
              names={monthNames(year.context.period)}
              unit={unitWord(metric)}
              numbers
              {...(plan === null ? {} : { plan })}
              onOpen={(month) => open({ month: month - 1 })}
            />
          </Card>
        </Section>
      )}
      <Records year={year} metric={metric} split={figure.split} />
    </>
  );
}

/** The villages with their parts; those behind are named, so that one knows whom to call. */
function ByUnit({
  progress,
  metric,
  onOpen,
}: {
  readonly progress: Progress;
  readonly metric: Metric;
  readonly onOpen: (unit: string) => void;
}) {
  const [params] = useSearchParams();
  const paceWord = usePaceWord();
  const chosen = params.get('unit');
  const shown = progress.units.filter(
    ({ target, reading }) => target !== null || reading.n > 0 || (reading.of ?? 0) > 0,
  );
  if (shown.length < 2) return null;
  const { behind } = shortUnits(progress);
  const bars = shown.map((unit) => barOf(metric, unit, unit.unit === chosen));
  return (
    <Section
      title="按村"
      aside={behind.length === 0 ? undefined : `落后：${behind.map(({ name }) => name).join('、')}`}
    >
      <Card>
        <HBars numbers description={`${progress.task.title}，按村`} bars={bars} paceWord={paceWord} onOpen={onOpen} />
      </Card>
    </Section>
  );
}

function barOf(metric: Metric, unit: Progress['units'][number], marked: boolean): Bar {
  const { done, target, expected, name, reading } = unit;
  const value = done ?? 0;
  const text = cellText(metric, unit, reading);
  return {
    id: unit.unit,
    label: marked ? `${name}（所选）` : name,
    value,
    figure:
      target === null || (isShare(metric) && reading.of === 1)
        ? text
        : `${text} / ${target}${isShare(metric) ? '%' : ''}`,
    ...(target === null ? (isShare(metric) ? { target: 100 } : {}) : { target }),
    ...(expected === null || target === null ? {} : { pace: expected }),
  };
}

function Records({
  year,
  metric,
  split,
}: {
  readonly year: YearTasks;
  readonly metric: Countable | Rate;
  readonly split: Figure['split'];
}) {
  const behind = recordsBehind(metric, year.rows, year.context);
  const kind = kindOf(metric.measure === 'rate' ? metric.part.kind : metric.kind);
  if (behind.length === 0) return null;
  const latest = latestFirst(kind, behind).slice(0, SHOWN);
  return (
    <Section title="来自这些记录" aside={splitText(split)}>
      <BehindLines kind={kind} rows={latest} />
      <Link to={behindLink({ metric })} className={classes(buttonClass('secondary', true), styles.all)}>
        <span>{behind.length > SHOWN ? `全部 ${behind.length} 条记录` : '查看记录和算法'}</span>
      </Link>
    </Section>
  );
}

function HowCounted({ progress: { task } }: { readonly progress: Progress }) {
  const { names } = useLinked(kindOf(metricKind(task.metric.ok ? task.metric.metric : null)));
  return (
    <Section title="怎么算的">
      <Card>
        <p>
          {task.metric.ok
            ? metricText(task.metric.metric, (field, value) => fieldText(field, value, names))
            : task.metric.reason}
        </p>
        {task.basis !== '' && <p className={styles.basis}>依据：{task.basis}</p>}
        <Link to={`/ledger/annualTask/${task.id}`} className={styles.history}>
          <History size={18} aria-hidden />
          任务原文和修改记录
        </Link>
      </Card>
    </Section>
  );
}

const metricKind = (metric: Metric | null): string => {
  if (metric === null || metric.measure === 'done') return 'annualTask';
  return metric.measure === 'rate' ? metric.part.kind : metric.kind;
};
