/** 谁执法谁普法 (法治宣传教育法): which unit answers for which topic, and what it has done (records.md: annualTask.topic). */
import type { Values } from '#kinds/field.ts';
import type { Progress } from './progress.ts';

export interface Duty {
  readonly progress: Progress;
  readonly topic: string;
}

export interface DutiesOfUnit {
  /** 责任单位; '' where nobody was named. */
  readonly responsible: string;
  readonly duties: readonly Duty[];
}

interface TaskRow {
  readonly id: string;
  readonly values: Values;
}

/** Tasks with a topic, by who answers for them; those that nobody answers for come first. */
export function publicityDuties(tasks: readonly Progress[], rows: readonly TaskRow[]): DutiesOfUnit[] {
  const topics = new Map(rows.map(({ id, values: { topic } }) => [id, typeof topic === 'string' ? topic : '']));
  const byUnit = new Map<string, Duty[]>();
  for (const progress of tasks) {
    const topic = topics.get(progress.task.id) ?? '';
    if (topic === '') continue;
    const responsible = progress.task.responsible.trim();
    byUnit.set(responsible, [...(byUnit.get(responsible) ?? []), { progress, topic }]);
  }
  const units = [...byUnit].map(([responsible, duties]) => ({ responsible, duties }));
  return units.sort((a, b) => Number(a.responsible !== '') - Number(b.responsible !== ''));
}
