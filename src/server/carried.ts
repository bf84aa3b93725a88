/** Units of a phone that never had a network, whose file the office hands in (SPEC B3, B7). */
import { unitOfScope } from '#core/fold.ts';
import { unit } from '#kinds/index.ts';
import { adopt } from '#server/accounts/adopt.ts';
import type { Arrival } from './intake.ts';
import type { Register } from './register.ts';
import { isAdopted, ownerOf, readOwners, unitsOf, type Standing } from './standing.ts';
import type { Tx } from './storage.ts';

/** What files say of the township that a phone minted. */
interface Carried {
  readonly device: string;
  readonly units: Set<string>;
}

/**
 * Registers them, so that what the file brings has scopes to go to: under the unit of the member whose phone brings them, or as the township's own
 * while nobody knows whose it is. Tells whether there are any new ones. The `shared` scope of the phone's own township names its units, with the first file or
 * with a later one. What belongs to another township of this server is left alone, and its scopes stay unknown.
 */
export async function adoptCarried(
  tx: Tx,
  register: Register,
  { view, member }: Pick<Standing, 'view' | 'member'>,
  arrivals: readonly Arrival[],
  now: number,
): Promise<boolean> {
  if (member?.role !== 'office') return false;
  const known = unitsOf(view);
  const carried = new Map<string, Carried>();
  for (const { change, refusal } of arrivals) {
    const local = unitOfScope(change.scope);
    if (refusal !== null || change.scope !== `${local}/shared`) continue;
    const named = change.ops.filter(({ kind, record }) => kind === unit.name && record !== local && !known.has(record));
    // Of its own `shared` the township's office says the units (`keepUnits`).
    if (known.has(local) && (named.length === 0 || !isAdopted(view, local))) continue;
    const one = carried.get(local) ?? { device: change.device, units: new Set() };
    for (const { record } of named) one.units.add(record);
    carried.set(local, one);
  }
  let hasNew = false;
  for (const [local, { device, units }] of carried) {
    // Later units go along with those that are here.
    const owner = ownerOf(view, local) ?? (await unitOfOwner(register, device, now));
    const adopter = { township: register.township, owner, device };
    const brought = [...units].map((id) => ({ id, name: '' }));
    hasNew = (await adopt(tx, adopter, { township: local, units: brought })) || hasNew;
  }
  return hasNew;
}

/** The unit of the member whose device it is; the township while that is not known. */
async function unitOfOwner(register: Register, device: string, now: number): Promise<string> {
  const row = (await register.devices([device])).get(device);
  if (row === undefined || row.member === null) return register.township;
  const owners = await readOwners(register, [row], now);
  return owners.get(row.member)?.member?.unit ?? register.township;
}
