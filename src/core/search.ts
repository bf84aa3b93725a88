/**
 * Search as typed: 李伟 is found by 李, 伟, 李伟, liwei, lw, liw and wei. A record is searched through its key, made once;
 * how words sound is an argument, because the table of sounds is large and comes later than the list.
 */
import type { CodeList } from '#kinds/code-list.ts';
import { itemEntries } from '#kinds/conditions.ts';
import type { Field, Fields, Value, Values } from '#kinds/field.ts';

export interface SearchKey {
  /** All words in lower case, set apart by line feeds. */
  readonly text: string;
  /** Their syllables, each after a space, words set apart by `|`; empty while the table of sounds is not here. */
  readonly sound: string;
}

/** The ways in which a word may be read: ` li wei`; none for a word without Chinese characters. */
export type SoundsOf = (word: string) => readonly string[];

const NO_SOUNDS: SoundsOf = () => [];

export function searchKey(words: readonly string[], soundsOf: SoundsOf = NO_SOUNDS): SearchKey {
  const sounds: string[] = [];
  for (const word of words) sounds.push(...soundsOf(word));
  return { text: words.join('\n').toLowerCase(), sound: sounds.join('|') };
}

/** A question ready to be put to many keys; null when nothing is asked. */
export type Query = readonly { readonly text: string; readonly letters: string }[];

const LETTERS = /^[a-z]+$/;

export function parseQuery(typed: string): Query | null {
  const parts = typed
    .toLowerCase()
    .replace(/ü/g, 'v')
    .split(/\s+/)
    .filter((part) => part !== '');
  if (parts.length === 0) return null;
  return parts.map((text) => ({ text, letters: LETTERS.test(text) ? text : '' }));
}

/** Every part of the question is found somewhere. */
export const matches = ({ text, sound }: SearchKey, query: Query): boolean =>
  query.every((part) => text.includes(part.text) || (part.letters !== '' && soundsLike(sound, part.letters)));

/** Whether the letters can be read from some syllable on, taking at least the first letter of each. */
function soundsLike(sound: string, letters: string): boolean {
  const first = letters.charCodeAt(0);
  for (let at = sound.indexOf(' '); at >= 0; at = sound.indexOf(' ', at + 1)) {
    if (sound.charCodeAt(at + 1) === first && follows(sound, at + 1, letters, 0)) return true;
  }
  return false;
}

const SPACE = 32;
const BAR = 124;

function follows(sound: string, syllable: number, letters: string, from: number): boolean {
  let next = syllable;
  while (next < sound.length && sound.charCodeAt(next) !== SPACE && sound.charCodeAt(next) !== BAR) next++;
  const hasNext = sound.charCodeAt(next) === SPACE;
  for (let taken = 0; syllable + taken < next; taken++) {
    if (sound.charCodeAt(syllable + taken) !== letters.charCodeAt(from + taken)) return false;
    if (from + taken + 1 === letters.length) return true;
    if (hasNext && follows(sound, next + 1, letters, from + taken + 1)) return true;
  }
  return false;
}

/** What a linked record is called; undefined when it is not here. */
export type NameOf = (to: string, id: string) => string | undefined;

/** The words by which a record is found: its texts, the names of its codes, of the people and places it names. */
export function wordsOf(fields: Fields, values: Values, nameOf: NameOf): string[] {
  const words: string[] = [];
  for (const [id, field] of wordedFields(fields)) {
    const value = values[id];
    if (value !== undefined) addWords(words, field, value, nameOf);
  }
  return words;
}

const TEXTS: readonly string[] = ['text', 'phone', 'idNumber', 'day'];
const WORDED = new Set([...TEXTS, 'code', 'codes', 'link', 'links', 'items', 'group']);

const worded = new WeakMap<Fields, readonly (readonly [id: string, field: Field])[]>();
/** Those that hold words, sorted out once: a list asks them of ten thousand records. */
function wordedFields(fields: Fields): readonly (readonly [id: string, field: Field])[] {
  const known = worded.get(fields);
  if (known !== undefined) return known;
  const made = Object.keys(fields).flatMap((id) => {
    const field = fields[id];
    return field !== undefined && WORDED.has(field.type) ? [[id, field] as const] : [];
  });
  worded.set(fields, made);
  return made;
}

const zhOf = new WeakMap<CodeList, ReadonlyMap<string, string>>();
function zhIn(list: CodeList, id: string): string {
  const known = zhOf.get(list) ?? new Map(list.codes.map((code): [string, string] => [code.id, code.zh]).reverse());
  zhOf.set(list, known);
  return known.get(id) ?? id;
}

function addWords(words: string[], field: Field, value: Value, nameOf: NameOf): void {
  if (TEXTS.includes(field.type) && typeof value === 'string') words.push(value);
  else if (field.type === 'code' || field.type === 'codes') {
    for (const one of listOf(value)) words.push(zhIn(field.list, one));
  } else if (field.type === 'link' || field.type === 'links') {
    for (const one of listOf(value)) words.push(nameOf(field.to, one) ?? '');
  } else if (field.type === 'items') {
    for (const [key, item] of itemEntries(value)) {
      if (field.keyedBy !== undefined) words.push(nameOf(field.keyedBy, key) ?? '');
      words.push(...wordsOf(field.fields, item, nameOf));
    }
  } else if (field.type === 'group' && typeof value === 'object') {
    words.push(...wordsOf(field.fields, value as Values, nameOf));
  }
}

const listOf = (value: Value): readonly string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : [];
