/** An office program for tests: Debian's LibreOffice turns .docx into PDF, poppler reads the text back page by page. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Program and package; the fonts so that Chinese text has glyphs, each as wide as it is high. */
const PROGRAMS = [
  ['soffice', 'libreoffice-writer-nogui'],
  ['pdftotext', 'poppler-utils'],
] as const;

const isHere = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

function run(command: string, input: readonly string[], output: 'ignore' | 'pipe' = 'pipe'): string {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr, error } = spawnSync(command, input, {
    env,
    encoding: 'utf8',
    stdio: ['ignore', output, 'pipe'],
    maxBuffer: 64_000_000,
  });
  if (status !== 0) throw new Error(`${command}: ${stderr}`, { cause: error });
  return stdout ?? '';
}

const hasChineseFont = (): boolean => isHere('fc-list') && run('fc-list', [':lang=zh-cn', 'family']).trim() !== '';

/** Installs the distribution's packages where something is missing and that is allowed. */
function bringOffice(): void {
  const missing: string[] = PROGRAMS.filter(([program]) => !isHere(program)).map(([, name]) => name);
  if (!hasChineseFont()) missing.push('fonts-noto-cjk');
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) throw new Error(`Not installed: the tests need the packages ${missing.join(', ')}`);
  run('apt-get', ['update', '-qq'], 'ignore');
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], 'ignore');
}

/** The text of each page of each document, in their order. One start of the program for all of them. */
export function pagesOfDocx(documents: ReadonlyMap<string, Uint8Array>): Map<string, string[]> {
  bringOffice();
  const folder = mkdtempSync(join(tmpdir(), 'fazhi-docx-'));
  try {
    for (const [name, bytes] of documents) writeFileSync(join(folder, `${name}.docx`), bytes);
    const files = [...documents.keys()].map((name) => join(folder, `${name}.docx`));
    // A profile of its own: a second program at work on the same machine would refuse to share one.
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files], 'ignore');
    const made = readdirSync(folder);
    return new Map(
      [...documents.keys()].map((name) => {
        if (!made.includes(`${name}.pdf`)) throw new Error(`${name}.docx could not be read by LibreOffice`);
        const text = run('pdftotext', ['-layout', join(folder, `${name}.pdf`), '-']);
        return [name, text.split('\f').slice(0, -1)];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
