import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { readFileSync } from 'node:fs';
import type { Env } from '#server/env.ts';
import { secureHeaders } from '#server/headers.ts';
import { answerErrors, sendStatus } from '#server/problem.ts';
import type { Storage } from '#server/storage.ts';
import { appFiles } from '#server/routes/app-files.ts';
import { healthRoute } from '#server/routes/health.ts';

export interface AppOptions {
  readonly storage: Pick<Storage, 'kind' | 'epoch'>;
  readonly version: string;
  /** The built app. */
  readonly dist: string;
  readonly env: Pick<Env, 'logLevel' | 'trustProxy' | 'tls'>;
}

export async function createApp({ storage, version, dist, env }: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: env.logLevel === 'silent' ? false : { level: env.logLevel },
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
  healthRoute(app, { storage, version });
  await appFiles(app, dist);
  return app;
}

function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime);
    request.log.debug({ method, route: routeOptions.url ?? 'none', status: reply.statusCode, ms }, 'Answered');
  });
}
