/** What tests in the browser ask of the machine: the real server's life, and requests to it, each device with cookies of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Running {
  readonly dataDir: string;
  child: ChildProcess;
  port: number;
  readonly cookies: Map<string, string>;
}
const servers = new Map<string, Running>();

async function launch(dataDir: string) {
  const env = { ...process.env, DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent' };
  const child = spawn(process.execPath, ['test/help/township-server.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, ...(JSON.parse(line.toString()) as { port: number; setup: string }) };
}

function serverOf(id: string): Running {
  const server = servers.get(id);
  if (server === undefined) throw new Error(`No server ${id}`);
  return server;
}

const killed = async ({ child }: Running): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
};

/** A request as it crosses from the page to the test runner. */
export interface Carried {
  readonly path: string;
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  /** Base64. */
  readonly body: string | null;
}
export interface CarriedAnswer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

export const serverCommands = {
  startServer: async (): Promise<{ id: string; setup: string }> => {
    const dataDir = mkdtempSync(join(tmpdir(), 'fazhi-township-'));
    const { child, port, setup } = await launch(dataDir);
    servers.set(dataDir, { dataDir, child, port, cookies: new Map() });
    return { id: dataDir, setup };
  },
  /** Killed without a word and started anew over the same data. */
  killServer: async (_context: unknown, id: string): Promise<void> => {
    const server = serverOf(id);
    await killed(server);
    Object.assign(server, await launch(server.dataDir));
  },
  stopServer: async (_context: unknown, id: string): Promise<void> => {
    await killed(serverOf(id));
    rmSync(id, { recursive: true, force: true });
    servers.delete(id);
  },
  /** null: no answer came. */
  askServer: async (_context: unknown, id: string, device: string, carried: Carried): Promise<CarriedAnswer | null> => {
    const { port, cookies } = serverOf(id);
    const cookie = cookies.get(device);
    const { path, method, body } = carried;
    const headers = { ...carried.headers, ...(cookie === undefined ? {} : { cookie }) };
    const sent = body === null ? {} : { body: Buffer.from(body, 'base64') };
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, ...sent }).catch(() => null);
    if (response === null) return null;
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) cookies.set(device, set.split(';')[0] ?? '');
    const kept = [...response.headers].filter(([name]) => !/^content-(encoding|length)$|^set-cookie$/.test(name));
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: Object.fromEntries(kept), body: bytes.toString('base64') };
  },
};
