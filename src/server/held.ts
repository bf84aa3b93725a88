/** What is here already of the chains that a push touches, and what of it all is proved. */
import type { IdentifiedChange } from '#core/change.ts';
import { chainKey } from '#core/exchange.ts';
import type { SignedHead } from '#core/heads.ts';
import type { Arrival } from './intake.ts';
import { findChanges, inParts, type ChainRow, type Db } from './log.ts';
import { vouchedFor } from './proof.ts';
import { statement } from './statement.ts';
import type { Tables } from './tables.ts';

type ChangeRow = Tables['changes'];

export interface Held {
  /** Changes of this push that are here already, and those that wait in its chains. */
  readonly byId: Map<string, ChangeRow>;
  /** Ids behind which a chain may go on: stored, or refused. */
  readonly passed: Set<string>;
  /** Positions whose author is proved: another content there is a fork. What nobody signed cannot make a device a clone. */
  readonly positions: Set<string>;
  /** Signed heads that came before the changes below them. */
  readonly heads: readonly SignedHead[];
}

export async function readHeld(
  db: Db,
  township: string,
  placed: readonly Arrival[],
  chains: ReadonlyMap<string, ChainRow>,
): Promise<Held> {
  const ids = placed.flatMap(({ change }) => (change.prev === '' ? [change.id] : [change.id, change.prev]));
  const rows = await findChanges(db, township, [...new Set(ids)]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const passed = new Set(rows.filter(({ state }) => state === 'stored').map(({ id }) => id));
  const parents = placed.map(({ change }) => change.prev).filter((id) => id !== '' && !passed.has(id));
  const skipped = await inParts([...new Set(parents)], (part) =>
    db.selectFrom('refused').select('id').where('township', '=', township).where('id', 'in', part).execute(),
  );
  for (const { id } of skipped) passed.add(id);
  const positions = new Set<string>();
  const heads: SignedHead[] = [];
  for (const chain of chains.values()) {
    const own = placed.filter(({ change }) => chainKey(change) === chainKey(chain));
    const lowest = own[0]?.change.n ?? 0;
    const highest = own[own.length - 1]?.change.n ?? 0;
    if (chain.waiting === 0 && chain.n < lowest) continue;
    for (const row of await findThere(db, township, chain.device, chain.scope, lowest, highest)) {
      byId.set(row.id, row);
      if (row.proven === 1) positions.add(positionOf(row));
    }
    if (chain.waiting > 0) heads.push(...(await headsFrom(db, chain, lowest)));
  }
  return { byId, passed, positions, heads };
}

/** Of a chain, what waits and what stands between two positions. */
const findThere = statement((db, township: string, device: string, scope: string, lowest: number, highest: number) =>
  db
    .selectFrom('changes')
    .selectAll()
    .where('township', '=', township)
    .where('device', '=', device)
    .where('scope', '=', scope)
    .where((eb) => eb.or([eb('state', '=', 'waiting'), eb.and([eb('n', '>=', lowest), eb('n', '<=', highest)])])),
);

const headsFrom = (db: Db, { township, device, scope }: ChainRow, n: number): Promise<SignedHead[]> =>
  db
    .selectFrom('heads')
    .select(['device', 'scope', 'n', 'id', 'signature'])
    .where('township', '=', township)
    .where('device', '=', device)
    .where('scope', '=', scope)
    .where('n', '>=', n)
    .execute();

/**
 * Ids among the arrivals and what waits here that a signed head vouches for. The session is no proof, not even for what the device names as its own:
 * a file may have brought that to it.
 */
export function provenAmong(heads: readonly SignedHead[], placed: readonly Arrival[], held: Held): Set<string> {
  return vouchedFor([...heads, ...held.heads], [...held.byId.values(), ...placed.map(({ change }) => change)]);
}

export const positionOf = ({ device, scope, n }: Pick<IdentifiedChange, 'device' | 'scope' | 'n'>): string =>
  `${device} ${scope} ${n}`;
