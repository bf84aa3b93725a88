import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused } from '#server/problem.ts';

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site made a browser send. The cookie is SameSite=Strict already; this holds as well where a browser
 * forgets that, and on a neighbouring name of the same site.
 */
export function refuseOtherSites(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (!READS.has(request.method) && !isOwn(request)) throw new Refused('crossSite');
  });
}

/** Programs that are no browser send neither header; browsers older than `sec-fetch-site` name the origin of a write. */
function isOwn({ headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return headers.origin === undefined || hostOf(headers.origin) === host;
}

const hostOf = (origin: string): string | null => {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
};
