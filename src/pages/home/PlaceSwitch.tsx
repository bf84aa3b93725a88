import type { Place } from '#pages/shell/use-place.ts';
import { todayOf } from '#store/store.ts';
import { useStore } from '#store/hooks.ts';
import { Select } from '#ui/Select.tsx';
import styles from './home.module.css';

/** How many years back one may look. */
const YEARS = 6;

/** The unit, where there are several, and the year. */
export function PlaceSwitch({ place }: { readonly place: Place }) {
  const store = useStore();
  const now = Number((todayOf(store) ?? String(place.year)).slice(0, 4));
  const years = new Set([place.year]);
  for (let year = now + 1; year > now - YEARS; year--) years.add(year);
  return (
    <div className={styles.place}>
      {place.units.length > 1 && (
        <Select
          label="单位"
          value={place.unit}
          options={place.units.map(({ id, name }) => ({ id, label: name }))}
          onChange={place.setUnit}
        />
      )}
      <Select
        label="年度"
        value={String(place.year)}
        options={[...years].sort((a, b) => b - a).map((year) => ({ id: String(year), label: `${year}年` }))}
        onChange={(year) => place.setYear(Number(year))}
      />
    </div>
  );
}
