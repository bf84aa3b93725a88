/** Units of a phone that never had a network, whose file the office hands in (SPEC B3, B7). */
import { unitOfScope } from '#core/fold.ts';
import { unit } from '#kinds/index.ts';
import { adopt } from '#server/accounts/adopt.ts';
import type { Caller } from './caller.ts';
import type { Arrival } from './intake.ts';
import { unitsOf, type Standing } from './standing.ts';
import type { Tx } from './storage.ts';

/**
 * Registers them as the township's own, so that what the file brings has scopes to go to; tells whether there are any new ones. The `shared`
 * scope of the phone's own township names its units. What belongs to another township of this server is left alone, and its scopes stay unknown.
 */
export async function adoptCarried(
  tx: Tx,
  { township, device }: Caller,
  { view, member }: Pick<Standing, 'view' | 'member'>,
  arrivals: readonly Arrival[],
): Promise<boolean> {
  if (member?.role !== 'office') return false;
  const known = unitsOf(view);
  const carried = new Map<string, Set<string>>();
  for (const { change, refusal } of arrivals) {
    const local = unitOfScope(change.scope);
    if (refusal !== null || known.has(local) || change.scope !== `${local}/shared`) continue;
    const named = carried.get(local) ?? new Set();
    for (const { kind, record } of change.ops) if (kind === unit.name && record !== local) named.add(record);
    carried.set(local, named);
  }
  let hasNew = false;
  for (const [local, named] of carried) {
    const units = [...named].map((id) => ({ id, name: '' }));
    hasNew = (await adopt(tx, { township, owner: township, device }, { township: local, units })) || hasNew;
  }
  return hasNew;
}
