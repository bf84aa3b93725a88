/** The exchange of one open workspace (SPEC X7, D4): joins store, transport and loop; everything of the browser comes in as an argument. */
import { verify } from '#files/verify.ts';
import { createDeviceStore } from '#store/device-store.ts';
import { signAs } from '#store/device.ts';
import { guarded } from '#store/guarded.ts';
import { entranceOf, followDevice, settleIn } from '#store/joining.ts';
import { numberWaiting } from '#store/leases.ts';
import { createPhotoStore } from '#store/photo-store.ts';
import type { Identity, Store } from '#store/store.ts';
import { isWifiOnly, keepSyncState, leaseIn, watchWishes } from '#store/sync-state.ts';
import type { AskPorts } from '#sync/ask.ts';
import { createExchange } from '#sync/http.ts';
import { elect, type LeaderPorts } from '#sync/leader.ts';
import { createLoop, type Loop, type LoopPorts, type SyncFailure } from '#sync/loop.ts';
import { createPhotoExchange, type PhotoExchange } from '#sync/photos.ts';
import { createSession, type Self, type Session } from '#sync/session.ts';
import { syncOnce } from '#sync/step.ts';

export interface EnginePorts extends AskPorts, LoopPorts {
  readonly locks: LeaderPorts['locks'];
  /** Of this tab, unlike any other. */
  readonly tab: string;
  /** Calls back when network or focus come back; answers with a function that ends it. */
  readonly onBack: (work: () => void) => () => void;
  /** Opens the stream of pokes; answers with a function that closes it. */
  readonly onPoke: (work: () => void) => () => void;
  /** Whether the network is Wi-Fi or a cable; null where the browser does not say. */
  readonly onWifi: () => boolean | null;
  readonly onFault: (error: unknown) => void;
}

/** What screens ask of the server beside the exchange. */
export interface Engine {
  readonly session: Session;
  readonly photos: PhotoExchange;
  readonly stop: () => void;
}

/** Who this device is, as its database says at the moment. */
export const selfOf = (store: Store): Self => {
  const { db } = store;
  return {
    current: async () => {
      const entry = await db.meta.get('identity');
      const { device: id, joined } = (entry?.value ?? store.identity) as Identity;
      const device = (await db.devices.get(id)) ?? { id, publicKey: null, name: '' };
      return { device, enrolled: joined?.device ?? id };
    },
    sign: (device, text) => signAs(store, device, text),
    follow: (device) => followDevice(store, device),
    late: {
      entrance: () => entranceOf(store),
      entered: async (answer) => void (await settleIn(store, answer)),
    },
  };
};

/** Exchanges for as long as the workspace is open. `onClear`: this device was reported lost, and everything of it is on the server. */
export function startEngine(store: Store, given: EnginePorts, onClear: () => void): Engine {
  const { db } = store;
  let stopped = false;
  // An exchange under way cannot be called back. That it finds its database closed when the workspace is closed is its end, not a fault.
  const ports: EnginePorts = { ...given, onFault: (error) => (stopped ? undefined : given.onFault(error)) };
  const self = selfOf(store);
  const session = createSession(ports, self);
  const exchange = createExchange(ports, self, session);
  const mayUse = async (): Promise<boolean> => !(await isWifiOnly(db)) || ports.onWifi() !== false;
  const photos = createPhotoExchange({ session, store: createPhotoStore(db), now: ports.now, mayUse });
  const lead = (): (() => void) => {
    const loop = createLoop({
      ports,
      exchange: async () => {
        const done = await guarded(store, () => syncOnce(createDeviceStore(store, verify), exchange));
        return done.ok ? done.value : { kind: done.failure };
      },
      afterwards: async (): Promise<SyncFailure | null> => {
        const done = await guarded(store, async () => {
          await numberWaiting(store);
          return photos.run();
        });
        return done.ok ? done.value : { kind: done.failure };
      },
      onClear,
      onFault: ports.onFault,
      // Until the setting has been read: see `follow`.
      paused: true,
    });
    const ends = [
      follow(store, loop, ports),
      ports.onBack(() => loop.wake('back')),
      ports.onPoke(() => loop.wake('poke')),
    ];
    return () => {
      for (const end of ends) end();
      loop.stop();
    };
  };
  const resign = elect({ ...ports, lease: leaseIn(db) }, `sync/${db.name}`, lead);
  const stop = (): void => {
    stopped = true;
    resign();
  };
  return { session, photos, stop };
}

/** Tells all tabs how the loop stands, and the loop what all tabs do. */
function follow({ db }: Store, loop: Loop, { onFault }: EnginePorts): () => void {
  const tell = () => void keepSyncState(db, loop.state()).catch(onFault);
  const ends = [
    loop.subscribe(tell),
    watchWishes(db, { onPause: loop.pause, onAsked: () => loop.wake('asked'), onSaved: loop.saved, onFault }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
