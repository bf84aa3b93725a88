import {
  CalendarDays,
  ChartColumn,
  ClipboardPlus,
  FileText,
  Grid3x3,
  History,
  ListChecks,
  MapPin,
  Megaphone,
  PenLine,
  Sheet,
  Target,
  Users,
} from 'lucide-react';
import { Link } from 'react-router';
import { useAsked } from '#pages/use-asked.ts';
import { useYearTasks } from '#pages/use-year.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { annualTask } from '#kinds/index.ts';
import { useWide } from '#pages/shell/use-wide.ts';
import { buttonClass } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import {
  countStates,
  inState,
  sectionsOf,
  STATES,
  unitHref,
  viewsOf,
  waitWords,
  type StateFilter,
  type TaskView,
} from './task-views.ts';
import { TaskCard } from './TaskCard.tsx';
import { Shortcut } from './Shortcut.tsx';
import { TaskTable } from './TaskTable.tsx';
import { YearSelect } from '#pages/YearSelect.tsx';
import { UnitSelect, WHOLE } from './UnitSelect.tsx';
import styles from './tasks.module.css';

/** The year's tasks: how far each has come, and where it should be today. */
export function TasksPage() {
  const { tasks, ready, last, today, context } = useYearTasks();
  const { year, units } = usePlace();
  const wide = useWide();
  const { unit: asked, state, set } = useNarrowing();
  const unit = asked === WHOLE ? WHOLE : context.units.canonical(asked);
  const views = viewsOf(tasks, unit);
  const wait = waitWords(ready, last);
  return (
    <Screen title="任务" full={wide} actions={<YearSelect />}>
      <div className={styles.page}>
        {today === null && <Notice tone="warn">本机日期不对，暂时不显示序时进度。已记下的不受影响。</Notice>}
        {tasks.length === 0 ? (
          <NoTasks ready={ready} year={year} />
        ) : (
          <>
            <Shortcuts several={units.length > 1} />
            <div className={styles.tools}>
              <StateSwitch views={views} value={state} onChange={(next) => set('state', next)} />
              <UnitSelect units={context.units} value={unit} onChange={(next) => set('unit', next)} />
            </div>
            {unit !== WHOLE && (
              <Link to={unitHref(unit)} className={buttonClass()}>
                <MapPin size={20} aria-hidden />
                <span>看这个单位的全年情况</span>
              </Link>
            )}
            {wait !== null && <Loading what={wait} after={0} />}
            <TaskSections views={inState(views, state)} today={today} wide={wide} unit={unit} />
            <AddLinks />
          </>
        )}
      </div>
    </Screen>
  );
}

function useNarrowing() {
  const { params, set } = useAsked();
  const state = params.get('state') ?? '';
  return {
    unit: params.get('unit') ?? WHOLE,
    state: (STATES as readonly string[]).includes(state) ? (state as StateFilter) : ('' as StateFilter),
    set,
  };
}

function Shortcuts({ several }: { readonly several: boolean }) {
  return (
    <nav aria-label="任务的图和表" className={styles.shortcuts}>
      <Shortcut to="/tasks/figures" icon={ChartColumn}>
        图表
      </Shortcut>
      {several && (
        <Shortcut to="/tasks/matrix" icon={Grid3x3}>
          各村对照
        </Shortcut>
      )}
      <Shortcut to="/tasks/screenings" icon={ListChecks}>
        排查报告
      </Shortcut>
      <Shortcut to="/tasks/calendar" icon={CalendarDays}>
        普法日历
      </Shortcut>
      <Shortcut to="/tasks/duties" icon={Megaphone}>
        谁执法谁普法
      </Shortcut>
      <Shortcut to="/tasks/rosters" icon={Users}>
        队伍名册
      </Shortcut>
      <Shortcut to="/tasks/tables" icon={Sheet}>
        统计表
      </Shortcut>
      <Shortcut to="/tasks/report" icon={FileText}>
        年度报告
      </Shortcut>
    </nav>
  );
}

interface StateSwitchProps {
  readonly views: readonly TaskView[];
  readonly value: StateFilter;
  readonly onChange: (state: StateFilter) => void;
}

function StateSwitch({ views, value, onChange }: StateSwitchProps) {
  const counts = countStates(views);
  const choices = [
    { id: '', label: `全部 ${views.length}` },
    { id: 'behind', label: `落后 ${counts.behind}` },
    { id: 'onTrack', label: `正常 ${counts.onTrack}` },
    { id: 'done', label: `完成 ${counts.done}` },
  ];
  return <Segmented label="进度" choices={choices} value={value} onChange={(next) => onChange(next as StateFilter)} />;
}

interface TaskSectionsProps {
  readonly views: readonly TaskView[];
  readonly today: string | null;
  readonly wide: boolean;
  readonly unit: string;
}

function TaskSections({ views, today, wide, unit }: TaskSectionsProps) {
  const sections = sectionsOf(views);
  if (sections.length === 0) return <p className={styles.nothing}>这里没有任务。换一个进度或村看看。</p>;
  return sections.map(({ id, zh, views: own }) => (
    <Section key={id} title={zh} aside={`完成 ${own.filter(({ state }) => state === 'done').length} / ${own.length}`}>
      {wide ? (
        <TaskTable title={zh} views={own} today={today} unit={unit} />
      ) : (
        <Card flush>
          <ul aria-label={zh} className={styles.list}>
            {own.map((view) => (
              <li key={view.task.id}>
                <TaskCard view={view} today={today} unit={unit} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Section>
  ));
}

function AddLinks() {
  if (!useRights().mayWrite(annualTask)) return null;
  return (
    <div className={styles.add}>
      <Link to="/tasks/presets" className={buttonClass('primary')}>
        <ClipboardPlus size={20} aria-hidden />
        <span>从报告任务里选</span>
      </Link>
      <Link to="/tasks/presets?from=last" className={buttonClass()}>
        <History size={20} aria-hidden />
        <span>从去年任务里选</span>
      </Link>
      <Link to="/ledger/annualTask/new" className={buttonClass()}>
        <PenLine size={20} aria-hidden />
        <span>自己写一项</span>
      </Link>
    </div>
  );
}

function NoTasks({ ready, year }: { readonly ready: boolean; readonly year: number }) {
  const mayWrite = useRights().mayWrite(annualTask);
  if (!ready) return <Loading what="正在载入任务" />;
  return (
    <>
      <EmptyState icon={<Target size={32} />} action={<AddLinks />}>
        {mayWrite
          ? `${year}年还没有任务。从法治政府建设报告的任务里选几项，目标和时限可以改，完成多少由台账自己算。`
          : `司法所还没有下达${year}年的任务。下达以后，这里就能看到该到哪一步。`}
      </EmptyState>
      <Shortcuts several={false} />
    </>
  );
}
