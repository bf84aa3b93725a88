/**
 * One look at a workspace when the app starts: everything that the first screen shows, in one round trip and without the library that opens
 * the database. Asked for before the rest of the app is evaluated, it is here when the first screen is drawn.
 */
import type { Chain, Counter, LedgerDb, MetaEntry, StoredRow } from './db.ts';
import { ASKED, CLOCK, IDENTITY, LAST_BACKUP, localKey, PIN, TRIES, UNIT, VERIFIER, YEAR } from './meta-keys.ts';
import { tableOf, versions } from './schema.ts';

export interface Glance {
  /** Of `meta` what the first screen depends on, by id. */
  readonly meta: ReadonlyMap<string, unknown>;
  readonly units: readonly StoredRow[];
  readonly counters: readonly Counter[];
  readonly chains: readonly Chain[];
  readonly hasChanges: boolean;
}

const KEYS = [IDENTITY, CLOCK, PIN, TRIES, VERIFIER, ASKED, LAST_BACKUP, localKey(UNIT), localKey(YEAR)];
const UNITS = tableOf('unit');

/** A browser that answers later than this (Safari 14 may never) is asked in the patient way. */
const PATIENCE_MS = 1500;

/** Null where there is no database of this version to look at, and where the browser refuses. Stores nothing and makes no database. */
export function glanceAt(name: string): Promise<Glance | null> {
  return new Promise((resolve) => {
    const none = () => resolve(null);
    setTimeout(none, PATIENCE_MS);
    try {
      const request = indexedDB.open(name);
      // There is none: this attempt must leave none behind.
      request.addEventListener('upgradeneeded', () => request.transaction?.abort());
      request.addEventListener('error', (event) => {
        event.preventDefault();
        none();
      });
      request.addEventListener('success', () => look(request.result, resolve));
    } catch {
      none();
    }
  });
}

function look(db: IDBDatabase, answer: (glance: Glance | null) => void): void {
  // Whoever upgrades or deletes it need not wait.
  db.addEventListener('versionchange', () => db.close());
  try {
    if (Math.floor(db.version / 10) === versions.length) read(db, answer);
    else answer(null);
  } catch {
    answer(null);
  } finally {
    // It ends once what was asked is answered.
    db.close();
  }
}

function read(db: IDBDatabase, answer: (glance: Glance | null) => void): void {
  const transaction = db.transaction(['meta', UNITS, 'counters', 'chains', 'changes'], 'readonly');
  const store = (table: string) => transaction.objectStore(table);
  const all = <T>(table: string): IDBRequest<T[]> => store(table).getAll();
  const meta = KEYS.map((key): IDBRequest<MetaEntry | undefined> => store('meta').get(key));
  const units = all<StoredRow>(UNITS);
  const counters = all<Counter>('counters');
  const chains = all<Chain>('chains');
  const first = store('changes').getAllKeys(null, 1);
  transaction.addEventListener('abort', () => answer(null));
  transaction.addEventListener('complete', () =>
    answer({
      meta: new Map(KEYS.map((key, i) => [key, meta[i]?.result?.value])),
      units: units.result,
      counters: counters.result,
      chains: chains.result,
      hasChanges: first.result.length > 0,
    }),
  );
}

const glances = new WeakMap<LedgerDb, Glance>();

export const keepGlance = (db: LedgerDb, glance: Glance): void => void glances.set(db, glance);
/** What was seen at the start; null once the first screen has been drawn with it: from then on only the database knows. */
export const glanceOf = (db: LedgerDb): Glance | null => glances.get(db) ?? null;
export const dropGlance = (db: LedgerDb): void => void glances.delete(db);
