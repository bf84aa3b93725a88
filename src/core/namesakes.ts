/** A village that set itself up alone and the township's own entry for it are one unit; a person says so (SPEC D8). */
import type { Row } from './fold.ts';
import { standIns } from './stand-in.ts';

export interface Namesakes {
  /** The unit that came with a file. */
  readonly joined: Row;
  /** The township's own unit of that name. */
  readonly own: Row;
}

const nameOf = ({ values }: Row): string =>
  typeof values['name'] === 'string' ? values['name'].replace(/\s/g, '') : '';

/**
 * Units of other townships whose name and type are those of a unit of `township`, and that nobody has yet called the
 * same. Only pointed out: two villages may well share a name.
 */
export function namesakesOf(units: readonly Row[], township: string): Namesakes[] {
  const listed = units.filter(({ removed }) => removed === null);
  const own = listed.filter(({ unit }) => unit === township);
  return listed
    .filter(
      ({ unit, values }) =>
        unit !== township && typeof values['sameAs'] !== 'string' && values['unitKind'] !== 'township',
    )
    .flatMap((joined) => {
      const match = own.find(
        (one) =>
          nameOf(one) !== '' && nameOf(one) === nameOf(joined) && one.values['unitKind'] === joined.values['unitKind'],
      );
      return match === undefined ? [] : [{ joined, own: match }];
    });
}

/** A unit record as rows, slim or whole, carry it. */
interface UnitRow {
  readonly id: string;
  readonly values: { readonly [field: string]: unknown };
}

/** By unit: the unit that stands for it. */
export function standsFor(units: readonly UnitRow[]): (id: string) => string {
  const same = new Map<string, string>();
  for (const { id, values } of units) if (typeof values['sameAs'] === 'string') same.set(id, values['sameAs']);
  return standIns(same);
}
