/** A device enters a township for a member (SPEC D8, X12). */
import { enrolText, type EnrolAnswer, type EnrolRequest, type Founding } from '#core/enrolment.ts';
import type { ProblemCode } from '#core/problem-code.ts';
import { adopt } from '#server/accounts/adopt.ts';
import { isOwnedBy, registerDevice } from '#server/accounts/devices.ts';
import { findMember } from '#server/accounts/members.ts';
import type { Ports } from '#server/accounts/ports.ts';
import { hashOfCode, hashOfSecret, isCode } from '#server/accounts/secrets.ts';
import { openSession, type Opened } from '#server/accounts/sessions.ts';
import { isSignedWith } from '#server/accounts/signature.ts';
import { beginTry } from '#server/accounts/tries.ts';
import type { Caller } from '#server/caller.ts';
import { judgeDevice } from '#server/decide.ts';
import { foundTownship } from '#server/epochs.ts';
import { refusable } from '#server/refusable.ts';
import { openRegister } from '#server/register.ts';
import { standingOf } from '#server/standing.ts';
import type { Tx } from '#server/storage.ts';

export interface Enrolled extends Opened {
  readonly answer: EnrolAnswer;
}

/** What a code, token or session entitles to. */
interface Entry {
  readonly township: string;
  readonly member: string;
  /** A new township: its member record does not exist yet. */
  readonly founds: boolean;
  /** The same device came in by the same before: its answer was lost. */
  readonly isAgain: boolean;
}

/**
 * Safe to repeat: when the answer was lost, the same device with the same code is told the same again. `address` is what wrong
 * codes are counted by; `session` is whose session the request came in, if any.
 */
export async function enrol(
  ports: Ports,
  request: EnrolRequest,
  { address, session }: { readonly address: string; readonly session: Caller | null },
): Promise<Enrolled | ProblemCode> {
  const { device, signature } = request;
  const secret = request.code ?? request.setup ?? request.follows ?? '';
  if (!(await isSignedWith(device.publicKey, signature, enrolText(device.id, secret)))) return 'signatureWrong';

  if (!isCode(secret)) {
    return enter(ports, request, { session, invitation: { column: 'secretHash', hash: hashOfSecret(secret) } });
  }
  const attempt = await beginTry(ports, address);
  if (attempt === null) return 'tooMany';
  // Before the transaction: hashing a code takes long on purpose.
  const invitation = { column: 'codeHash', hash: await hashOfCode(secret) } as const;
  const outcome = await enter(ports, request, { session, invitation });
  // Whatever else went wrong, the code was not guessed.
  if (outcome !== 'codeWrong') await attempt.forgive();
  return outcome;
}

interface Proof {
  readonly session: Caller | null;
  /** Where an invitation would be found: a code's hash is no link's secret, and the other way round. */
  readonly invitation: { readonly column: 'codeHash' | 'secretHash'; readonly hash: string };
}

async function enter(ports: Ports, request: EnrolRequest, proof: Proof): Promise<Enrolled | ProblemCode> {
  const { storage, clock } = ports;
  const now = clock.now();
  return refusable(storage, async (tx) => {
    const entry = await entryOf(tx, ports, request, proof);
    if (typeof entry === 'string') return entry;
    const { township, member, founds } = entry;
    const { device, adopts } = request;
    // What once let it in does not undo what the office has said since.
    if (entry.isAgain && (await isOutOfUse(tx, township, device.id))) return 'revoked';
    if (founds && (await isTaken(tx, township, device.id))) return 'townshipTaken';
    if (!(await isOwnedBy(tx, device.id, entry))) return 'otherMember';
    let owner = township;
    if (founds) await foundTownship(ports, tx, township);
    else {
      const known = await findMember(tx, township, member, now);
      if (known === 'none') return 'noSuchMember';
      if (known === 'ended') return 'memberEnded';
      owner = known.unit;
    }
    const adopter = { township, owner, device: device.id };
    if (adopts !== undefined && !(await adopt(tx, adopter, adopts))) return 'unitTaken';
    await registerDevice(tx, { ...entry, device, now });
    // A file may have brought what it wrote before anybody knew whose it is.
    await judgeDevice(ports, tx, township, { device: device.id, isSigned: true });
    const caller: Caller = { township, member, device: device.id, state: 'active' };
    const cookie = await openSession(tx, ports, caller);
    const register = openRegister(tx, township);
    const { present } = await register.epochs();
    const { account } = await standingOf(register, caller, now);
    return { caller, cookie, answer: { account, epoch: present.epoch, serverTime: now } };
  });
}

