/** What the tests need of the machine: Debian's packages, all brought at once, before anything runs that might want one of them too. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian's browser without windows: the same engine, and a third less work for two cores than one that draws a tab strip unseen. */
export const SHELL = 'chromium-headless-shell';

/** Where programs of PostgreSQL lie, by version. */
export const POSTGRES = '/usr/lib/postgresql';

/** Package, and a program or path that it brings. */
const BROUGHT_BY = {
  [SHELL]: SHELL,
  postgresql: POSTGRES,
  'libreoffice-writer-nogui': 'soffice',
  'libreoffice-calc-nogui': '/usr/lib/libreoffice/program/libsclo.so',
  'poppler-utils': 'pdftotext',
  // Without fonts Chinese text has no glyphs, and widths are not what a person would see.
  'fonts-noto-cjk': '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
} as const;

export type Package = keyof typeof BROUGHT_BY;

const all = Object.keys(BROUGHT_BY) as Package[];

/** Where one of those wanted is missing, installs whatever the tests will miss, if that is allowed. Answers with those still missing. */
export function bringPackages(wanted: readonly Package[] = all): Package[] {
  const missing = all.filter(isMissing);
  if (!wanted.some((name) => missing.includes(name)) || process.getuid?.() !== 0 || !isHere('apt-get')) {
    return missing.filter((name) => wanted.includes(name));
  }
  console.log(`Installing ${missing.join(', ')} …`);
  // One at a time (this file is the lock), and after whatever else installs on this machine: a second apt would give up.
  const both =
    'apt-get update -qq; exec apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends "$@"';
  spawnSync('flock', [import.meta.filename, 'sh', '-c', both, 'sh', ...missing], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return wanted.filter(isMissing);
}

const isMissing = (name: Package): boolean =>
  !isHere(BROUGHT_BY[name]) && !(name === 'fonts-noto-cjk' && hasChineseFont());

const isHere = (what: string): boolean =>
  what.startsWith('/')
    ? existsSync(what)
    : (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, what)));

const hasChineseFont = (): boolean => (spawnSync('fc-list', [':lang=zh-cn', 'family']).stdout?.length ?? 0) > 0;
