/** The real app over a real database, and what phones of a world say to it. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { onTestFinished } from 'vitest';
import { enrolText, sessionText, type EnrolRequest } from '#core/enrolment.ts';
import { isOwnedBy } from '#server/accounts/devices.ts';
import type { Ports } from '#server/accounts/ports.ts';
import { openSession } from '#server/accounts/sessions.ts';
import { createKeys } from '#server/keys.ts';
import { createApp, type AppOptions } from '#server/app.ts';
import { openBlobFiles, type BlobFiles } from '#server/blobs.ts';
import { describedAnswers } from './documented.ts';
import { aFolder } from './help.ts';
import { aWorld, id, type Phone, type World } from './phone.ts';

export const keys = createKeys();

export interface Api {
  readonly world: World;
  readonly app: FastifyInstance;
  readonly accounts: Ports;
  readonly blobs: BlobFiles;
}

/** A small dist/ whose files name themselves. */
function aDist(): string {
  const dist = aFolder();
  mkdirSync(join(dist, 'assets'));
  for (const file of ['index.html', 'sw.js', 'manifest.webmanifest', 'assets/index-abc.js', 'assets/index-abc.js.br']) {
    writeFileSync(join(dist, file), `<${file}>`);
  }
  writeFileSync(join(dist, '.inputs'), 'secret');
  return dist;
}

const env = { logLevel: 'silent', trustProxy: false, tls: null } as const;

export async function anApi(world: World, over: Partial<AppOptions> = {}): Promise<Api> {
  const { storage, ledger, clock } = world;
  const accounts: Ports = {
    storage,
    clock: { now: () => clock.ms },
    newId: id,
    keys,
    randomBytes: (length) => randomBytes(length),
    start: id(),
  };
  const blobs = openBlobFiles(aFolder());
  const app = await createApp({ accounts, ledger, blobs, version: '1.2.3', dist: aDist(), env, ...over });
  onTestFinished(() => app.close());
  await holdToDescription(app);
  return { world, app, accounts, blobs };
}

/** No test's answer may be another than the description says. */
async function holdToDescription(app: FastifyInstance): Promise<void> {
  const check = await describedAnswers(app);
  const inject = app.inject.bind(app) as (options: InjectOptions) => Promise<LightMyRequestResponse>;
  const checked = async (asked: InjectOptions | string): Promise<LightMyRequestResponse> => {
    const options = typeof asked === 'string' ? { url: asked } : asked;
    const answer = await inject(options);
    // What goes on arriving has no whole to look at.
    if (options.payloadAsStream === true) return answer;
    const fault = check(options.method ?? 'GET', options.url as string, answer);
    if (fault !== null) throw new Error(fault);
    return answer;
  };
  Object.assign(app, { inject: checked });
}

/** The app alone, with nobody in it. */
export const aServer = async (): Promise<FastifyInstance> => (await anApi(await aWorld())).app;

/** A phone's session, as enrolment would open it. */
export async function cookieOf({ accounts }: Api, { caller }: Phone): Promise<string> {
  return accounts.storage.transaction(async (tx) => {
    await isOwnedBy(tx, caller.device, caller);
    return `fazhi=${await openSession(tx, accounts, caller)}`;
  });
}

export type Ask = (options: InjectOptions) => Promise<LightMyRequestResponse>;

/** Requests within a phone's session. */
export async function asking(api: Api, phone: Phone): Promise<Ask> {
  const cookie = await cookieOf(api, phone);
  return (options) => api.app.inject({ ...options, headers: { cookie, ...options.headers } });
}

export const post = ({ app }: Api, url: string, payload: object, headers = {}): Promise<LightMyRequestResponse> =>
  app.inject({ method: 'POST', url, payload, headers });

type Entrance = Partial<Pick<EnrolRequest, 'code' | 'setup' | 'follows' | 'founds' | 'adopts'>>;

/** What a phone sends to enrol. */
export function enrolmentOf({ known, key }: Phone, entrance: Entrance): EnrolRequest {
  const secret = entrance.code ?? entrance.setup ?? entrance.follows ?? '';
  const signature = keys.sign(key.privateKey, enrolText(known.id, secret));
  return { device: { ...known, publicKey: key.publicKey }, signature, ...entrance };
}

export const enrolBy = (api: Api, phone: Phone, entrance: Entrance, headers = {}): Promise<LightMyRequestResponse> =>
  post(api, '/api/enrol', enrolmentOf(phone, entrance), headers);

/** The cookie that an answer sets, as the browser sends it back. */
export const setCookieOf = (answer: LightMyRequestResponse): string =>
  String(answer.headers['set-cookie'] ?? '').replace(/;.*$/, '');

/** Signs in again with the device key. */
export async function signInBy(api: Api, { known, key }: Phone): Promise<LightMyRequestResponse> {
  const asked = await post(api, '/api/session/challenge', { device: known.id });
  if (asked.statusCode !== 200) return asked;
  const { nonce } = asked.json<{ nonce: string }>();
  const signature = keys.sign(key.privateKey, sessionText(known.id, nonce));
  return post(api, '/api/session', { device: known.id, nonce, signature });
}

/** Status and code of a problem in one line: `403 noRight`. */
export function told(answer: LightMyRequestResponse): string {
  const isProblem = String(answer.headers['content-type']).startsWith('application/problem+json');
  // An answer to HEAD carries no body.
  const code = isProblem && answer.body !== '' ? (answer.json<{ code?: string }>().code ?? '') : '';
  return code === '' ? String(answer.statusCode) : `${answer.statusCode} ${code}`;
}
