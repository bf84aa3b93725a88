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
  readonly value: string;
  readonly onChange: (unit: string) => void;
}

/** The whole township or one of its units; nothing to choose where there is only one. */
export function UnitSelect({ value, onChange }: UnitSelectProps) {
  const { units } = usePlace();
  if (units.length < 2) return null;
  const options = [{ id: WHOLE, label: '全乡' }, ...units.map(({ id, name }) => ({ id, label: name }))];
  return <Select label="村或单位" value={value} options={options} onChange={onChange} />;
}
