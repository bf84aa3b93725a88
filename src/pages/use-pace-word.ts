/** What the pace mark says: of a year that is over nobody is asked where it stands today. */
import { todayOf } from '#store/store.ts';
import { useStore } from '#store/hooks.ts';
import { yearOf } from '#core/day.ts';
import { usePlace } from './shell/use-place.ts';

export function usePaceWord(): string {
  const today = todayOf(useStore());
  const { year } = usePlace();
  return today !== null && year < yearOf(today) ? '全年应到' : '今天应到';
}
