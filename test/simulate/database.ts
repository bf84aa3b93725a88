/**
 * The server's database in memory. A thread keeps one for all its seeds and empties it between them: opening one and preparing its statements anew
 * takes longer than many a seed.
 */
import Database from 'better-sqlite3';
import { storageOn, type Storage } from '#server/storage.ts';

/** A copy of what lies on the disk: rows by table. */
export type Saved = ReadonlyMap<string, readonly (readonly unknown[])[]>;

export interface Shared {
  readonly storage: Storage;
  /** Rows of a statement, without the detour of building it. */
  readonly rows: <Row>(sql: string, ...values: readonly unknown[]) => Row[];
  readonly save: () => Saved;
  readonly restore: (saved: Saved) => void;
  /** It can serve the next seed. */
  readonly giveBack: () => void;
}

interface Kept extends Omit<Shared, 'giveBack'> {
  readonly empty: Saved;
}

let idle: Kept | null = null;

/** An empty database with the schema in it; nobody else's until it is given back. */
export async function takeDatabase(): Promise<Shared> {
  const kept = idle ?? (await open());
  idle = null;
  kept.restore(kept.empty);
  return { ...kept, giveBack: () => void (idle = kept) };
}

async function open(): Promise<Kept> {
  const file = new Database(':memory:');
  const storage = await storageOn(file, () => 'simulated');
  const prepared = new Map<string, Database.Statement>();
  const prepare = (sql: string): Database.Statement => {
    const statement = prepared.get(sql) ?? file.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  /** Answers since the last write: who looks at the server asks the same again and again. */
  const answers = new Map<string, unknown[]>();
  const writes = prepare('select total_changes()').pluck();
  let written: unknown = null;
  const ask = (sql: string, values: readonly unknown[]): unknown[] => {
    const now = writes.get();
    if (now !== written) answers.clear();
    written = now;
    const question = [sql, ...values].join('\0');
    const answer = answers.get(question) ?? prepare(sql).all(...values);
    answers.set(question, answer);
    return answer;
  };
  const tables = prepare("select name from sqlite_master where type = 'table' and name not like 'kysely_%'")
    .pluck()
    .all() as string[];
  const save = (): Saved =>
    new Map(tables.map((table) => [table, prepare(`select * from "${table}"`).raw().all() as unknown as unknown[][]]));
  const restore = file.transaction((saved: Saved): void => {
    for (const [table, rows] of saved) {
      prepare(`delete from "${table}"`).run();
      for (const row of rows) prepare(`insert into "${table}" values (${row.map(() => '?').join()})`).run(...row);
    }
  });
  return {
    storage,
    rows: <Row>(sql: string, ...values: readonly unknown[]) => ask(sql, values) as Row[],
    save,
    restore,
    empty: save(),
  };
}
