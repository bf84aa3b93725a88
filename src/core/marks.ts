/**
 * The metric behind every mark of a chart and every cell of a table, so that a tap opens exactly the records that were
 * counted there.
 */
import { disputeTypes } from '#kinds/codes.ts';
import { parseMetric, type Filter, type Metric } from './metric.ts';
import type { MetricText } from './presets.ts';

export type Mark = Metric;

/** What is written here is known to this version; a wrong one is a bug. */
function markOf(text: MetricText): Mark {
  const parsed = parseMetric(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.metric;
}

const ACCEPTED = ['accepted', 'inMediation', 'settled', 'notSettled', 'terminated'];
const accepted = { field: 'status', operator: 'in', value: ACCEPTED } as const;
const settled = { field: 'status', operator: 'eq', value: 'settled' } as const;

export const acceptedCases = markOf({ measure: 'count', kind: 'mediationCase', where: [accepted] });
export const settlementRate = markOf({
  measure: 'rate',
  part: { measure: 'count', kind: 'mediationCase', where: [settled] },
  whole: { measure: 'count', kind: 'mediationCase', where: [accepted] },
});
export const agreedAmount = markOf({ measure: 'sum', field: 'agreedAmount', kind: 'mediationCase', where: [settled] });

export const casesOfType = (types: readonly string[]): Mark =>
  markOf({
    measure: 'count',
    kind: 'mediationCase',
    where: [
      accepted,
      types[0] === ''
        ? { field: 'disputeType', operator: 'empty' }
        : { field: 'disputeType', operator: 'in', value: types },
    ],
  });

/** The types that the older list of 15 has under one name; its line 未填 is that of no type. */
export function typesIn15(name: string): string[] {
  if (name === '未填') return [''];
  const types = disputeTypes.codes.filter(({ rollup15 }) => rollup15 === name).map(({ id }) => id);
  return types.length === 0 ? [name] : types;
}

export const casesFrom = (source: string): Mark =>
  markOf({
    measure: 'count',
    kind: 'mediationCase',
    where: [
      accepted,
      source === '' ? { field: 'source', operator: 'empty' } : { field: 'source', operator: 'eq', value: source },
    ],
  });

export const casesWithOutcome = (outcome: string): Mark =>
  markOf({
    measure: 'count',
    kind: 'mediationCase',
    where: [{ field: 'status', operator: 'in', value: outcome === 'open' ? ['accepted', 'inMediation'] : [outcome] }],
  });

export const casesWithForm = (form: string): Mark =>
  markOf({
    measure: 'count',
    kind: 'mediationCase',
    where: [
      settled,
      form === ''
        ? { field: 'agreementForm', operator: 'empty' }
        : { field: 'agreementForm', operator: 'eq', value: form },
    ],
  });

/** 培训场次: the types of the list that count, and the township's own that do (`trainingTypesThatCount`). */
export const trainingsOfTypes = (
  types: readonly string[],
  measure: 'count' | 'personTimes' | 'people' = 'count',
): Mark => markOf({ measure, kind: 'training', where: [{ field: 'type', operator: 'in', value: types }] });
export const trainingsOfType = (type: string): Mark =>
  markOf({ measure: 'count', kind: 'training', where: [{ field: 'type', operator: 'eq', value: type }] });

export const allEvents = markOf({ measure: 'count', kind: 'publicityEvent' });
export const eventAudience = markOf({ measure: 'sum', field: 'audience', kind: 'publicityEvent' });
export const eventsOnTheme = (theme: string): Mark =>
  markOf({ measure: 'count', kind: 'publicityEvent', where: [{ field: 'themes', operator: 'has', value: theme }] });
export const eventsInForm = (form: string): Mark =>
  markOf({ measure: 'count', kind: 'publicityEvent', where: [{ field: 'forms', operator: 'has', value: form }] });

const rosters = new Map<string, Mark>();
/** Who stands on a roster; one object per role, so that its figure is known again. */
export function rosterOfRole(role: string): Mark {
  const known = rosters.get(role);
  if (known !== undefined) return known;
  const mark = markOf({ measure: 'count', kind: 'person', where: [{ field: 'roles', operator: 'has', value: role }] });
  rosters.set(role, mark);
  return mark;
}

const cases = (...where: Filter[]): Mark =>
  markOf({ measure: 'count', kind: 'mediationCase', where: [accepted, ...where] });

export const mediationRate = markOf({
  measure: 'rate',
  part: {
    measure: 'count',
    kind: 'mediationCase',
    where: [{ field: 'status', operator: 'in', value: ['settled', 'notSettled', 'terminated'] }],
  },
  whole: { measure: 'count', kind: 'mediationCase', where: [accepted] },
});
export const difficultCases = cases({ field: 'difficulty', operator: 'in', value: ['complex', 'major'] });
const performed = { field: 'performance', operator: 'eq', value: 'performed' } as const;
export const performedCases = cases(performed);
export const performanceRate = markOf({
  measure: 'rate',
  part: { measure: 'count', kind: 'mediationCase', where: [accepted, performed] },
  whole: { measure: 'count', kind: 'mediationCase', where: [settled] },
});
export const casesConfirmed = (...states: readonly string[]): Mark =>
  cases({ field: 'judicialConfirmation.state', operator: 'in', value: states });
export const casesFlagged = (field: string): Mark => cases({ field, operator: 'eq', value: true });

/** Cases of these committees; `others`: of none of them, whether another one or none was named. */
export const casesOfCommittees = (committees: readonly string[], others: boolean): Mark =>
  others
    ? cases(...committees.map((id): Filter => ({ field: 'committee', operator: 'ne', value: id })))
    : // Without a committee of that kind no case is meant; a list of choices must not be empty.
      cases({ field: 'committee', operator: 'in', value: committees.length === 0 ? ['—'] : committees });

export const sumOf = (kind: string, field: string, ...where: Filter[]): Mark =>
  markOf({ measure: 'sum', kind, field, where });
export const countOf = (kind: string, ...where: Filter[]): Mark => markOf({ measure: 'count', kind, where });
export const rateOfSums = (kind: string, part: string, whole: string): Mark =>
  markOf({
    measure: 'rate',
    part: { measure: 'sum', kind, field: part },
    whole: { measure: 'sum', kind, field: whole },
  });

export const materials = sumOf('publicityEvent', 'materials');
export const screenings = countOf('screening');
/** How much of a roster came to any training or study. */
export const rosterTrained = (roster: string): Mark => markOf({ measure: 'coverage', kind: 'training', roster });
/** In how many villages there was any. */
export const villagesWith = (kind: string): Mark => markOf({ measure: 'coverageUnits', kind });
