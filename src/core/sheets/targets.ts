/** Where the cells of a column can go: fields of a kind, parts of its parties and roles, the unit. Found by label and by name. */
import type { CodeList } from '#kinds/code-list.ts';
import { personRoles } from '#kinds/codes-people.ts';
import type { Field, Fields } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { party } from '#kinds/case-parts.ts';
import { halfWidth } from '#core/types/characters.ts';
import { isPassedOver, namesOfPaths, PARTY_PART_NAMES } from './names.ts';

export interface Target {
  /** A field's id, or a place of its own that begins with @: `@partyA.phone`, `@unit`, `@headcount`. */
  readonly path: string;
  /** As a person chooses it. */
  readonly label: string;
  /** How the cell is read; null where words are taken as they stand. */
  readonly field: Field | null;
  readonly names: readonly string[];
}

const SIDE_LABELS: { readonly [side: string]: string } = { A: '甲方', B: '乙方' };
const OWN_LABELS: { readonly [path: string]: string } = {
  '@unit': '所属的村或单位',
  '@parties': '当事人（两方写在一格）',
  '@headcount': '参加人数',
  '@names': '到会人员姓名',
  '@state': '到会情况',
  '@signed': '签名（空着的算没到）',
  '@personUnit': '到会人员的村或单位',
  '@score': '成绩',
  '@age': '年龄',
  '@agreement': '协议内容',
};

const known = new WeakMap<Kind, readonly Target[]>();

/** All targets of a kind, those that have to be filled first. */
export function targetsOf(kind: Kind): readonly Target[] {
  const made = known.get(kind) ?? makeTargets(kind);
  known.set(kind, made);
  return made;
}

/** Composites are filled through places of their own. */
const SIMPLE = new Set([
  'text',
  'longText',
  'day',
  'year',
  'count',
  'decimal',
  'amount',
  'flag',
  'code',
  'codes',
  'phone',
  'period',
  'link',
  'links',
]);

function makeTargets(kind: Kind): Target[] {
  const names = namesOfPaths(kind.name);
  const own = Object.keys(names)
    .filter((path) => path.startsWith('@'))
    .map((path): Target => ({ path, ...ownTarget(kind, path), names: names[path] ?? [] }));
  const fields = Object.keys(kind.fields).flatMap((id): Target[] => {
    const field = kind.fields[id];
    if (field === undefined || field.internal === true) return [];
    if (!SIMPLE.has(field.type) && names[id] === undefined) return [];
    if ((field.type === 'link' || field.type === 'links') && !LINKED.has(field.to)) return [];
    return [{ path: id, label: field.label, field, names: [field.label, ...(names[id] ?? [])] }];
  });
  const isRequired = ({ field, path }: Target) => field?.required === true || path === '@parties';
  const all = [...fields, ...own];
  return [...all.filter(isRequired), ...all.filter((target) => !isRequired(target))];
}

/** What a name in a cell can be looked up among. */
const LINKED = new Set(['person', 'unit', 'venue', 'committee']);

/**
 * What a form begins with because a person sees it there and may change it. Nobody sees it in the rows of a table: every source and every
 * type of training is counted (domain.md §2.2, §2.4), and a place that is being built is not counted as built, so one that the table does
 * not say stays open unless somebody says it once for all rows (SPEC T10).
 */
const LEFT_OPEN: { readonly [kind: string]: string } = { mediationCase: 'source', training: 'type', venue: 'state' };
export const staysOpen = (kind: Kind, path: string): boolean => LEFT_OPEN[kind.name] === path;

/** The words that a place takes; null where it takes any, or no such place is known. */
export function listOfPlace(kind: Kind, path: string): CodeList | null {
  if (kind.name === 'person' && path === 'roles') return personRoles;
  const field = targetsOf(kind).find((each) => each.path === path)?.field ?? null;
  return field !== null && 'list' in field ? field.list : null;
}

function ownTarget(kind: Kind, path: string): { label: string; field: Field | null } {
  const [place = '', part = ''] = path.split('.');
  if (place.startsWith('@party') && part !== '') {
    const field = party[part] ?? null;
    return { label: `${SIDE_LABELS[place.slice(-1)] ?? ''}${part === 'name' ? '' : (field?.label ?? '')}`, field };
  }
  if (place === '@role') {
    const field = fieldsOf(kind, 'roles')[part] ?? null;
    return { label: field?.label ?? part, field };
  }
  const inside = fieldsOf(kind, 'attendance');
  const field = path === '@state' ? inside['state'] : path === '@score' ? inside['score'] : undefined;
  return { label: OWN_LABELS[path] ?? path, field: field ?? null };
}

function fieldsOf(kind: Kind, id: string): Fields {
  const field = kind.fields[id];
  return field !== undefined && 'fields' in field ? field.fields : {};
}

