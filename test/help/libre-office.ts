/** An office program for tests: Debian's LibreOffice opens what the app wrote, prints it as PDF and saves it again; poppler reads the PDF back. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bringPackages, type Package } from '#scripts/packages.ts';

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

const READER: readonly Package[] = ['poppler-utils'];
const OFFICE: readonly Package[] = ['libreoffice-writer-nogui', 'libreoffice-calc-nogui', 'fonts-noto-cjk', ...READER];

function bring(wanted: readonly Package[]): void {
  const missing = bringPackages(wanted);
  if (missing.length > 0) throw new Error(`Not installed: the tests need the packages ${missing.join(', ')}`);
}

const pagesOf = (path: string): string[] => run('pdftotext', ['-layout', path, '-']).split('\f').slice(0, -1);

/** The text of each page of a PDF that a browser printed. */
export function pagesOfPdf(pdf: Uint8Array): string[] {
  bring(READER);
  const folder = mkdtempSync(join(tmpdir(), 'fazhi-pdf-'));
  try {
    writeFileSync(join(folder, 'printed.pdf'), pdf);
    return pagesOf(join(folder, 'printed.pdf'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Fonts draw 一 and the radical ⼀ as one: a PDF's text may name either. Commas that hang beyond the margin are drawn,
 * but the reader of the PDF leaves them out.
 */
export const plainText = (text: string): string => text.normalize('NFKC').replace(/[\s_,。、;:]+/g, '');

/** Files as the program writes them in another format, by their names without ending. One start of the program for all of them. */
function converted<T>(
  files: ReadonlyMap<string, Uint8Array>,
  { from, to }: { readonly from: string; readonly to: string },
  read: (path: string) => T,
): Map<string, T> {
  bring(OFFICE);
  const folder = mkdtempSync(join(tmpdir(), 'fazhi-office-'));
  const made = join(folder, 'made');
  try {
    for (const [name, bytes] of files) writeFileSync(join(folder, `${name}.${from}`), bytes);
    const paths = [...files.keys()].map((name) => join(folder, `${name}.${from}`));
    // A profile of its own: a second program at work on the same machine would refuse to share one.
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    run('soffice', [profile, '--headless', '--convert-to', to, '--outdir', made, ...paths], 'ignore');
    const there = existsSync(made) ? readdirSync(made) : [];
    return new Map(
      [...files.keys()].map((name) => {
        if (!there.includes(`${name}.${to}`)) throw new Error(`${name}.${from} could not be read by LibreOffice`);
        return [name, read(join(made, `${name}.${to}`))];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The text of each page of each document, in their order. */
export const pagesOfDocx = (documents: ReadonlyMap<string, Uint8Array>): Map<string, string[]> =>
  converted(documents, { from: 'docx', to: 'pdf' }, pagesOf);

/** The text of each printed page of each workbook. */
export const pagesOfXlsx = (books: ReadonlyMap<string, Uint8Array>): Map<string, string[]> =>
  converted(books, { from: 'xlsx', to: 'pdf' }, pagesOf);

/** Each workbook opened, reckoned anew and saved again. */
export const savedAgain = (books: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> =>
  converted(books, { from: 'xlsx', to: 'xlsx' }, (path) => new Uint8Array(readFileSync(path)));
