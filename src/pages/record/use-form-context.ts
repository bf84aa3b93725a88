/** What a new record starts from: today, the village one works for, oneself and the village's committee. */
import { useMemo } from 'react';
import { yearOf } from '#core/day.ts';
import { periodOfYear, yearBoundsOf } from '#core/period.ts';
import type { Context } from '#kinds/field.ts';
import { useStore } from '#store/hooks.ts';
import { useRecordsOf } from '#store/record-hooks.ts';
import { todayOf } from '#store/store.ts';
import { usePlace } from '#pages/shell/use-place.ts';

const AROUND = ['unit', 'committee', 'member'];

/** undefined until it is known; a form opened with half of it would propose the wrong committee. */
export function useFormContext(unit: string): Context | undefined {
  const store = useStore();
  const { rows, ready } = useRecordsOf(AROUND);
  return useMemo(() => {
    if (!ready) return undefined;
    const me =
      rows.get('member')?.find(({ id }) => id === store.identity.actor)?.values['person'] ??
      store.identity.joined?.account.person;
    const committee = rows
      .get('committee')
      ?.find(({ values }) => values['unit'] === unit && values['closedOn'] === undefined);
    return {
      today: todayOf(store),
      unit,
      me: typeof me === 'string' && me !== '' ? me : null,
      committee: committee?.id ?? null,
    };
  }, [rows, ready, store, unit]);
}

const SETTING = ['setting'];

/**
 * The same for the form of a new record. Where another year is chosen no day is proposed (SPEC D13): whoever writes last year's facts down
 * would store them under today, in a year whose figures are not on the screen.
 */
export function useStartContext(unit: string): Context | undefined {
  const { year } = usePlace();
  const context = useFormContext(unit);
  const { rows, ready } = useRecordsOf(SETTING);
  const setting = rows.get('setting')?.[0]?.values;
  return useMemo(() => {
    if (context === undefined || !ready) return undefined;
    const { today } = context;
    const { from, to } = periodOfYear(year, yearBoundsOf(setting));
    const isOther = today !== null && yearOf(today) !== year && (today < from || today > to);
    return isOther ? { ...context, today: null } : context;
  }, [context, ready, year, setting]);
}
