import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { todayOf } from '#store/store.ts';
import { useStore } from '#store/hooks.ts';
import { Select } from '#ui/Select.tsx';
import { usePlace, type Place } from './shell/use-place.ts';

/** How many years back one may look. */
const YEARS = 6;

/** The year that tasks and figures are shown for; the same everywhere in the app. */
export function YearSelect() {
  const store = useStore();
  const place = usePlace();
  useYearOfAddress(place);
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

/** A to-do of January is about the year before: `?year=2024` chooses it, once, so that another one can be chosen after. */
function useYearOfAddress({ year, setYear }: Pick<Place, 'year' | 'setYear'>): void {
  const [params, setParams] = useSearchParams();
  const asked = params.get('year');
  useEffect(() => {
    if (asked === null) return;
    if (/^(19|20)\d\d$/.test(asked) && Number(asked) !== year) setYear(Number(asked));
    setParams(
      (now) => {
        now.delete('year');
        return now;
      },
      { replace: true, preventScrollReset: true },
    );
  }, [asked, year, setYear, setParams]);
}
