/** What options may say. */
import { isDay } from '#core/day.ts';

export const isYearText = (text: string): boolean => /^(19|20)\d\d$/.test(text);
export const isDayText = (text: string): boolean => isDay(text);
