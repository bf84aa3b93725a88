/** The office says whose a device is (SPEC B3). */
import type { ProblemCode } from '#core/problem-code.ts';
import { takeOverUnits } from '#server/accounts/adopt.ts';
import { isOwnedBy } from '#server/accounts/devices.ts';
import { findMember } from '#server/accounts/members.ts';
import type { Ports } from '#server/accounts/ports.ts';
import type { Caller } from '#server/caller.ts';
import type { Ledger } from '#server/ledger.ts';
import { refusable } from '#server/refusable.ts';

/**
 * Gives a device that only files spoke of to a member, and lets one of the same member that was revoked speak again. What it wrote is
 * judged anew. null when it is done; safe to repeat.
 */
export async function confirmDevice(
  { storage, clock }: Pick<Ports, 'storage' | 'clock'>,
  ledger: Pick<Ledger, 'confirmDevice'>,
  { caller, device, member }: { readonly caller: Caller; readonly device: string; readonly member: string },
): Promise<ProblemCode | null> {
  const { township } = caller;
  const owned = await refusable(storage, async (tx) => {
    const known = await tx
      .selectFrom('devices')
      .select('device')
      .where('township', '=', township)
      .where('device', '=', device)
      .where('kind', '=', 'device')
      .executeTakeFirst();
    if (known === undefined) return 'notFound';
    const found = await findMember(tx, township, member, clock.now());
    if (found === 'none') return 'noSuchMember';
    if (found === 'ended') return 'memberEnded';
    if (!(await isOwnedBy(tx, device, { township, member }))) return 'otherMember';
    await takeOverUnits(tx, { township, device, owner: found.unit });
    await tx
      .updateTable('devices')
      .set({ state: 'active' })
      .where('township', '=', township)
      .where('device', '=', device)
      .execute();
    return found;
  });
  if (typeof owned === 'string') return owned;
  const acted = await ledger.confirmDevice(caller, device, member);
  return acted.kind === 'done' ? null : 'noRight';
}
