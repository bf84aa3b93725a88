/** What the kernels at the floor do not know, by MDN's compatibility data: to take it away from the browser that tests drive. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** `owner` has the name itself or hands it to its instances; '' is the global object. */
export interface Name {
  readonly owner: string;
  readonly name: string;
}

/** Versions by MDN's names of browsers: on phones and desktops. */
export const FLOORS = {
  'Chromium 87': { chrome: 87, chrome_android: 87 },
  'Safari 14': { safari: 14, safari_ios: 14 },
  'Firefox 90': { firefox: 90, firefox_android: 90 },
} as const;

type Floor = Readonly<Record<string, number>>;

interface Support {
  readonly version_added: string | boolean | null;
  readonly version_removed?: string | boolean;
  readonly prefix?: string;
  readonly alternative_name?: string;
  readonly flags?: unknown;
}
interface Feature {
  readonly __compat?: { readonly support: Readonly<Record<string, Support | readonly Support[]>> };
  readonly [name: string]: unknown;
}

const file = createRequire(import.meta.url).resolve('@mdn/browser-compat-data');
const { api, javascript } = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly api: Readonly<Record<string, Feature>>;
  readonly javascript: { readonly builtins: Readonly<Record<string, Feature>> };
};

/** Names that at least one browser of a floor lacks at its version. */
export function namesBeyond(floor: Floor): readonly Name[] {
  return [...namesIn(api, floor), ...namesIn(javascript.builtins, floor), ...intlNames(floor)];
}

function intlNames(floor: Floor): Name[] {
  return namesIn(javascript.builtins['Intl'] as Readonly<Record<string, Feature>>, floor).map(({ owner, name }) =>
    owner === '' ? { owner: 'Intl', name } : { owner: `Intl.${owner}`, name },
  );
}

function namesIn(owners: Readonly<Record<string, Feature>>, floor: Floor): Name[] {
  return Object.entries(owners).flatMap(([owner, feature]) => {
    if (owner === '__compat') return [];
    if (isBeyond(feature, floor)) return [{ owner: '', name: owner }];
    return Object.entries(feature)
      .filter(
        ([name, member]) => /^[a-zA-Z]+(_static)?$/.test(name) && name !== owner && isBeyond(member as Feature, floor),
      )
      .map(([name]) => ({ owner, name: name.replace('_static', '') }));
  });
}

function isBeyond({ __compat: compat }: Feature, floor: Floor): boolean {
  if (compat === undefined) return false;
  return Object.entries(floor).some(([browser, version]) => {
    const statements = [compat.support[browser] ?? []].flat() as readonly Support[];
    return statements.length > 0 && !statements.some((one) => isThere(one, version));
  });
}

/** Under its own name, without a switch; a part of it counts as there. Unknown versions do as well. */
function isThere(
  { version_added: added, version_removed: removed, prefix, alternative_name, flags }: Support,
  version: number,
) {
  if (prefix !== undefined || alternative_name !== undefined || flags !== undefined) return false;
  const numberOf = (text: string | boolean | null | undefined) => Number.parseFloat(String(text).replace('≤', ''));
  if (typeof removed === 'string' && numberOf(removed) <= version) return false;
  return added === null || added === true || numberOf(added) <= version;
}

/** In the page, or at the head of a worker's script. Needs nothing from outside: it travels as text. */
export function takeAway(names: readonly Name[]): void {
  const owned = (path: string): Record<string, unknown> | undefined =>
    path
      .split('.')
      .reduce<Record<string, unknown> | undefined>(
        (owner, part) => (part === '' ? owner : (owner?.[part] as Record<string, unknown> | undefined)),
        globalThis as never,
      );
  for (const { owner, name } of names) {
    const holder = owned(owner);
    const holders = owner === 'Window' ? [globalThis] : [holder, holder?.['prototype']];
    for (const one of holders) if (one instanceof Object) Reflect.deleteProperty(one, name);
  }
}
