/** The devices of the township as the server lists them: asked for when a screen opens, and again when it comes back. */
import { useCallback, useEffect, useState } from 'react';
import type { DeviceEntry } from '#core/enrolment.ts';
import type { Failure } from '#sync/step.ts';
import { useApi } from '#pages/server.ts';

export interface DeviceList {
  /** null until the server has answered. */
  readonly devices: readonly DeviceEntry[] | null;
  /** Why what is shown may be out of date. */
  readonly failure: Failure | null;
  readonly reload: () => Promise<void>;
}

/** `everyMs` while somebody waits for a device to appear. */
export function useTownshipDevices(everyMs?: number): DeviceList {
  const api = useApi();
  const [state, setState] = useState<Omit<DeviceList, 'reload'>>({ devices: null, failure: null });
  const reload = useCallback(async () => {
    const called = await api.listDevices();
    setState(({ devices }) =>
      called.kind === 'ok' ? { devices: called.body.devices, failure: null } : { devices, failure: called },
    );
  }, [api]);
  useEffect(() => {
    const load = async () => {
      await reload();
    };
    void load();
    const again = () => {
      if (document.visibilityState === 'visible') void load();
    };
    document.addEventListener('visibilitychange', again);
    const timer = everyMs === undefined ? undefined : setInterval(again, everyMs);
    return () => {
      document.removeEventListener('visibilitychange', again);
      clearInterval(timer);
    };
  }, [reload, everyMs]);
  return { ...state, reload };
}

const isOf = (member: string) => (device: DeviceEntry) => device.member === member;

/** Those that speak for a member, or did. */
export const devicesOfMember = (devices: readonly DeviceEntry[], member: string): readonly DeviceEntry[] =>
  devices.filter(isOf(member));

export const activeDevices = (devices: readonly DeviceEntry[], member: string): number =>
  devices.filter((device) => isOf(member)(device) && device.state === 'active').length;
