import { readFileSync } from 'node:fs';

/** What this needs of Playwright's report in JSON. */
export interface Journeys {
  readonly suites?: readonly Journeys[];
  readonly specs?: readonly Journey[];
}

interface Journey {
  readonly title: string;
  readonly tests: readonly { readonly results: readonly { readonly attachments: readonly Attached[] }[] }[];
}

interface Attached {
  readonly name: string;
  readonly path?: string;
}

/** Of one journey, in characters: a page's head and most of what it says, not every row of a list. */
const LONGEST = 3000;

/**
 * What the page showed when a journey failed, under the journey's name, from Playwright's error-context.md: where nobody can open that
 * file, what is printed is all there is. Empty where no page was looked at.
 */
export function seenAtFailure({ suites = [], specs = [] }: Journeys): string {
  const here = specs.flatMap(({ title, tests }) =>
    tests
      .flatMap(({ results }) => results)
      .flatMap(({ attachments }) => attachments)
      .flatMap(({ name, path }) => (name === 'error-context' && path !== undefined ? [path] : []))
      .map((path) => cut(pagesIn(readFileSync(path, 'utf8'))))
      .filter((page) => page !== '')
      .map((page) => `${title}: the page when it failed\n${page}\n`),
  );
  return [...here, ...suites.map(seenAtFailure)].filter((text) => text !== '').join('\n');
}

/** The drawings of pages alone: messages are printed as it is, and sources are at hand. */
function pagesIn(context: string): string {
  return [...context.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, page = '']) => page).join('…\n');
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}\n… (${text.length - LONGEST} characters more)`;
}
