/** From edits to what is stored: changes, rows, counters and chain ends. Reads nothing and stores nothing. */
import type { Json } from '#core/canonical.ts';
import { CHAIN_START, changesOf, fieldOfPath, type IdentifiedChange, type Op } from '#core/change.ts';
import { foldOwn, opsByRecord, opsOf, unitOfScope, type Row } from '#core/fold.ts';
import { freshSalt } from '#core/ids.ts';
import { isSensitive } from '#core/sensitive.ts';
import { kindByName } from '#kinds/index.ts';
import type { Chain, Counter, StoredRow } from './db.ts';
import { counterOf, movesOf, type Folded } from './rows.ts';
import { newId, type Store, type Tally, type Ticks, type TicksEntry } from './store.ts';

/** New values of some fields of one record. */
export interface Edit {
  readonly kind: string;
  readonly record: string;
  readonly scope: string;
  /** Whether the writer made the record just now. Only a guess that makes saving faster: what is stored decides. */
  readonly isNew?: boolean;
  /** By path. null clears; `replaces` are the heads that the writer saw (SPEC C3). */
  readonly fields: {
    readonly [path: string]: {
      readonly value: Json;
      readonly replaces: readonly string[];
      readonly saw?: readonly string[];
    };
  };
}

/** What the writes of an action depend on. */
export interface Held {
  readonly chains: ReadonlyMap<string, Chain>;
  /** undefined: there is none. */
  readonly rows: ReadonlyMap<string, StoredRow | undefined>;
  readonly counters: ReadonlyMap<string, number>;
  readonly found: Ticks;
  /** Goes on from `found`. */
  readonly tally: Tally;
}

export const scopesOf = (edits: readonly Edit[]): string[] => [...new Set(edits.map(({ scope }) => scope))].sort();
export const countersOf = (edits: readonly Edit[]): string[] => [
  ...new Set(edits.map(({ kind, scope }) => counterOf(kind, unitOfScope(scope)))),
];

function opsOfEdit(edit: Edit, store: Store): Op[] {
  const kind = kindByName(edit.kind);
  return Object.keys(edit.fields)
    .sort()
    .map((path) => {
      const { value, replaces, saw } = edit.fields[path] as Edit['fields'][string];
      const field = kind?.fields[fieldOfPath(path)];
      const salted = value !== null && field !== undefined && isSensitive(field);
      return {
        record: edit.record,
        kind: edit.kind,
        field: path,
        value,
        replaces: [...replaces].sort(),
        ...(saw === undefined ? {} : { saw: [...saw].sort() }),
        ...(salted ? { salt: freshSalt(store.ports.randomBytes) } : {}),
      };
    });
}

/** The changes of an action, continuing this device's chain in every scope (SPEC C2, C10). */
export function changesOfEdits(store: Store, edits: readonly Edit[], { chains, tally }: Held): IdentifiedChange[] {
  const by = tally.by(newId(store));
  return scopesOf(edits).flatMap((scope) => {
    const ops = edits.filter((edit) => edit.scope === scope).flatMap((edit) => opsOfEdit(edit, store));
    return changesOf(ops, scope, by, chains.get(scope) ?? CHAIN_START);
  });
}

/** A record as it was and is; `row` is null where only its whole history can tell what it is now. */
export interface Step {
  readonly record: string;
  readonly before: StoredRow | undefined;
  readonly row: Row | null;
}

/** Takes changes in, each record on top of its held row. */
export function stepsOf(written: readonly IdentifiedChange[], { rows }: Held): Step[] {
  // A long action is several changes: a record takes them in one after the other.
  const groups = written.map((change) => opsByRecord(opsOf([change])));
  return [...new Set(groups.flatMap((group) => [...group.keys()]))].map((record) => {
    const before = rows.get(record);
    let row: Row | null | undefined = before;
    for (const group of groups) {
      const ops = group.get(record);
      if (ops !== undefined && row !== null) row = foldOwn(row, ops);
    }
    return { record, before, row: row ?? null };
  });
}

export const isFolded = (step: Step): step is Step & Folded => step.row !== null;

/** Everything that an action stores, beside the end of its draft. */
export interface Writes {
  readonly changes: IdentifiedChange[];
  readonly rows: readonly StoredRow[];
  readonly counters: readonly Counter[];
  readonly chains: readonly Chain[];
  readonly ticks: TicksEntry;
  /** On what it was built. */
  readonly held: Held;
}

export function writesOf(held: Held, changes: IdentifiedChange[], folded: readonly Folded[]): Writes {
  const { counters, tally } = held;
  return {
    changes,
    rows: folded.map(({ row }) => ({ ...row, at: tally.nextAt() })),
    counters: [...movesOf(folded)].map(([id, by]) => ({ id, value: (counters.get(id) ?? 0) + by })),
    chains: chainEnds(changes, held),
    ticks: tally.entry(),
    held,
  };
}

/** Where the chains stand after the changes. */
function chainEnds(changes: readonly IdentifiedChange[], { chains }: Held): Chain[] {
  const last = new Map(changes.map((change) => [change.scope, change]));
  return [...last.values()].map(({ device, scope, n, id }) => {
    const { signed = 0, beside = 0 } = chains.get(scope) ?? {};
    return { device, scope, n, id, signed, ...(beside > n ? { beside } : {}) };
  });
}
