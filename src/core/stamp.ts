/**
 * The hybrid logical clock (SPEC C7): order for display and ties only. A stamp is text that sorts as it counts,
 * `mmmmmmmmmmmmm-cccc-device`: milliseconds in 13 decimal digits, a counter in 4 hex digits, the device id.
 */
export interface Stamp {
  readonly ms: number;
  readonly counter: number;
}

/** A received time further ahead than this is never adopted: one wrong phone must not drag the others along. */
export const MAX_AHEAD_MS = 10 * 60_000;
const MAX_MS = 9_999_999_999_999;
const MAX_COUNTER = 0xffff;

const clamp = (ms: number): number => (Number.isFinite(ms) ? Math.min(MAX_MS, Math.max(0, Math.floor(ms))) : 0);

/** The next stamp of a device: after everything it gave before, at or after `now`. Never throws. */
export function nextStamp(last: Stamp, now: number): Stamp {
  const ms = clamp(now);
  if (ms > last.ms) return { ms, counter: 0 };
  if (last.counter < MAX_COUNTER) return { ms: last.ms, counter: last.counter + 1 };
  return { ms: clamp(last.ms + 1), counter: 0 };
}

/** The clock after seeing another device's stamp; one too far ahead of corrected `now` is ignored. */
export function witness(last: Stamp, seen: Stamp, now: number): Stamp {
  if (seen.ms > clamp(now) + MAX_AHEAD_MS) return last;
  if (seen.ms > last.ms || (seen.ms === last.ms && seen.counter > last.counter)) return seen;
  return last;
}

export const stampText = (stamp: Stamp, device: string): string =>
  `${String(stamp.ms).padStart(13, '0')}-${stamp.counter.toString(16).padStart(4, '0')}-${device}`;

const SHAPE = /^(\d{13})-([0-9a-f]{4})-(.+)$/;

/** Reads a stamp's text; null when it has another shape. */
export function parseStamp(text: string): Stamp | null {
  const match = SHAPE.exec(text);
  if (match === null) return null;
  return { ms: Number(match[1]), counter: parseInt(match[2] ?? '0', 16) };
}

/** Milliseconds since 1970 of a stamp's text, 0 when it has another shape. */
export const msOf = (stamp: string): number => parseStamp(stamp)?.ms ?? 0;
