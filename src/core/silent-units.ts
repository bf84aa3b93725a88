/** Villages from whose phones the server has heard nothing: what lies on them is missing from every figure. */
import type { CountedRow, CountedUnits } from './counted-units.ts';
import type { DeviceEntry } from './enrolment.ts';

/** What is remembered of a device for the check: nobody's name, and no key. */
export type SeenDevice = Pick<DeviceEntry, 'member' | 'state' | 'seenAt'>;

/** After so many days without contact a unit counts as silent. */
const SILENT_DAYS = 7;
const DAY_MS = 86_400_000;

/** 天马村（9天没有联系）, 双石村（还没有手机加入）: one per silent village, in the order of the units. `now` in ms since 1970. */
export function silentUnits(
  devices: readonly SeenDevice[],
  members: readonly CountedRow[],
  { villages, canonical }: CountedUnits,
  now: number,
): string[] {
  return villages.flatMap(({ id, name }) => {
    const own = members.filter(
      ({ values }) =>
        typeof values.unit === 'string' && canonical(values.unit) === id && typeof values.endedOn !== 'string',
    );
    const active = devices.filter(({ member, state }) => state === 'active' && own.some((each) => each.id === member));
    if (active.length === 0) return [`${name}（还没有手机加入）`];
    const last = Math.max(...active.map(({ seenAt }) => seenAt ?? 0));
    const days = Math.floor((now - last) / DAY_MS);
    if (last === 0) return [`${name}（加入后没有联系过）`];
    return days < SILENT_DAYS ? [] : [`${name}（${days}天没有联系）`];
  });
}
