/**
 * One look at a workspace when the app starts: everything that the first screen shows, in one round trip and without the library that opens
 * the database. Asked for before the rest of the app is evaluated, it is here when the first screen is drawn. Where that is a screen of the
 * year (below /tasks), the year's tasks and the figures of the last visit are of it.
 */
import type { Chain, Counter, LedgerDb, MetaEntry, StoredRow } from './db.ts';
import type { StoredFigures } from './kept-figures.ts';
import { ASKED, CLOCK, IDENTITY, LAST_BACKUP, localKey, PIN, TICKS, TRIES, UNIT, VERIFIER, YEAR } from './meta-keys.ts';
import { tableOf, versions } from './schema.ts';

export interface Glance {
  /** Of `meta` what the first screen depends on, by id. */
  readonly meta: ReadonlyMap<string, unknown>;
  readonly units: readonly StoredRow[];
  /** Whole kinds beside the units, where a screen of the year begins with them; removed records as well. */
  readonly rows: ReadonlyMap<string, readonly StoredRow[]>;
  /** Figures of the last visit; the same. */
  readonly kept: readonly StoredFigures[];
  readonly counters: readonly Counter[];
  readonly chains: readonly Chain[];
  readonly hasChanges: boolean;
}

const KEYS = [IDENTITY, CLOCK, PIN, TRIES, VERIFIER, ASKED, LAST_BACKUP, TICKS, localKey(UNIT), localKey(YEAR)];
const UNITS = tableOf('unit');
/** Under which name the figures of the last visit stand among what is kept. */
export const FIGURES = 'figures';
/** Few records, on which every screen of the year depends. */
const OF_YEAR: readonly string[] = ['setting', 'annualTask'];

/** A browser that answers later than this (Safari 14 may never) is asked in the patient way. */
const PATIENCE_MS = 1500;

/**
 * Null where there is no database of this version to look at, and where the browser refuses. Stores nothing and makes no database.
 * `ofYear`: for a screen of the year.
 */
export function glanceAt(name: string, ofYear = false): Promise<Glance | null> {
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
      request.addEventListener('success', () => look(request.result, ofYear, resolve));
    } catch {
      none();
    }
  });
}

function look(db: IDBDatabase, ofYear: boolean, answer: (glance: Glance | null) => void): void {
  // Whoever upgrades or deletes it need not wait.
  db.addEventListener('versionchange', () => db.close());
  try {
    if (Math.floor(db.version / 10) === versions.length) read(db, ofYear ? OF_YEAR : [], answer);
    else answer(null);
  } catch {
    answer(null);
  } finally {
    // It ends once what was asked is answered.
    db.close();
  }
}

function read(db: IDBDatabase, kinds: readonly string[], answer: (glance: Glance | null) => void): void {
  const more = kinds.length === 0 ? [] : ['snapshots', ...kinds.map(tableOf)];
  const transaction = db.transaction(['meta', UNITS, 'counters', 'chains', 'changes', ...more], 'readonly');
  const store = (table: string) => transaction.objectStore(table);
  const all = <T>(table: string): IDBRequest<T[]> => store(table).getAll();
  const meta = KEYS.map((key): IDBRequest<MetaEntry | undefined> => store('meta').get(key));
  const units = all<StoredRow>(UNITS);
  const counters = all<Counter>('counters');
  const chains = all<Chain>('chains');
  const rows = kinds.map((kind) => all<StoredRow>(tableOf(kind)));
  const kept = kinds.length === 0 ? null : keptIn(store('snapshots'));
  const first = store('changes').getAllKeys(null, 1);
  transaction.addEventListener('abort', () => answer(null));
  transaction.addEventListener('complete', () =>
    answer({
      meta: new Map(KEYS.map((key, i) => [key, meta[i]?.result?.value])),
      units: units.result,
      rows: new Map(kinds.map((kind, i) => [kind, rows[i]?.result ?? []])),
      kept: kept?.result ?? [],
      counters: counters.result,
      chains: chains.result,
      hasChanges: first.result.length > 0,
    }),
  );
}

/** All of one name, whatever place they have. */
const keptIn = (snapshots: IDBObjectStore): IDBRequest<StoredFigures[]> =>
  snapshots.getAll(IDBKeyRange.bound([FIGURES], [FIGURES, Infinity]));

const glances = new WeakMap<LedgerDb, Glance>();

export const keepGlance = (db: LedgerDb, glance: Glance): void => void glances.set(db, glance);
/** What was seen at the start; null once the first screen has been drawn with it: from then on only the database knows. */
export const glanceOf = (db: LedgerDb): Glance | null => glances.get(db) ?? null;
export const dropGlance = (db: LedgerDb): void => void glances.delete(db);

/** What was seen of a kind whose records are few, in the order of its numbers; null where none were looked at. */
export function rowsSeen(db: LedgerDb, kind: string): readonly StoredRow[] | null {
  const glance = glanceOf(db);
  const rows = kind === 'unit' ? glance?.units : glance?.rows.get(kind);
  return rows === undefined ? null : [...rows].sort((a, b) => a.at - b.at);
}
