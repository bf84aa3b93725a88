/**
 * Rounds of 排查: every week, month or quarter each village looks for disputes and says so, finding nothing included (零报告). Who has
 * not said anything yet is a list of what is to be done, not a ranking.
 */
import { partOf } from '#kinds/conditions.ts';
import type { Value, Values } from '#kinds/field.ts';
import type { CountedRow } from './counted-units.ts';
import { addDays, addMonths, daysBetween, monthEnd, weekOf, yearOf, zhPeriod } from './day.ts';
import type { Period } from './period.ts';
import type { Todo } from './todos.ts';

export type Rhythm = 'week' | 'month' | 'quarter';

export interface Round extends Period {
  /** Its first day. */
  readonly id: string;
  /** 2024年6月, 2024年6月3日至9日, 2024年第二季度. */
  readonly label: string;
}

/** What a unit reported of a round. */
export interface RoundReport {
  /** 件 */
  readonly found: number;
  readonly records: readonly string[];
}

/** By unit, by round. */
export type RoundReports = ReadonlyMap<string, ReadonlyMap<string, RoundReport>>;

const isRhythm = (value: Value | undefined): value is Rhythm =>
  value === 'week' || value === 'month' || value === 'quarter';

/** How often the township wants to hear; null: it has not asked and nobody has ever reported. */
export function rhythmOf(setting: Values | undefined, screenings: readonly CountedRow[]): Rhythm | null {
  const set = setting?.['screeningRhythm'];
  return isRhythm(set) ? set : screenings.length > 0 ? 'month' : null;
}

function roundAt(rhythm: Rhythm, day: string): Round {
  const { from, to } = rhythm === 'week' ? weekOf(day) : monthsAround(day, rhythm === 'month' ? 1 : 3);
  const label =
    rhythm === 'quarter' ? `${yearOf(from)}年第${QUARTERS[(monthOf(from) - 1) / 3] ?? ''}季度` : zhPeriod(from, to);
  return { id: from, from, to, label };
}

const QUARTERS = ['一', '二', '三', '四'];
const monthOf = (day: string): number => Number(day.slice(5, 7));

/** The span of so many months in which a day lies, the first one beginning with January. */
function monthsAround(day: string, months: number): Period {
  const since = (monthOf(day) - 1) % months;
  const from = addMonths(`${day.slice(0, 7)}-01`, -since);
  return { from, to: monthEnd(addMonths(from, months - 1)) };
}

/** The rounds of a period that have begun, oldest first; a round belongs to where its last day lies. */
export function roundsOf(rhythm: Rhythm, { from, to }: Period, today: string): Round[] {
  const rounds: Round[] = [];
  for (let round = roundAt(rhythm, from); round.to <= to && round.from <= today;) {
    rounds.push(round);
    round = roundAt(rhythm, addDays(round.to, 1));
  }
  return rounds;
}

/** A report speaks for the round in which its period ends, and for those that lie wholly within its period. */
const speaksFor = (period: Period, round: Round): boolean =>
  (period.to >= round.from && period.to <= round.to) || (period.from <= round.from && period.to >= round.to);

export function reportsOf(
  rounds: readonly Round[],
  screenings: readonly CountedRow[],
  canonical: (unit: string) => string,
): RoundReports {
  const distinct = [...new Map(rounds.map((round) => [round.id, round])).values()];
  const reports = new Map<string, Map<string, RoundReport>>();
  for (const { id, unit, values } of screenings) {
    const [from, to] = [partOf(values['period'], 'from'), partOf(values['period'], 'to')];
    if (typeof from !== 'string' || typeof to !== 'string') continue;
    const found = typeof values['found'] === 'number' ? values['found'] : 0;
    const own = reports.get(canonical(unit)) ?? new Map<string, RoundReport>();
    for (const round of distinct.filter((each) => speaksFor({ from, to }, each))) {
      const known = own.get(round.id);
      own.set(round.id, { found: (known?.found ?? 0) + found, records: [...(known?.records ?? []), id] });
    }
    reports.set(canonical(unit), own);
  }
  return reports;
}

/** Days before a round closes at which it is asked for. */
const AHEAD: { readonly [rhythm in Rhythm]: number } = { week: 2, month: 5, quarter: 10 };

/** The rounds to ask for: the last one that has closed, of the year before in January too, and the present one once it closes soon. */
export function askedRounds(rhythm: Rhythm, today: string): readonly Round[] {
  const present = roundAt(rhythm, today);
  const closed = roundAt(rhythm, addDays(present.from, -1));
  return daysBetween(today, present.to) <= AHEAD[rhythm] ? [closed, present] : [closed];
}

interface Asked {
  readonly rhythm: Rhythm;
  readonly reports: RoundReports;
  readonly villages: readonly { readonly id: string; readonly name: string }[];
  readonly today: string;
}

/** Which villages still owe which of the rounds asked for. */
export const owingOf = ({ rhythm, reports, villages, today }: Asked) =>
  askedRounds(rhythm, today).map((round) => ({
    round,
    villages: villages.filter(({ id }) => reports.get(id)?.get(round.id) === undefined),
  }));

/** One line a round: of one village for itself, of several for the office. */
export function screeningTodos(asked: Asked): Todo[] {
  return owingOf(asked).flatMap(({ round, villages }) => {
    const [first] = villages;
    if (first === undefined) return [];
    const own = asked.villages.length === 1;
    const text = own
      ? `${round.label}矛盾纠纷排查还没有报，没有发现也报一声`
      : `${round.label}矛盾纠纷排查还有 ${villages.length} 个村没有报：${villages.map(({ name }) => name).join('、')}`;
    const level = round.to < asked.today ? ('overdue' as const) : ('soon' as const);
    return [
      {
        id: `screening/${round.id}`,
        type: 'screening' as const,
        kind: '',
        record: '',
        unit: own ? first.id : '',
        text,
        due: round.to,
        level,
      },
    ];
  });
}
