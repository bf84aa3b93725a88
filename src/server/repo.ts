import Database from 'better-sqlite3';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the server keeps. One connection: SQLite has one writer, and every call here is short. */
export interface Repo {
  readonly storage: 'sqlite';
  /** Names this database's history. Devices that knew another epoch must not trust their cursors. */
  readonly epoch: string;
  close(): void;
}

const migrations = new URL('./migrations/', import.meta.url);

export function openRepo(dataDir: string, newId: () => string): Repo {
  mkdirSync(dataDir, { recursive: true });
  const db = new Database(join(dataDir, 'fazhi.sqlite'));
  try {
    db.pragma('journal_mode = WAL');
    // What was acknowledged to a device survives a power cut.
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    migrate(db);
    return { storage: 'sqlite', epoch: epochOf(db, newId), close: () => void db.close() };
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** Runs the numbered scripts that this database has not seen; the number of the last one is its `user_version`. */
function migrate(db: Database.Database): void {
  const scripts = readdirSync(migrations)
    .filter((name) => name.endsWith('.sql'))
    .toSorted();
  const seen = Number(db.pragma('user_version', { simple: true }));
  if (seen > scripts.length) {
    throw new Error(`the database is of a newer version (${seen}) than this server (${scripts.length})`);
  }

  for (const [index, name] of scripts.entries()) {
    const version = index + 1;
    if (version <= seen) continue;
    // Script and number in one transaction: a crash between them must not run a script twice.
    db.transaction(() => {
      db.exec(readFileSync(new URL(name, migrations), 'utf8'));
      db.pragma(`user_version = ${version}`);
    })();
  }
}

function epochOf(db: Database.Database, newId: () => string): string {
  db.prepare(`INSERT INTO meta (name, value) VALUES ('epoch', ?) ON CONFLICT DO NOTHING`).run(newId());
  return db.prepare<[], string>(`SELECT value FROM meta WHERE name = 'epoch'`).pluck().get() ?? '';
}
