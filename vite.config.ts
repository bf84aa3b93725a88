import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { manifest, shellFirst } from './pwa.config.ts';
import { builtAt } from './scripts/built-at.ts';
import { countedBy } from './scripts/counted-by.ts';

/** The oldest kernels of phones in the villages. CSS nesting is flattened for them, younger syntax lowered. */
const floor = ['chrome87', 'safari14', 'firefox90'];

const packages = (...names: string[]) => new RegExp(String.raw`[\\/]node_modules[\\/](${names.join('|')})[\\/]`);

interface Graph {
  readonly getModuleInfo: (id: string) => { readonly importedIds: readonly string[] } | null;
}

/**
 * Tells what a module cannot start without: all that it imports statically, from module to module. Read out of the worker's cache each file
 * costs a weak phone more than the lines in it: forty small ones take longer than one of their size together.
 */
function neededBy(...entries: readonly string[]): (id: string, graph: Graph) => boolean {
  const needed = new Set<string>();
  const visit = (id: string, graph: Graph): void => {
    if (needed.has(id)) return;
    needed.add(id);
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) visit(imported, graph);
  };
  return (id, graph) => {
    if (needed.size === 0) for (const entry of entries) visit(fileURLToPath(new URL(entry, import.meta.url)), graph);
    return needed.has(id);
  };
}
const neededByShell = neededBy('src/main.tsx');
const neededBelow = neededBy('src/pages/home/Below.tsx');
const neededByCharts = neededBy(
  'src/pages/tasks/FiguresPage.tsx',
  'src/pages/tasks/MatrixPage.tsx',
  'src/pages/tasks/TasksPage.tsx',
);
const neededByForm = neededBy('src/pages/record/FormPage.tsx');
const neededByList = neededBy('src/pages/ledger/Ledger.tsx');
const neededByExchange = neededBy('src/pages/sync-engine.ts');
const neededByReport = neededBy('src/pages/tasks/ReportPage.tsx');
/** Of the report, and of the tables that stand behind it: what other screens need of its modules stays by itself. */
const aboutTheYear = /[\\/]src[\\/](core|pages[\\/]tasks)[\\/]/;

/**
 * No module of a script runs before all that the script imports is here and compiled. As a script of its own what stands first really runs
 * first: the database answers meanwhile.
 */
const firstAtOnce: Plugin = {
  name: 'first-at-once',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => {
      const [preload = '', src = ''] = /<link rel="modulepreload"[^>]* href="([^"]*\/first-[^"]*)">/.exec(html) ?? [];
      if (src === '') return html;
      const script = `<script type="module" async crossorigin src="${src}"></script>`;
      return html.replace(preload, '').replace('<script type="module"', `${script}\n    $&`);
    },
  },
};

export default defineConfig({
  define: {
    'import.meta.env.VITE_BUILT_AT': JSON.stringify(String(builtAt())),
    'import.meta.env.VITE_COUNTED_BY': JSON.stringify(countedBy()),
  },
  plugins: [
    react(),
    firstAtOnce,
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      // The app registers the worker itself: when to update is the user's decision.
      injectRegister: false,
      manifest,
      includeManifestIcons: false,
      injectManifest: {
        // A classic script: module workers are younger than the floor.
        rollupFormat: 'iife',
        globPatterns: ['**/*.{js,css,html,svg,png,webmanifest}'],
        // The system asks for these when it installs the app, never a screen.
        globIgnores: ['icon-*.png', 'apple-touch-icon.png'],
        // Named by their content already: a query behind the address would only miss the precompressed file's cache.
        dontCacheBustURLsMatching: /^assets\//,
        manifestTransforms: [shellFirst],
      },
    }),
  ],
  build: {
    target: floor,
    cssTarget: floor,
    // Which chunks the first screen needs, for the size budget.
    manifest: true,
    rolldownOptions: {
      // Else what only lazy screens share is moved into the entry, and the first screen pays for it.
      experimental: { chunkOptimization: { mergeCommonChunks: false } },
      output: {
        codeSplitting: {
          groups: [
            // Before everything: what old kernels lack, and the look at the database that is answered while the rest is evaluated.
            { name: 'first', test: /[\\/]src[\\/](floor|seen|store[\\/](glance|schema|meta-keys))\.ts$/, priority: 7 },
            // Lazy: only a dynamic import may reach it.
            { name: 'pinyin', test: packages('pinyin-pro'), priority: 6 },
            { name: 'docx', test: packages('docx'), priority: 6 },
            // Changes with a dependency, not with every release.
            { name: 'react', test: packages('react', 'react-dom', 'react-router', 'scheduler'), priority: 5 },
            { name: (id, graph) => (neededByShell(id, graph) ? 'shell' : null), debugName: 'shell', priority: 4 },
            { name: (id, graph) => (neededBelow(id, graph) ? 'home' : null), debugName: 'home', priority: 3 },
            {
              name: (id, graph) =>
                (neededByCharts(id, graph) || neededByReport(id, graph)) &&
                (neededByForm(id, graph) || neededByList(id, graph))
                  ? 'parts'
                  : null,
              debugName: 'parts',
              priority: 2.5,
            },
            {
              name: (id, graph) => (neededByExchange(id, graph) ? 'exchange' : null),
              debugName: 'exchange',
              priority: 2,
            },
            { name: (id, graph) => (neededByCharts(id, graph) ? 'charts' : null), debugName: 'charts', priority: 1 },
            {
              name: (id, graph) => (neededByReport(id, graph) && aboutTheYear.test(id) ? 'report' : null),
              debugName: 'report',
              priority: 0.5,
            },
          ],
        },
      },
    },
  },
  // Module workers are younger than the floor (Safari 15, Firefox 114): import a worker as `#workers/x.ts?worker`.
  worker: { format: 'iife' },
  server: {
    proxy: { '/api': 'http://127.0.0.1:8787' },
  },
});
