/** Values from outside are checked for their shape before anything reads them. */

/** Names that reach into an object's workings; they are never a field or an item. */
export const isSafeKey = (key: string): boolean => key !== '__proto__' && key !== 'constructor' && key !== 'prototype';

/** A map as JSON makes it: no array, no class, no name that reaches into an object's workings. */
export function isPlainMap(raw: unknown): raw is { readonly [key: string]: unknown } {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return false;
  const prototype: unknown = Object.getPrototypeOf(raw);
  // Whatever came through postMessage or IndexedDB has that world's Object.prototype, whose own prototype is null.
  return (prototype === null || Object.getPrototypeOf(prototype) === null) && Object.keys(raw).every(isSafeKey);
}

const MAX_DEPTH = 8;

/** What a log may carry: whole numbers, well-formed text, lists and maps of these. */
export function isPlain(raw: unknown, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  if (typeof raw === 'string') return isWellFormed(raw);
  if (typeof raw === 'number') return Number.isSafeInteger(raw);
  if (typeof raw === 'boolean') return true;
  if (Array.isArray(raw)) return raw.every((each) => isPlain(each, depth + 1));
  return isPlainMap(raw) && Object.keys(raw).every((key) => isWellFormed(key) && isPlain(raw[key], depth + 1));
}

const isWellFormed = (text: string): boolean => {
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point >= 0xd800 && point <= 0xdfff) return false;
  }
  return true;
};

export const ownValue = (map: { readonly [key: string]: unknown }, key: string): unknown =>
  Object.prototype.hasOwnProperty.call(map, key) ? map[key] : undefined;
