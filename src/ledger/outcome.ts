/** How a command ends. Whatever bad input can cause is a value, not an exception (contract.md: never a stack trace). */

/** 2: wrong usage; 1: bad content. `line` names file, place and cure. */
export interface Failed {
  readonly exit: 1 | 2;
  readonly line: string;
}
export type Outcome = null | Failed;

export const misused = (line: string): Failed => ({ exit: 2, line });
export const failed = (file: string, line: string): Failed => ({ exit: 1, line: `${file}：${line}` });

export const isFailed = (value: unknown): value is Failed =>
  typeof value === 'object' && value !== null && 'exit' in value && 'line' in value;

/** Where commands print; a test may listen. */
export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
