import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { relative, sep } from 'node:path';
import { sendStatus } from '#server/problem.ts';

/** Serves the built app: files as they were compressed at build time, and index.html for every address of a screen. */
export async function appFiles(app: FastifyInstance, dist: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: dist,
    preCompressed: true,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (reply, path) => void reply.header('cache-control', cacheControlOf(relative(dist, path))),
  });

  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.replace(/[?#].*$/, '');
    // A missing script must not be answered with a page: the browser would cache it under the script's name.
    const isScreen = !path.startsWith('/api/') && path !== '/api' && !/\/[^/]*\.[^/]*$/.test(path);
    if (!isScreen) return sendStatus(reply, 404);
    if (request.method !== 'GET' && request.method !== 'HEAD') return sendStatus(reply, 405);
    return reply.sendFile('index.html');
  });
}

/** Files under assets/ are named by their content; all others must be asked for again, above all sw.js. */
function cacheControlOf(path: string): string {
  return path.startsWith(`assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
