/** Hot reload for the app, and the server restarted on every change of its sources; /api is proxied to it. */
import { spawn } from 'node:child_process';
import { createServer } from 'vite';
import { buildApp } from './build.ts';
import { existsSync } from 'node:fs';

// The server serves dist/ too, and will not start without one.
if (!existsSync('dist')) await buildApp();

const api = spawn(process.execPath, ['--watch-path=src/server', '--watch-preserve-output', 'src/server/main.ts'], {
  stdio: 'inherit',
  env: { ...process.env, PORT: '8787', HOST: '127.0.0.1' },
});

const app = await createServer();
await app.listen();
app.printUrls();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    api.kill(signal);
    void app.close();
  });
}
