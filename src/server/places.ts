/** Where things are, and what they are called on a terminal. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Env } from '#server/env.ts';

const home = new URL('../../', import.meta.url);
/** The built app. */
export const dist = fileURLToPath(new URL('dist', home));

export function readVersion(): string {
  const parsed: { version?: string } = JSON.parse(readFileSync(new URL('package.json', home), 'utf8'));
  return parsed.version ?? '0.0.0';
}

/** What a person can open: a browser cannot visit "every address". */
export function addressOf(
  { host, tls, port }: Pick<Env, 'host' | 'tls' | 'port'>,
  bound?: AddressInfo | string | null,
): string {
  const heard = typeof bound === 'object' && bound !== null ? bound.port : port;
  const name = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host) ? 'localhost' : host;
  return `${tls ? 'https' : 'http'}://${name}:${heard}`;
}

export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** One clear line, and the exit code once it is written. */
export function stop(line: string, code: number): void {
  console.error(line);
  process.exitCode = code;
}
