/** Takes a push in, in one transaction (SPEC X2): store, judge, number, count; the streams are lengthened last. */
import type { IdentifiedChange } from '#core/change.ts';
import type { RunResult, SyncRequest } from '#core/exchange.ts';
import type { SignedHead } from '#core/heads.ts';
import { append, type Appended } from './append.ts';
import { takeClaims } from './accounts/claims.ts';
import type { Caller } from './caller.ts';
import { adoptCarried } from './carried.ts';
import type { Epochs } from './epochs.ts';
import { dropErased, readErasures, takeErasures } from './erasures.ts';
import { arrivalsOf, resultOf } from './intake.ts';
import { openBench } from './judge.ts';
import { saveChains } from './log.ts';
import { rememberDevices, saveHeads } from './proof.ts';
import { movesRegister, type Register } from './register.ts';
import { judgeAnew, scopesToHold, settleFresh, settleRecords, unprovenOnes } from './settle.ts';
import { standingOf, unitsOf, type Standing } from './standing.ts';
import type { Tx } from './storage.ts';
import { takeTurn, type Ports } from './turn.ts';
import { judgedBy } from './verdicts.ts';

export interface Pushed {
  readonly results: readonly RunResult[];
  /** Scopes whose streams have grown. */
  readonly grown: readonly string[];
  /** Ids of what was sent: it lies on the device. */
  readonly sent: ReadonlySet<string>;
  /** Of the caller, once all of this is stored. */
  readonly standing: Standing;
}

/** `heads` are those of the request that were verified; `register` may hold what earlier pushes of the transaction have read. */
export async function push(
  ports: Ports,
  tx: Tx,
  register: Register,
  caller: Caller,
  request: SyncRequest,
  heads: readonly SignedHead[],
): Promise<Pushed> {
  const { township } = caller;
  const now = ports.clock.now();
  const epochs = await register.epochs();
  const runs = request.runs.map((run) => ({ run, arrivals: arrivalsOf(run) }));
  const arrivals = runs.flatMap((run) => run.arrivals);
  const speaking = new Set(request.runs.map((run) => run.device));
  const spokenOf = request.devices.filter(({ id }) => speaking.has(id));
  await rememberDevices(tx, township, spokenOf, now);
  // Before anything they wrote is judged, and before the units that they bring are given to somebody.
  const claimed = await takeClaims(tx, township, spokenOf, now);
  if (spokenOf.length > 0) register.forget();
  if (await adoptCarried(tx, register, await standingOf(register, caller, now), arrivals, now)) register.forget();
  const { view, member: carrier } = await standingOf(register, caller, now);

  const appended = await append({
    db: tx,
    township,
    arrivals,
    heads,
    servers: new Set(epochs.servers),
    units: unitsOf(view),
  });
  await saveHeads(tx, township, heads, appended.there);
  const results = runs.map((run) => resultOf(run.run, run.arrivals, appended.outcomes));
  const { fresh, chains } = appended;
  const sent = new Set(arrivals.map(({ change }) => change.id));
  // Carried in a file first, and handed in by their author now.
  const proved = await unprovenOnes(tx, township, { ids: appended.vouched });
  for (const device of claimed) proved.push(...(await unprovenOnes(tx, township, { device, isSigned: true })));
  const { stored } = appended;
  const grown = await settlePush({ ports, tx, register, epochs, carrier, chains, stored, now }, fresh, proved);
  return { results, sent, grown, standing: await standingOf(register, caller, now) };
}

interface Settling {
  readonly ports: Ports;
  readonly tx: Tx;
  readonly register: Register;
  readonly epochs: Epochs;
  readonly carrier: Standing['member'];
  readonly chains: Appended['chains'];
  readonly stored: Appended['stored'];
  readonly now: number;
}

/** Puts what is new into its streams, judges it and what is proved by now, and folds both. Answers with the scopes that have grown. */
async function settlePush(
  { ports, tx, register, epochs, carrier, chains, stored, now }: Settling,
  brought: Appended['fresh'],
  proved: readonly IdentifiedChange[],
): Promise<string[]> {
  const { township } = register;
  if (brought.length === 0 && proved.length === 0) {
    // What waits behind a gap is asked about once more when it is let through.
    await dropErased(tx, township, stored, await readErasures(tx, township));
    return [];
  }
  const forgetMoved = (folded: readonly IdentifiedChange[]): void => {
    if (movesRegister(folded)) register.forget();
  };
  const changes = brought.map(({ change }) => change);
  // Units that these name are among the township's by now.
  forgetMoved(changes);
  const moved = [...changes, ...proved, ...(await judgedBy(tx, township, new Set(epochs.servers), changes))];
  const turn = await takeTurn(ports, tx, township, epochs, await scopesToHold(tx, township, moved));
  for (const { scope, id } of changes) turn.streams.add(scope, id);
  // Not before the streams are held: an erasure that is being written holds them as well.
  const erasing = await takeErasures(turn, changes);
  const bare = await dropErased(tx, township, [...stored, ...changes], await readErasures(tx, township));
  const fresh = brought.map(({ change, proven }) => ({ change: bare.get(change.id) ?? change, proven }));
  const joinedBefore = new Map([...chains].map(([key, { joined }]) => [key, joined]));
  const bench = () => openBench({ db: tx, register, now, carrier, chains }, moved);
  await settleFresh(turn, fresh, bench, forgetMoved);
  if (proved.length > 0) await judgeAnew(turn, await bench(), proved, 'unknownDevice');
  await settleRecords(turn, erasing.changes);
  forgetMoved([...proved, ...erasing.changes]);
  const joined = [...chains].filter(([key, chain]) => chain.joined !== joinedBefore.get(key));
  await saveChains(
    tx,
    joined.map(([, chain]) => chain),
  );
  return turn.finish();
}
