/** What a world knows of phones that take an invitation without a network (SPEC X12). */
import { Chance } from './chance.ts';
import type { Device } from './device.ts';
import type { Person, World } from './world.ts';

/** In how many worlds there are such phones. */
const SHARE = 0.2;
const SALT = 0x0ff1_14e5;

export class Offline {
  /** Apart from the world's, so that what else happens in it does not change with this. */
  readonly chance: Chance;
  readonly person: Person;
  readonly phones: Device[] = [];
  /** Device ids under which they took it: one whose storage was thrown away enrols anew as another. */
  readonly taken = new Set<string>();
  /** As the QR code carries it; null before the office has invited. */
  code: string | null = null;
  expiresAt = Infinity;
  withdrawnAt = Infinity;
  /** Phones whose account the office could not confirm: it had ended. */
  readonly ended = new Set<Device>();

  private constructor(chance: Chance, person: Person) {
    this.chance = chance;
    this.person = person;
  }

  static of(world: World, wanted: boolean | undefined, person: (chance: Chance) => Person): Offline | null {
    const chance = new Chance(world.seed ^ SALT);
    const byLuck = chance.is(SHARE);
    return (wanted ?? byLuck) ? new Offline(chance, person(chance)) : null;
  }
}
