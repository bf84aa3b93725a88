import { CalendarPlus, ChevronRight, CircleAlert, Clock, Info } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { daysBetween } from '#core/day.ts';
import type { Todo } from '#core/todos.ts';
import { Button } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { classes } from '#ui/classes.ts';
import styles from './home.module.css';

const FEW = 5;
const icons = { overdue: CircleAlert, soon: Clock, info: Info } as const;

export interface TodoListProps {
  readonly todos: readonly Todo[];
  readonly today: string | null;
  /** All records are loaded. */
  readonly ready: boolean;
  /** Puts the dates of all cases into a file for the phone's calendar; absent where there are none. */
  readonly onCalendar?: () => void;
}

/** What waits to be done, the most urgent first. */
export function TodoList({ todos, today, ready, onCalendar }: TodoListProps) {
  const [all, setAll] = useState(false);
  if (todos.length === 0) return null;
  const shown = all ? todos : todos.slice(0, FEW);
  return (
    <Section title={`待办 ${todos.length}`} {...(ready ? {} : { aside: '仍在载入' })}>
      <Card flush>
        <ul className={styles.lines} aria-label="待办">
          {shown.map((todo) => (
            <TodoLine key={todo.id} todo={todo} today={today} />
          ))}
        </ul>
        {shown.length < todos.length && (
          <Button tone="quiet" wide onClick={() => setAll(true)}>
            还有 {todos.length - shown.length} 项
          </Button>
        )}
      </Card>
      {onCalendar !== undefined && (
        <Button tone="quiet" icon={<CalendarPlus size={20} aria-hidden />} onClick={onCalendar}>
          期限存进手机日历
        </Button>
      )}
    </Section>
  );
}

function TodoLine({ todo, today }: { readonly todo: Todo; readonly today: string | null }) {
  const { text, due, level } = todo;
  const Icon = icons[level];
  const words = (
    <>
      <Icon size={22} aria-hidden />
      <span>
        {text}
        {due !== null && today !== null && <small>{dueText(due, today)}</small>}
      </span>
    </>
  );
  const to = placeOf(todo);
  if (to === null) return <li className={classes(styles.todo, styles[level])}>{words}</li>;
  return (
    <li>
      <Link to={to} className={classes(styles.todo, styles[level])}>
        {words}
        <ChevronRight size={20} aria-hidden />
      </Link>
    </li>
  );
}

/** null: nothing to open. */
function placeOf({ type, kind, record, year = 0, span = '' }: Todo): string | null {
  if (type === 'refused') return '/mine/refused';
  if (type === 'screening') return '/tasks/screenings';
  if (type === 'return' && record.endsWith('Roster')) return '/tasks/rosters';
  if (type === 'report' || (type === 'return' && record === 'report')) return `/tasks/report?year=${year}`;
  if (type === 'return') return `/tasks/tables?table=${record}&span=${span}&year=${year}`;
  if (kind === '') return null;
  if (record === '') return `/ledger/${kind}?only=conflict`;
  return kind === 'annualTask' ? `/tasks/${record}` : `/ledger/${kind}/${record}`;
}

function dueText(due: string, today: string): string {
  const days = daysBetween(today, due);
  if (days === 0) return '今天到期';
  return days < 0 ? `已过 ${-days} 天` : `还有 ${days} 天`;
}
