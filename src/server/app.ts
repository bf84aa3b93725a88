import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { readFileSync } from 'node:fs';
import type { Ports } from '#server/accounts/ports.ts';
import type { BlobFiles } from '#server/blobs.ts';
import type { Env } from '#server/env.ts';
import { secureHeaders } from '#server/headers.ts';
import { guardRoutes } from '#server/http/access.ts';
import { gzipAnswers } from '#server/http/gzip-answers.ts';
import { takeJson } from '#server/http/json-body.ts';
import { limitRates, usualLimits, type Limits } from '#server/http/limits.ts';
import { refuseOtherSites } from '#server/http/same-site.ts';
import type { Ledger } from '#server/ledger.ts';
import { answerErrors, loggedError, sendStatus } from '#server/problem.ts';
import { appFiles } from '#server/routes/app-files.ts';
import { blobRoutes } from '#server/routes/blobs.ts';
import { decisionRoute } from '#server/routes/decisions.ts';
import { erasureRoute } from '#server/routes/erasures.ts';
import { leaseRoutes } from '#server/routes/leases.ts';
import { deviceRoutes } from '#server/routes/devices.ts';
import { enrolRoute } from '#server/routes/enrol.ts';
import { eventRoute } from '#server/routes/events.ts';
import { healthRoute } from '#server/routes/health.ts';
import { invitationRoute } from '#server/routes/invitations.ts';
import { numberRoute } from '#server/routes/numbers.ts';
import { openApi } from '#server/routes/openapi.ts';
import { recoveryRoutes } from '#server/routes/recovery.ts';
import { sessionRoutes } from '#server/routes/session.ts';
import { syncRoute } from '#server/routes/sync.ts';

export interface AppOptions {
  readonly accounts: Ports;
  readonly ledger: Ledger;
  readonly blobs: BlobFiles;
  readonly version: string;
  /** The built app. */
  readonly dist: string;
  readonly env: Pick<Env, 'logLevel' | 'trustProxy' | 'tls'>;
  /** Where log lines go; standard output when there is nowhere else. */
  readonly log?: { write(line: string): void };
  readonly limits?: Limits;
  readonly heartbeatMs?: number;
}

export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { accounts, ledger, blobs, version, dist, env, log, limits = usualLimits, heartbeatMs } = options;
  const app = Fastify({
    logger: env.logLevel !== 'silent' && {
      level: env.logLevel,
      serializers: { err: loggedError },
      ...(log === undefined ? {} : { stream: log }),
    },
    // Fastify's own lines carry addresses and query strings; ours name the route only.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: env.trustProxy,
    // A stop waits for answers under way, not for idle connections of browsers.
    forceCloseConnections: 'idle',
    // Before any route or hook: an address that cannot be decoded.
    frameworkErrors: (error, _request, reply) => {
      void sendStatus(reply, error.statusCode ?? 400);
    },
    https: env.tls && { cert: readFileSync(env.tls.cert), key: readFileSync(env.tls.key) },
  });

  secureHeaders(app, { tls: env.tls !== null });
  answerErrors(app);
  logAnswers(app);
  closeBehindAnswers(app);
  await app.register(async (api) => {
    neverCache(api);
    refuseOtherSites(api);
    await limitRates(api, limits);
    guardRoutes(api, { accounts, ledger });
    takeJson(api);
    gzipAnswers(api);
    await openApi(api, version);

    healthRoute(api, { storage: accounts.storage, version });
    const ports = { accounts, ledger, blobs };
    enrolRoute(api, ports);
    sessionRoutes(api, ports);
    syncRoute(api, ports);
    eventRoute(api, heartbeatMs === undefined ? ports : { ...ports, heartbeatMs });
    deviceRoutes(api, ports);
    invitationRoute(api, ports);
    decisionRoute(api, ports);
    erasureRoute(api, ports);
    leaseRoutes(api, ports);
    recoveryRoutes(api, ports);
    numberRoute(api, ports);
    await blobRoutes(api, ports);
  });
  await appFiles(app, dist);
  return app;
}

/** What the API says concerns one device at one time. */
function neverCache(api: FastifyInstance): void {
  api.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'));
}

/** A connection that falls idle after a stop has begun is closed then: browsers keep theirs open, and the stop would wait for them. */
function closeBehindAnswers(app: FastifyInstance): void {
  let sweep: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    sweep = setInterval(() => app.server.closeIdleConnections(), 100);
  });
  app.addHook('onClose', async () => clearInterval(sweep));
}

function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime);
    request.log.debug({ method, route: routeOptions.url ?? 'none', status: reply.statusCode, ms }, 'Answered');
  });
}
