/** 以案定补 of a month, as its page and its paper read it. */
import { useMemo } from 'react';
import type { Values } from '#kinds/field.ts';
import { addMonths, isDay, monthEnd, zhPeriod } from '#core/day.ts';
import { namesOf } from '#core/names.ts';
import { subsidyMonth } from '#core/subsidy.ts';
import { useWholeRecordsOf } from '#store/record-hooks.ts';

const NEEDED: readonly string[] = ['mediationCase', 'setting', 'committee', 'person', 'codeEntry'];
const NO_SETTING: Values = {};

/** `YYYY-MM` out of an address, or of a day; the present month where it is none. */
export function monthOf(asked: string | null, today: string | null): string {
  return isDay(`${asked}-01`) ? (asked as string) : (today ?? '2026-01-01').slice(0, 7);
}

/** The month `by` months later. */
export const monthAfter = (month: string, by: number): string => addMonths(`${month}-01`, by).slice(0, 7);

/** 2026年5月, as it is written out. */
export const monthName = (month: string): string => zhPeriod(`${month}-01`, monthEnd(`${month}-01`));

export function useSubsidyMonth(which: string) {
  const { rows, ready } = useWholeRecordsOf(NEEDED);
  const setting = rows.get('setting')?.[0];
  const names = useMemo(() => namesOf(rows), [rows]);
  const month = useMemo(() => {
    const kinds = new Map((rows.get('committee') ?? []).map(({ id, values }) => [id, values['committeeKind']]));
    return subsidyMonth(rows.get('mediationCase') ?? [], {
      month: which,
      setting: setting?.values ?? NO_SETTING,
      kindOfCommittee: (id) => kinds.get(id),
    });
  }, [rows, setting, which]);
  return { month, setting, names, ready };
}
