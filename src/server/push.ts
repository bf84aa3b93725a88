/** Takes pushes in, in one transaction (SPEC X2): store, judge, number, count; the streams are lengthened last. */
import type { IdentifiedChange } from '#core/change.ts';
import type { RunResult, SyncRequest } from '#core/exchange.ts';
import type { Member } from '#core/rights.ts';
import { append, type Appended } from './append.ts';
import { takeClaims } from './accounts/claims.ts';
import type { Caller } from './caller.ts';
import { adoptCarried } from './carried.ts';
import { dropErased, readErasures, takeErasures } from './erasures.ts';
import { arrivalsOf, resultOf } from './intake.ts';
import { openBench } from './judge.ts';
import { saveChains } from './log.ts';
import { rememberDevices, saveHeads, verifiedHeads } from './proof.ts';
import { movesRegister, openRegister, type Register } from './register.ts';
import { judgeAnew, scopesToHold, settleFresh, settleRecords, unprovenOnes } from './settle.ts';
import { readCallers, standingOf, unitsOf, type Standing } from './standing.ts';
import type { Tx } from './storage.ts';
import { takeTurn, type Ports } from './turn.ts';
import { judgedBy } from './verdicts.ts';

export interface Asked {
  readonly caller: Caller;
  readonly request: SyncRequest;
}

export interface Pushed {
  readonly results: readonly RunResult[];
  /** Ids of what was sent: it lies on the device. */
  readonly sent: ReadonlySet<string>;
  /** Of the caller, once all of this is stored. */
  readonly standing: Standing;
}

/**
 * Whether a push brings nothing but what its own device wrote in a village. Such pushes are taken in as if they were one; any other may change what the
 * next one rests on (who is there, which units), and comes alone.
 */
export const isPlain = ({ caller, request }: Asked): boolean =>
  request.runs.every(({ device, scope }) => device === caller.device && /\/(work|cases)$/.test(scope));

/** Takes in one push, or several plain ones of a township. Answers each in its order, and with the scopes that have grown. */
export async function pushTogether(
  ports: Ports,
  tx: Tx,
  asked: readonly Asked[],
): Promise<{ readonly pushed: readonly Pushed[]; readonly grown: readonly string[] }> {
  const now = ports.clock.now();
  const register = openRegister(tx, asked[0]?.caller.township ?? '');
  const { township } = register;
  const pushes = asked.map(({ caller, request }) => ({
    caller,
    request,
    runs: request.runs.map((run) => ({ run, arrivals: arrivalsOf(run) })),
  }));
  const arrivalsOfPush = ({ runs }: (typeof pushes)[number]) => runs.flatMap((run) => run.arrivals);
  const arrivals = pushes.flatMap(arrivalsOfPush);
  await readCallers(
    register,
    asked.map(({ caller }) => caller),
  );
  const heads = await verifiedHeads(
    register,
    asked.map(({ request }) => request),
    ports.keys.verify,
  );
  const { carriers, claimed } = await bring(tx, register, asked, arrivals, now);

  const appended = await append({
    db: tx,
    township,
    arrivals,
    heads,
    servers: new Set((await register.epochs()).servers),
    units: unitsOf(await register.view()),
  });
  await saveHeads(tx, township, heads, appended.there);
  // Carried in a file first, and handed in by their author now.
  const proved = await unprovenOnes(tx, township, { ids: appended.vouched });
  for (const device of claimed) proved.push(...(await unprovenOnes(tx, township, { device, isSigned: true })));
  const grown = await settlePush({ ports, tx, register, appended, carriers, now }, proved);
  await saveChains(tx, appended.movedChains());
  const pushed: Pushed[] = [];
  for (const push of pushes) {
    pushed.push({
      results: push.runs.map(({ run, arrivals: own }) => resultOf(run, own, appended.outcomes)),
      sent: new Set(arrivalsOfPush(push).map(({ change }) => change.id)),
      standing: await standingOf(register, push.caller, now),
    });
  }
  return { pushed, grown };
}

/** Who brought a change: the account of its push. */
type Carriers = (change: IdentifiedChange) => Member | null;

interface Brought {
  readonly carriers: Carriers;
  /** Devices that have become somebody's by a proof of theirs (SPEC X12). */
  readonly claimed: readonly string[];
}

/** Makes known what the pushes bring beside changes: devices, whose they are, and units of a phone that never had a network. */
async function bring(
  tx: Tx,
  register: Register,
  asked: readonly Asked[],
  arrivals: Parameters<typeof adoptCarried>[3],
  now: number,
): Promise<Brought> {
  const { township } = register;
  const known = await register.devices(asked.flatMap(({ request }) => request.devices.map(({ id }) => id)));
  const speaking = asked.flatMap(({ request: { devices, runs } }) =>
    devices.filter(({ id }) => runs.some(({ device }) => device === id)),
  );
  const fresh = speaking.filter(({ id }) => !known.get(id)?.publicKey);
  if (fresh.length > 0) {
    await rememberDevices(tx, township, fresh, now);
    register.forget();
  }
  const [first] = asked;
  let claimed: readonly string[] = [];
  if (first !== undefined && !isPlain(first)) {
    // Before anything they wrote is judged, and before the units that they bring are given to somebody.
    claimed = await takeClaims(tx, township, speaking, now);
    if (speaking.length > 0) register.forget();
    const standing = await standingOf(register, first.caller, now);
    if (await adoptCarried(tx, register, standing, arrivals, now)) register.forget();
  }
  const carriers = new Map<string, Member | null>();
  for (const { caller } of asked) carriers.set(caller.device, (await standingOf(register, caller, now)).member);
  const [only = null] = carriers.values();
  return { carriers: ({ device }) => (carriers.size === 1 ? only : (carriers.get(device) ?? null)), claimed };
}

interface Settling {
  readonly ports: Ports;
  readonly tx: Tx;
  readonly register: Register;
  readonly appended: Appended;
  readonly carriers: Carriers;
  readonly now: number;
}

/** Puts what is new into its streams, judges it and what is proved by now, and folds both. Answers with the scopes that have grown. */
async function settlePush(
  { ports, tx, register, appended, carriers, now }: Settling,
  proved: readonly IdentifiedChange[],
): Promise<string[]> {
  const { township } = register;
  const { fresh: brought, stored, chains } = appended;
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
  const epochs = await register.epochs();
  const moved = [...changes, ...proved, ...(await judgedBy(tx, township, new Set(epochs.servers), changes))];
  const turn = await takeTurn(ports, tx, township, epochs, await scopesToHold(tx, township, moved));
  for (const { scope, id } of changes) turn.streams.add(scope, id);
  // Not before the streams are held: an erasure that is being written holds them as well.
  const erasing = await takeErasures(turn, changes);
  const bare = await dropErased(tx, township, [...stored, ...changes], await readErasures(tx, township));
  const fresh = brought.map(({ change, proven }) => ({ change: bare.get(change.id) ?? change, proven }));
  const bench = () => openBench({ db: tx, register, now, carriers, chains }, moved);
  await settleFresh(turn, fresh, bench, forgetMoved);
  if (proved.length > 0) await judgeAnew(turn, await bench(), proved, 'unknownDevice');
  await settleRecords(turn, erasing.changes);
  forgetMoved([...proved, ...erasing.changes]);
  return turn.finish();
}
