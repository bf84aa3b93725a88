/** Files that begin in the middle of a chain, as a phone writes them whose scope was cleared in between (SPEC B5): the server keeps them behind a gap. */
import { Chance } from './chance.ts';

/** In how many worlds there are such files. */
const SHARE = 0.1;
const SALT = 0x7a11_f11e;

export class Tails {
  /** Apart from the world's, so that what else happens in it does not change with this. */
  readonly chance: Chance;

  private constructor(chance: Chance) {
    this.chance = chance;
  }

  static of(seed: number, wanted?: boolean): Tails | null {
    const chance = new Chance(seed ^ SALT);
    const byLuck = chance.is(SHARE);
    return (wanted ?? byLuck) ? new Tails(chance) : null;
  }
}
