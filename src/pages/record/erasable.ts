/** What of a record can be erased by itself (SPEC C9). */
import type { Json } from '#core/canonical.ts';
import { isSensitive } from '#core/sensitive.ts';
import type { Kind } from '#kinds/kind.ts';

/** Parties one by one; null where a kind holds nothing that could be erased. */
export function erasableItems(
  kind: Kind,
  values: { readonly [field: string]: Json },
): { readonly path: string; readonly label: string }[] | null {
  if (!Object.values(kind.fields).some(isSensitive)) return null;
  const { parties } = values;
  if (typeof parties !== 'object' || parties === null || Array.isArray(parties)) return [];
  return Object.entries(parties as { readonly [item: string]: Json }).flatMap(([item, party]) => {
    const name = (party as { readonly name?: Json } | null)?.name;
    return typeof name === 'string' && name !== '' ? [{ path: `parties.${item}`, label: `当事人 ${name}` }] : [];
  });
}
