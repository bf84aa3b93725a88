/** How Chinese words sound. Large, therefore only ever imported lazily. */
import { pinyin } from 'pinyin-pro';
import type { SoundsOf } from './search.ts';

const HAN = /\p{Script=Han}/u;
/** Longer texts are prose: read by their first words only, nobody searches the rest by sound. */
const MAX = 40;

const read = (word: string, surname: 'head' | 'off'): string => {
  const syllables = pinyin(word, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true, surname });
  let sound = '';
  for (const syllable of syllables) if (/^[a-z]+$/.test(syllable)) sound += ` ${syllable}`;
  return sound;
};

/** Surnames with a second reading of their own in some counties. */
const ALSO: { readonly [surname: string]: string } = { 覃: 'tan' };

const LIMIT = 50_000;
const known = new Map<string, readonly string[]>();

/**
 * As a name (单 is Shàn, 曾 Zēng, 尉迟 Yùchí) and as a word (单位 is dānwèi): both, where they differ, because a list does
 * not say which of its words are names.
 */
export const soundsOf: SoundsOf = (word) => {
  if (!HAN.test(word)) return [];
  const kept = known.get(word);
  if (kept !== undefined) return kept;
  const short = word.slice(0, MAX);
  const [asName, asWord] = [read(short, 'head'), read(short, 'off')];
  const also = ALSO[short[0] ?? ''];
  const sounds = [
    ...new Set([asName, asWord, ...(also === undefined ? [] : [asName.replace(/^ [a-z]+/, ` ${also}`)])]),
  ];
  if (known.size < LIMIT) known.set(word, sounds);
  return sounds;
};
