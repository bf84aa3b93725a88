import type { CountedUnits } from '#core/counted-units.ts';

/** Whose tables and reports these are: the unit's name, else the township's. */
export function placeName({ list }: CountedUnits, unit?: string): string {
  const own =
    unit === undefined ? list.find(({ unitKind }) => unitKind === 'township') : list.find(({ id }) => id === unit);
  return own?.name ?? list[0]?.name ?? '';
}
