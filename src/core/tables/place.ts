import type { CountedUnits } from '#core/counted-units.ts';

/** Whose tables and reports these are: the unit's name, else the township's. */
export function placeName({ list }: CountedUnits, unit?: string): string {
  const own =
    unit === undefined ? list.find(({ unitKind }) => unitKind === 'township') : list.find(({ id }) => id === unit);
  return own?.name ?? list[0]?.name ?? '';
}

/** 全乡, 全镇, 全街道 for all of it and 乡本级 for what is no village's, by what the township is called. */
export function levelWords(units: readonly { readonly name: string; readonly unitKind: string }[]): {
  readonly whole: string;
  readonly own: string;
} {
  const name = units.find(({ unitKind }) => unitKind === 'township')?.name ?? '';
  const level = /(乡|镇|街道)$/u.exec(name)?.[1] ?? '';
  return level === '' ? { whole: '全部', own: '本级' } : { whole: `全${level}`, own: `${level}本级` };
}
