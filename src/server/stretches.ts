/** Reads streams for several readers at once: those who stand near each other share what is read. */
import type { IdentifiedChange } from '#core/change.ts';
import { changeOfRow, type Db } from './log.ts';
import { statement } from './statement.ts';

/** A change where it stands in its stream. */
interface Link {
  readonly seq: number;
  readonly id: string;
  readonly mark: string;
  /** Of the change's body. */
  readonly bytes: number;
  readonly change: () => IdentifiedChange;
}

export interface Stretches {
  /** What stands behind a place, as far as one look goes; `isLast`: nothing stands behind that. */
  readonly behind: (
    scope: string,
    after: number,
  ) => Promise<{ readonly links: readonly Link[]; readonly isLast: boolean }>;
}

interface Place {
  readonly scope: string;
  readonly after: number;
}

const ROWS = 200;
/**
 * Readers within that part of a look of the hindmost read together; the others' own looks cost less than what they would skip. Below one, so that a
 * look never ends before a reader's place.
 */
const NEAR = 0.25;

/** `places`: where the readers stand. `most`: how many changes any of them takes. */
export function openStretches(db: Db, township: string, places: readonly Place[], most: number): Stretches {
  // One more tells whether anything is left.
  const rows = Math.min(ROWS, most + 1);
  const starts = startsOf(places, rows * NEAR);
  const looks = new Map<string, Promise<readonly Link[]>>();
  const lookFrom = (scope: string, from: number): Promise<readonly Link[]> => {
    const key = `${from} ${scope}`;
    const look = looks.get(key) ?? readLinks(db, township, scope, from, rows);
    looks.set(key, look);
    return look;
  };
  return {
    behind: async (scope, after) => {
      const from = starts.get(`${after} ${scope}`) ?? after;
      const links = await lookFrom(scope, from);
      return { links: links.filter(({ seq }) => seq > after), isLast: links.length < rows };
    },
  };
}

/** By place, from where its stretch is read. */
function startsOf(places: readonly Place[], near: number): Map<string, number> {
  const byScope = new Map<string, Set<number>>();
  for (const { scope, after } of places) byScope.set(scope, (byScope.get(scope) ?? new Set()).add(after));
  const starts = new Map<string, number>();
  for (const [scope, afters] of byScope) {
    let start = -Infinity;
    for (const after of [...afters].sort((a, b) => a - b)) {
      if (after - start > near) start = after;
      starts.set(`${after} ${scope}`, start);
    }
  }
  return starts;
}

async function readLinks(db: Db, township: string, scope: string, after: number, rows: number): Promise<Link[]> {
  const found = await findLinks(db, township, scope, after, rows);
  return found.map((row) => {
    let change: IdentifiedChange | null = null;
    return { seq: row.seq, id: row.id, mark: row.mark, bytes: row.bytes, change: () => (change ??= changeOfRow(row)) };
  });
}

const findLinks = statement((db, township: string, scope: string, after: number, rows: number) =>
  db
    .selectFrom('stream')
    .innerJoin('changes', (join) =>
      join.onRef('changes.township', '=', 'stream.township').onRef('changes.id', '=', 'stream.change'),
    )
    .select(['stream.seq', 'stream.mark', 'changes.id', 'changes.scope', 'changes.device', 'changes.n', 'changes.prev'])
    .select(['changes.body', 'changes.bytes'])
    .where('stream.township', '=', township)
    .where('stream.scope', '=', scope)
    .where('stream.seq', '>', after)
    .orderBy('stream.seq')
    .limit(rows),
);
