/** Rates from counts, in whole-number arithmetic: quotients are never kept (domain.md §0.2). */
import type { Reading } from './sums.ts';

/** How many decimals a place prints its rates with (domain.md §0.2: mostly one, some two, some none). */
export type Decimals = 0 | 1 | 2;

/** More than the whole it is a part of: a mistake in the records, and no rate (合格 12 of 参考 10). */
export const isOverWhole = ({ n, of }: Reading): boolean => of !== undefined && of > 0 && n > of;

/** Percent, scaled by the decimals and rounded half up; null where nothing stands below the line, or less than above it. */
export function scaledPercent(reading: Reading, decimals: Decimals): number | null {
  const { n, of } = reading;
  if (of === undefined || of <= 0 || n < 0 || isOverWhole(reading)) return null;
  const scale = 100 * 10 ** decimals;
  return Math.floor((2 * n * scale + of) / (2 * of));
}

/** 83.3%, with all of its decimals; an impossible rate is “—”. */
export function rateText(reading: Reading, decimals: Decimals): string {
  const scaled = scaledPercent(reading, decimals);
  return scaled === null ? '—' : `${fixedText(scaled, decimals)}%`;
}

/** 1234 with two digits is 12.34; 1200 is 12.00. */
export function fixedText(scaled: number, digits: number): string {
  if (digits === 0) return String(scaled);
  const text = String(scaled).padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** 分 in 万元 with two decimals, half up, as bulletins print them (domain.md §2.4). */
export const tenThousands = (fen: number): number => Math.floor((fen + 5000) / 10_000);
