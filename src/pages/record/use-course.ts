/** What the course of a case needs to know beside the case: the day, who writes, names, and what the township set. */
import { useMemo } from 'react';
import type { Values } from '#kinds/field.ts';
import { mediationCase } from '#kinds/mediation-case.ts';
import type { CourseContext } from '#core/case-step.ts';
import { ownHolidays } from '#core/holidays.ts';
import { subsidyUnmet, tariffAmount } from '#core/subsidy.ts';
import { missingOf } from '#core/validate.ts';
import type { StoredRow } from '#store/db.ts';
import { useWholeRecordsOf } from '#store/record-hooks.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { useFormContext } from './use-form-context.ts';

const AROUND: readonly string[] = ['person', 'setting', 'committee'];
const NO_SETTING: Values = {};

/** undefined until it is known. */
export function useCourseContext(row: StoredRow): CourseContext | undefined {
  const { isOffice } = useRights();
  const context = useFormContext(row.unit);
  const { rows, ready } = useWholeRecordsOf(AROUND);
  const values = row.values as Values;
  return useMemo(() => {
    if (context === undefined || !ready) return undefined;
    const people = new Map((rows.get('person') ?? []).map(({ id, values: one }) => [id, one['name']]));
    const personName = (id: string): string => {
      const name = people.get(id);
      return typeof name === 'string' ? name : '';
    };
    const setting = rows.get('setting')?.[0]?.values ?? NO_SETTING;
    const committee = rows.get('committee')?.find(({ id }) => id === values.committee);
    const unmet = subsidyUnmet(values, setting, missingOf(mediationCase, values).length);
    return {
      today: context.today,
      me: context.me === null ? '' : personName(context.me),
      personName,
      isOffice,
      holidays: ownHolidays(setting),
      subsidy: unmet.length > 0 ? undefined : tariffAmount(setting, values, committee?.values['committeeKind']),
    };
  }, [context, rows, ready, values, isOffice]);
}
