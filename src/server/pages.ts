/** What scopes have gained since cursors (SPEC X3, X5): stretches of their streams, gapless and in commit order. */
import {
  digestOf,
  MAX_PULL_BYTES,
  MAX_PULL_CHANGES,
  runsOf,
  type Cursor,
  type Page,
  type SyncRequest,
} from '#core/exchange.ts';
import type { IdentifiedChange } from '#core/change.ts';
import type { ServerKeys } from './keys.ts';
import { inParts, type Db } from './log.ts';
import type { Register } from './register.ts';
import { statement } from './statement.ts';
import { openStretches, type Stretches } from './stretches.ts';
import type { Tables } from './tables.ts';
import { witnessed } from './witnesses.ts';

/** What one answer carries over all scopes. */
export interface Pull {
  readonly bytes: number;
  readonly changes: number;
}
const FULL: Pull = { bytes: MAX_PULL_BYTES, changes: MAX_PULL_CHANGES };
/** What is left of it. */
type Budget = { -readonly [key in keyof Pull]: number };

/** Rough weight of a change's frame, or of an id in `held`. */
const FRAME = 70;

/** Somebody who reads on. */
export interface Reader {
  readonly cursors: SyncRequest['cursors'];
  /** Those that it may see. */
  readonly scopes: readonly string[];
  /** Where a new epoch began, for whoever knew another one (SPEC X9). */
  readonly bases: { readonly [scope: string]: number } | null;
  /** Ids of what lies there already: named without their bytes. */
  readonly heldThere: ReadonlySet<string>;
}

export interface Read {
  readonly pages: readonly Page[];
  /** Scopes that are read anew because another change stands at their cursor. */
  readonly rewound: readonly string[];
}

interface Reading {
  readonly db: Db;
  readonly keys: ServerKeys;
  readonly register: Register;
}

const findCounters = statement((db, township: string) =>
  db.selectFrom('counters').select(['scope', 'seq']).where('township', '=', township),
);

/**
 * A page for each scope that has gained something, within one budget for each reader. What several readers lack is read once. All pages end at one
 * moment: none holds what came after something that another one lacks (a lease, and the number that the server gave before it; SPEC X10).
 */
export async function readPages(reading: Reading, readers: readonly Reader[], pull: Pull = FULL): Promise<Read[]> {
  const { db, register } = reading;
  const { township } = register;
  const places = await placesOf(db, township, readers);
  const counters = await findCounters(db, township);
  const ends = new Map(counters.map(({ scope, seq }) => [scope, seq]));
  const grownOf = readers.map(({ scopes }, at) =>
    scopes
      .filter((scope) => (ends.get(scope) ?? 0) > (places[at]?.after.get(scope) ?? 0))
      .sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1)),
  );
  const lacking = grownOf.flatMap((scopes, at) =>
    scopes.map((scope) => ({ scope, after: places[at]?.after.get(scope) ?? 0 })),
  );
  const stretches = openStretches(db, township, lacking, pull.changes);
  const cut: Cut[][] = [];
  for (const [at, { heldThere }] of readers.entries()) {
    const budget: Budget = { ...pull };
    const pages: Cut[] = [];
    for (const scope of grownOf[at] ?? []) {
      const stretch = { scope, after: places[at]?.after.get(scope) ?? 0, end: ends.get(scope) ?? 0, heldThere };
      const page = await cutPage(stretches, stretch, budget);
      if (page !== null) pages.push(page);
    }
    cut.push(pages);
  }
  const proofOf = await witnessed(reading, cut.flat());
  return cut.map((pages, at) => ({
    pages: pages.map((page) => {
      const { changes, ...rest } = page;
      return { ...rest, runs: runsOf(changes), ...proofOf(page) };
    }),
    rewound: places[at]?.rewound ?? [],
  }));
}

/** A page before its changes are put into runs and proved. */
type Cut = Omit<Page, 'runs' | 'heads' | 'devices'> & { readonly changes: readonly IdentifiedChange[] };

/**
 * The next stretch of a stream up to `end`, as far as the budget goes, which it lowers. At least one change, so that `more` is true of every
 * scope that has more. Null when nothing stands there.
 */
