/** Stores what arrived, in the transaction of its push (SPEC X2): every change is told apart, none is stored twice. */
import type { IdentifiedChange } from '#core/change.ts';
import { chainKey, type Refusal } from '#core/exchange.ts';
import type { SignedHead } from '#core/heads.ts';
import { unitOfScope } from '#core/fold.ts';
import { ERASURE } from '#core/erasure.ts';
import { NUMBER_LEASE } from '#core/file-numbers.ts';
import { VERDICT_KIND } from '#core/verdict.ts';
import { unit } from '#kinds/index.ts';
import { positionOf, provenAmong, readHeld, type Held } from './held.ts';
import type { Arrival, Outcome } from './intake.ts';
import { changeOfRow, inParts, insertChanges, lockChains, rowOfChange, type ChainRow, type Db } from './log.ts';
import type { Tables } from './tables.ts';

type ChangeRow = Tables['changes'];

/** A change that is new in its stream. */
export interface Fresh {
  readonly change: IdentifiedChange;
  readonly proven: boolean;
}

export interface Push {
  readonly db: Db;
  readonly township: string;
  readonly arrivals: readonly Arrival[];
  /** Verified already. */
  readonly heads: readonly SignedHead[];
  /** Devices that speak for the server. */
  readonly servers: ReadonlySet<string>;
  readonly units: ReadonlySet<string>;
}

export interface Appended {
  readonly outcomes: ReadonlyMap<Arrival, Outcome>;
  /** New in the streams; within a chain in its order. */
  readonly fresh: readonly Fresh[];
  /** Stored for the first time, in a stream or waiting. */
  readonly stored: readonly IdentifiedChange[];
  readonly chains: ReadonlyMap<string, ChainRow>;
  /** Those of the chains that are otherwise than they lie in the database: to be saved once all is judged. */
  readonly movedChains: () => ChainRow[];
  /** Ids of changes that were here already, and whose author is proved only now. */
  readonly vouched: readonly string[];
  /** By id, what of the chains that this push touches is known to be here by now. */
  readonly there: ReadonlyMap<string, ChangeRow>;
}

export async function append(push: Push): Promise<Appended> {
  const { db, township, arrivals } = push;
  const outcomes = new Map<Arrival, Outcome>();
  const units = new Set([...push.units, ...namedUnits(push)]);
  const placed: Arrival[] = [];
  // Within a chain in its order: what continues another change of this push finds it.
  for (const arrival of [...arrivals].sort((a, b) => a.change.n - b.change.n)) {
    const { id, scope } = arrival.change;
    const refusal = id === '' ? 'shape' : units.has(unitOfScope(scope)) ? null : 'unknownScope';
    if (refusal === null) placed.push(arrival);
    else outcomes.set(arrival, { state: 'refused', refusal });
  }
  const names = placed.map(({ change }) => change);
  const chains = new Map((await lockChains(db, township, names)).map((row) => [chainKey(row), row]));
  const chainsBefore = new Map([...chains].map(([key, row]) => [key, { ...row }]));
  const held = await readHeld(db, township, placed, chains);
  const taking: Taking = {
    push,
    chains,
    held,
    proven: provenAmong(push.heads, placed, held),
    rows: [],
    changes: [],
    fresh: [],
    refused: [],
    vouched: [],
  };
  for (const arrival of placed) outcomes.set(arrival, take(taking, arrival));
  await vouchForEarlier(taking, placed);

  await insertChanges(db, taking.rows, taking.changes);
  await keepRefused(db, township, taking.refused);
  await setProven(db, township, taking.vouched);
  const fresh = [...taking.fresh, ...(await release(taking))];
  await keepUnits(push, fresh);
  const movedChains = (): ChainRow[] =>
    [...chains].filter(([key, row]) => !isSameChain(row, chainsBefore.get(key))).map(([, row]) => row);
  return { outcomes, fresh, stored: taking.changes, chains, movedChains, vouched: taking.vouched, there: held.byId };
}

const CHAIN_COLUMNS = ['n', 'tip', 'waiting', 'joined'] as const;
const isSameChain = (a: ChainRow, b: ChainRow | undefined): boolean =>
  CHAIN_COLUMNS.every((column) => a[column] === b?.[column]);

/** A push on its way into the log. */
interface Taking {
  readonly push: Push;
  readonly chains: ReadonlyMap<string, ChainRow>;
  readonly held: Held;
  readonly proven: ReadonlySet<string>;
  readonly rows: ChangeRow[];
  readonly changes: IdentifiedChange[];
  readonly fresh: Fresh[];
  readonly refused: IdentifiedChange[];
  readonly vouched: string[];
}

