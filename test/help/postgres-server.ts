/** A real PostgreSQL for tests (sync.md §7.4): Debian's package, run by an unprivileged user, in a temporary folder, reached by a socket. */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { bringPackages, POSTGRES } from '#scripts/packages.ts';

/** The newest installed version's programs; brings the distribution's package where that is allowed. */
function bringPostgres(): string {
  bringPackages(['postgresql']);
  const brought = findPostgres();
  if (brought === null) throw new Error('No PostgreSQL is installed: the tests need the package `postgresql`');
  return brought;
}

function findPostgres(): string | null {
  if (!existsSync(POSTGRES)) return null;
  const versions = readdirSync(POSTGRES).sort((a, b) => Number(b) - Number(a));
  return (
    versions.map((version) => join(POSTGRES, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb'))) ?? null
  );
}

/** PostgreSQL refuses to run as root. */
function unprivileged(command: string, input: readonly string[]): [command: string, input: string[]] {
  if (process.getuid?.() !== 0) return [command, [...input]];
  return ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', command, ...input]];
}

function runAs(command: string, input: readonly string[]): void {
  const [program, given] = unprivileged(command, input);
  const { status, stderr, error } = spawnSync(program, given, { encoding: 'utf8', cwd: '/' });
  if (status !== 0) throw new Error(`${command}: ${stderr ?? ''}`, { cause: error });
}

const dataOf = (folder: string): string => join(folder, 'data');
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts the server once for all test files: the first to ask does it, the others wait. Answers with the socket's folder. */
export async function startPostgres(folder: string): Promise<string> {
  const ready = join(folder, 'ready');
  let isFirst = true;
  try {
    mkdirSync(join(folder, 'starting'));
  } catch {
    isFirst = false;
  }
  if (isFirst) await launch(folder, ready);
  for (let waited = 0; !existsSync(ready); waited += 50) {
    if (waited > 60_000) throw new Error(`PostgreSQL did not start, see ${folder}`);
    await pause(50);
  }
  return folder;
}

async function launch(folder: string, ready: string): Promise<void> {
  const bin = bringPostgres();
  const data = dataOf(folder);
  if (process.getuid?.() === 0) spawnSync('chown', ['postgres', folder]);
  chmodSync(folder, 0o755);
  runAs(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8']);
  // fsync and synchronous_commit stay on, as they are in use.
  const settings = ['-c', 'listen_addresses=', '-c', 'max_connections=200', '-c', 'deadlock_timeout=200ms'];
  const [program, given] = unprivileged(join(bin, 'postgres'), ['-D', data, '-k', folder, ...settings]);
  const log = openSync(join(folder, 'log'), 'a');
  spawn(program, given, { stdio: ['ignore', log, log], detached: true, cwd: '/' }).unref();
  watchOver(folder);
  for (let tries = 0; tries < 300; tries++) {
    const { status } = spawnSync(join(bin, 'pg_isready'), ['-h', folder, '-U', 'postgres']);
    if (status === 0) {
      writeFileSync(ready, '');
      return;
    }
    await pause(50);
  }
  throw new Error(`PostgreSQL did not start:\n${readFileSync(join(folder, 'log'), 'utf8')}`);
}

/** Ends the server when the test run was ended before it could do so itself. */
function watchOver(folder: string): void {
  const script = [
    'while kill -0 "$1" 2>/dev/null; do sleep 1; done',
    'test -f "$2/data/postmaster.pid" || exit 0',
    'kill -INT "$(head -n 1 "$2/data/postmaster.pid")"',
    'while test -f "$2/data/postmaster.pid"; do sleep 0.2; done',
    'rm -rf "$2"',
  ].join('; ');
  const owner = readFileSync(join(folder, 'owner'), 'utf8');
  spawn('sh', ['-c', script, 'watch', owner, folder], { stdio: 'ignore', detached: true, cwd: '/' }).unref();
}

const urlOf = (folder: string, database: string): string => `postgres:///${database}?host=${folder}&user=postgres`;

/** The address of a fresh database on the server of this folder. */
export async function createDatabase(folder: string): Promise<string> {
  const name = `fazhi_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: urlOf(folder, 'postgres') });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return urlOf(folder, name);
}

/** Stops the server that was started in this folder, if any was, and removes the folder. */
export async function stopPostgres(folder: string): Promise<void> {
  const pidFile = join(dataOf(folder), 'postmaster.pid');
  if (existsSync(pidFile)) {
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGINT');
    for (let waited = 0; existsSync(pidFile) && waited < 20_000; waited += 50) await pause(50);
  }
  rmSync(folder, { recursive: true, force: true });
}
