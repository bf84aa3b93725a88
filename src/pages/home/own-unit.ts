import type { Place } from '#pages/shell/use-place.ts';

/** The village whose records alone are meant; null: everything that this device keeps. */
export const ownUnit = ({ unit, units }: Place): string | null =>
  units.length < 2 || units.find(({ id }) => id === unit)?.unitKind === 'township' ? null : unit;
