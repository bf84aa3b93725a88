import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RunningServer {
  readonly url: string;
  readonly dataDir: string;
  readonly pid: number;
  /** What it has printed so far. */
  said(): string;
  /** Stops as an operator would; answers with the exit code. A data folder of its own is removed. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut would; its data folder stays. */
  kill(): Promise<void>;
}

/** The real server on a free port, over a data folder of its own. */
export async function startServer(env: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const dataDir = env['DATA_DIR'] ?? mkdtempSync(join(tmpdir(), 'fazhi-data-'));
  const server = spawn(process.execPath, ['src/server/main.ts'], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = /https?:\/\/\S+/.exec(said);
      if (address) resolve(address[0]);
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });

  const stop = async (): Promise<number | null> => {
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
    if (!('DATA_DIR' in env)) rmSync(dataDir, { recursive: true, force: true });
    return server.exitCode;
  };
  const kill = async (): Promise<void> => {
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  return { url, dataDir, pid: server.pid ?? 0, said: () => said, stop, kill };
}
