/** What the list of tasks shows: the township's progress or one unit's, narrowed and in sections. */
import { taskSections } from '#kinds/codes-work.ts';
import type { Pace, Progress, ProgressState } from '#core/progress.ts';
import type { Reading } from '#core/sums.ts';
import type { Task } from '#core/task.ts';
import type { YearTasks } from '#pages/use-year.ts';

export interface TaskView extends Pace {
  readonly task: Task;
  readonly reading: Reading;
}

/** A unit's own part of every task in which it has one. */
export function viewsOf(tasks: readonly Progress[], unit: string): TaskView[] {
  if (unit === '') return [...tasks];
  return tasks.flatMap((progress) => {
    const own = progress.units.find((each) => each.unit === unit);
    return own === undefined || (own.target === null && own.reading.n === 0) ? [] : [{ ...own, task: progress.task }];
  });
}

/** What is awaited, and whether what stands here may still change; null: nothing. */
export function waitWords(ready: boolean, last: YearTasks['last']): string | null {
  if (ready || last?.isCurrent === true) return null;
  return last === null ? '仍在载入，数字会变' : '先列上次统计的数，仍在载入，数字会变';
}

export const STATES = ['behind', 'onTrack', 'done'] as const;
export type StateFilter = (typeof STATES)[number] | '';

/** What cannot be judged belongs with what needs a look, not with what is done. */
const GROUP: { readonly [state in ProgressState]: StateFilter } = {
  behind: 'behind',
  unknown: 'behind',
  none: 'onTrack',
  onTrack: 'onTrack',
  done: 'done',
};

export const inState = (views: readonly TaskView[], state: StateFilter): TaskView[] =>
  state === '' ? [...views] : views.filter((view) => GROUP[view.state] === state);

export const countStates = (views: readonly TaskView[]): { readonly [state in (typeof STATES)[number]]: number } => ({
  behind: inState(views, 'behind').length,
  onTrack: inState(views, 'onTrack').length,
  done: inState(views, 'done').length,
});

export interface TaskSection {
  readonly id: string;
  readonly zh: string;
  readonly views: readonly TaskView[];
}

/** In the order of the list of sections; tasks without one come last. */
export function sectionsOf(views: readonly TaskView[]): TaskSection[] {
  const known = taskSections.codes.map(({ id, zh }) => ({
    id,
    zh,
    views: views.filter(({ task }) => task.section === id),
  }));
  const others = views.filter(({ task }) => !taskSections.codes.some(({ id }) => id === task.section));
  return [...known, { id: 'others', zh: '其他任务', views: others }].filter((section) => section.views.length > 0);
}

export const taskHref = (id: string, unit: string): string => `/tasks/${id}${unit === '' ? '' : `?unit=${unit}`}`;

/** The page of one unit: its year in figures and its part of every task. */
export const unitHref = (unit: string): string => `/tasks/unit/${unit}`;