async function cutPage(
  stretches: Stretches,
  { scope, after, end, heldThere }: { scope: string; after: number; end: number; heldThere: ReadonlySet<string> },
  budget: Budget,
): Promise<Cut | null> {
  const changes: IdentifiedChange[] = [];
  const held: string[] = [];
  let [to, tip, mark, more] = [after, '', '', false];
  for (let isEnd = false; !isEnd && !more;) {
    const { links, isLast } = await stretches.behind(scope, to);
    const within = links.filter(({ seq }) => seq <= end);
    isEnd = isLast || within.length < links.length;
    for (const link of within) {
      const isHeld = heldThere.has(link.id);
      const bytes = FRAME + (isHeld ? 0 : link.bytes);
      if (to > after && (budget.bytes < bytes || budget.changes < 1)) {
        more = true;
        break;
      }
      budget.bytes -= bytes;
      budget.changes -= 1;
      if (isHeld) held.push(link.id);
      else changes.push(link.change());
      [to, tip, mark] = [link.seq, link.id, link.mark];
    }
  }
  if (to === after) return null;
  const digest = digestOf([...held, ...changes.map(({ id }) => id)]);
  return { scope, after, to, tip, ...(mark === '' ? {} : { mark }), digest, changes, held, more };
}

/** Small scopes first: with the units and committees there the first lists can be shown. */
const ORDER = ['shared', 'office', 'counts', 'work', 'cases'];
const rankOf = (scope: string): number => ORDER.indexOf(scope.slice(scope.lastIndexOf('/') + 1));

interface Places {
  /** From where each scope is read on. */
  readonly after: ReadonlyMap<string, number>;
  readonly rewound: readonly string[];
}

async function placesOf(db: Db, township: string, readers: readonly Reader[]): Promise<Places[]> {
  const marked = readers.map(({ cursors, scopes, bases }) => marksOf(cursors, scopes, bases));
  const changeAt = await changesAt(
    db,
    township,
    marked.flatMap(({ toCheck }) => toCheck),
  );
  return marked.map(({ after, toCheck }) => {
    const rewound = toCheck.filter((place) => !isThere(place, changeAt.get(placeKey(place)))).map(({ scope }) => scope);
    for (const scope of rewound) after.set(scope, 0);
    return { after, rewound };
  });
}

interface Place extends Cursor {
  readonly scope: string;
}
/** The same change at the same number is not enough: behind a server that was set back others may have come before it. */
const isThere = ({ id, mark }: Place, there: Tables['stream'] | undefined): boolean =>
  there?.change === id && (mark === undefined || mark === there.mark);

const placeKey = ({ scope, seq }: Pick<Place, 'scope' | 'seq'>): string => `${seq} ${scope}`;

function marksOf(cursors: Reader['cursors'], scopes: Reader['scopes'], bases: Reader['bases']) {
  const after = new Map<string, number>();
  const toCheck: Place[] = [];
  for (const scope of scopes) {
    const cursor = Object.prototype.hasOwnProperty.call(cursors, scope) ? cursors[scope] : undefined;
    const seq = cursor?.seq ?? 0;
    const base = bases === null ? seq : (bases[scope] ?? 0);
    // Above the base the device drops its cursor itself. From the base on would not do: what stands there may not be what it read.
    after.set(scope, seq > base ? 0 : seq);
    if (cursor !== undefined && seq > 0 && seq <= base) toCheck.push({ ...cursor, scope });
  }
  return { after, toCheck };
}

/** The changes that stand at these places of streams. */
async function changesAt(db: Db, township: string, places: readonly Place[]): Promise<Map<string, Tables['stream']>> {
  const wanted = new Map(places.map(({ scope, seq }) => [placeKey({ scope, seq }), { scope, seq }]));
  const found = await inParts([...wanted.values()], (part) => findPlaces(db, township, part));
  return new Map(found.map((place) => [placeKey(place), place]));
}

const findPlaces = statement((db, township: string, places: readonly Pick<Place, 'scope' | 'seq'>[]) =>
  db
    .selectFrom('stream')
    .selectAll()
    .where('township', '=', township)
    // SQLite looks these up one by one; pairs joined by `or` made it read the whole township's stream.
    .where((eb) =>
      eb(
        eb.refTuple('scope', 'seq'),
        'in',
        places.map(({ scope, seq }) => eb.tuple(scope, seq)),
      ),
    ),
);
