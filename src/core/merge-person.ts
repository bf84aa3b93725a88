/** What the record that stays takes over from one that is merged into it (SPEC N2). */
import { itemEntries } from '#kinds/conditions.ts';
import type { Values } from '#kinds/field.ts';
import { person } from '#kinds/person.ts';

/** What says who somebody is: merging keeps it where it stands. */
const OWN: readonly string[] = ['name', 'mergedInto', 'notSameAs', 'photos'];

/**
 * The values that `into` lacks and `from` has: roles that it does not hold on the same days, and fields that are empty. Roles come under
 * the item id they have there, so that two devices that merge at once write the same and no conflict arises (C4).
 */
export function takenOver(from: Values, into: Values): Values {
  const taken: { [field: string]: Values[string] } = {};
  for (const field of Object.keys(person.fields)) {
    if (OWN.includes(field) || field === 'roles' || from[field] === undefined || into[field] !== undefined) continue;
    taken[field] = from[field];
  }
  const held = itemEntries(into.roles);
  const isHeld = (item: Values) =>
    held.some(
      ([, own]) =>
        own.role === item.role && (own.from ?? '') === (item.from ?? '') && (own.to ?? '') === (item.to ?? ''),
    );
  const fresh = itemEntries(from.roles).filter(([id, item]) => !held.some(([own]) => own === id) && !isHeld(item));
  if (fresh.length === 0) return taken;
  return { ...taken, roles: Object.fromEntries([...held, ...fresh]) };
}
