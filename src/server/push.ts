/** Takes a push in, in one transaction (SPEC X2): store, judge, number, count; the streams are lengthened last. */
import type { RunResult, SyncRequest } from '#core/exchange.ts';
import type { SignedHead } from '#core/heads.ts';
import { append } from './append.ts';
import type { Caller } from './caller.ts';
import { adoptCarried } from './carried.ts';
import { readEpochs } from './epochs.ts';
import { arrivalsOf, resultOf } from './intake.ts';
import { openBench } from './judge.ts';
import { saveChains } from './log.ts';
import { rememberDevices, saveHeads } from './proof.ts';
import { judgeAnew, scopesToHold, settleFresh, unprovenOnes } from './settle.ts';
import { readTownship, standingOf, unitsOf } from './standing.ts';
import type { Tx } from './storage.ts';
import { takeTurn, type Ports } from './turn.ts';
import { judgedBy } from './verdicts.ts';

export interface Pushed {
  readonly results: readonly RunResult[];
  /** Scopes whose streams have grown. */
  readonly grown: readonly string[];
  /** Ids of what was sent: it lies on the device. */
  readonly sent: ReadonlySet<string>;
}

/** `heads` are those of the request that were verified. */
export async function push(
  ports: Ports,
  tx: Tx,
  caller: Caller,
  request: SyncRequest,
  heads: readonly SignedHead[],
): Promise<Pushed> {
  const { township } = caller;
  const now = ports.clock.now();
  const epochs = await readEpochs(tx, township);
  const runs = request.runs.map((run) => ({ run, arrivals: arrivalsOf(run) }));
  const arrivals = runs.flatMap((run) => run.arrivals);
  let standing = await standingOf(tx, caller, now, epochs.servers);
  if (await adoptCarried(tx, caller, standing, arrivals)) standing = await standingOf(tx, caller, now, epochs.servers);
  const { view, member: carrier } = standing;
  const speaking = new Set(request.runs.map((run) => run.device));
  await rememberDevices(
    tx,
    township,
    request.devices.filter(({ id }) => speaking.has(id)),
    now,
  );

  const appended = await append({
    db: tx,
    township,
    arrivals,
    heads,
    servers: new Set(epochs.servers),
    units: unitsOf(view),
  });
  await saveHeads(tx, township, heads);
  const results = runs.map((run) => resultOf(run.run, run.arrivals, appended.outcomes));
  const { fresh, chains } = appended;
  const sent = new Set(arrivals.map(({ change }) => change.id));
  // Carried in a file first, and handed in by their author now.
  const proved = await unprovenOnes(tx, township, { ids: appended.vouched });
  if (fresh.length === 0 && proved.length === 0) return { results, sent, grown: [] };

  const changes = fresh.map(({ change }) => change);
  const moved = [...changes, ...proved, ...(await judgedBy(tx, township, new Set(epochs.servers), changes))];
  const turn = await takeTurn(ports, tx, township, epochs, await scopesToHold(tx, township, moved));
  for (const { scope, id } of changes) turn.streams.add(scope, id);
  const joinedBefore = new Map([...chains].map(([key, { joined }]) => [key, joined]));
  const bench = async (hasMoved: boolean) => {
    const present = hasMoved ? await readTownship(tx, township) : view;
    return openBench({ db: tx, township: present, now, carrier, chains }, moved);
  };
  await settleFresh(turn, fresh, bench);
  if (proved.length > 0) await judgeAnew(turn, await bench(fresh.length > 0), proved, 'unknownDevice');
  const joined = [...chains].filter(([key, chain]) => chain.joined !== joinedBefore.get(key));
  await saveChains(
    tx,
    joined.map(([, chain]) => chain),
  );
  return { results, sent, grown: await turn.streams.flush() };
}
