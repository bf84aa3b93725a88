/**
 * Phones that took an invitation without a network (SPEC X12). Their backup file proves it: whoever carries the file to the server makes them their
 * member's, once and within 72 hours of the invitation by the server's clock, for a phone's own says nothing. Otherwise the office is asked.
 */
import { proofOf, type ClaimFault } from '#core/enrolment.ts';
import type { KnownDevice } from '#core/heads.ts';
import { takeOverUnits } from '#server/accounts/adopt.ts';
import { isOwnedBy } from '#server/accounts/devices.ts';
import { findMember } from '#server/accounts/members.ts';
import type { Tables } from '#server/tables.ts';
import { inParts } from '#server/log.ts';
import type { Tx } from '#server/storage.ts';

type Invitation = Tables['invitations'];

interface Claiming {
  readonly township: string;
  readonly device: string;
  readonly now: number;
}

/** Answers with the devices that have become somebody's by what a push says of them; their authorship has still to be proved by signed heads. */
export async function takeClaims(
  tx: Tx,
  township: string,
  devices: readonly KnownDevice[],
  now: number,
): Promise<readonly string[]> {
  const accepted: string[] = [];
  for (const { id: device, proof } of await unowned(tx, township, devices)) {
    const claiming: Claiming = { township, device, now };
    const invitation = (await invitationsOf(tx, township)).find(
      ({ proofKey }) => proofKey !== null && proofOf(device, proofKey) === proof,
    );
    if (invitation === undefined) continue;
    const outcome = await accept(tx, claiming, invitation);
    if (outcome === 'accepted') accepted.push(device);
    else await keepClaim(tx, claiming, invitation.member, outcome);
  }
  return accepted;
}

const invitationsOf = (tx: Tx, township: string): Promise<Invitation[]> =>
  tx.selectFrom('invitations').selectAll().where('township', '=', township).execute();

/** Those with a proof that are nobody's yet. One that the office took out of use is not brought back by an old file. */
async function unowned(tx: Tx, township: string, devices: readonly KnownDevice[]): Promise<KnownDevice[]> {
  const claiming = devices.filter(({ proof, publicKey }) => proof !== undefined && publicKey !== null);
  const rows = await inParts(claiming, (part) =>
    tx
      .selectFrom('devices')
      .select('device')
      .where('township', '=', township)
      .where('kind', '=', 'device')
      .where('state', '=', 'active')
      .where('member', 'is', null)
      .where(
        'device',
        'in',
        part.map(({ id }) => id),
      )
      .execute(),
  );
  const free = new Set(rows.map(({ device }) => device));
  return claiming.filter(({ id }) => free.has(id));
}

async function accept(
  tx: Tx,
  { township, device, now }: Claiming,
  { codeHash, member, expiresAt, usedBy, withdrawnAt }: Invitation,
): Promise<'accepted' | ClaimFault> {
  if (withdrawnAt !== null) return 'withdrawn';
  if (usedBy !== null && usedBy !== device) return 'used';
  if (expiresAt <= now) return 'late';
  const known = await findMember(tx, township, member, now);
  if (known === 'none' || known === 'ended') return 'ended';
  // Somebody else may have come in with it since it was read.
  const taken = await tx
    .updateTable('invitations')
    .set({ usedBy: device })
    .where('codeHash', '=', codeHash)
    .where((is) => is.or([is('usedBy', 'is', null), is('usedBy', '=', device)]))
    .executeTakeFirst();
  if (taken.numUpdatedRows === 0n || !(await isOwnedBy(tx, device, { township, member }))) return 'used';
  await tx
    .updateTable('devices')
    .set({ member })
    .where('township', '=', township)
    .where('device', '=', device)
    .execute();
  await takeOverUnits(tx, { township, device, owner: known.unit });
  return 'accepted';
}

async function keepClaim(tx: Tx, { township, device }: Claiming, member: string, fault: ClaimFault): Promise<void> {
  await tx
    .insertInto('claims')
    .values({ township, device, member, fault })
    .onConflict((on) => on.columns(['township', 'device']).doUpdateSet({ member, fault }))
    .execute();
}
