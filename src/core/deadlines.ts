/** Days by which the law wants something done. */
import { partOf } from '#kinds/conditions.ts';
import type { Values } from '#kinds/field.ts';
import { addDays, addMonths, isDay } from './day.ts';
import { holidaysAround, type Holiday } from './holidays.ts';

export type { Holiday } from './holidays.ts';

/** 一般在一个月内调结 (人民调解工作若干规定 art. 33): soft, nothing is refused after it. */
export const mediationLimit = (acceptedOn: string): string => addMonths(acceptedOn, 1);

/**
 * The day by which a case should be settled: a month after it was accepted, or until when all parties agreed to extend it
 * (domain.md §1.2). null while it has not been accepted. An extension without everybody's consent extends nothing.
 */
export function settleBy({ acceptedOn, extension }: Values): string | null {
  if (!isDay(acceptedOn)) return null;
  const limit = mediationLimit(acceptedOn);
  const until = partOf(extension, 'until');
  return isDay(until) && partOf(extension, 'allAgreed') === true && until > limit ? until : limit;
}

/**
 * Last day for the joint application for judicial confirmation: 30 days from the day the agreement takes effect
 * (人民调解法 art. 33), that day not counted, and past the holiday if it ends in one (民法典 arts. 201, 203). `own`: days off
 * that the township wrote down beside the yearly table. Weekends are not added: to be a day early harms nobody, to be a day
 * late does.
 */
export function confirmationDeadline(effectiveOn: string, own: readonly Holiday[] = []): string {
  const last = addDays(effectiveOn, 30);
  return afterHolidays(last, holidaysAround(last, own));
}

/** The day itself, or the first one after the days off in which it lies, however these touch or overlap. */
export function afterHolidays(day: string, holidays: readonly Holiday[]): string {
  let last = day;
  const sorted = [...holidays].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  for (const { from, to } of sorted) if (from <= last && last <= to) last = addDays(to, 1);
  return last;
}
