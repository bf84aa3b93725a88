/** What a scope has gained since a cursor (SPEC X3, X5): stretches of its stream, gapless and in commit order. */
import { digestOf, MAX_PULL_BYTES, MAX_PULL_CHANGES, runsOf, type Page, type SyncRequest } from '#core/exchange.ts';
import type { IdentifiedChange } from '#core/change.ts';
import { headText, type KnownDevice, type SignedHead } from '#core/heads.ts';
import type { ServerKeys } from './keys.ts';
import { changeOfRow, inParts, type Db } from './log.ts';

/** What one answer carries over all scopes. */
export interface Pull {
  readonly bytes: number;
  readonly changes: number;
}
const FULL: Pull = { bytes: MAX_PULL_BYTES, changes: MAX_PULL_CHANGES };
/** What is left of it. */
type Budget = { -readonly [key in keyof Pull]: number };

interface Reading {
  readonly db: Db;
  readonly keys: ServerKeys;
  readonly township: string;
}

const ROWS = 200;
/** Rough weight of a change's frame, or of an id in `held`. */
const FRAME = 70;

/**
 * The next stretch of a stream, as far as the budget goes, which it lowers. At least one change, so that `more` is true of every
 * scope that has more. Ids in `heldThere` are named without their bytes. Null when there is nothing new.
 */
async function cutPage(
  reading: Reading,
  scope: string,
  after: number,
  budget: Budget,
  heldThere: ReadonlySet<string>,
): Promise<Page | null> {
  const { db, township } = reading;
  const changes: IdentifiedChange[] = [];
  const held: string[] = [];
  let [to, tip, more] = [after, '', false];
  for (let isEnd = false; !isEnd && !more;) {
    const rows = await readStretch(db, township, scope, to);
    isEnd = rows.length < ROWS;
    for (const row of rows) {
      const isHeld = heldThere.has(row.id);
      const bytes = FRAME + (isHeld ? 0 : row.bytes);
      if (to > after && (budget.bytes < bytes || budget.changes < 1)) {
        more = true;
        break;
      }
      budget.bytes -= bytes;
      budget.changes -= 1;
      if (isHeld) held.push(row.id);
      else changes.push(changeOfRow(row));
      [to, tip] = [row.seq, row.id];
    }
  }
  if (to === after) return null;
  const runs = runsOf(changes);
  const digest = digestOf([...held, ...changes.map(({ id }) => id)]);
  return {
    scope,
    after,
    to,
    tip,
    digest,
    runs,
    held,
    more,
    ...(await witnessesOf(reading, scope, after, to, changes)),
  };
}

const readStretch = (db: Db, township: string, scope: string, after: number) =>
  db
    .selectFrom('stream')
    .innerJoin('changes', (join) =>
      join.onRef('changes.township', '=', 'stream.township').onRef('changes.id', '=', 'stream.change'),
    )
    .select(['stream.seq', 'changes.id', 'changes.scope', 'changes.device', 'changes.n', 'changes.prev'])
    .select(['changes.body', 'changes.bytes'])
    .where('stream.township', '=', township)
    .where('stream.scope', '=', scope)
    .where('stream.seq', '>', after)
    .orderBy('stream.seq')
    .limit(ROWS)
    .execute();

