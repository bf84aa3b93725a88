/** What a world knows of a phone that works alone and never comes in (SPEC B3, B7). */
import { unitOfScope } from '#core/fold.ts';
import { Chance } from './chance.ts';
import type { Device } from './device.ts';
import type { Person, Town, World } from './world.ts';

/** In how many worlds there is such a phone. */
const SHARE = 0.15;
const SALT = 0x5e1a_7ed0;

export class Relayed {
  /** Apart from the world's, so that what else happens in it does not change with this. */
  readonly chance: Chance;
  /** The township and village that the phone minted for itself. */
  readonly local: Town;
  /** Whose phone it is, once the office says so. */
  readonly person: Person;
  device!: Device;

  private constructor(chance: Chance, local: Town, person: Person) {
    this.chance = chance;
    this.local = local;
    this.person = person;
  }

  static of(world: World, wanted: boolean | undefined, person: (chance: Chance) => Person): Relayed | null {
    const chance = new Chance(world.seed ^ SALT);
    const byLuck = chance.is(SHARE);
    if (!(wanted ?? byLuck)) return null;
    const local = { township: world.newId(), villages: [world.newId()], committee: world.newId(), people: [] };
    return new Relayed(chance, local, person(chance));
  }

  /** Whether a scope is of a unit that the phone minted. */
  has(scope: string): boolean {
    const unit = unitOfScope(scope);
    return unit === this.local.township || this.local.villages.includes(unit);
  }
}
