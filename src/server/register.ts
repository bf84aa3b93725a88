/** What those who are answered together ask alike (who is there, which units, whose devices): read once, until a push moves it. */
import type { IdentifiedChange } from '#core/change.ts';
import type { Row } from '#core/fold.ts';
import { VERDICT_KIND } from '#core/verdict.ts';
import { unit } from '#kinds/index.ts';
import { member } from '#kinds/member.ts';
import { readEpochs, type Epochs } from './epochs.ts';
import { inParts, type Db } from './log.ts';
import { readMemberRows, readTownship, type Standing, type Township } from './standing.ts';
import { statement } from './statement.ts';
import type { DeviceTable } from './tables.ts';

export interface Register {
  readonly township: string;
  readonly epochs: () => Promise<Epochs>;
  readonly view: () => Promise<Township>;
  /** Those of the devices that the township knows, at least. */
  readonly devices: (ids: readonly string[]) => Promise<ReadonlyMap<string, DeviceTable>>;
  /** Those of the member records that are there, at least. */
  readonly memberRows: (ids: readonly string[]) => Promise<ReadonlyMap<string, Row>>;
  /** By device and state, as worked out from all of this. */
  readonly standings: Map<string, Standing>;
  readonly forget: () => void;
}

/** Whether anything of what a register holds may be otherwise once these are folded. */
export const movesRegister = (changes: readonly IdentifiedChange[]): boolean =>
  changes.some(({ ops }) => ops.some(({ kind }) => MOVING.has(kind)));
const MOVING: ReadonlySet<string> = new Set([unit.name, member.name, VERDICT_KIND]);

export function openRegister(db: Db, township: string): Register {
  let epochs: Promise<Epochs> | null = null;
  let view: Promise<Township> | null = null;
  const devices = new Map<string, DeviceTable>();
  const memberRows = new Map<string, Row>();
  const standings = new Map<string, Standing>();
  const asked = new Set<string>();
  /** Those that were not asked for before. */
  const freshOf = (ids: readonly string[]): string[] => {
    const fresh = [...new Set(ids)].filter((id) => !asked.has(id));
    for (const id of fresh) asked.add(id);
    return fresh;
  };
  return {
    township,
    epochs: () => (epochs ??= readEpochs(db, township)),
    view: () => (view ??= readTownship(db, township)),
    devices: async (ids) => {
      for (const row of await findDevices(db, township, freshOf(ids))) devices.set(row.device, row);
      return devices;
    },
    memberRows: async (ids) => {
      for (const [id, row] of await readMemberRows(db, township, freshOf(ids))) memberRows.set(id, row);
      return memberRows;
    },
    standings,
    forget: () => {
      epochs = null;
      view = null;
      for (const known of [devices, memberRows, standings, asked]) known.clear();
    },
  };
}

const devicesAmong = statement((db, township: string, ids: readonly string[]) =>
  db.selectFrom('devices').selectAll().where('township', '=', township).where('device', 'in', ids),
);
const findDevices = (db: Db, township: string, ids: readonly string[]): Promise<DeviceTable[]> =>
  inParts(ids, (part) => devicesAmong(db, township, part));