/** Tells what becomes of one change. */
function take(taking: Taking, { change, refusal: fault }: Arrival): Outcome {
  const { push, chains, held } = taking;
  const isProven = taking.proven.has(change.id);
  const known = held.byId.get(change.id);
  if (known !== undefined) {
    if (isProven && known.proven === 0) taking.vouched.push(change.id);
    return { state: known.state === 'waiting' ? 'waiting' : known.fork === 1 ? 'fork' : 'known' };
  }
  const chain = chains.get(chainKey(change));
  if (chain === undefined) throw new Error('A chain was not locked');
  const refusal = fault ?? claimFault(push, change, isProven);
  if (refusal !== null) {
    // It alone is left out: what follows it goes on. Not in the server's chain, which only the server continues.
    if (refusal !== 'unproven' && !push.servers.has(change.device)) {
      taking.refused.push(change);
      held.passed.add(change.id);
      if (change.n === chain.n + 1) advance(chain, change);
    }
    return { state: 'refused', refusal };
  }
  const isStored = change.n === 1 || held.passed.has(change.prev);
  const isFork = held.positions.has(positionOf(change));
  const row = rowOfChange(push.township, change, {
    state: isStored ? 'stored' : 'waiting',
    proven: isProven ? 1 : 0,
    fork: isFork ? 1 : 0,
  });
  taking.rows.push(row);
  taking.changes.push(change);
  held.byId.set(change.id, row);
  if (isProven) held.positions.add(positionOf(change));
  if (!isStored) {
    chain.waiting += 1;
    return { state: 'waiting' };
  }
  held.passed.add(change.id);
  taking.fresh.push({ change, proven: isProven });
  advance(chain, change);
  return { state: isFork ? 'fork' : 'stored' };
}

/** A signed head vouches for all below it, also for what an earlier push has brought: a long file takes several, and is signed at its end (SPEC B3). */
async function vouchForEarlier({ push, held, proven, vouched }: Taking, placed: readonly Arrival[]): Promise<void> {
  const { db, township } = push;
  for (const { change } of placed) {
    const { device, scope, n, prev } = change;
    if (!proven.has(change.id) || held.byId.get(prev)?.proven !== 0 || vouched.includes(prev)) continue;
    const unproven = await db
      .selectFrom('changes')
      .select(['id', 'prev'])
      .where('township', '=', township)
      .where('device', '=', device)
      .where('scope', '=', scope)
      .where('n', '<', n)
      .where('proven', '=', 0)
      .execute();
    const before = new Map(unproven.map((row) => [row.id, row.prev]));
    for (let at: string | undefined = prev; at !== undefined && before.has(at); at = before.get(at)) vouched.push(at);
  }
}

function advance(chain: ChainRow, change: IdentifiedChange): void {
  if (change.n < chain.n) return;
  chain.n = change.n;
  chain.tip = change.id;
}

/** Units that this push names in the township's `shared`, so that one push can bring a village and its records. */
const namedUnits = ({ township, arrivals }: Pick<Push, 'township' | 'arrivals'>): string[] =>
  arrivals
    .filter(({ change, refusal }) => refusal === null && change.scope === `${township}/shared`)
    .flatMap(({ change }) => change.ops.filter(({ kind }) => kind === unit.name).map(({ record }) => record));

async function keepUnits({ db, township }: Push, fresh: readonly Fresh[]): Promise<void> {
  const arrivals = fresh.map(({ change }) => ({ change, refusal: null }));
  const rows = [...new Set(namedUnits({ township, arrivals }))].map((id) => ({
    township,
    unit: id,
    adopted: 0 as const,
    owner: '',
  }));
  await inParts(rows, async (part) => {
    await db
      .insertInto('units')
      .values(part)
      .onConflict((on) => on.columns(['township', 'unit']).doNothing())
      .execute();
    return [];
  });
}

/** Kinds that the server alone writes. Counts are in a scope that nobody else writes into anyway. */
const OF_SERVER: ReadonlySet<string> = new Set([VERDICT_KIND, ERASURE, NUMBER_LEASE]);

/** What a change claims that only the server may say. */
function claimFault({ servers }: Push, change: IdentifiedChange, isProven: boolean): Refusal | null {
  if (servers.has(change.device)) return isProven ? null : 'unproven';
  return change.ops.some(({ kind }) => OF_SERVER.has(kind)) ? 'shape' : null;
}

async function keepRefused(db: Db, township: string, changes: readonly IdentifiedChange[]): Promise<void> {
  const rows = changes.map(({ id, device, scope, n }) => ({ township, id, device, scope, n }));
  await inParts([...new Map(rows.map((row) => [row.id, row])).values()], async (part) => {
    await db
      .insertInto('refused')
      .values(part)
      .onConflict((on) => on.columns(['township', 'id']).doNothing())
      .execute();
    return [];
  });
}

async function setProven(db: Db, township: string, ids: readonly string[]): Promise<void> {
  await inParts(ids, async (part) => {
    await db
      .updateTable('changes')
      .set({ proven: 1 })
      .where('township', '=', township)
      .where('id', 'in', part)
      .execute();
    return [];
  });
}

/** Changes that waited for what this push has brought, in the order of their chains. */
async function release({ push: { db, township }, chains, held, proven }: Taking): Promise<Fresh[]> {
  const { byId, passed } = held;
  const freed: Fresh[] = [];
  const waiting = [...byId.values()].filter(({ state }) => state === 'waiting').sort((a, b) => a.n - b.n);
  for (const row of waiting) {
    const chain = chains.get(chainKey(row));
    if (chain === undefined || !passed.has(row.prev)) continue;
    const change = changeOfRow(row);
    passed.add(row.id);
    chain.waiting -= 1;
    advance(chain, change);
    freed.push({ change, proven: row.proven === 1 || proven.has(row.id) });
  }
  await inParts(freed, async (part) => {
    const ids = part.map(({ change }) => change.id);
    await db
      .updateTable('changes')
      .set({ state: 'stored' })
      .where('township', '=', township)
      .where('id', 'in', ids)
      .execute();
    return [];
  });
  const vouched = freed.filter((one) => one.proven);
  await setProven(
    db,
    township,
    vouched.map(({ change }) => change.id),
  );
  return freed;
}