/** Whether another device has founded this township, or brought it along to another one. */
async function isTaken(tx: Tx, township: string, device: string): Promise<boolean> {
  const units = await tx.selectFrom('units').select('township').where('unit', '=', township).execute();
  if (units.some((unit) => unit.township !== township)) return true;
  const there = await tx.selectFrom('townships').select('township').where('township', '=', township).executeTakeFirst();
  if (there === undefined) return false;
  const owner = await tx.selectFrom('owners').select('township').where('device', '=', device).executeTakeFirst();
  return owner?.township !== township;
}

async function isOutOfUse(tx: Tx, township: string, device: string): Promise<boolean> {
  const row = await tx
    .selectFrom('devices')
    .select('state')
    .where('township', '=', township)
    .where('device', '=', device)
    .executeTakeFirst();
  return row !== undefined && row.state !== 'active';
}

async function entryOf(
  tx: Tx,
  { clock }: Ports,
  { setup, follows, founds, device }: EnrolRequest,
  { session, invitation }: Proof,
): Promise<Entry | ProblemCode> {
  if (follows !== undefined) {
    if (session === null || session.device !== follows) return 'signedOut';
    const { township, member, state } = session;
    return state === 'lost' ? 'revoked' : { township, member, founds: false, isAgain: false };
  }
  if (setup !== undefined) return setupEntry(tx, { setup, founds, device: device.id, now: clock.now() });
  const before = await tx
    .selectFrom('invitations')
    .select('usedBy')
    .where(invitation.column, '=', invitation.hash)
    .executeTakeFirst();
  // Whoever comes first has it; for the same device again it still holds: its answer was lost.
  const taken = await tx
    .updateTable('invitations')
    .set({ usedBy: device.id })
    .where(invitation.column, '=', invitation.hash)
    .where('withdrawnAt', 'is', null)
    .where((is) => is.or([is('usedBy', 'is', null), is('usedBy', '=', device.id)]))
    .returning(['township', 'member', 'expiresAt'])
    .executeTakeFirst();
  if (taken === undefined) return 'codeWrong';
  const { township, member, expiresAt } = taken;
  const isAgain = before?.usedBy === device.id;
  return expiresAt <= clock.now() ? 'codeExpired' : { township, member, founds: false, isAgain };
}

async function setupEntry(
  tx: Tx,
  by: { readonly setup: string; readonly founds: Founding | undefined; readonly device: string; readonly now: number },
): Promise<Entry | ProblemCode> {
  const { setup, founds, device, now } = by;
  const hash = hashOfSecret(setup);
  const token = await tx.selectFrom('setupTokens').selectAll().where('hash', '=', hash).executeTakeFirst();
  if (token === undefined || token.expiresAt <= now) return 'setupWrong';
  const taken = await tx
    .updateTable('setupTokens')
    .set({ usedBy: device })
    .where('hash', '=', hash)
    .where((is) => is.or([is('usedBy', 'is', null), is('usedBy', '=', device)]))
    .executeTakeFirst();
  if (taken.numUpdatedRows === 0n) return 'setupWrong';
  const { township, member } = token;
  const isAgain = token.usedBy === device;
  if (township !== null && member !== null) return { township, member, founds: false, isAgain };
  if (founds === undefined) return 'shape';
  return { ...founds, founds: true, isAgain };
}
