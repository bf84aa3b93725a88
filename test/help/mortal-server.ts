/** A server that is killed and started again over the same data, each time on another port. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from './server.ts';

export interface MortalServer {
  readonly port: () => number;
  readonly dataDir: string;
  /** What it has printed since its last start. */
  readonly said: () => string;
  /** SIGKILL in the middle of whatever it does, and a new start. */
  readonly killAndStart: () => Promise<void>;
  readonly end: () => Promise<void>;
}

export async function aMortalServer(env: Readonly<Record<string, string>> = {}): Promise<MortalServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fazhi-data-'));
  const settings = { ...env, DATA_DIR: dataDir };
  let server = await startServer(settings);
  return {
    port: () => Number(new URL(server.url).port),
    dataDir,
    said: () => server.said(),
    killAndStart: async () => {
      await server.kill();
      server = await startServer(settings);
    },
    end: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
