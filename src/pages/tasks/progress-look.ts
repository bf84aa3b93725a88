/** How a progress is shown: its tone beside its word, and the shares of a bar. */
import { isShare, type Metric } from '#core/metric.ts';
import { readingText } from '#core/metric-words.ts';
import { amountText, stateWords, type Pace, type Progress, type ProgressState } from '#core/progress.ts';
import type { Figure, Reading } from '#core/sums.ts';
import type { Tone } from '#ui/StateBadge.tsx';

const TONES: { readonly [state in ProgressState]: Tone } = {
  done: 'done',
  onTrack: 'act',
  behind: 'soon',
  unknown: 'plain',
  none: 'plain',
};

/** Past its day it is late, before it is merely behind. */
export function toneOf({ state }: Pick<Pace, 'state'>, due: string | null, today: string | null): Tone {
  return state === 'behind' && due !== null && today !== null && due < today ? 'late' : TONES[state];
}

export function stateText({ state }: Pick<Pace, 'state'>, due: string | null, today: string | null): string {
  return state === 'behind' && due !== null && today !== null && due < today ? '逾期' : stateWords[state];
}

/** 12 场, 83.3%（5/6）; — where it cannot be counted. */
export function doneText({ task, reading, done }: Pick<Progress, 'task' | 'reading' | 'done'>): string {
  if (!task.metric.ok) return '—';
  return done === null ? '—' : readingText(task.metric.metric, reading);
}

export const targetText = ({ task, target }: Pick<Progress, 'task' | 'target'>): string =>
  task.metric.ok ? amountText(task.metric.metric, target) : '—';

/** Short form for a cell of a table: 5, 83%, —. */
export function cellText(metric: Metric, { done }: Pick<Pace, 'done'>, reading: Reading): string {
  if (done === null) return '—';
  return isShare(metric) ? (reading.of === 1 ? (reading.n > 0 ? '有' : '无') : `${done}%`) : String(done);
}

/** What there should be today: 5场; — where no pace is known. */
export const paceText = ({ task, expected }: Pick<Progress, 'task' | 'expected'>): string =>
  expected !== null && task.metric.ok ? amountText(task.metric.metric, expected) : '—';

/** What there will be on its day as things go: 约 53人次; — where nothing can be said. */
export const forecastText = ({ task, forecast }: Pick<Progress, 'task' | 'forecast'>): string =>
  forecast !== null && task.metric.ok ? `约 ${amountText(task.metric.metric, forecast)}` : '—';

/** 照此到期约 53人次，不够: for whoever has only a line; nothing where the target will be reached, or nothing can be said. */
export function forecastWords(view: Pick<Progress, 'task' | 'forecast' | 'target' | 'state'>): string {
  const { forecast, target, state } = view;
  if (state === 'done' || forecast === null || target === null || forecast >= target) return '';
  return `照此到期${forecastText(view)}，不够`;
}

/** The gold mark of a bar; of what is done nobody asks where it should be. */
export const paceMark = ({ state, expected }: Pick<Pace, 'state' | 'expected'>): { readonly pace?: number } =>
  expected === null || state === 'done' ? {} : { pace: expected };

/** What the badge has not said already. */
export const moreWords = ({ state, words }: Pick<Pace, 'state' | 'words'>): string =>
  state === 'done' || state === 'none' || words === '进度正常' ? '' : words;

/** 已上报 12 · 待上报 2; where there is no server: 已存本机 14 (SPEC F9). */
export const splitText = ({ stored, confirmed, pending }: Figure['split']): string =>
  confirmed === null || pending === null ? `已存本机 ${stored}` : `已上报 ${confirmed} · 待上报 ${pending}`;
