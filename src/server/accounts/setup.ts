/** Set-up links: how the first device of a township, or the next one after its office lost all of its own, comes in. */
import { officeMembers } from '#server/accounts/members.ts';
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

/** What an operator says of the link that is wanted. */
export interface SetupWishes {
  readonly township?: string;
  readonly member?: string;
  /** Founds another township. */
  readonly new?: boolean;
}

/** Whom a fresh link is for; a line for the terminal when that is not clear. */
export async function whomToSignIn(
  { storage, clock }: Ports,
  { township: wished, member, new: isNew = false }: SetupWishes,
): Promise<SetupFor | { readonly problem: string }> {
  if (isNew) return null;
  const townships = (await storage.db.selectFrom('townships').select('township').execute()).map((row) => row.township);
  if (townships.length === 0 && wished === undefined) return null;
  const township = wished ?? (townships.length === 1 ? townships[0] : undefined);
  if (township === undefined || !townships.includes(township)) {
    return { problem: `give --township with one of:\n${townships.join('\n')}` };
  }
  const members = await officeMembers(storage.db, township, clock.now());
  const [only] = members;
  if (only === undefined) {
    return { problem: 'this township has no office account on the server yet; give --new to found one anew' };
  }
  const found =
    member === undefined ? (members.length === 1 ? only : undefined) : members.find(({ id }) => id === member);
  if (found === undefined) {
    return { problem: `give --member with one of:\n${members.map(({ id, name }) => `${id} ${name}`).join('\n')}` };
  }
  return { township, member: found.id };
}
