/** A bare shell of the app's own libraries, built by the same tool and kept by the same worker: what the platform itself costs here. */
import react from '@vitejs/plugin-react';
import fastify from 'fastify';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { appFiles } from '#server/routes/app-files.ts';
import { precompress } from './precompress.ts';

export interface BareShell {
  readonly url: string;
  readonly close: () => Promise<void>;
}

export async function serveBareShell(): Promise<BareShell> {
  const dist = mkdtempSync(join(tmpdir(), 'fazhi-shell-'));
  await build({
    configFile: false,
    root: resolve('test/bench/shell'),
    logLevel: 'warn',
    plugins: [
      react(),
      VitePWA({
        strategies: 'injectManifest',
        srcDir: resolve('src'),
        filename: 'sw.ts',
        injectRegister: false,
        manifest: false,
        injectManifest: { rollupFormat: 'iife', dontCacheBustURLsMatching: /^assets\// },
      }),
    ],
    build: { outDir: dist, emptyOutDir: true, target: ['chrome87', 'safari14', 'firefox90'] },
  });
  await precompress(dist);
  const app = fastify();
  await appFiles(app, dist);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    close: async () => {
      await app.close();
      rmSync(dist, { recursive: true });
    },
  };
}
