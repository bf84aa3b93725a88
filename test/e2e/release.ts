/** The built app behind a server of its own, from which another version can be published. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '#test/help/server-app.ts';

export interface Release {
  readonly url: string;
  /** The page's script as the running version names it. */
  readonly entry: () => string;
  /** Publishes another version: the same app under other names. */
  readonly publish: () => void;
  /** How many files a worker that installs itself has asked for at one time, at most. */
  readonly askedAtOnce: () => number;
  readonly close: () => Promise<void>;
}

export async function aRelease(): Promise<Release> {
  const dist = mkdtempSync(join(tmpdir(), 'fazhi-dist-'));
  cpSync('dist', dist, { recursive: true });
  const entry = (): string =>
    /src="(\/assets\/index-[^"]+\.js)"/.exec(readFileSync(join(dist, 'index.html'), 'utf8'))?.[1] ?? '';

  const app = await openApp(dist, join(dist, '.data'));
  const asked = { now: 0, most: 0 };
  // What the page itself loads says what it is for.
  const isWorkers = ({ url: path, headers }: { url: string; headers: { [name: string]: unknown } }): boolean =>
    path.startsWith('/assets/') && headers['sec-fetch-dest'] === 'empty';
  app.addHook('onRequest', async (request) => {
    if (isWorkers(request)) asked.most = Math.max(asked.most, (asked.now += 1));
  });
  app.addHook('onResponse', async (request) => {
    if (isWorkers(request)) asked.now -= 1;
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });

  let version = 1;
  const close = async (): Promise<void> => {
    await app.close();
    rmSync(dist, { recursive: true, force: true });
  };
  return {
    url: url.replace('127.0.0.1', 'localhost'),
    entry,
    askedAtOnce: () => asked.most,
    publish: () => renameAssets(dist, (version += 1)),
    close,
  };
}

/**
 * Gives every chunk another name everywhere, as another content would. Every one: a chunk that kept its name would load
 * the old version's core into the new version's page.
 */
function renameAssets(dist: string, version: number): void {
  const names = readdirSync(join(dist, 'assets')).filter((name) => /\.(js|css)$/.test(name));
  const next = new Map(
    names.map((name) => [name, name.replace(/-([\w-]{4})[\w-]{4}\.(js|css)$/, `-$1v${version}NN.$2`)]),
  );
  for (const [name, other] of next) renameSync(join(dist, 'assets', name), join(dist, 'assets', other));
  const mentioned = new RegExp(names.map((name) => name.replace(/[.$]/g, String.raw`\$&`)).join('|'), 'g');
  for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    // The compressed twins would still name the old ones.
    if (/\.(br|gz)$/.test(file)) rmSync(join(dist, file));
    else if (/\.(js|css|html)$/.test(file)) {
      const text = readFileSync(join(dist, file), 'utf8');
      // index.html has changed as well: its revision in the worker's list is another.
      const changed = text.replace(
        /"revision":"[^"]+","url":"index.html"/,
        `"revision":"v${version}","url":"index.html"`,
      );
      writeFileSync(
        join(dist, file),
        changed.replaceAll(mentioned, (name) => next.get(name) ?? name),
      );
    }
  }
}
