import { execSync } from 'node:child_process';

/**
 * The app knows when it was made: a phone's clock that stands before that is wrong. The commit's time where there is one,
 * so that the same sources give the same build.
 */
export function builtAt(): number {
  try {
    return (
      Number(execSync('git log -1 --format=%ct', { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) * 1000
    );
  } catch {
    return Date.now();
  }
}
