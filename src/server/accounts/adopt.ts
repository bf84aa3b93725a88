import type { Adoption } from '#core/enrolment.ts';
import type { Tx } from '#server/storage.ts';

/**
 * Registers what a standalone device brings along under the unit of the member who joins (SPEC D8). A unit that the township has
 * already stays as it is. Answers false when one belongs elsewhere.
 */
export async function adopt(
  tx: Tx,
  township: string,
  owner: string,
  { township: local, units }: Adoption,
): Promise<boolean> {
  const brought = [...new Set([local, ...units.map(({ id }) => id)])].filter((unit) => unit !== township).sort();
  const known = await tx
    .selectFrom('units')
    .selectAll()
    .where('unit', 'in', [...brought, ''])
    .execute();
  const isElsewhere = known.some((unit) => unit.township !== township || (unit.adopted === 1 && unit.owner !== owner));
  const isTownship = await tx
    .selectFrom('townships')
    .select('township')
    .where('township', 'in', [...brought, ''])
    .execute();
  if (isElsewhere || isTownship.length > 0) return false;
  for (const unit of brought) {
    await tx
      .insertInto('units')
      .values({ township, unit, adopted: 1, owner })
      .onConflict((on) => on.columns(['township', 'unit']).doNothing())
      .execute();
  }
  return true;
}
