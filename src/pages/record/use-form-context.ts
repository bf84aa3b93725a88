/** What a new record starts from: today, the village one works for, oneself and the village's committee. */
import { useMemo } from 'react';
import type { Context } from '#kinds/field.ts';
import { useStore } from '#store/hooks.ts';
import { useRecordsOf } from '#store/record-hooks.ts';
import { todayOf } from '#store/store.ts';

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
