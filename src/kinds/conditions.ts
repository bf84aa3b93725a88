/** Small questions that conditions and rules ask. Total: a value of another shape answers like an empty one. */
import type { Group, Value } from './field.ts';

const isMap = (value: Value | null | undefined): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One member of a composite value, nothing when there is none. */
export function partOf(value: Value | undefined, field: string): Value | undefined {
  return isMap(value) && Object.prototype.hasOwnProperty.call(value, field) ? value[field] : undefined;
}

/** The items of a map in the order in which they were added: ids of items sort by time (UUID v7). */
export function itemEntries(value: Value | undefined): [id: string, item: Group][] {
  if (!isMap(value)) return [];
  const entries: [string, Group][] = [];
  for (const id of Object.keys(value).sort()) {
    const item = value[id];
    if (isMap(item)) entries.push([id, item]);
  }
  return entries;
}

export const isOneOf = (value: Value | undefined, ...ids: readonly string[]): boolean =>
  typeof value === 'string' && ids.includes(value);

/** One of several codes is chosen. */
export const hasCode = (value: Value | undefined, id: string): boolean =>
  Array.isArray(value) && (value as readonly string[]).includes(id);

/** Days, or numbers, in order; true while either is missing. */
export function inOrder(earlier: Value | undefined, later: Value | undefined): boolean {
  if (typeof earlier === 'string' && typeof later === 'string') return earlier <= later;
  if (typeof earlier === 'number' && typeof later === 'number') return earlier <= later;
  return true;
}

export const isFilled = (value: Value | undefined): boolean => value !== undefined && value !== '';
