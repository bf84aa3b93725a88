import type { Place } from '#pages/shell/use-place.ts';
import { todayOf } from '#store/store.ts';
import { useStore } from '#store/hooks.ts';
import { Select } from '#ui/Select.tsx';
import styles from './home.module.css';

/** How many years back one may look. */
const YEARS = 6;

interface SwitchProps {
  readonly place: Place;
}

/** Whose records one works on; only where there are several units. */
export function UnitSwitch({ place: { unit, units, setUnit } }: SwitchProps) {
  if (units.length < 2) return null;
  return (
    <div className={styles.unit}>
      <Select
        label="单位"
        value={unit}
        options={units.map(({ id, name, unitKind }) => ({
          id,
          label: unitKind === 'township' ? `${name}（全部）` : name,
        }))}
        onChange={setUnit}
      />
    </div>
  );
}

export function YearSwitch({ place }: SwitchProps) {
  const store = useStore();
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
