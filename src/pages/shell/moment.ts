import { dayOfMs, zhDay } from '#core/day.ts';
import { MAX_AHEAD_MS, msOf } from '#core/stamp.ts';

const CHINA_MS = 8 * 3_600_000;

/** 2026年11月24日 10:05, in China, whatever the device thinks its zone is. */
export function zhMoment(ms: number): string {
  if (ms <= 0) return '时间不详';
  const minutes = Math.floor((ms + CHINA_MS) / 60_000) % 1440;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${zhDay(dayOfMs(ms))} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** A phone whose battery was flat begins somewhere before; no app of ours was there. */
const FIRST_MS = Date.UTC(2020, 0, 1);

/** When something was written, by the clock of whoever wrote it; with a word where that cannot be true (SPEC C7). */
export function writtenAt(stamp: string, now: number): string {
  const ms = msOf(stamp);
  const isTrue = ms >= FIRST_MS && ms <= now + MAX_AHEAD_MS;
  return isTrue ? zhMoment(ms) : `${zhMoment(ms)}（时钟不准）`;
}
