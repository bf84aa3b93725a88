/** The case leads: what is next, what runs against the clock, what happened, and what its file still lacks (domain.md §1.5). */
import { ArrowRight, BellRing, CalendarPlus, Pencil } from 'lucide-react';
import { Link } from 'react-router';
import { isArchived } from '#kinds/case-rules.ts';
import { partOf } from '#kinds/conditions.ts';
import type { Values } from '#kinds/field.ts';
import { mediationCase } from '#kinds/mediation-case.ts';
import { clocksOf } from '#core/case-clocks.ts';
import { courseOf, eventsOf } from '#core/case-course.ts';
import type { CaseStep, CourseContext } from '#core/case-step.ts';
import { zhDay } from '#core/day.ts';
import type { CountedRow } from '#core/counted-units.ts';
import type { StoredRow } from '#store/db.ts';
import { useStore } from '#store/hooks.ts';
import { Button, buttonClass } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { classes } from '#ui/classes.ts';
import { Notice } from '#ui/Notice.tsx';
import { saveCalendar } from '#pages/calendar-file.ts';
import { useSay } from '#pages/shell/announcer.ts';
import styles from './case.module.css';
import { TakeUp, useTakesUp } from './HandUp.tsx';
import { useCourseContext } from './use-course.ts';

interface CaseProps {
  readonly row: StoredRow;
}

const isCase = ({ kind, removed }: StoredRow): boolean => kind === mediationCase.name && removed === null;

/** Where a step's form opens; which fields it asks for and what stands in them is worked out there, nothing travels in the address. */
const stateOf = ({ id }: CaseStep) => ({ step: id });

/** At the bottom of the page: the step that comes next, and the whole form. */
export function CaseActions({ row }: CaseProps) {
  const context = useCourseContext(row);
  const course = context === undefined ? undefined : courseOf(row.values as Values, context);
  const lead = course?.lead ?? null;
  const archived = row.values['archivedOn'] !== undefined;
  // What waits for the office comes before whatever else may be done with the case.
  if (useTakesUp(row)) return <TakeUp row={row} />;
  return (
    <div className={classes(lead !== null && !archived && styles.actions)}>
      {!archived && (
        <Link className={buttonClass(lead === null ? 'primary' : 'secondary', true)} to="edit">
          <Pencil size={20} aria-hidden />
          修改
        </Link>
      )}
      {lead !== null && (
        <Link className={buttonClass('primary', true)} to="edit" state={stateOf(lead)}>
          {lead.label(row.values as Values)}
          <ArrowRight size={20} aria-hidden />
        </Link>
      )}
    </div>
  );
}

/** What else may come next, and what runs against the clock; for whoever may change the case. */
export function CaseNext({ row }: CaseProps) {
  const context = useCourseContext(row);
  const takesUp = useTakesUp(row);
  if (!isCase(row) || context === undefined) return null;
  const values = row.values as Values;
  const { lead, others: more } = courseOf(values, context);
  const others = takesUp && lead !== null ? [lead, ...more] : more;
  return (
    <>
      <Reviewed values={values} />
      <Clocks row={row} context={context} />
      {others.length > 0 && (
        <nav className={styles.others} aria-label="还可以">
          {others.map((step) => (
            <Link key={step.id} className={buttonClass('secondary')} to="edit" state={stateOf(step)}>
              {step.label(values)}
            </Link>
          ))}
        </nav>
      )}
    </>
  );
}

/** With whom the file lies stands first, and what the office wants put right. */
function Reviewed({ values }: { readonly values: Values }) {
  const { review } = values;
  const state = partOf(review, 'state');
  if (state === 'pending') return <Notice>已送审，等司法所审核。</Notice>;
  if (state !== 'returned') return null;
  const opinion = partOf(review, 'opinion');
  return (
    <Notice tone="warn">
      司法所退回补正{typeof opinion === 'string' ? `：${opinion}` : '，请补齐后再送审。'}
      {/* An archived file is sent nowhere any more. */}
      {isArchived(values) && <p>这件已经归档：补正写成补记，司法所看过补记再审核。</p>}
    </Notice>
  );
}

/** Every date that still runs, near or far, so that nobody has to count days. */
function Clocks({ row, context: { today, holidays } }: CaseProps & { readonly context: CourseContext }) {
  const { ports } = useStore();
  const say = useSay();
  const values = row.values as Values;
  const clocks = clocksOf(values, holidays).filter(
    ({ due, ends }) => !ends || today === null || due === null || due >= today,
  );
  if (clocks.length === 0 || today === null) return null;
  const isDated = clocks.some(({ due }) => due !== null);
  const intoCalendar = () => {
    const n = saveCalendar([row as CountedRow], { today, holidays, now: ports.now() });
    say(`${n} 个日期已存成日历文件，点开它就进手机日历`);
  };
  return (
    <div>
      <ul className={styles.clocks} aria-label="期限">
        {clocks.map(({ type, item = '', due, from, words }) => {
          const level =
            due !== null && due < today ? styles.late : from === null || from <= today ? styles.soon : undefined;
          return (
            <li key={`${type}/${item}`} className={level}>
              <BellRing size={18} aria-hidden />
              <span>
                {due !== null && due < today ? '已过期：' : ''}
                {words(today).replace(/^：/, '')}
              </span>
            </li>
          );
        })}
      </ul>
      {isDated && (
        <Button tone="quiet" icon={<CalendarPlus size={20} aria-hidden />} onClick={intoCalendar}>
          存进手机日历
        </Button>
      )}
    </div>
  );
}

/** 经过: what happened, day by day. */
export function CaseEvents({ row }: CaseProps) {
  if (!isCase(row)) return null;
  const events = eventsOf(row.values as Values);
  if (events.length === 0) return null;
  return (
    <Section title="经过">
      <Card>
        <ol className={styles.events}>
          {events.map(({ day, text }, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- two visits on one day say the same
            <li key={at}>
              <span>{zhDay(day)}</span>
              <b>{text}</b>
            </li>
          ))}
        </ol>
      </Card>
    </Section>
  );
}
