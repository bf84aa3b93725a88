/** A device in the simulated world: a store, a clock that may be wrong, and exchanges that may stand open in several tabs. */
import type { IdentifiedChange } from '#core/change.ts';
import { syncOnce, type Exchange, type SyncOutcome } from '#sync/step.ts';
import { Crash, Disk, type Identity } from './disk.ts';
import { MemoryStore } from './memory-store.ts';
import type { DeviceKey } from './keys.ts';

/** What a device needs of the world around it. */
export interface Around {
  readonly now: () => number;
  readonly mintKey: () => DeviceKey;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly thrown: (disk: Disk) => void;
  readonly wrote: (device: Device, change: IdentifiedChange) => void;
  /** Makes a store over a disk; a broken variant makes a broken one. */
  readonly storeOn: (disk: Disk, device: Device) => MemoryStore;
}

export class Device {
  readonly name: string;
  readonly around: Around;
  store: MemoryStore;
  /** What its own clock is wrong by, in milliseconds. */
  skew = 0;
  /** Device id of its session; another than its own after it was cloned and went on under a new one. */
  session: string | null = null;
  /** offline: it never has a network and hands over files. alone: it belongs to no township yet, or has to come in again. gone: lost or thrown away. */
  state: 'online' | 'offline' | 'alone' | 'gone' = 'online';
  /** Exchanges that stand open, one for each tab. */
  tabs = 0;

  constructor(name: string, identity: Identity, around: Around, disk?: Disk) {
    this.name = name;
    this.around = around;
    this.store = around.storeOn(disk ?? new Disk(identity), this);
    const { key } = identity;
    if (disk === undefined) this.store.disk.devices.set(key.device, { id: key.device, publicKey: key.publicKey, name });
  }

  get disk(): Disk {
    return this.store.disk;
  }

  get id(): string {
    return this.disk.identity.key.device;
  }

  /** Storage evicted by the browser, or the app cleared itself: nothing is left, whoever uses it starts anew. */
  wipe(identity: Identity): void {
    this.around.thrown(this.disk);
    this.store = this.around.storeOn(new Disk(identity), this);
    const { key } = identity;
    this.disk.devices.set(key.device, { id: key.device, publicKey: key.publicKey, name: this.name });
    this.session = null;
  }

  /** One exchange, in a tab of its own; null when the device crashed in it. Errors other than a crash are defects. */
  async sync(exchange: Exchange): Promise<SyncOutcome | null> {
    this.tabs += 1;
    // A wiped device's old tab still holds the old store; it must not reach the new one.
    const { store } = this;
    try {
      return await syncOnce(store, exchange);
    } catch (error) {
      if (error instanceof Crash) return null;
      throw error;
    } finally {
      this.tabs -= 1;
    }
  }

  /** Runs something that may crash in the middle; whether it came to its end. */
  survives(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      if (error instanceof Crash) return false;
      throw error;
    }
  }
}
