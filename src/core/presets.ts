/**
 * Ready-made tasks: one for every undertaking of 双泉乡's report of 2024, parts one and three, each with the words it
 * stands for. A township picks from them; targets are proposals except where the report itself gives the number.
 */
import type { Group, Items, Values } from '#kinds/field.ts';
import { amountText } from './progress.ts';
import { isShare, parseMetric, type Countable, type Done, type Rate, type Source } from './metric.ts';
import { administrationPresets } from './presets/administration.ts';
import { mediationPresets } from './presets/mediation.ts';
import { publicityPresets } from './presets/publicity.ts';
import { publicityPlanPresets } from './presets/publicity-plan.ts';
import { studyPresets } from './presets/study.ts';
import { supportPresets } from './presets/support.ts';

type Short<M> = M extends Source ? Omit<M, 'where' | 'when' | 'by'> & Partial<Pick<M, 'where' | 'when' | 'by'>> : never;
/** A metric as one writes it: what is left out follows from the kind (`parseMetric`). */
export type MetricText =
  | Short<Countable>
  | Done
  | { readonly measure: Rate['measure']; readonly part: Short<Countable>; readonly whole: Short<Countable> };

export interface Preset {
  readonly id: string;
  readonly title: string;
  /** Verbatim words of the report. */
  readonly quote: string;
  /** Part and heading of the report: 一（二）. */
  readonly place: string;
  readonly section: 'study' | 'publicity' | 'administration' | 'mediation' | 'support';
  readonly metric: MetricText;
  /** In percent for shares. */
  readonly target: number;
  /** The report itself gives the number. */
  readonly targetFromReport?: true;
  /** `MM-DD`. */
  readonly due: string;
  readonly schedule: 'even' | 'byQuarter' | 'byDate';
  /** Divided equally among the villages. */
  readonly perVillage?: true;
  /** 谁执法谁普法: the topic that a responsible unit answers for. */
  readonly topic?: string;
  /** What a `done` metric goes by. */
  readonly checks?: readonly string[];
  /** What whoever picks it should know. */
  readonly remark?: string;
}

export const presets: readonly Preset[] = [
  ...studyPresets,
  ...publicityPresets,
  ...publicityPlanPresets,
  ...administrationPresets,
  ...mediationPresets,
  ...supportPresets,
];

const REPORT = '双泉乡2024年法治政府建设情况的报告';

/** The words a task stands for, and what to know about them; kept in its 备注. */
export const presetNote = ({ quote, remark }: Preset): string =>
  [`报告原文：“${quote}”`, ...(remark === undefined ? [] : [remark])].join('\n');

/** 双泉乡 has six villages; a village that works alone takes its sixth of what the whole township undertook. */
const VILLAGES = 6;

/** The target proposed to a village alone; shares are asked of every village alike (SPEC F7), and what cannot be parted stays one. */
const villageTarget = ({ metric, target }: Pick<Preset, 'metric' | 'target'>): number => {
  const parsed = parseMetric(metric);
  return parsed.ok && isShare(parsed.metric) ? target : Math.max(1, Math.ceil(target / VILLAGES));
};

/** The same undertaking as one village's own. */
export function presetForVillage(preset: Preset): Preset {
  const target = villageTarget(preset);
  if (target === preset.target) return preset;
  const { targetFromReport: _, perVillage: __, ...rest } = preset;
  const parsed = parseMetric(preset.metric);
  const whole = parsed.ok ? amountText(parsed.metric, preset.target) : preset.target;
  const said = `全乡目标是${whole}，按六个村平均。`;
  return { ...rest, target, remark: rest.remark === undefined ? said : `${rest.remark}${said}` };
}

/** The values of an annualTask made from a preset; `newId` names the items of its check list. */
export function presetValues(preset: Preset, year: number, newId: () => string): Values {
  const { title, place, section, metric, target, due, schedule, perVillage, topic, checks = [] } = preset;
  return {
    year,
    title,
    // Filters stand in a list, for which `Value` has no word of its own.
    metric: metric as unknown as Group,
    target,
    due: `${year}-${due}`,
    section,
    basis: `${REPORT}${place}`,
    schedule,
    note: presetNote(preset),
    ...(perVillage === true ? { split: { over: 'village', manner: 'equal' } } : {}),
    ...(topic === undefined ? {} : { topic }),
    ...(checks.length === 0 ? {} : { checks: checkItems(checks, newId) }),
  };
}

const checkItems = (titles: readonly string[], newId: () => string): Items =>
  Object.fromEntries(titles.map((title) => [newId(), { title }]));
