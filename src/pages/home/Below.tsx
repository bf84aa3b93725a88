import { useMemo } from 'react';
import { Link } from 'react-router';
import type { Countable } from '#core/metric.ts';
import { namesOf } from '#core/names.ts';
import { nextKeyDates } from '#core/key-dates.ts';
import { withKnownDates } from '#core/known-dates.ts';
import { todosOf } from '#core/todos.ts';
import { itemEntries } from '#kinds/conditions.ts';
import type { Place } from '#pages/shell/use-place.ts';
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
  'screening',
  'calendarEntry',
];

/** What needs the records: it streams in under the buttons, which work before it is here. */
export function Below({ place }: { readonly place: Place }) {
  const year = useYearTasks(WATCHED);
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
  return (
    <ul className={styles.counts} aria-label={`${place.year}年`}>
      {COUNTS.map(({ label, unit, metric }, at) => {
        const figure = figures[at];
        const n = own === null ? figure?.total.n : figure?.byUnit.get(own)?.n;
        const query = new URLSearchParams({ year: String(place.year), ...(own === null ? {} : { unit: own }) });
        return (
          <li key={label}>
            <Link to={`/ledger/${metric.kind}?${query.toString()}`}>
              {label} <b>{n ?? 0}</b> {unit}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function Todos({ year, place }: YearProps) {
  const { rows, today, tasks } = year;
  const own = ownUnit(place);
  const todos = useMemo(() => {
    const holidays = itemEntries(rows.get('setting')?.[0]?.values['holidays']).flatMap(([, { from, to }]) =>
      typeof from === 'string' ? [{ from, to: typeof to === 'string' ? to : from }] : [],
    );
    const all = todosOf(rows, { today, tasks, holidays, names: namesOf(rows) });
    return own === null ? all : all.filter(({ unit }) => unit === own || unit === '');
  }, [rows, today, tasks, own]);
  return <TodoList todos={todos} today={today} ready={year.ready} />;
}

function Dates({ year: { rows, today } }: { readonly year: YearTasks }) {
  const entries = rows.get('calendarEntry');
  const dates = useMemo(
    () => (entries === undefined || today === null ? [] : nextKeyDates(withKnownDates(entries), today, 3)),
    [entries, today],
  );
  if (dates.length === 0 || today === null) return null;
  return (
    <Section title="接下来的普法节点">
      <Card flush>
        <DateList dates={dates} today={today} />
      </Card>
    </Section>
  );
}
