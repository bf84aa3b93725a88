/**
 * The PIN: a lock on the screen, not on the data (docs/decisions/0005-pin.md). Wrong tries are slowed down and never
 * punished; what is forgotten can be set anew. Time and chance are arguments.
 */

const PIN_MIN = 4;
export const PIN_MAX = 6;

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Why a PIN cannot be taken, in the words of the form; null when it can. */
export function pinProblem(pin: string, again: string): string | null {
  if (!/^\d*$/.test(pin)) return '只能用数字';
  if (pin.length < PIN_MIN || pin.length > PIN_MAX) return `请输入 ${PIN_MIN} 到 ${PIN_MAX} 位数字`;
  if (isGuessable(pin)) return '这个数字太好猜，请换一个';
  return pin === again ? null : '两次输入的不一样';
}

/** 1111, 1234, 987654: what anyone tries first. */
function isGuessable(pin: string): boolean {
  const steps = new Set<number>();
  for (let i = 1; i < pin.length; i++) steps.add(Number(pin[i]) - Number(pin[i - 1]));
  const [step] = steps;
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1;
}

/** Wrong tries in a row and when the last one was. Kept across restarts, so that a reload is no way around the wait. */
export interface Tries {
  readonly wrong: number;
  readonly last: number;
}
export const NO_TRIES: Tries = { wrong: 0, last: 0 };

/** Slips cost nothing; guessing through all four-digit numbers would take months. */
const waits: readonly (readonly [from: number, ms: number])[] = [
  [10, 15 * MINUTE],
  [8, 5 * MINUTE],
  [6, MINUTE],
  [5, 30 * SECOND],
];

/** Milliseconds until the next try is allowed. A clock set back never makes the wait longer than it was. */
export function waitOf({ wrong, last }: Tries, now: number): number {
  const wait = waits.find(([from]) => wrong >= from)?.[1] ?? 0;
  return Math.min(wait, Math.max(0, last + wait - now));
}

export const afterWrong = ({ wrong }: Tries, now: number): Tries => ({ wrong: wrong + 1, last: now });

/** How long a request to set the PIN anew without any secret waits (docs/decisions/0005-pin.md). */
export const RESET_WAIT = 24 * 60 * MINUTE;

/** Milliseconds until a request made at `asked` is due. */
export const resetWaitOf = (asked: number, now: number): number =>
  Math.min(RESET_WAIT, Math.max(0, asked + RESET_WAIT - now));

/** Minutes hidden or untouched after which the screen locks; 0: as soon as the app is left. */
export const LOCK_AFTER = [0, 1, 5, 15, 30] as const;
export const LOCK_AFTER_DEFAULT = 5;

/** Whether the screen locks: `hidden` since the page was left, `idle` since the last touch, in milliseconds. */
export function locksAfter(minutes: number, hidden: number | null, idle: number): boolean {
  // A clock set back leaves no way to know how long it was.
  if (idle < 0 || (hidden !== null && hidden < 0)) return true;
  if (hidden !== null && hidden >= minutes * MINUTE) return true;
  // "As soon as the app is left" cannot mean: after zero seconds of reading.
  return idle >= (minutes === 0 ? LOCK_AFTER_DEFAULT : minutes) * MINUTE;
}

/** 8 小时 20 分钟, 30 秒: how long to wait, in words. */
export function waitText(ms: number): string {
  const seconds = Math.ceil(ms / SECOND);
  if (seconds < 60) return `${seconds} 秒`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} 分钟`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} 小时` : `${(minutes - rest) / 60} 小时 ${rest} 分钟`;
}
