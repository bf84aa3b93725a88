/** The device's session with the server: renewed by a signature of its key, without anybody being asked (SPEC X12). */
import { enrolText, sessionText, type EnrolAnswer, type EnrolRequest } from '#core/enrolment.ts';
import { readChallengeAnswer, readEnrolAnswer, readSessionAnswer } from '#core/enrolment-shape.ts';
import type { KnownDevice } from '#core/heads.ts';
import { ask, askJson, type Answered, type Ask, type AskPorts } from './ask.ts';
import type { Failure } from './step.ts';

/** Who this device is, as its store says. */
export interface Self {
  /** The id under which it writes, and the one under which it last enrolled. */
  readonly current: () => Promise<{ readonly device: KnownDevice; readonly enrolled: string }>;
  /** Signature of one of its keys in base64; null where it has none. */
  readonly sign: (device: string, text: Uint8Array) => Promise<string | null>;
  /** From now on it speaks under this id. */
  readonly follow: (device: string) => Promise<void>;
  /** Of a device that took its invitation without a network (SPEC X12): how it enrols, and what became of it. */
  readonly late?: {
    readonly entrance: () => Promise<EnrolRequest | null>;
    readonly entered: (answer: EnrolAnswer) => Promise<void>;
  };
}

/** As `Answered`, with what a caller cannot do anything about told as a failure. */
export type Called<Body> = { readonly kind: 'ok'; readonly body: Body } | Failure;

/** Asks in the device's session, and renews that once where it has ended. */
export interface Session {
  readonly call: <Body>(request: Ask<Body>) => Promise<Called<Body>>;
  /** The same, for a caller who can send less. */
  readonly callLarge: <Body>(request: Ask<Body>) => Promise<Answered<Body>>;
}

export function createSession(ports: AskPorts, self: Self): Session {
  let renewing: Promise<Called<unknown>> | null = null;
  // Two requests that find the session ended renew it once.
  const renewed = (): Promise<Called<unknown>> => {
    renewing ??= renew(ports, self).finally(() => {
      renewing = null;
    });
    return renewing;
  };
  const callLarge = async <Body>(request: Ask<Body>): Promise<Answered<Body>> => {
    const first = await ask(ports, request);
    if (first.kind !== 'signedOut') return first;
    const done = await renewed();
    return done.kind === 'ok' ? ask(ports, request) : done;
  };
  return { callLarge, call: async (request) => plain(await callLarge(request)) };
}

/** For a request that carries little: a time-out is no network, and too large is a fault. */
function plain<Body>(answered: Answered<Body>): Called<Body> {
  return answered.kind === 'ok' ? answered : failureFrom(answered);
}

/** What a caller is told who can send no less. */
export function failureFrom(answered: Exclude<Answered<unknown>, { readonly kind: 'ok' }>): Failure {
  if (answered.kind === 'timeout') return { kind: 'offline' };
  if (answered.kind === 'tooLarge') return { kind: 'unusable', code: 'tooLarge' };
  return answered;
}

async function renew(ports: AskPorts, self: Self): Promise<Called<unknown>> {
  const { device, enrolled } = await self.current();
  const challenge = await ask(ports, askJson('/api/session/challenge', readChallengeAnswer, { device: enrolled }));
  if (challenge.kind === 'revoked' && challenge.code === 'unknownDevice') {
    return (await enterLate(ports, self)) ?? challenge;
  }
  if (challenge.kind !== 'ok') return plain(challenge);
  const { nonce } = challenge.body;
  const signature = await self.sign(enrolled, sessionText(enrolled, nonce));
  if (signature === null) return { kind: 'signedOut' };
  const body = { device: enrolled, nonce, signature };
  const session = plain(await ask(ports, askJson('/api/session', readSessionAnswer, body)));
  return session.kind === 'ok' && device.id !== enrolled ? follow(ports, self) : session;
}

/** The server has heard of the device neither by itself nor by a file: it enrols with the invitation that it took. null: it took none. */
async function enterLate(ports: AskPorts, { late }: Self): Promise<Called<unknown> | null> {
  const entrance = (await late?.entrance()) ?? null;
  if (late === undefined || entrance === null) return null;
  const done = await enrol(ports, entrance);
  if (done.kind === 'ok') await late.entered(done.body);
  return done;
}

/**
 * A device that found itself cloned goes on under a new id (SPEC X2): within the session of the old one that is enrolled
 * for the same member. Done before anything is sent under the new id; repeating it changes nothing.
 */
export async function follow(ports: AskPorts, self: Self): Promise<Called<unknown>> {
  const { device, enrolled } = await self.current();
  if (device.id === enrolled || device.publicKey === null) return { kind: 'ok', body: null };
  const signature = await self.sign(device.id, enrolText(device.id, enrolled));
  if (signature === null) return { kind: 'unusable' };
  const body: EnrolRequest = { follows: enrolled, device: { ...device, publicKey: device.publicKey }, signature };
  const done = await enrol(ports, body);
  if (done.kind === 'ok') await self.follow(device.id);
  return done;
}

/** POST /api/enrol. A lost answer may be asked for again with the same request. */
export const enrol = async (ports: AskPorts, body: EnrolRequest): Promise<Called<EnrolAnswer>> =>
  plain(await ask(ports, askJson('/api/enrol', readEnrolAnswer, body)));
