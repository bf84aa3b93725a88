/** The metric behind every mark of the charts, so that a tap opens exactly the records that were drawn. */
import { trainingTypes } from '#kinds/codes-work.ts';
import { disputeTypes } from '#kinds/codes.ts';
import { parseMetric, type Metric } from '#core/metric.ts';
import type { MetricText } from '#core/presets.ts';

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

/** The types that the older list of 15 has under one name. */
export function typesIn15(name: string): string[] {
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

/** 培训场次: the types of the list that count; a township's own types are opened from their bar. */
export const countedTrainings = markOf({
  measure: 'count',
  kind: 'training',
  where: [
    {
      field: 'type',
      operator: 'in',
      value: trainingTypes.codes.filter(({ countsAsTraining }) => countsAsTraining === true).map(({ id }) => id),
    },
  ],
});
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
