/** A township for the app itself to be measured with: ten villages, thirty tasks of this year, and the records of six years. */
import { annualTask } from '#kinds/index.ts';
import { presetProposals } from '#core/plan.ts';
import { receive } from '#store/incoming.ts';
import { saveValues } from '#store/records.ts';
import { REAL_DB } from '#store/schema.ts';
import { createStandalone } from '#store/standalone.ts';
import { newId } from '#store/store.ts';
import { openWorkspace } from '#store/workspace.ts';
import { aCaseOf, anEventOf, aTrainingOf, recordChanges } from './make.ts';
import { ports } from './storage.ts';

const VILLAGES = Array.from({ length: 10 }, (_, at) => `第${at + 1}村`);
const TASKS = 30;
/** What of the records is what, in twentieths. */
const PARTS = [
  ['mediationCase', aCaseOf, 13],
  ['publicityEvent', anEventOf, 4],
  ['training', aTrainingOf, 3],
] as const;

/** Makes the app's own workspace with `count` records in it; answers how many tasks there are. */
export async function seedTownship(count: number): Promise<number> {
  const opened = await openWorkspace(REAL_DB, ports);
  if (opened.kind !== 'empty') throw new Error(opened.kind);
  const store = await createStandalone(opened.db, ports, { mode: 'township', township: '双泉乡', villages: VILLAGES });
  const [township = '', ...villages] = store.identity.units;
  const year = new Date(ports.now()).getFullYear();
  const proposals = presetProposals(year, false).slice(0, TASKS);
  const made = proposals.map(({ values }) => ({
    kind: annualTask,
    record: newId(store),
    unit: township,
    values: values(() => newId(store)),
  }));
  const saved = await saveValues(store, made);
  if (!saved.ok) throw new Error(saved.failure);
  let seed = 0;
  for (const [kind, make, twentieths] of PARTS) {
    for (const unit of villages) {
      const each = Math.round((count * twentieths) / 20 / villages.length);
      seed += 1;
      const device = String(seed).padStart(4, '0').repeat(8);
      await receive(store, { changes: recordChanges(kind, make, { count: each, unit, device, seed }) });
    }
  }
  // What is kept of the rows follows their transaction.
  await new Promise((resolve) => setTimeout(resolve, 0));
  await store.db.snapshots.count();
  store.db.close();
  return made.length;
}
