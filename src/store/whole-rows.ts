/** Records with everything in them, long texts too: for papers and ledgers that leave the app. Lists use the projection. */
import type { CountedRow } from '#core/counted-units.ts';
import type { Values } from '#kinds/field.ts';
import type { Store } from './store.ts';

/** So many are read at a time: a case may weigh kilobytes. */
const BATCH = 500;

/** Those of the ids that are there, in the order asked for. */
export async function readWhole({ db }: Store, kind: string, ids: readonly string[]): Promise<CountedRow[]> {
  const found: CountedRow[] = [];
  for (let at = 0; at < ids.length; at += BATCH) {
    const rows = await db.rows(kind).bulkGet(ids.slice(at, at + BATCH));
    for (const row of rows) {
      if (row !== undefined) found.push({ id: row.id, unit: row.unit, values: row.values as Values });
    }
  }
  return found;
}
