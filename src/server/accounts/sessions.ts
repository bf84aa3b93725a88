/** Sessions: a cookie of 256 random bits, known here by its hash, renewed by a signature of the device key (SPEC X12). */
import type { SessionRequest } from '#core/enrolment.ts';
import { sessionText } from '#core/enrolment.ts';
import type { ProblemCode } from '#core/problem-code.ts';
import type { Ports } from '#server/accounts/ports.ts';
import { hashOfSecret, newToken } from '#server/accounts/secrets.ts';
import { isSignedWith } from '#server/accounts/signature.ts';
import type { Caller, SignedIn } from '#server/caller.ts';
import { inParts } from '#server/log.ts';
import type { Tx } from '#server/storage.ts';

const DAY_MS = 86_400_000;
export const SESSION_MS = 30 * DAY_MS;
const NONCE_MS = 5 * 60_000;

/** A caller together with the cookie's value. */
export interface Opened {
  readonly caller: Caller;
  readonly cookie: string;
}

/** A nonce for a device to sign; it serves once, within five minutes. */
export async function challenge(ports: Ports, device: string): Promise<{ readonly nonce: string } | ProblemCode> {
  const { storage, clock, randomBytes } = ports;
  const owner = await storage.db.selectFrom('owners').select('device').where('device', '=', device).executeTakeFirst();
  if (owner === undefined) return 'unknownDevice';
  const nonce = newToken(randomBytes);
  await storage.transaction(async (tx) => {
    await tx.deleteFrom('nonces').where('expiresAt', '<=', clock.now()).execute();
    await tx
      .insertInto('nonces')
      .values({ hash: hashOfSecret(nonce), device, expiresAt: clock.now() + NONCE_MS })
      .execute();
  });
  return { nonce };
}

/** Opens a session for whoever holds the device's key. */
export async function signIn(
  ports: Ports,
  { device, nonce, signature }: SessionRequest,
): Promise<Opened | ProblemCode> {
  const { storage, clock } = ports;
  const taken = await storage.transaction((tx) =>
    tx
      .deleteFrom('nonces')
      .where('hash', '=', hashOfSecret(nonce))
      .where('device', '=', device)
      .where('expiresAt', '>', clock.now())
      .executeTakeFirst(),
  );
  if (taken.numDeletedRows === 0n) return 'challengeGone';
  const found = await storage.db
    .selectFrom('owners')
    .innerJoin('devices', (join) =>
      join.onRef('devices.township', '=', 'owners.township').onRef('devices.device', '=', 'owners.device'),
    )
    .select(['owners.township', 'owners.member', 'devices.publicKey', 'devices.state'])
    .where('owners.device', '=', device)
    .executeTakeFirst();
  if (found === undefined || found.publicKey === null) return 'unknownDevice';
  if (!(await isSignedWith(found.publicKey, signature, sessionText(device, nonce)))) return 'signatureWrong';
  if (found.state === 'revoked') return 'revoked';
  const { township, member, state } = found;
  const caller: Caller = { township, member, device, state };
  return { caller, cookie: await storage.transaction((tx) => openSession(tx, ports, caller)) };
}

/** Answers with the cookie's value. */
export async function openSession(
  tx: Tx,
  { clock, randomBytes }: Ports,
  { township, device }: Pick<Caller, 'township' | 'device'>,
): Promise<string> {
  const cookie = newToken(randomBytes);
  await tx.deleteFrom('sessions').where('expiresAt', '<=', clock.now()).execute();
  await tx
    .insertInto('sessions')
    .values({ hash: hashOfSecret(cookie), township, device, expiresAt: clock.now() + SESSION_MS })
    .execute();
  return cookie;
}

/** Who speaks. */
export async function callerOf(
  ports: Pick<Ports, 'storage' | 'clock'>,
  cookie: string | null,
): Promise<SignedIn | ProblemCode> {
  const [caller = 'signedOut' as const] = await callersOf(ports, [cookie]);
  return caller;
}

/** Who speaks, for each of these cookies: one look for all of them. */
export async function callersOf(
  { storage, clock }: Pick<Ports, 'storage' | 'clock'>,
  cookies: readonly (string | null)[],
): Promise<(SignedIn | ProblemCode)[]> {
  const hashes = cookies.map((cookie) => (cookie === null ? null : hashOfSecret(cookie)));
  const asked = [...new Set(hashes.filter((hash) => hash !== null))];
  const found = await inParts(asked, (part) =>
    storage.db
      .selectFrom('sessions')
      .innerJoin('devices', (join) =>
        join.onRef('devices.township', '=', 'sessions.township').onRef('devices.device', '=', 'sessions.device'),
      )
      .select(['sessions.hash', 'devices.township', 'devices.device', 'devices.member'])
      .select(['devices.state', 'devices.seenAt'])
      .where('sessions.hash', 'in', part)
      .where('sessions.expiresAt', '>', clock.now())
      .execute(),
  );
  const callers = new Map(
    found.map(({ hash, member, ...rest }): [string, SignedIn | ProblemCode] => {
      if (rest.state === 'revoked') return [hash, 'revoked'];
      return [hash, member === null ? 'signedOut' : { ...rest, state: rest.state, member }];
    }),
  );
  return hashes.map((hash) => (hash === null ? undefined : callers.get(hash)) ?? 'signedOut');
}
