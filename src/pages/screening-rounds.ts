/** The year's rounds of 排查 as this device knows them: one answer for home screen and overview. */
import {
  askedRounds,
  reportsOf,
  rhythmOf,
  roundsOf,
  type Rhythm,
  type Round,
  type RoundReports,
} from '#core/screening-rounds.ts';
import type { CountedUnit } from '#core/counted-units.ts';
import type { Year } from './use-year.ts';

export interface ScreeningRounds {
  readonly rhythm: Rhythm;
  readonly rounds: readonly Round[];
  readonly reports: RoundReports;
  readonly villages: readonly CountedUnit[];
  readonly today: string;
}

/** `kept`: ids of the units whose screenings this device may see. Null: nobody has asked for reports, or the day is not known. */
export function screeningRoundsOf(
  { rows, context, today }: Pick<Year, 'rows' | 'context' | 'today'>,
  kept: ReadonlySet<string>,
): ScreeningRounds | null {
  const screenings = rows.get('screening') ?? [];
  const rhythm = rhythmOf(rows.get('setting')?.[0]?.values, screenings);
  if (rhythm === null || today === null) return null;
  const { period, units } = context;
  const rounds = roundsOf(rhythm, period, today);
  const villages = units.villages.filter(({ id }) => kept.has(id));
  const all = [...askedRounds(rhythm, today), ...rounds];
  return { rhythm, rounds, reports: reportsOf(all, screenings, units.canonical), villages, today };
}
