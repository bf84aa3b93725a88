import { closeSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { dayOfMs } from '#core/day.ts';

/** The Cybersecurity Law (article 21) asks for six months; some more, so that the shortest half-year holds as well. */
export const KEPT_DAYS = 200;
const DAY_MS = 86_400_000;
const NAME = /^fazhi-(\d{4}-\d{2}-\d{2})\.log$/;

export interface LogFile {
  write(line: string): void;
  close(): void;
}

/** One file a day in `folder`; those older than 200 days go. Errors are repeated to `alarm`, which a service manager keeps as well. */
export function openLogFile(folder: string, now: () => number, alarm: (line: string) => void): LogFile {
  mkdirSync(folder, { recursive: true });
  let day = '';
  let file: number | null = null;

  const close = (): void => {
    if (file !== null) closeSync(file);
    file = null;
  };
  const turn = (today: string): void => {
    close();
    day = today;
    file = openSync(join(folder, `fazhi-${today}.log`), 'a', 0o600);
    const oldest = dayOfMs(now() - KEPT_DAYS * DAY_MS);
    for (const name of readdirSync(folder)) {
      const written = NAME.exec(name)?.[1];
      if (written !== undefined && written < oldest) rmSync(join(folder, name), { force: true });
    }
  };
  return {
    write: (line) => {
      let isKept = false;
      try {
        const today = dayOfMs(now());
        if (file === null || today !== day) turn(today);
        if (file !== null) writeSync(file, line);
        isKept = true;
      } catch {
        // A full disk must not stop the server from answering that it is full.
      }
      if (!isKept || isAlarming(line)) alarm(line);
    },
    close,
  };
}

/** Lines begin with their level: 50 is an error, 60 is fatal. */
const isAlarming = (line: string): boolean => /^\{"level":[56]0\b/.test(line);
