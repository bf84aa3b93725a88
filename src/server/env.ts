import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

export interface Env {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly logLevel: LogLevel;
  readonly trustProxy: boolean | string;
  readonly tls: { readonly cert: string; readonly key: string } | null;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof logLevels)[number];

/** Reads the environment. An empty variable counts as not set; a wrong one is answered with one line for the terminal. */
export function parseEnv(given: Readonly<Record<string, string | undefined>>): Env | { readonly problem: string } {
  const text = (name: string): string | null => given[name]?.trim() || null;

  const port = Number(text('PORT') ?? '8787');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return { problem: `PORT: "${given['PORT']}" is not a port; give a whole number from 0 (any free port) to 65535` };
  }

  const level = text('LOG_LEVEL') ?? 'info';
  const logLevel = logLevels.find((name) => name === level);
  if (!logLevel) return { problem: `LOG_LEVEL: "${level}" is not one of ${logLevels.join(', ')}` };

  const [cert, key] = [text('TLS_CERT'), text('TLS_KEY')];
  if ((cert === null) !== (key === null)) return { problem: 'TLS_CERT and TLS_KEY: give both or neither' };
  for (const [name, path] of [
    ['TLS_CERT', cert],
    ['TLS_KEY', key],
  ] as const) {
    if (path !== null && !existsSync(path)) return { problem: `${name}: there is no file ${path}` };
  }

  if (text('DATABASE_URL')) return { problem: 'DATABASE_URL: PostgreSQL is not supported yet; use DATA_DIR' };

  return {
    port,
    host: text('HOST') ?? '127.0.0.1',
    dataDir: resolve(text('DATA_DIR') ?? './data'),
    logLevel,
    trustProxy: trustProxyOf(text('TRUST_PROXY')),
    tls: cert !== null && key !== null ? { cert, key } : null,
  };
}

/** `true`, `false`, or the addresses of the proxies to believe. */
function trustProxyOf(value: string | null): boolean | string {
  if (value === null || value === 'false' || value === '0') return false;
  return value === 'true' || value === '1' ? true : value;
}