/** A heading without what only decorates it: spaces, line ends, stars, units in brackets. */
export function plainHeading(heading: string): string {
  const text = halfWidth(heading).replace(/\s/g, '').toLowerCase();
  return text.replace(/[*:、·."“”'/]/g, '');
}
const withoutBrackets = (heading: string): string => heading.replace(/\([^)]*\)/g, '') || heading;

interface PlainName {
  readonly plain: string;
  readonly bare: string;
}
const plainNames = new WeakMap<Target, readonly PlainName[]>();
/** Twenty rows are compared with the names of every kind's places. */
function plainNamesOf(target: Target): readonly PlainName[] {
  const before = plainNames.get(target);
  if (before !== undefined) return before;
  const made = target.names.map(plainHeading).map((plain) => ({ plain, bare: withoutBrackets(plain) }));
  plainNames.set(target, made);
  return made;
}

interface Match {
  readonly path: string;
  readonly score: number;
}

/** What a heading most likely stands for. 3: its very name; 2: its name with a unit or remark; 1: a name with more around it. */
function matchOf(targets: readonly Target[], heading: string): Match | null {
  const whole = plainHeading(heading);
  if (whole === '' || isPassedOver(whole)) {
    const exact = targets.find((target) => whole !== '' && plainNamesOf(target).some(({ plain }) => plain === whole));
    return exact === undefined ? null : { path: exact.path, score: 3 };
  }
  if (namesTwoCounts(targets, heading)) return null;
  const bare = withoutBrackets(whole);
  let best: Match | null = null;
  let length = 0;
  const better = (path: string, score: number, matched: number) => {
    if (best !== null && (best.score > score || (best.score === score && length >= matched))) return;
    best = { path, score };
    length = matched;
  };
  for (const target of targets) {
    const { path } = target;
    for (const { plain, bare: plainBare } of plainNamesOf(target)) {
      if (plain === whole) better(path, 3, plain.length);
      else if (plainBare === bare) better(path, 2, bare.length);
      // Of two names in one heading the latter says what it is: 调解情况协议形式.
      else if (plain.length >= 2 && bare.length <= plain.length + 6 && bare.includes(plain))
        better(path, 1, plain.length + (bare.endsWith(plain) ? 0.5 : 0));
    }
  }
  return best;
}

/** 横幅/展板: whose number it is, nobody can tell. */
function namesTwoCounts(targets: readonly Target[], heading: string): boolean {
  const parts = halfWidth(heading)
    .replace(/\([^)]*\)/g, '')
    .split(/[/、,和及]/u);
  if (parts.length < 2) return false;
  const counts = parts.flatMap((part) => {
    const path = matchOf(targets, part)?.path;
    return targets.find((target) => target.path === path)?.field?.type === 'count' ? [path] : [];
  });
  return new Set(counts).size > 1;
}

/** By column; '' where a column is left out. */
export type Mapping = readonly string[];

/**
 * Proposes a place for every heading; each place is given once, to the heading that names it best. `lower`: of headings in
 * two rows the lower one, which may stand for itself (身份证号码 under 当事人). `hidden`: columns that are not shown.
 */
export function proposeMapping(
  kind: Kind,
  headings: readonly string[],
  lower: readonly string[] = [],
  hidden: ReadonlySet<number> = new Set(),
): { mapping: Mapping; score: number } {
  const targets = targetsOf(kind);
  const matches = headings.map((heading, column) => {
    const joined = matchOf(targets, heading);
    const below = lower[column] ?? '';
    if (below === '' || (joined !== null && joined.score > 1)) return joined;
    const own = matchOf(targets, below);
    if (own !== null && own.score > 1) return { path: own.path, score: 1 };
    // 当事人 over 身份证号码 names a group of columns, of which this one is not the parties themselves.
    const group = matchOf(targets, heading.slice(0, -below.length));
    return joined !== null && group?.path === joined.path && group.score === 3 ? null : joined;
  });
  const takenBy = new Map<string, number>();
  // What nobody sees yields to a column that is shown.
  const weightOf = (column: number): number => (hidden.has(column) ? 0 : 10) + (matches[column]?.score ?? 0);
  matches.forEach((match, column) => {
    if (match === null) return;
    const other = takenBy.get(match.path);
    if (other === undefined || weightOf(other) < weightOf(column)) takenBy.set(match.path, column);
  });
  const mapping = headings.map((_, column) => {
    const match = matches[column] ?? null;
    return match !== null && takenBy.get(match.path) === column ? match.path : '';
  });
  const score = mapping.reduce((sum, path, column) => sum + (path === '' ? 0 : (matches[column]?.score ?? 0)), 0);
  // 案由 is a type where no other column is, else what happened.
  for (const [column, heading] of headings.entries()) {
    if (mapping[column] !== '' || plainHeading(heading) === '') continue;
    const second = matchOf(
      targets.filter(({ path }) => !mapping.includes(path)),
      heading,
    );
    if (second?.score === 3) mapping[column] = second.path;
  }
  if (kind.name === 'training') return { mapping: unitsOfPeople(mapping), score };
  const bare = headings.map((heading, column) => lower[column] || heading);
  return { mapping: kind.name === 'mediationCase' ? besideParties(bare, mapping) : mapping, score };
}

/** A sheet of who came to one training, a row for each of them. */
export const isListOfNames = (mapping: Mapping): boolean =>
  mapping.includes('@names') && !mapping.includes('heldOn') && !mapping.includes('@headcount');

/** On a list of who came the village is that of the person. */
function unitsOfPeople(mapping: Mapping): Mapping {
  return isListOfNames(mapping) && !mapping.includes('@personUnit')
    ? mapping.map((path) => (path === '@unit' ? '@personUnit' : path))
    : mapping;
}

/** 身份证号 without a side belongs to the party in front of it. */
function besideParties(headings: readonly string[], mapping: Mapping): Mapping {
  let side: string | null = null;
  const taken = new Set(mapping);
  return mapping.map((path, column) => {
    const before = /^@party([AB])\./.exec(path);
    if (before !== null) side = before[1] ?? null;
    else if (path === '@parties') side = 'A';
    else if (path !== '') side = null;
    if (path !== '' || side === null) return path;
    const heading = withoutBrackets(plainHeading(headings[column] ?? ''));
    const part = PARTY_PART_NAMES.find(([, names]) => names.includes(heading))?.[0];
    const place = part === undefined ? '' : `@party${side}.${part}`;
    if (place === '' || taken.has(place)) return '';
    taken.add(place);
    return place;
  });
}

/** By what a mapping is remembered: the headings of a table, in their order. */
export const signatureOf = (kind: string, headings: readonly string[]): string =>
  `${kind}:${headings.map(plainHeading).join('|')}`;
