import type { CountedUnits } from '#core/counted-units.ts';
import { levelWords } from '#core/tables/place.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { Select } from '#ui/Select.tsx';

export const WHOLE = '';

export interface UnitSelectProps {
  /** Those of the year shown: a village that went into another one is asked for under that one. */
  readonly units: CountedUnits;
  readonly value: string;
  readonly onChange: (unit: string) => void;
}

/** The whole township or one of its units; nothing to choose where there is only one. */
export function UnitSelect({ units, value, onChange }: UnitSelectProps) {
  const { units: kept } = usePlace();
  const here = new Set(kept.map(({ id }) => units.canonical(id)));
  const shown = units.list.filter(({ id }) => here.has(id));
  if (shown.length < 2) return null;
  const level = levelWords(units.list);
  const options = [
    { id: WHOLE, label: level.whole },
    ...shown.map(({ id, name, unitKind }) => ({ id, label: unitKind === 'township' ? level.own : name })),
  ];
  return <Select label="村或单位" value={units.canonical(value)} options={options} onChange={onChange} />;
}
