/** What the pushes of one transaction ask alike (who is there, which units, whose devices): read once, until one of them moves it. */
import type { IdentifiedChange } from '#core/change.ts';
import type { Row } from '#core/fold.ts';
import { VERDICT_KIND } from '#core/verdict.ts';
import { unit } from '#kinds/index.ts';
import { member } from '#kinds/member.ts';
import { readEpochs, type Epochs } from './epochs.ts';
import { inParts, type Db } from './log.ts';
import { readMemberRows, readTownship, type Township } from './standing.ts';
import type { DeviceTable } from './tables.ts';

export interface Register {
  readonly township: string;
  readonly epochs: () => Promise<Epochs>;
  readonly view: () => Promise<Township>;
  /** Those of the devices that the township knows, at least. */
  readonly devices: (ids: readonly string[]) => Promise<ReadonlyMap<string, DeviceTable>>;
  /** Those of the member records that are there, at least. */
  readonly memberRows: (ids: readonly string[]) => Promise<ReadonlyMap<string, Row>>;
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
  return {
    township,
    epochs: () => (epochs ??= readEpochs(db, township)),
    view: () => (view ??= readTownship(db, township)),
    devices: async (ids) => {
      const missing = ids.filter((id) => !devices.has(id));
      for (const row of await findDevices(db, township, missing)) devices.set(row.device, row);
      return devices;
    },
    memberRows: async (ids) => {
      const missing = ids.filter((id) => !memberRows.has(id));
      for (const [id, row] of await readMemberRows(db, township, missing)) memberRows.set(id, row);
      return memberRows;
    },
    forget: () => {
      epochs = null;
      view = null;
      devices.clear();
      memberRows.clear();
    },
  };
}

/** Registers of the townships of which one transaction speaks. */
export interface Registers {
  readonly of: (township: string) => Register;
  readonly forget: () => void;
}

export function openRegisters(db: Db): Registers {
  const registers = new Map<string, Register>();
  return {
    of: (township) => {
      const known = registers.get(township) ?? openRegister(db, township);
      registers.set(township, known);
      return known;
    },
    forget: () => registers.clear(),
  };
}

const findDevices = (db: Db, township: string, ids: readonly string[]): Promise<DeviceTable[]> =>
  inParts(ids, (part) =>
    db.selectFrom('devices').selectAll().where('township', '=', township).where('device', 'in', part).execute(),
  );
