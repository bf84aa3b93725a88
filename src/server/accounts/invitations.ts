/** Invitations: single use, 72 hours, by the office (SPEC X12). */
import { INVITATION_HOURS, type Invitation } from '#core/enrolment.ts';
import type { ProblemCode } from '#core/problem-code.ts';
import type { Ports } from '#server/accounts/ports.ts';
import { hashOfCode, hashOfSecret, newCode, newLinkSecret } from '#server/accounts/secrets.ts';
import type { Caller } from '#server/caller.ts';
import { findMember } from '#server/accounts/members.ts';

const HOUR_MS = 3_600_000;

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
      .where('expiresAt', '<=', now - 30 * 24 * HOUR_MS)
      .execute();
    await tx
      .insertInto('invitations')
      .values({ codeHash, secretHash, township, member, invitedBy: device, expiresAt, usedBy: null })
      .execute();
    return { code, link: `${origin}/join#c=${secret}`, expiresAt };
  });
}
