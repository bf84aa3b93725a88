import type { Adoption } from '#core/enrolment.ts';
import { inParts } from '#server/log.ts';
import type { Tx } from '#server/storage.ts';

interface Adopter {
  readonly township: string;
  /** Unit of the member who joins; the township itself where it is founded. */
  readonly owner: string;
  readonly device: string;
}

/**
 * Registers what a standalone device brings along under the unit of the member who joins (SPEC D8). A unit that the township has
 * already stays as it is; but one that came with the office's merged files goes to the device that wrote in it. Answers false when one belongs elsewhere.
 */
export async function adopt(
  tx: Tx,
  { township, owner, device }: Adopter,
  { township: local, units }: Adoption,
): Promise<boolean> {
  const brought = [...new Set([local, ...units.map(({ id }) => id)])].filter((unit) => unit !== township).sort();
  const known = await inParts(brought, (part) =>
    tx.selectFrom('units').selectAll().where('unit', 'in', part).execute(),
  );
  const isElsewhere = known.some(
    (unit) => unit.township !== township || (unit.adopted === 1 && unit.owner !== owner && unit.owner !== township),
  );
  const taken = await inParts(brought, (part) =>
    tx.selectFrom('townships').select('township').where('township', 'in', part).execute(),
  );
  if (isElsewhere || taken.length > 0) return false;
  for (const unit of brought) {
    await tx
      .insertInto('units')
      .values({ township, unit, adopted: 1, owner })
      .onConflict((on) => on.columns(['township', 'unit']).doNothing())
      .execute();
  }
  const merged = known.filter((unit) => unit.adopted === 1 && unit.owner !== owner);
  await giveWritten(
    tx,
    { township, device, owner },
    merged.map(({ unit }) => unit),
  );
  return true;
}

/** Gives the units that came with the office's merged files to the member whose device turns out to have written in them. */
export async function takeOverUnits(tx: Tx, adopter: Adopter): Promise<void> {
  const { township } = adopter;
  const merged = await tx
    .selectFrom('units')
    .select('unit')
    .where('township', '=', township)
    .where('adopted', '=', 1)
    .where('owner', '=', township)
    .execute();
  await giveWritten(
    tx,
    adopter,
    merged.map(({ unit }) => unit),
  );
}

async function giveWritten(tx: Tx, { township, device, owner }: Adopter, units: readonly string[]): Promise<void> {
  for (const unit of units) {
    if (!(await hasWritten(tx, { township, device, unit }))) continue;
    await tx.updateTable('units').set({ owner }).where('township', '=', township).where('unit', '=', unit).execute();
  }
}

/** Whether changes that this device signed lie in a unit's scopes: naming a unit gives no right to it. */
async function hasWritten(tx: Tx, by: { township: string; device: string; unit: string }): Promise<boolean> {
  const change = await tx
    .selectFrom('changes')
    .select('id')
    .where('township', '=', by.township)
    .where('device', '=', by.device)
    .where(
      'scope',
      'in',
      ['shared', 'office', 'work', 'cases'].map((part) => `${by.unit}/${part}`),
    )
    .where('proven', '=', 1)
    .limit(1)
    .executeTakeFirst();
  return change !== undefined;
}
