/** Who came to a training, each person once even where two records of one person stand on its list (SPEC N1). */
import { attendedOf } from '#kinds/attendance.ts';
import type { Values } from '#kinds/field.ts';

/** Ids of the records that stand for those who attended. */
export const cameTo = (values: Values, canonical: (person: string) => string): readonly string[] => [
  ...new Set(attendedOf(values).map(canonical)),
];