/** Keys of the devices that wrote a page, and for each the highest signed head on it. */
async function witnessesOf(
  { db, township, keys }: Reading,
  scope: string,
  after: number,
  to: number,
  changes: readonly IdentifiedChange[],
): Promise<Pick<Page, 'heads' | 'devices'>> {
  const last = new Map<string, IdentifiedChange>();
  for (const change of changes) last.set(change.device, change);
  // All of it came with the very request: there is nobody to vouch for.
  if (last.size === 0) return { heads: [], devices: [] };
  const devices = await inParts([...last.keys()], (part) =>
    db
      .selectFrom('devices')
      .select(['device as id', 'publicKey', 'name'])
      .where('township', '=', township)
      .where('device', 'in', part)
      .execute(),
  );
  const signed = await db
    .selectFrom('heads')
    .innerJoin('stream', (join) =>
      join.onRef('stream.township', '=', 'heads.township').onRef('stream.change', '=', 'heads.id'),
    )
    .select(['heads.device', 'heads.scope', 'heads.n', 'heads.id', 'heads.signature'])
    .where('stream.township', '=', township)
    .where('stream.scope', '=', scope)
    .where('stream.seq', '>', after)
    .where('stream.seq', '<=', to)
    .execute();
  const heads = new Map<string, SignedHead>();
  for (const head of signed) {
    if (last.has(head.device) && (heads.get(head.device)?.n ?? 0) < head.n) heads.set(head.device, head);
  }
  // The server signs what it sends, so that whatever a device has of it can be proved after a restoration (SPEC X9).
  for (const { device, privateKey } of await serverKeys(db, township)) {
    const change = last.get(device);
    if (change === undefined) continue;
    const { n, id } = change;
    const head = { device, scope, n, id };
    heads.set(device, { ...head, signature: keys.sign(privateKey, headText(head)) });
  }
  return { heads: [...heads.values()], devices: devices satisfies KnownDevice[] };
}

const serverKeys = (db: Db, township: string) =>
  db.selectFrom('epochs').select(['device', 'privateKey']).where('township', '=', township).execute();

/** Small scopes first: with the units and committees there the first lists can be shown. */
const ORDER = ['shared', 'office', 'counts', 'work', 'cases'];
const rankOf = (scope: string): number => ORDER.indexOf(scope.slice(scope.lastIndexOf('/') + 1));

/** From where each scope is read on, and which of them are read anew because another change stands at their cursor. */
export async function readPlaces(
  { db, township }: Omit<Reading, 'keys'>,
  cursors: SyncRequest['cursors'],
  scopes: Iterable<string>,
  bases: { readonly [scope: string]: number } | null,
): Promise<{ readonly after: ReadonlyMap<string, number>; readonly rewound: readonly string[] }> {
  const after = new Map<string, number>();
  const toCheck: [scope: string, seq: number, id: string][] = [];
  for (const scope of scopes) {
    const cursor = Object.prototype.hasOwnProperty.call(cursors, scope) ? cursors[scope] : undefined;
    const seq = cursor?.seq ?? 0;
    const base = bases === null ? seq : (bases[scope] ?? 0);
    // Above the base the device drops its cursor itself. From the base on would not do: what stands there may not be what it read.
    after.set(scope, seq > base ? 0 : seq);
    if (cursor !== undefined && seq > 0 && seq <= base) toCheck.push([scope, seq, cursor.id]);
  }
  const standing = await inParts(toCheck, (part) =>
    db
      .selectFrom('stream')
      .select(['scope', 'change'])
      .where('township', '=', township)
      // SQLite looks these up one by one; pairs joined by `or` made it read the whole township's stream.
      .where((eb) =>
        eb(
          eb.refTuple('scope', 'seq'),
          'in',
          part.map(([scope, seq]) => eb.tuple(scope, seq)),
        ),
      )
      .execute(),
  );
  const changeAt = new Map(standing.map(({ scope, change }) => [scope, change]));
  const rewound = toCheck.filter(([scope, , id]) => changeAt.get(scope) !== id).map(([scope]) => scope);
  for (const scope of rewound) after.set(scope, 0);
  return { after, rewound };
}

/** A page for each scope that has gained something, within one budget. */
export async function pagesAfter(
  reading: Reading,
  after: ReadonlyMap<string, number>,
  heldThere: ReadonlySet<string>,
  pull: Pull = FULL,
): Promise<Page[]> {
  const { db, township } = reading;
  const counters = await inParts([...after.keys()], (part) =>
    db
      .selectFrom('counters')
      .select(['scope', 'seq'])
      .where('township', '=', township)
      .where('scope', 'in', part)
      .execute(),
  );
  const grown = counters
    .filter(({ scope, seq }) => seq > (after.get(scope) ?? 0))
    .map(({ scope }) => scope)
    .sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
  const budget: Budget = { ...pull };
  const pages: Page[] = [];
  for (const scope of grown) {
    const page = await cutPage(reading, scope, after.get(scope) ?? 0, budget, heldThere);
    if (page !== null) pages.push(page);
  }
  return pages;
}
