import { todayOf } from '#store/store.ts';
import { useStore } from '#store/hooks.ts';
import { Select } from '#ui/Select.tsx';
import { usePlace } from './shell/use-place.ts';

/** How many years back one may look. */
const YEARS = 6;

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
