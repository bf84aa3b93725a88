/** Which villages' phones the server has not heard of: asked when a screen needs it, remembered for when there is no network. */
import { useEffect, useMemo } from 'react';
import type { CountedRow, CountedUnits } from '#core/counted-units.ts';
import { silentUnits, type SeenDevice } from '#core/silent-units.ts';
import { setLocal, useLocal, useStore } from '#store/hooks.ts';
import { isOffice } from '#store/store.ts';
import { useApi } from './server.ts';

interface Asked {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly devices: readonly SeenDevice[];
}
const ASKED = 'devicesSeen';
const NONE: readonly string[] = [];

/** Empty where nobody can know: standalone, outside the office, or while the server has never answered. */
export function useSilentUnits(members: readonly CountedRow[], units: CountedUnits): readonly string[] {
  const store = useStore();
  const api = useApi();
  const asked = useLocal<Asked>(ASKED);
  const knows = store.identity.joined !== undefined && isOffice(store.identity);
  useEffect(() => {
    if (!knows) return;
    void api.listDevices().then((called) => {
      if (called.kind !== 'ok') return undefined;
      const devices = called.body.devices.map(({ member, state, seenAt }): SeenDevice => ({ member, state, seenAt }));
      return setLocal(store, ASKED, { at: store.ports.now(), devices } satisfies Asked);
    });
  }, [api, store, knows]);
  // As of the answer: without network a phone is not silent merely because nobody could ask.
  return useMemo(
    () => (knows && asked ? silentUnits(asked.devices, members, units, asked.at) : NONE),
    [knows, asked, members, units],
  );
}
