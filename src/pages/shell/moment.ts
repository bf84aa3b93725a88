import { dayOfMs, zhDay } from '#core/day.ts';

const CHINA_MS = 8 * 3_600_000;

/** 2026年11月24日 10:05, in China, whatever the device thinks its zone is. */
export function zhMoment(ms: number): string {
  if (ms <= 0) return '时间不详';
  const minutes = Math.floor((ms + CHINA_MS) / 60_000) % 1440;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${zhDay(dayOfMs(ms))} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
