/** The plan of a year: tasks proposed to pick from, whatever they come from. Nothing is stored here. */
import { itemEntries } from '#kinds/conditions.ts';
import type { Items, Value, Values } from '#kinds/field.ts';
import type { CountedRow, CountedUnits } from './counted-units.ts';
import { addMonths, isDay } from './day.ts';
import { presets, presetValues, type Preset, presetForVillage } from './presets.ts';

export interface Proposal {
  /** The same for the same origin, so that a choice outlives a redraw. */
  readonly id: string;
  readonly title: string;
  readonly section: string | null;
  readonly metric: unknown;
  /** In the unit of the figure, as `annualTask.target`; null where none was set. */
  readonly target: number | null;
  /** `YYYY-MM-DD`. */
  readonly due: string;
  /** The words it comes from. */
  readonly quote?: string;
  /** What whoever picks it should know. */
  readonly remark?: string;
  /** The values of the annualTask; `newId` names its items. */
  readonly values: (newId: () => string) => Values;
}

/** One of the ready-made tasks, on its own or with other words and another target. */
export function presetProposal(
  preset: Preset,
  year: number,
  from: { readonly id?: string; readonly quote?: string; readonly target?: number; readonly basis?: string } = {},
): Proposal {
  const { title, section, metric, due, remark } = preset;
  const target = from.target ?? preset.target;
  return {
    id: from.id ?? preset.id,
    title,
    section,
    metric,
    target,
    due: `${year}-${due}`,
    quote: from.quote ?? preset.quote,
    ...(remark === undefined || from.quote !== undefined ? {} : { remark }),
    values: (newId) => ({
      ...presetValues(preset, year, newId),
      target,
      ...(from.basis === undefined ? {} : { basis: from.basis }),
      ...(from.quote === undefined ? {} : { note: `报告原文：“${from.quote}”` }),
    }),
  };
}

/** `isVillage`: a village that works alone, which takes its part of what the township undertook. */
export const presetProposals = (year: number, isVillage: boolean): Proposal[] =>
  presets.map((preset) => presetProposal(isVillage ? presetForVillage(preset) : preset, year));

/** What a task says of the plan and not of its year. */
const CARRIED = ['title', 'metric', 'target', 'section', 'basis', 'responsible', 'topic', 'split', 'schedule'] as const;

/**
 * Last year's tasks for this year: the same metric, target, parts and responsible unit; days a year later, and nothing
 * of what was done. `units` are those of this year: what was asked of a village that went into another one is asked of that one;
 * the part of one that is gone is left out, and whoever picks the task is told.
 */
export function lastYearProposals(tasks: readonly CountedRow[], year: number, units: PlannedUnits): Proposal[] {
  const own = tasks.filter(({ values }) => values.year === year - 1);
  return own
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, values }) => ({
      id,
      title: typeof values.title === 'string' ? values.title : '未命名任务',
      section: typeof values.section === 'string' ? values.section : null,
      metric: values.metric,
      target: typeof values.target === 'number' ? values.target : null,
      due: yearLater(values.due) ?? `${year}-12-31`,
      ...(itemEntries(values.splitTargets).every(([unit]) => isHere(unit, units)) ? {} : { remark: LEFT_OUT }),
      values: (newId) => carriedOver(values, year, units, newId),
    }));
}

type PlannedUnits = Pick<CountedUnits, 'canonical'> & { readonly list: readonly { readonly id: string }[] };

const LEFT_OUT = '有的单位今年没有了，分给它的指标没有带过来，请核对各单位相加是不是目标值。';

const isHere = (unit: string, { list, canonical }: PlannedUnits): boolean =>
  list.some(({ id }) => id === canonical(unit));

/** Parts by the unit that stands for each. */
function partsOf(values: Values, units: PlannedUnits): { readonly [unit: string]: { readonly target: number } } {
  const parts = new Map<string, number>();
  for (const [unit, { target }] of itemEntries(values.splitTargets)) {
    const id = units.canonical(unit);
    if (isHere(unit, units) && typeof target === 'number') parts.set(id, (parts.get(id) ?? 0) + target);
  }
  return Object.fromEntries([...parts].map(([unit, target]) => [unit, { target }]));
}

const yearLater = (day: Value | undefined): string | null => (isDay(day) ? addMonths(day, 12) : null);

function carriedOver(values: Values, year: number, units: PlannedUnits, newId: () => string): Values {
  const kept = CARRIED.flatMap((field) => {
    const value = values[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  const splitTargets = partsOf(values, units);
  const steps = itemEntries(values.steps).map(([, { by, target }]) => ({ by: yearLater(by), target }));
  const checks = itemEntries(values.checks).map(([, { title }]) => ({ title }));
  return {
    ...Object.fromEntries(kept),
    year,
    due: yearLater(values.due) ?? `${year}-12-31`,
    ...(Object.keys(splitTargets).length === 0 ? {} : { splitTargets }),
    ...listed('steps', steps, newId),
    ...listed('checks', checks, newId),
  };
}

function listed(
  field: string,
  items: readonly { readonly [member: string]: Value | null | undefined }[],
  newId: () => string,
): Values {
  if (items.length === 0) return {};
  const named = items.map((item) => {
    const said = Object.entries(item).filter(([, value]) => value !== undefined && value !== null);
    return [newId(), Object.fromEntries(said)] as const;
  });
  return { [field]: Object.fromEntries(named) as Items };
}
