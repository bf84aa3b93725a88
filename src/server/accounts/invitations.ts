/** Invitations: single use, 72 hours, by the office (SPEC X12). */
import { INVITATION_HOURS, proofKeyOf, type Invitation } from '#core/enrolment.ts';
import type { ProblemCode } from '#core/problem-code.ts';
import type { Ports } from '#server/accounts/ports.ts';
import { hashOfCode, hashOfSecret, newCode, newLinkSecret } from '#server/accounts/secrets.ts';
import type { Caller } from '#server/caller.ts';
import { findMember } from '#server/accounts/members.ts';

const HOUR_MS = 3_600_000;
/** A file may come long after the invitation that its phone took: so long the office is told whose it was (SPEC X12). */
const KEPT_MS = 180 * 24 * HOUR_MS;

/** `origin` is where the office itself reached this server. */
export async function invite(
  ports: Ports,
  { township, device }: Caller,
  { member, origin }: { readonly member: string; readonly origin: string },
): Promise<Invitation | ProblemCode> {
  const { storage, clock, randomBytes } = ports;
  const now = clock.now();
  const [code, secret] = [newCode(randomBytes), newLinkSecret(randomBytes)];
  // Before the transaction: hashing a code takes long on purpose.
  const [codeHash, secretHash] = [await hashOfCode(code), hashOfSecret(secret)];
  const expiresAt = now + INVITATION_HOURS * HOUR_MS;
  return storage.transaction(async (tx) => {
    const known = await findMember(tx, township, member, now);
    if (known === 'none') return 'noSuchMember';
    if (known === 'ended') return 'memberEnded';
    await tx
      .deleteFrom('invitations')
      .where('expiresAt', '<=', now - KEPT_MS)
      .execute();
    await tx
      .insertInto('invitations')
      .values({
        codeHash,
        secretHash,
        township,
        member,
        invitedBy: device,
        expiresAt,
        usedBy: null,
        proofKey: proofKeyOf(secret),
        withdrawnAt: null,
      })
      .execute();
    return { code, link: `${origin}/join#c=${secret}`, expiresAt };
  });
}

/** Takes back what a member was invited with and nobody has used: a code on lost paper. A phone that took it without a network is asked about. */
export async function withdrawInvitations({ storage, clock }: Ports, township: string, member: string): Promise<void> {
  await storage.db
    .updateTable('invitations')
    .set({ withdrawnAt: clock.now() })
    .where('township', '=', township)
    .where('member', '=', member)
    .where('usedBy', 'is', null)
    .where('withdrawnAt', 'is', null)
    .execute();
}
