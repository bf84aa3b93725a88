import { dayOfMs, msOfDay, zhDay } from '#core/day.ts';

/** 2026年3月1日 8:05, in China. */
export function askedText(ms: number): string {
  const day = dayOfMs(ms);
  const minutes = Math.floor((ms - msOfDay(day)) / 60_000);
  return `${zhDay(day)} ${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
