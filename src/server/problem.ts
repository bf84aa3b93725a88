import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { STATUS_CODES } from 'node:http';
import { problemText, type Problem, type ProblemCode } from '#core/problem-code.ts';

const statuses: { readonly [code in ProblemCode]: number } = {
  signedOut: 401,
  unknownDevice: 401,
  signatureWrong: 401,
  challengeGone: 401,
  revoked: 403,
  memberEnded: 403,
  noRight: 403,
  crossSite: 403,
  codeWrong: 403,
  codeExpired: 403,
  setupWrong: 403,
  notFound: 404,
  noSuchMember: 404,
  otherMember: 409,
  townshipTaken: 409,
  unitTaken: 409,
  leased: 409,
  recovering: 409,
  offset: 409,
  tooLarge: 413,
  encoding: 415,
  shape: 400,
  damaged: 422,
  appTooOld: 426,
  serverTooOld: 501,
  tooMany: 429,
  failed: 500,
  busy: 503,
  full: 507,
};

const RETRY_AFTER_SECONDS: { readonly [code in ProblemCode]?: number } = { tooMany: 900, busy: 10 };

const send = (reply: FastifyReply, problem: Problem): FastifyReply =>
  reply
    .code(problem.status)
    .type('application/problem+json')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problem));

/** Answers an expected failure: RFC 9457 problem details with a code and its plain sentence. */
export function sendProblem(reply: FastifyReply, code: ProblemCode): FastifyReply {
  const status = statuses[code];
  const wait = RETRY_AFTER_SECONDS[code];
  if (wait !== undefined && !reply.hasHeader('retry-after')) void reply.header('retry-after', wait);
  return send(reply, { type: 'about:blank', title: titleOf(status), status, detail: problemText(code), code });
}

/** A failure that no person of the app meets: an address that is none, a method that is not taken. */
export const sendStatus = (reply: FastifyReply, status: number): FastifyReply =>
  send(reply, { type: 'about:blank', title: titleOf(status), status });

const titleOf = (status: number): string => STATUS_CODES[status] ?? 'Error';

/** An expected failure from below a route: body parsers and hooks have no other way to answer. */
export class Refused extends Error {
  readonly problem: ProblemCode;
  constructor(problem: ProblemCode) {
    super(problem);
    this.problem = problem;
  }
}

/** What the framework itself refuses, in our words. */
const byFrameworkCode = new Map<string, ProblemCode>([
  ['FST_ERR_CTP_BODY_TOO_LARGE', 'tooLarge'],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'encoding'],
  ['FST_ERR_CTP_INVALID_JSON_BODY', 'shape'],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', 'shape'],
  ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', 'shape'],
]);

/**
 * The database is gone, locked or failing for now: the device waits and offers everything again (SPEC X2). Of PostgreSQL: 08 connection,
 * 57P0 stopping or starting, 53300 too many connections, 40 serialization and deadlock after all retries.
 */
const WAITS =
  /^(SQLITE_(BUSY|LOCKED|IOERR|CANTOPEN)|ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN|08\d{3}$|57P0\d$|53300$|40001$|40P01$)/;
const FULL: ReadonlySet<string> = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT', '53100']);

function problemOf(error: Partial<FastifyError>): ProblemCode | null {
  if (error instanceof Refused) return error.problem;
  const code = error.code ?? '';
  if (FULL.has(code)) return 'full';
  // By a socket a database that is not there is a file that is not there.
  if ((error as { readonly syscall?: unknown }).syscall === 'connect') return 'busy';
  if (WAITS.test(code) || /^Connection terminated|not queryable$/.test(error.message ?? '')) return 'busy';
  if (error.statusCode === 429) return 'tooMany';
  return byFrameworkCode.get(code) ?? null;
}

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  /** `code`, and `cause` in the same shape. */
  readonly [more: string]: unknown;
}

/** What of an error is logged. PostgreSQL hangs the row that failed on its errors (`detail`), and in it stands what people wrote. */
export function loggedError(error: Error & { readonly code?: unknown }): LoggedError {
  const { name, message, stack = '', code, cause } = error;
  return { type: name, message, stack, code, ...(cause instanceof Error ? { cause: loggedError(cause) } : {}) };
}

/** The one place where errors end: a bug is logged whole, and says nothing about itself to the other side. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const problem = problemOf(error);
    if (problem !== null) {
      const route = request.routeOptions.url;
      if (problem === 'busy' || problem === 'full') request.log.error({ code: error.code, route }, 'Cannot store');
      return sendProblem(reply, problem);
    }
    const status = error.statusCode ?? 500;
    if (status < 500) return sendStatus(reply, status);
    request.log.error({ err: error, route: request.routeOptions.url }, 'Unexpected error');
    return sendProblem(reply, 'failed');
  });
}
