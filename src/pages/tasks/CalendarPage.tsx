/** 普法日历: the year's days, weeks and months of legal publicity, what was done for each, and what is still to be dated. */
import { CalendarPlus, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { daysBetween, zhPeriod } from '#core/day.ts';
import { eventsOf, yearDates, type DateEntry, type KeyDate } from '#core/key-dates.ts';
import { eventStart, isKnownDate, ownEntryStart, withKnownDates } from '#core/known-dates.ts';
import type { Value } from '#kinds/field.ts';
import { calendarEntry, publicityEvent } from '#kinds/index.ts';
import type { SlimRow } from '#store/projection.ts';
import { useStore } from '#store/hooks.ts';
import { useSay } from '#pages/shell/announcer.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { useRights } from '#pages/shell/use-rights.ts';
import { useYear } from '#pages/use-year.ts';
import { Button, buttonClass } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { YearSelect } from '#pages/YearSelect.tsx';
import styles from './calendar.module.css';

const KINDS: readonly string[] = ['calendarEntry', 'publicityEvent'];

export function CalendarPage() {
  const { rows, ready, year, today } = useYear(KINDS);
  const { mayWrite } = useRights();
  const entries = useMemo(() => withKnownDates(rows.get('calendarEntry') ?? []), [rows]);
  const { dates, undated } = useMemo(() => yearDates(entries, year), [entries, year]);
  const basisOf = useMemo(() => new Map(entries.map(({ id, values }) => [id, textOf(values['basis'])])), [entries]);
  const events = rows.get('publicityEvent') ?? NONE;
  const mayEdit = mayWrite(calendarEntry);
  const months = Array.from({ length: 12 }, (_, at) => ({
    month: at + 1,
    own: dates.filter(({ from }) => Number(from.slice(5, 7)) === at + 1),
  })).filter(({ own }) => own.length > 0);
  // What is ahead comes first; a whole month that is over folds away.
  const isPast = (month: number): boolean =>
    today !== null && `${year}-${String(month).padStart(2, '0')}` < today.slice(0, 7);
  const monthOf = ({ month, own }: (typeof months)[number]) => (
    <Section key={month} title={`${month}月`}>
      <Card flush>
        <ul className={styles.dates} aria-label={`${month}月的普法节点`}>
          {own.map((date) => (
            <OneDate
              key={`${date.id}/${date.from}`}
              date={date}
              basis={basisOf.get(date.id) ?? ''}
              held={eventsOf(date, events)}
              today={today}
              mayEdit={mayEdit}
            />
          ))}
        </ul>
      </Card>
    </Section>
  );
  return (
    <Screen
      title="普法日历"
      back="/tasks"
      actions={<YearSelect />}
      under="法律写明的和通常开展的日子；本地的改法，乡镇可以自己写。"
    >
      <div className={styles.page}>
        {!ready && <Loading what="正在载入普法日历" />}
        <div className={styles.tools}>
          <IntoCalendar dates={dates} today={today} />
          {mayEdit && (
            <Link className={buttonClass('secondary')} to={`/ledger/${calendarEntry.name}/new`}>
              <Plus size={20} aria-hidden />
              {calendarEntry.action}
            </Link>
          )}
        </div>
        {undated.length > 0 && <Undated entries={undated} year={year} mayEdit={mayEdit} />}
        {months.filter(({ month }) => !isPast(month)).map(monthOf)}
        {months.some(({ month }) => isPast(month)) && (
          <Disclosure label="过去的月份">
            <div className={styles.page}>{months.filter(({ month }) => isPast(month)).map(monthOf)}</div>
          </Disclosure>
        )}
      </div>
    </Screen>
  );
}

const NONE: readonly SlimRow[] = [];
const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '');

interface OneDateProps {
  readonly date: KeyDate;
  readonly basis: string;
  readonly held: readonly SlimRow[];
  readonly today: string | null;
  readonly mayEdit: boolean;
}

