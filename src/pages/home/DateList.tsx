import { ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import { daysBetween, zhPeriod } from '#core/day.ts';
import type { KeyDate } from '#core/key-dates.ts';
import { eventStart } from '#core/known-dates.ts';
import { publicityEvent } from '#kinds/index.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import styles from './home.module.css';

/** A tap begins the record of what is done on that day. */
export function DateList({ dates, today }: { readonly dates: readonly KeyDate[]; readonly today: string }) {
  const mayWrite = useRights().mayWrite(publicityEvent);
  return (
    <ul className={styles.lines}>
      {dates.map((date) => {
        const { id, name, from, to } = date;
        const words = (
          <>
            <span>
              {name}
              <small>{zhPeriod(from, to)}</small>
            </span>
            <small>{from <= today ? '正在进行' : `还有 ${daysBetween(today, from)} 天`}</small>
          </>
        );
        if (!mayWrite) {
          return (
            <li key={id} className={styles.line}>
              {words}
            </li>
          );
        }
        return (
          <li key={id}>
            <Link to="/ledger/publicityEvent/new" state={{ typed: eventStart(date) }} className={styles.line}>
              {words}
              <ChevronRight size={20} aria-hidden />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
