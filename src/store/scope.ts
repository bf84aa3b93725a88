/** Where records live (SPEC S2). */
import type { Kind } from '#kinds/kind.ts';

/** The scope of a kind's records in a unit: shared and office belong to the township. */
export const scopeOf = ({ scope }: Pick<Kind, 'scope'>, unit: string, township: string): string =>
  `${scope === 'shared' || scope === 'office' ? township : unit}/${scope}`;
