/** Where records live (SPEC S2). */
import type { Kind } from '#kinds/kind.ts';

/** The scope of a kind's records in a unit: shared and office belong to the township. */
export const scopeOf = (kind: Kind, unit: string, township: string): string =>
  `${kind.scope === 'shared' || kind.scope === 'office' ? township : unit}/${kind.scope}`;
