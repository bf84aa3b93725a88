import type { Code, CodeList } from '#kinds/code-list.ts';
import type { CodeField } from '#kinds/field.ts';
import { parseLine } from './text.ts';
import { bad, compareTexts, good, plainText, type Names, type Parsed, type TypeRules } from './type-rules.ts';

const MAX_WORDS = 60;

interface Index {
  readonly byId: ReadonlyMap<string, Code>;
  /** By name and by the other spellings met in spreadsheets. */
  readonly byName: ReadonlyMap<string, Code>;
  readonly place: ReadonlyMap<string, number>;
}
const indexes = new WeakMap<CodeList, Index>();

function indexOf(list: CodeList): Index {
  const known = indexes.get(list);
  if (known !== undefined) return known;
  const byName = new Map<string, Code>();
  for (const each of list.codes) for (const alias of each.aliases ?? []) byName.set(alias, each);
  for (const each of list.codes) byName.set(each.zh, each);
  const index = {
    byId: new Map(list.codes.map((each) => [each.id, each])),
    byName,
    place: new Map(list.codes.map((each, at) => [each.id, at])),
  };
  indexes.set(list, index);
  return index;
}

/** The id that an id, a name or an alias stands for. */
export function findCode(words: string, list: CodeList): string | undefined {
  const { byId, byName } = indexOf(list);
  return (byId.get(words) ?? byName.get(words))?.id;
}

/** What an open list does not know is its own text, or the id of a township's codeEntry. */
export function parseCode(raw: unknown, list: CodeList): Parsed {
  const line = parseLine(raw, MAX_WORDS);
  if (!line.ok || line.value === null) return line;
  const words = line.value as string;
  const id = findCode(words, list);
  if (id !== undefined) return good(id);
  return list.open ? line : bad(`“${words}”不在${list.zh}的选项里，请从中选择`);
}

/** The name of a code: the list's, then the township's own, then the words themselves. */
export const codeText = (id: string, list: CodeList, names: Names): string =>
  indexOf(list).byId.get(id)?.zh ?? (names.code(list.name, id) || id);

/** In the order of the list, own words after it. */
export function compareCodes(a: string, b: string, list: CodeList): number {
  const { place } = indexOf(list);
  const [first, second] = [place.get(a) ?? place.size, place.get(b) ?? place.size];
  return first - second || compareTexts(a, b);
}

export const codeRules: TypeRules<CodeField> = {
  parse: (raw, { list }) => parseCode(raw, list),
  text: (value, { list }, say) => (typeof value === 'string' ? codeText(value, list, say) : ''),
  compare: (a, b, { list }) => compareCodes(plainText(a), plainText(b), list),
};
