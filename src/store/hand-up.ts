/** 移交乡镇调委会 (SPEC S4, M7): a unit's records are its own, so the village says that it hands up and the township opens its own case. */
import { mediationCase } from '#kinds/mediation-case.ts';
import type { Group, Values } from '#kinds/field.ts';
import { takenAlong, takenUpCase } from '#core/handing-up.ts';
import type { StoredRow } from './db.ts';
import type { Guarded } from './guarded.ts';
import { restoreRecord, saveValues } from './records.ts';
import { todayOf, type Store } from './store.ts';

/** The group may not be empty: with a wrong clock and no reason this is what it says. */
const NO_REASON = '请乡镇调解';

function notedOn(store: Store, reason: string): Group {
  const on = todayOf(store);
  if (on === null) return { reason: reason === '' ? NO_REASON : reason };
  return { on, ...(reason === '' ? {} : { reason }) };
}

/** Written by the village: the township finds it among what is to be done. */
export const askToTakeUp = (store: Store, row: StoredRow, reason: string) =>
  saveValues(store, [
    {
      kind: mediationCase,
      record: row.id,
      unit: row.unit,
      values: { handedUp: notedOn(store, reason) },
      row,
    },
  ]);

interface TakingUp {
  /** Why, where the village has not said so already. */
  readonly reason: string;
  /** The township's; null where none is set up. */
  readonly committee: string | null;
  /** Who takes it, as in a case of one's own; null where the account is nobody of the roster. */
  readonly mediator: string | null;
}

/**
 * Written by whoever keeps the township's cases: opens its case with what the village wrote, and both know of each other. Answers with its id. What
 * another device has taken up already is only named; one that was removed meanwhile comes back.
 */
export async function takeUp(
  store: Store,
  row: StoredRow,
  { reason, committee, mediator }: TakingUp,
): Promise<Guarded<string>> {
  const { township } = store.identity;
  const newCase = takenUpCase(township, row.id);
  const known = await store.db.rows(mediationCase.name).get(newCase);
  if (known !== undefined && known.removed !== null) {
    const back = await restoreRecord(store, known);
    if (!back.ok) return back;
  }
  const asked = row.values['handedUp'] as Group | undefined;
  const there: Values = {
    ...takenAlong(row.values as Values, todayOf(store)),
    transferredFrom: row.id,
    ...(committee === null ? {} : { committee }),
    ...(mediator === null ? {} : { mediators: [mediator] }),
  };
  const done = await saveValues(store, [
    ...(known === undefined ? [{ kind: mediationCase, record: newCase, unit: township, values: there }] : []),
    {
      kind: mediationCase,
      record: row.id,
      unit: row.unit,
      values: { handedUp: { ...(asked ?? notedOn(store, reason)), newCase } },
      row,
    },
  ]);
  return done.ok ? { ok: true, value: newCase } : done;
}
