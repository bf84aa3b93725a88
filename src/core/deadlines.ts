/** Days by which the law wants something done. */
import { addDays, addMonths } from './day.ts';

/** A span of days off, both ends included, from the township's settings. */
export interface Holiday {
  readonly from: string;
  readonly to: string;
}

/** 一般在一个月内调结 (人民调解工作若干规定 art. 33): soft, nothing is refused after it. */
export const mediationLimit = (acceptedOn: string): string => addMonths(acceptedOn, 1);

/**
 * Last day for the joint application for judicial confirmation: 30 days from the day the agreement takes effect
 * (人民调解法 art. 33), that day not counted, and past the holiday if it ends in one (民法典 arts. 201, 203). Weekends
 * are not added: to be a day early harms nobody, to be a day late does.
 */
export function confirmationDeadline(effectiveOn: string, holidays: readonly Holiday[] = []): string {
  let last = addDays(effectiveOn, 30);
  const sorted = [...holidays].sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const { from, to } of sorted) if (from <= last && last <= to) last = addDays(to, 1);
  return last;
}
