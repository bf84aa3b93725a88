/** What arrived, before anything is looked up: ids are computed and shapes are checked, one change at a time (SPEC X1). */
import { idOf, type Change, type IdentifiedChange } from '#core/change.ts';
import type { PushState, Refusal, Run, RunResult } from '#core/exchange.ts';
import { changeFault } from '#core/wire.ts';

export interface Arrival {
  /** Without a hash when it cannot even be hashed: then the id is empty. */
  readonly change: IdentifiedChange;
  readonly refusal: Refusal | null;
}

/** What became of one arrival. */
export interface Outcome {
  readonly state: PushState;
  readonly refusal?: Refusal;
}

/** The arrivals of one run. A bad one does not stop the others, unless the ids of those that follow cannot be told. */
export function arrivalsOf(run: Run): Arrival[] {
  const { device, scope } = run;
  let prev: string | null = run.prev;
  return run.changes.map((bare, i) => {
    const { action, actor, stamp, schema, ops } = bare;
    const n = run.n + i;
    if (prev === null) return { change: { ...bare, device, scope, n, prev: '', id: '' }, refusal: 'shape' };
    const fault = changeFault({ ...bare, device, scope, n, prev });
    const change: Change = { device, scope, n, prev, action, actor, stamp, schema, ops };
    const id = hashOrNull(change);
    prev = id;
    const refusal = id === null ? 'shape' : fault === null ? null : fault.reason === 'size' ? 'size' : 'shape';
    return { change: { ...change, id: id ?? '' }, refusal };
  });
}

/** Null for what canonical JSON cannot say: a float, something nested without end, ops that are no list. */
function hashOrNull(change: Change): string | null {
  try {
    return idOf(change);
  } catch {
    return null;
  }
}

/** What the answer says of a run. */
export function resultOf(
  { device, scope, n }: Run,
  arrivals: readonly Arrival[],
  outcomeOf: ReadonlyMap<Arrival, Outcome>,
): RunResult {
  const outcomes = arrivals.map((arrival): Outcome => outcomeOf.get(arrival) ?? { state: 'refused', refusal: 'shape' });
  const refusals: { [n: string]: Refusal } = {};
  outcomes.forEach(({ refusal }, i) => {
    if (refusal !== undefined) refusals[String(n + i)] = refusal;
  });
  return {
    device,
    scope,
    n,
    states: outcomes.map(({ state }) => state),
    tip: arrivals[arrivals.length - 1]?.change.id ?? '',
    ...(Object.keys(refusals).length > 0 ? { refusals } : {}),
  };
}
