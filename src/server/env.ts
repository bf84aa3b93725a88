import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { messageOf } from '#server/places.ts';

export interface Env {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** PostgreSQL instead of SQLite in `dataDir`; photos and logs lie in `dataDir` either way. */
  readonly databaseUrl: string | null;
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
  const unfit = cert !== null && key !== null ? whyUnfit(cert, key) : null;
  if (unfit !== null) return { problem: `TLS_CERT, TLS_KEY: ${cert} and ${key} cannot be used: ${unfit}` };

  const databaseUrl = text('DATABASE_URL');
  if (databaseUrl !== null && !isPostgres(databaseUrl)) {
    // The value is not repeated: it holds a password.
    return { problem: 'DATABASE_URL: give postgres://user:password@host:5432/database, or leave it out for SQLite' };
  }

  const trustProxy = trustProxyOf(text('TRUST_PROXY'));
  if (trustProxy === null) {
    return {
      problem: `TRUST_PROXY: "${given['TRUST_PROXY']}" is none of true, false, or addresses such as 10.0.0.0/8`,
    };
  }

  return {
    port,
    host: text('HOST') ?? '127.0.0.1',
    dataDir: resolve(text('DATA_DIR') ?? './data'),
    databaseUrl,
    logLevel,
    trustProxy,
    tls: cert !== null && key !== null ? { cert, key } : null,
  };
}

/** Why two files are no certificate and its key; null when they are. */
function whyUnfit(cert: string, key: string): string | null {
  try {
    createSecureContext({ cert: readFileSync(cert), key: readFileSync(key) });
    return null;
  } catch (cause) {
    return messageOf(cause);
  }
}

function isPostgres(url: string): boolean {
  const { protocol, hostname, pathname } = URL.parse(url) ?? {};
  const isNamed = (pathname ?? '').length > 1;
  return (protocol === 'postgres:' || protocol === 'postgresql:') && isNamed && hostname !== undefined;
}

const PROXY_NAMES: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** `true`, `false`, or the addresses of the proxies to believe; null when it is none of them. */
function trustProxyOf(value: string | null): boolean | string | null {
  if (value === null || value === 'false' || value === '0') return false;
  if (value === 'true' || value === '1') return true;
  const isAddress = (part: string): boolean => {
    const [address = '', bits] = part.trim().split('/', 2);
    if (PROXY_NAMES.has(part.trim())) return true;
    const version = isIP(address);
    return version !== 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)));
  };
  return value.split(',').every(isAddress) ? value : null;
}
