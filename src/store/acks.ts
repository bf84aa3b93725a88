/** Up to where the server has answered for each chain (core/device-store.ts, `Ack`). Everything here runs inside a transaction. */
import { noteUnstreamed, unstreamedAt, type Unstreamed } from '#core/device-store.ts';
import { chainKey } from '#core/exchange.ts';
import type { LedgerDb, StoredChange } from './db.ts';
import { UNSTREAMED } from './meta-keys.ts';

type Position = Pick<StoredChange, 'id' | 'device' | 'scope' | 'n'>;
const POSITION = '[device+scope+n]';

function byChain(changes: Iterable<Position>): Position[][] {
  const chains = new Map<string, Position[]>();
  for (const change of changes) {
    const key = chainKey(change);
    const chain = chains.get(key);
    if (chain === undefined) chains.set(key, [change]);
    else chain.push(change);
  }
  return [...chains.values()];
}

/** The changes of a chain that lie above `after`, up to and with `upTo`. */
export const stretchOf = (
  db: LedgerDb,
  { device, scope }: Pick<Position, 'device' | 'scope'>,
  after: number,
  upTo = Infinity,
) => db.changes.where(POSITION).between([device, scope, after], [device, scope, upTo], false, true);

/** Raises acknowledgements over what the server has answered for, as far as nothing else is held in between. */
export async function raiseAcks(db: LedgerDb, answered: Iterable<Position>): Promise<void> {
  const refused = new Set((await db.refused.toArray()).map(({ id }) => id));
  for (const chain of byChain(answered)) {
    const { device, scope } = chain[0] as Position;
    const before = (await db.acks.get([device, scope]))?.n ?? 0;
    const ids = new Set(chain.filter(({ n }) => n > before).map(({ id }) => id));
    if (ids.size === 0) continue;
    const top = Math.max(...chain.map(({ n }) => n));
    const stretch = stretchOf(db, { device, scope }, before, top);
    // Counting keys spares reading the changes; nearly always they are exactly those that were answered for.
    const isWhole = (await stretch.count()) === ids.size;
    const n = isWhole ? top : lastBefore(await stretch.toArray(), ids, refused, before);
    if (n > before) await db.acks.put({ device, scope, n });
  }
}

/** The last position below which every change was answered for. */
function lastBefore(
  held: readonly Position[],
  answered: ReadonlySet<string>,
  refused: ReadonlySet<string>,
  before: number,
): number {
  const open = held.filter(({ id }) => !answered.has(id) && !refused.has(id)).map(({ n }) => n);
  const first = Math.min(...open, Infinity);
  return Math.max(before, ...held.filter(({ n }) => n < first).map(({ n }) => n));
}

/** Lowers acknowledgements below changes that came some other way than from the server: those are still to be offered. */
export async function lowerAcks(db: LedgerDb, fresh: Iterable<Position>): Promise<void> {
  for (const chain of byChain(fresh)) {
    const { device, scope } = chain[0] as Position;
    const below = Math.min(...chain.map(({ n }) => n)) - 1;
    const ack = await db.acks.get([device, scope]);
    if (ack !== undefined && ack.n > below) await db.acks.put({ ...ack, n: below });
  }
}

/** Offers again what the server refused for its scope, once it has that scope: a unit that came back after the server was set back (SPEC X9). */
export async function offerKnown(db: LedgerDb, scopes: { readonly [scope: string]: unknown }): Promise<void> {
  const isKnown = (scope: string): boolean => Object.prototype.hasOwnProperty.call(scopes, scope);
  const refused = await db.refused.filter(({ reason, scope }) => reason === 'unknownScope' && isKnown(scope)).toArray();
  await db.refused.bulkDelete(refused.map(({ id }) => id));
  await lowerAcks(db, refused);
}

const findUnstreamed = async (db: LedgerDb): Promise<readonly Unstreamed[]> =>
  ((await db.meta.get(UNSTREAMED))?.value as readonly Unstreamed[] | undefined) ?? [];

/** Notes what the server keeps behind a gap. */
export async function noteWaiting(db: LedgerDb, waiting: readonly StoredChange[]): Promise<void> {
  if (waiting.length === 0) return;
  await db.meta.put({ id: UNSTREAMED, value: noteUnstreamed(await findUnstreamed(db), waiting) });
}

/** Offers that again, where the last time was a day ago by the server's clock. */
export async function offerUnstreamed(db: LedgerDb, serverTime: number): Promise<void> {
  const known = await findUnstreamed(db);
  if (known.length === 0) return;
  const { due, kept } = unstreamedAt(known, serverTime);
  for (const { device, scope, n } of due) await lowerAcks(db, [{ id: '', device, scope, n }]);
  await db.meta.put({ id: UNSTREAMED, value: kept });
}
