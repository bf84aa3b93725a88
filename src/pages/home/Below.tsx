import { useMemo } from 'react';
import { Link } from 'react-router';
import type { Countable } from '#core/metric.ts';
import { namesOf } from '#core/names.ts';
import { nextKeyDates } from '#core/key-dates.ts';
import { ownHolidays } from '#core/holidays.ts';
import { withKnownDates } from '#core/known-dates.ts';
import { screeningTodos } from '#core/screening-rounds.ts';
import { byUrgency, refusedTodo, todosOf } from '#core/todos.ts';
import { screeningRoundsOf } from '#pages/screening-rounds.ts';
import { useRefused } from '#pages/use-refused.ts';
import { kindOf, screening, submission } from '#kinds/index.ts';
import { submissionTodos } from '#core/submission-todos.ts';
import { useCaseCounts } from '#store/case-counts.ts';
import { useStore } from '#store/hooks.ts';
import { useSay } from '#pages/shell/announcer.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import type { Place } from '#pages/shell/use-place.ts';
import { useKeepFigures } from '#pages/kept-figures.ts';
import { useYearTasks, type YearTasks } from '#pages/use-year.ts';
import { Card, Section } from '#ui/Card.tsx';
import { DateList } from './DateList.tsx';
import { Drafts } from './Drafts.tsx';
import { ownUnit } from './own-unit.ts';
import { TodoList } from './TodoList.tsx';
import { YearProgress } from './YearProgress.tsx';
import styles from './home.module.css';

/** Kinds from which something may wait to be done; conflicts are looked for in all of them. */
const WATCHED: readonly string[] = [
  'mediationCase',
  'training',
  'publicityEvent',
  'person',
  'rectification',
  'committee',
  'screening',
  'calendarEntry',
  'submission',
  'codeEntry',
];

/** What needs the records: it streams in under the buttons, which work before it is here. */
export function Below({ place }: { readonly place: Place }) {
  const year = useYearTasks(WATCHED);
  useKeepFigures(year, '');
  return (
    <>
      <YearCounts year={year} place={place} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <Drafts />
          <Todos year={year} place={place} />
        </div>
        <div className={styles.column}>
          <YearProgress year={year} place={place} />
          <Dates year={year} />
        </div>
      </div>
    </>
  );
}

const flow = (kind: string, during: string): Countable => ({
  measure: 'count',
  kind,
  where: [],
  when: { during },
  by: 'heldAt',
});

/** The three things of the big buttons, as far as the year has brought them. */
const COUNTS = [
  { label: '调解', unit: '件', metric: flow('mediationCase', 'acceptedOn') },
  { label: '培训', unit: '场', metric: flow('training', 'heldOn') },
  { label: '普法', unit: '场', metric: flow('publicityEvent', 'heldOn') },
] as const;
const METRICS = COUNTS.map(({ metric }) => metric);

interface YearProps {
  readonly year: YearTasks;
  readonly place: Place;
}

function YearCounts({ year, place }: YearProps) {
  const figures = useMemo(() => year.figuresOf(METRICS), [year]);
  const own = ownUnit(place);
  const { maySee } = useRights();
  const published = useCaseCounts(place.year);
  return (
    <ul className={styles.counts} aria-label={`${place.year}年`}>
      {COUNTS.map(({ label, unit, metric }, at) => {
        const figure = figures[at];
        const counted = own === null ? figure?.total.n : figure?.byUnit.get(own)?.n;
        // Whoever may not see the cases learns how many there are, never a zero (SPEC S3).
        const n = maySee(kindOf(metric.kind)) ? (counted ?? 0) : publishedOf(published, own);
        const query = new URLSearchParams({ year: String(place.year), ...(own === null ? {} : { unit: own }) });
        return (
          <li key={label}>
            <Link to={`/ledger/${metric.kind}?${query.toString()}`}>
              {label} <b>{n}</b> {unit}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function publishedOf(counts: ReturnType<typeof useCaseCounts>, own: string | null): number | string {
  const shown = [...(counts ?? [])].filter(([unit]) => own === null || unit === own).flatMap(([, list]) => list);
  if (shown.length === 0) return '—';
  // What was handed up counts where it went; of one village it is still its own.
  return shown.reduce((sum, { count, handedUp }) => sum + (handedUp && own === null ? 0 : count), 0);
}

function Todos({ year, place }: YearProps) {
  const { rows, today, tasks, context } = year;
  const own = ownUnit(place);
  const { maySee, mayWrite, isOffice: mayReview } = useRights();
  const { units } = place;
  // Who keeps one village alone is nobody's office.
  const isOffice = mayReview && units.length > 1;
  const sends = mayWrite(submission) && units.length > 1;
  const { ports } = useStore();
  const say = useSay();
  const holidays = useMemo(() => ownHolidays(rows.get('setting')?.[0]?.values), [rows]);
  const todos = useMemo(() => {
    const all = todosOf(rows, { today, tasks, holidays, isOffice, names: namesOf(rows) });
    const kept = units.filter(({ id }) => (own === null || id === own) && maySee(screening, id));
    const rounds = screeningRoundsOf({ rows, context, today }, new Set(kept.map(({ id }) => id)));
    const screenings = rounds === null ? [] : screeningTodos(rounds);
    const due = sends && own === null ? submissionTodos(rows, today) : [];
    const mine = all.filter(({ unit }) => own === null || unit === own || unit === '');
    return [...due, ...mine, ...screenings].sort(byUrgency);
  }, [rows, today, tasks, holidays, isOffice, own, sends, context, units, maySee]);
  const hasDates = todos.some(({ kind, due }) => kind === 'mediationCase' && due !== null);
  const intoCalendar = async () => {
    if (today === null) return;
    const cases = (rows.get('mediationCase') ?? []).filter(({ unit }) => own === null || unit === own);
    // Of home's first code nothing makes calendar files.
    const { saveCalendar } = await import('#pages/calendar-file.ts');
    const n = saveCalendar(cases, { today, holidays, now: ports.now() });
    say(`${n} 个日期已存成日历文件，点开它就进手机日历`);
  };
  const refused = useRefused()?.length ?? 0;
  const shown = refused === 0 ? todos : [refusedTodo(refused), ...todos];
  return (
    <TodoList
      todos={shown}
      today={today}
      ready={year.ready}
      {...(hasDates ? { onCalendar: () => void intoCalendar() } : {})}
    />
  );
}

function Dates({ year: { rows, today } }: { readonly year: YearTasks }) {
  const entries = rows.get('calendarEntry');
  const dates = useMemo(
    () => (entries === undefined || today === null ? [] : nextKeyDates(withKnownDates(entries), today, 3)),
    [entries, today],
  );
  if (dates.length === 0 || today === null) return null;
  return (
    <Section title="接下来的普法节点" aside={<Link to="/tasks/calendar">全年日历</Link>}>
      <Card flush>
        <DateList dates={dates} today={today} />
      </Card>
    </Section>
  );
}