function OneDate({ date, basis, held, today, mayEdit }: OneDateProps) {
  const { id, name, from, to } = date;
  const mayHold = useRights().mayWrite(publicityEvent);
  // What is held for a day to come cannot have been held yet (records.md: 活动日期 is a day of the past).
  const isDue = today !== null && from <= today;
  return (
    <li>
      <div className={styles.what}>
        <b>{name}</b>
        <small>{[zhPeriod(from, to), basis].filter((part) => part !== '').join(' · ')}</small>
      </div>
      <p className={styles.state}>{stateOf(date, held.length, today)}</p>
      <div className={styles.actions}>
        {mayHold && (
          <Link
            className={buttonClass(isDue && held.length === 0 ? 'secondary' : 'quiet')}
            to={`/ledger/${publicityEvent.name}/new`}
            state={{ typed: eventStart(date) }}
            aria-label={`${name}：记活动`}
          >
            记活动
          </Link>
        )}
        {held.slice(0, SHOWN).map((event, at) => (
          <Link
            key={event.id}
            className={buttonClass('quiet')}
            to={`/ledger/${publicityEvent.name}/${event.id}`}
            aria-label={`${name}：看活动${held.length > 1 ? at + 1 : ''}`}
          >
            看活动{held.length > 1 ? at + 1 : ''}
          </Link>
        ))}
        {mayEdit && <EditLink id={id} name={name} />}
      </div>
    </li>
  );
}

/** So many events of one date are led to; the ledger shows all. */
const SHOWN = 3;

function stateOf({ from, to }: KeyDate, held: number, today: string | null): string {
  if (held > 0) return `已办 ${held} 场`;
  if (today === null || to < today) return '';
  return from <= today ? '正在进行' : `还有 ${daysBetween(today, from)} 天`;
}

/** A date that nobody wrote down becomes the township's own by the first change. */
function EditLink({ id, name, label = '改' }: { readonly id: string; readonly name: string; readonly label?: string }) {
  const known = isKnownDate(id);
  return (
    <Link
      className={buttonClass('quiet')}
      to={known ? `/ledger/${calendarEntry.name}/new` : `/ledger/${calendarEntry.name}/${id}/edit`}
      state={known ? { typed: ownEntryStart(name), at: 'dates' } : { at: 'dates' }}
      aria-label={`${name}：${label}`}
    >
      {label}
    </Link>
  );
}

interface UndatedProps {
  readonly entries: readonly DateEntry[];
  readonly year: number;
  readonly mayEdit: boolean;
}

function Undated({ entries, year, mayEdit }: UndatedProps) {
  const names = entries.map(({ id, values }) => ({ id, name: textOf(values['name']) }));
  if (!mayEdit) return <Notice>{`${year}年的日期还没有通知：${names.map(({ name }) => name).join('、')}。`}</Notice>;
  return (
    <Section title="每年另定的，等通知">
      <Card flush>
        <ul className={styles.dates} aria-label={`${year}年还没有日期的普法节点`}>
          {names.map(({ id, name }) => (
            <li key={id}>
              <div className={styles.what}>
                <b>{name}</b>
                <small>{year}年的日期还没有填</small>
              </div>
              <div className={styles.actions}>
                <EditLink id={id} name={name} label="填日期" />
              </div>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}

function IntoCalendar({ dates, today }: { readonly dates: readonly KeyDate[]; readonly today: string | null }) {
  const { ports } = useStore();
  const say = useSay();
  if (today === null || dates.every(({ to }) => to < today)) return null;
  const save = async () => {
    const { saveKeyDates } = await import('#pages/calendar-file.ts');
    const n = saveKeyDates(dates, { today, now: ports.now() });
    say(`${n} 个日期已存成日历文件，点开它就进手机日历`);
  };
  return (
    <Button icon={<CalendarPlus size={20} aria-hidden />} onClick={() => void save()}>
      存进手机日历
    </Button>
  );
}
