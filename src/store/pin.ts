/**
 * The PIN on this device (docs/decisions/0005-pin.md). It stands in the workspace's database, never in a backup, and
 * locks the screen only: nothing here can reach, change or delete a record.
 */
import { freshSalt } from '#core/ids.ts';
import { afterWrong, LOCK_AFTER_DEFAULT, NO_TRIES, resetWaitOf, waitOf, type Tries } from '#core/pin.ts';
import { bytesOfHex, hexOf, opensWith, sealPin } from '#core/seal.ts';
import { ASKED, PIN, TRIES, VERIFIER } from './meta-keys.ts';
import { readPin, type Pin, type Verifier } from './pin-state.ts';
import type { Store } from './store.ts';

export async function setPin(store: Store, pin: string, minutes: number = LOCK_AFTER_DEFAULT): Promise<void> {
  const sealed = sealPin(pin, freshSalt(store.ports.randomBytes));
  const { db } = store;
  await db.transaction('rw', db.meta, async () => {
    await db.meta.bulkDelete([TRIES, ASKED]);
    await db.meta.put({ id: PIN, value: { sealed, length: pin.length, minutes } satisfies Pin });
  });
}

export async function setLockAfter({ db }: Store, minutes: number): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const pin = (await db.meta.get(PIN))?.value as Pin | undefined;
    if (pin !== undefined) await db.meta.put({ id: PIN, value: { ...pin, minutes } });
  });
}

/** The passphrase stays: it belongs to the backups and opens the next PIN as well. */
export const removePin = ({ db }: Store): Promise<void> => db.meta.bulkDelete([PIN, TRIES, ASKED]);

export type Tried = 'open' | 'wrong' | 'wait';

/** A slip before `now`; a wait that is running. Counted before it is judged, so that cutting the power gains no try. */
async function countTry({ db, ports }: Store): Promise<boolean> {
  return db.transaction('rw', db.meta, async () => {
    const tries = ((await db.meta.get(TRIES))?.value as Tries | undefined) ?? NO_TRIES;
    const now = ports.now();
    if (waitOf(tries, now) > 0) return false;
    await db.meta.put({ id: TRIES, value: afterWrong(tries, now) });
    return true;
  });
}

/** Whoever knows the PIN has come: slips are forgiven, and a request to set it anew is withdrawn. */
const forgive = ({ db }: Store): Promise<void> => db.meta.bulkDelete([TRIES, ASKED]);

export async function tryPin(store: Store, typed: string): Promise<Tried> {
  const { pin } = await readPin(store);
  if (pin === null) return 'open';
  if (!(await countTry(store))) return 'wait';
  if (!opensWith(pin.sealed, typed)) return 'wrong';
  await forgive(store);
  return 'open';
}

/** As strong as the encryption of the file itself: it must not be the easier way to the passphrase. */
const VERIFIER_ROUNDS = 600_000;

async function hashOf(passphrase: string, salt: string, rounds: number): Promise<string> {
  // Input methods differ in how they compose one and the same letter.
  const bytes = new TextEncoder().encode(passphrase.normalize('NFC'));
  const key = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(bytesOfHex(salt)), iterations: rounds };
  return hexOf(new Uint8Array(await crypto.subtle.deriveBits(how, key, 256)));
}

/** Remembers how to recognise the passphrase of a backup that was just made, for the day when the PIN is forgotten. */
export async function keepPassphrase(store: Store, passphrase: string, hint: string): Promise<void> {
  const { db, ports } = store;
  const salt = freshSalt(ports.randomBytes);
  const hash = await hashOf(passphrase, salt, VERIFIER_ROUNDS);
  const value: Verifier = { salt, rounds: VERIFIER_ROUNDS, hash, hint, at: ports.now() };
  await db.meta.put({ id: VERIFIER, value });
}

/** The right passphrase takes the PIN away; a new one can be set at once. */
export async function resetByPassphrase(store: Store, passphrase: string): Promise<Tried> {
  const { verifier } = await readPin(store);
  if (verifier === null) return 'wrong';
  if (!(await countTry(store))) return 'wait';
  if ((await hashOf(passphrase, verifier.salt, verifier.rounds)) !== verifier.hash) return 'wrong';
  await removePin(store);
  return 'open';
}

/** Asks to set the PIN anew without any secret. A second request does not start the wait again. */
export async function askReset({ db, ports }: Store): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    if ((await db.meta.get(ASKED)) === undefined) await db.meta.put({ id: ASKED, value: ports.now() });
  });
}

/** Takes the PIN away once the request has waited long enough; false while it has not. */
export async function resetAfterWait(store: Store): Promise<boolean> {
  const { asked } = await readPin(store);
  if (asked === null || resetWaitOf(asked, store.ports.now()) > 0) return false;
  await removePin(store);
  return true;
}
