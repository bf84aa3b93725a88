import type { CountedUnits } from '#core/counted-units.ts';
import { levelWords } from '#core/tables/place.ts';
import { todayOf } from '#store/store.ts';
import { useStore } from '#store/hooks.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { Select } from '#ui/Select.tsx';

/** How many years back one may look. */
const YEARS = 6;
export const WHOLE = '';

/** The year that tasks and figures are shown for; the same everywhere in the app. */
export function YearSelect() {
  const store = useStore();
  const place = usePlace();
  const now = Number((todayOf(store) ?? String(place.year)).slice(0, 4));
  const years = new Set([place.year]);
  for (let year = now + 1; year > now - YEARS; year--) years.add(year);
  return (
    <Select
      label="年度"
      value={String(place.year)}
      options={[...years].sort((a, b) => b - a).map((year) => ({ id: String(year), label: `${year}年` }))}
      onChange={(year) => place.setYear(Number(year))}
    />
  );
}

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
