import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp } from '#server/app.ts';
import { type Env, parseEnv } from '#server/env.ts';
import { openStorage } from '#server/storage.ts';

const home = new URL('../../', import.meta.url);
const dist = fileURLToPath(new URL('dist', home));

const env = parseEnv(process.env);
if ('problem' in env) stop(env.problem, 2);
else await serve(env);

async function serve(settings: Env): Promise<void> {
  if (!existsSync(dist)) return stop('there is no dist/ to serve; run `npm run build` first, or `npm start`', 1);

  const version = versionOf(readFileSync(new URL('package.json', home), 'utf8'));
  let storage: Awaited<ReturnType<typeof openStorage>>;
  try {
    storage = await openStorage({ kind: 'sqlite', path: join(settings.dataDir, 'fazhi.sqlite') }, randomUUID);
  } catch (cause) {
    return stop(`DATA_DIR: ${settings.dataDir} cannot be used: ${messageOf(cause)}`, 2);
  }

  const app = await createApp({ storage, version, dist, env: settings });
  app.addHook('onClose', () => storage.close());
  try {
    await app.listen({ port: settings.port, host: settings.host });
  } catch (cause) {
    await app.close();
    return stop(`PORT ${settings.port} on HOST ${settings.host} cannot be used: ${messageOf(cause)}`, 2);
  }

  console.log(`法治台账 ${addressOf(settings, app.server.address())}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.close());
}

function addressOf({ host, tls }: Env, bound: AddressInfo | string | null): string {
  const port = typeof bound === 'object' && bound !== null ? bound.port : '';
  // What a person can open: a browser cannot visit "every address".
  const name = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host) ? 'localhost' : host;
  return `${tls ? 'https' : 'http'}://${name}:${port}`;
}

function versionOf(packageJson: string): string {
  const parsed: { version?: string } = JSON.parse(packageJson);
  return parsed.version ?? '0.0.0';
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** One clear line, and the exit code once it is written. */
function stop(line: string, code: number): void {
  console.error(line);
  process.exitCode = code;
}
