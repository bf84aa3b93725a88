import { readdirSync } from 'node:fs';
import { defineConfig, type OxlintOverride } from 'oxlint';

const react = ['react', 'react/**', 'react-dom', 'react-dom/**'];
const node = ['node:**', 'node:*/**'];
const tables = ['@tanstack/**'];
const screens = [...react, ...tables, 'react-router', 'react-router/**', 'lucide-react', 'lucide-react/**'];
const fileLibraries = ['docx', 'fflate'];

/** What each layer may import beside itself. Whatever is not named here is refused, packages included. */
const layers: Record<string, readonly string[]> = {
  kinds: [],
  core: ['#kinds/**', '@noble/**', 'pinyin-pro'],
  store: ['#core/**', '#kinds/**', 'dexie', 'dexie-react-hooks', 'react'],
  sync: ['#core/**', '#kinds/**', ...fileLibraries],
  files: ['#core/**', '#kinds/**', ...fileLibraries, 'docx'],
  ui: ['#core/**', '#kinds/**', ...react, ...tables, 'lucide-react', 'lucide-react/**', 'qr'],
  workers: ['#floor.ts', '#core/**', '#kinds/**', '#files/**', '#store/**'],
  server: ['#core/**', '#kinds/**', ...node, 'fastify', '@fastify/**', 'better-sqlite3', 'kysely', 'kysely/**', 'pg'],
  ledger: ['#files/**', '#core/**', '#kinds/**', ...node],
};

const belowPages = ['#kinds/**', '#core/**', '#store/**', '#sync/**', '#files/**', '#ui/**'];
const pageLibraries = [...screens, 'workbox-window'];

const everywhere = [
  { regex: String.raw`(^|/)\.\.(/|$)`, message: '../ is never used: ./ inside a folder, #layer/ across.' },
  { regex: String.raw`^(\./|#)([^?]*/)?[^/.?]+$`, message: 'An import carries its extension.' },
];

const onlyImport = (where: string, allowed: readonly string[]): NonNullable<OxlintOverride['rules']> => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        ...everywhere,
        {
          group: ['**', './**', ...['./**', ...allowed].map((name) => `!${name}`)],
          message: `${where} may not import this; the layers are in oxlint.config.ts.`,
        },
      ],
    },
  ],
});

/** A page's folder sees itself, what all pages share (shell) and what lies directly in src/pages, never another page's folder. */
const pageFolders = readdirSync('src', { withFileTypes: true }).some(({ name }) => name === 'pages')
  ? readdirSync('src/pages', { withFileTypes: true }).filter((entry) => entry.isDirectory())
  : [];

const pageOverrides = [
  {
    files: ['src/pages/**'],
    rules: onlyImport('pages', [...belowPages, ...pageLibraries, '#pages/*', '!#pages/*/**']),
  },
  ...pageFolders.map(({ name }) => ({
    files: [`src/pages/${name}/**`],
    rules: onlyImport(`pages/${name}`, [
      ...belowPages,
      ...pageLibraries,
      '#pages/*',
      '#pages/shell/**',
      `#pages/${name}/**`,
    ]),
  })),
];

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'react', 'jsx-a11y', 'import', 'vitest'],
  options: { typeAware: true },
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['dist', 'data', 'node_modules'],
  rules: {
    eqeqeq: 'error',
    'max-lines': ['error', { max: 600 }],
    'no-console': 'error',
    // Workbox puts its list under this name.
    'no-underscore-dangle': ['error', { allow: ['__WB_MANIFEST'] }],
    'no-restricted-imports': ['error', { patterns: everywhere }],
    'import/no-cycle': 'error',
    'react/rules-of-hooks': 'error',
    'react/exhaustive-deps': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    // The JSX runtime is automatic: no file needs React in scope.
    'react/react-in-jsx-scope': 'off',
    // Style sheets are imported for their effect; that is what they are for.
    'import/no-unassigned-import': 'off',
    // toSorted and toReversed are younger than the phones we serve (Chromium 110; the floor is 87).
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    // JSON is narrowed by an assertion right after it was checked; the edges have tests for what they refuse.
    'typescript/no-unsafe-type-assertion': 'off',
    // Dexie's default export is its named one.
    'import/no-named-as-default': 'off',
    // fast-check is written fc.property everywhere, its own documentation included.
    'import/no-named-as-default-member': 'off',
    // Virtualised lists and tables are built of boxes, and the contract names their roles.
    'jsx-a11y/prefer-tag-over-role': 'off',
    // A second argument says which case of a loop failed.
    'vitest/valid-expect': ['error', { maxArgs: 2 }],
    // The endpoints are Fastify's, which waits for them and catches what they throw; Express would not.
    'oxc/no-async-endpoint-handlers': 'off',
    // Workers take no target origin, and nothing here talks to another window.
    'unicorn/require-post-message-target-origin': 'off',
    // A small function beside its only use reads better than one hoisted to the top of the file.
    'unicorn/consistent-function-scoping': 'off',
  },
  overrides: [
    ...Object.entries(layers).map(([layer, allowed]) => ({
      files: [`src/${layer}/**`],
      rules: onlyImport(layer, [...allowed, `#${layer}/**`]),
    })),
    ...pageOverrides,
    {
      files: ['src/main.tsx', 'src/seen.ts'],
      rules: onlyImport('main.tsx', ['#floor.ts', ...belowPages, ...pageLibraries, '#pages/**', '#workers/**']),
    },
    { files: ['src/sw.ts'], rules: onlyImport('sw.ts', ['workbox-*', 'workbox-*/**']) },
    {
      // Clock and randomness are arguments here: the same input gives the same answer on every device.
      files: ['src/kinds/**', 'src/core/**'],
      rules: {
        'no-restricted-globals': ['error', 'Date', 'crypto', 'performance'],
        'no-restricted-properties': [
          'error',
          { object: 'Math', property: 'random' },
          { object: 'globalThis', property: 'Date' },
          { object: 'globalThis', property: 'crypto' },
        ],
      },
    },
    {
      // The floor is Chromium 87, Safari 14, Firefox 90: the compiler's library stops there (tsconfig.web.json), but the
      // DOM's newer names are known to it.
      files: ['src/**'],
      excludeFiles: ['src/kinds/**', 'src/core/**', 'src/server/**', 'src/ledger/**'],
      rules: {
        'no-restricted-globals': ['error', 'structuredClone'],
        'no-restricted-properties': [
          'error',
          { object: 'crypto', property: 'randomUUID' },
          { object: 'AbortSignal', property: 'timeout' },
          { object: 'AbortSignal', property: 'any' },
        ],
      },
    },
    {
      // Programs for the terminal: their output is the console.
      files: ['src/server/**', 'src/ledger/**', 'scripts/**'],
      rules: { 'no-console': 'off' },
    },
  ],
});
