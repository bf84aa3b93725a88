/**
 * PostgreSQL chooses how to find rows by what it last counted, once in minutes or after a tenth of a table has changed. Of a township that came since,
 * it believes that it has no rows, and reads all of them to find one: with the first day's records that took seconds for a push.
 */
import { sql } from 'kysely';
import type { Storage } from './storage.ts';

/** So few are read in a few milliseconds, whatever is believed of them. */
const FIRST_COUNT = 1000;

/** What grows with every push. */
const GROWING = ['changes', 'records', 'stream', 'places', 'cases', 'chains', 'heads', 'verdicts', 'issued', 'rows'];

/**
 * Has the database count anew when a township has stored a thousand changes, then twice as many each time, since this process began. To be told after
 * each commit. Answers when it has counted: nobody needs to wait for that, and one that fails is made up for by the database's own.
 */
export function keepStatistics({ kind, db }: Storage): (township: string, stored: number) => Promise<void> {
  const townships = new Map<string, { stored: number; next: number }>();
  return async (township, stored) => {
    if (kind !== 'postgres' || stored === 0) return;
    const of = townships.get(township) ?? { stored: 0, next: FIRST_COUNT };
    townships.set(township, of);
    of.stored += stored;
    if (of.stored < of.next) return;
    of.next = of.stored * 2;
    await sql`analyze ${sql.join(GROWING.map((name) => sql.table(name)))}`.execute(db);
  };
}
