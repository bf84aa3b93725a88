/** Set-up links: how the first device of a township, or the next one after its office lost all of its own, comes in. */
import type { Ports } from '#server/accounts/ports.ts';
import { hashOfSecret, newToken } from '#server/accounts/secrets.ts';

const HOUR_MS = 3_600_000;
const SETUP_MS = 72 * HOUR_MS;

/** Whom a set-up link signs in; null: it founds a new township. */
export type SetupFor = { readonly township: string; readonly member: string } | null;

/** A fresh token; earlier unused ones for the same end no longer hold: a link on an old screen must not. */
export async function newSetupToken({ storage, clock, randomBytes }: Ports, whom: SetupFor): Promise<string> {
  const token = newToken(randomBytes);
  const { township, member } = whom ?? { township: null, member: null };
  await storage.transaction(async (tx) => {
    await tx
      .deleteFrom('setupTokens')
      .where('usedBy', 'is', null)
      .where((is) => (township === null ? is('township', 'is', null) : is('township', '=', township)))
      .execute();
    await tx
      .insertInto('setupTokens')
      .values({ hash: hashOfSecret(token), township, member, expiresAt: clock.now() + SETUP_MS, usedBy: null })
      .execute();
  });
  return token;
}

/** Whether anybody has enrolled here at all. */
export async function isSetUp({ storage }: Pick<Ports, 'storage'>): Promise<boolean> {
  return (await storage.db.selectFrom('owners').select('device').limit(1).executeTakeFirst()) !== undefined;
}

/** The path that a set-up link opens; a fragment reaches no log. */
export const setupPath = (token: string): string => `/join#s=${token}`;
