import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Where Linux keeps files in memory. */
const IN_MEMORY = '/dev/shm';
/** Browsers' profiles, servers' data and a PostgreSQL need a tenth of it. */
const ROOM_BYTES = 3_000_000_000;

/**
 * The folder for what lives no longer than a test run. In memory where there is plenty of it: each durable commit of a browser, a server or
 * a database waits for its disk otherwise, and that a disk keeps what it was told to keep is not for these tests to prove.
 */
export function quickTmpdir(): string {
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    accessSync(IN_MEMORY, constants.W_OK);
    return bavail * bsize >= ROOM_BYTES ? IN_MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}
