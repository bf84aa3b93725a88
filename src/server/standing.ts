/** Who somebody is and what they may see, from member and unit records as folded (SPEC S3). */
import { dayOfMs } from '#core/day.ts';
import type { Account, ScopeAccess } from '#core/exchange.ts';
import type { Row } from '#core/fold.ts';
import { accessTo, memberOf, type Member, type Place } from '#core/rights.ts';
import { member as memberKind } from '#kinds/member.ts';
import { unit as unitKind } from '#kinds/index.ts';
import type { Caller } from './caller.ts';
import { inParts, type Db } from './log.ts';
import type { Register } from './register.ts';
import { readOnce } from './read-once.ts';
import { statement } from './statement.ts';
import type { DeviceTable, Tables } from './tables.ts';

/** What all judgements in a township rest on. */
export interface Township {
  readonly id: string;
  readonly units: readonly Tables['units'][];
  /** Units that stand for the same one (`sameAs`), both ways. */
  readonly sameAs: readonly (readonly [string, string])[];
}

const findUnits = statement((db, township: string) =>
  db.selectFrom('units').selectAll().where('township', '=', township),
);
const findUnitRows = statement((db, township: string) =>
  db.selectFrom('rows').select('row').where('township', '=', township).where('kind', '=', unitKind.name),
);

/** The units of a township and the accounts of its devices are asked for by every exchange. */
const rowOf = readOnce((row) => JSON.parse(row) as Row);

export async function readTownship(db: Db, id: string): Promise<Township> {
  const units = await findUnits(db, id);
  const rows = await findUnitRows(db, id);
  const sameAs = rows.flatMap(({ row }): [string, string][] => {
    const { id: unit, values } = rowOf(row);
    return typeof values['sameAs'] === 'string' ? [[unit, values['sameAs']]] : [];
  });
  return { id, units, sameAs };
}

/** Every unit whose scopes the township has. */
export const unitsOf = ({ id, units }: Township): Set<string> => new Set([id, ...units.map(({ unit }) => unit)]);

export const isAdopted = ({ units }: Township, unit: string): boolean =>
  units.some((each) => each.unit === unit && each.adopted === 1);

/** Under which unit one stands that was brought along; undefined for any other. */
export const ownerOf = ({ units }: Township, unit: string): string | undefined =>
  units.find((each) => each.unit === unit && each.adopted === 1)?.owner;

/** The units that count as a member's own: the unit itself, what stands for it, what its members brought along (SPEC D8). */
export function placeOf({ id, units, sameAs }: Township, unit: string): Place {
  const own = new Set([unit]);
  for (let size = 0; size < own.size;) {
    size = own.size;
    for (const [one, other] of sameAs) {
      if (own.has(one)) own.add(other);
      else if (own.has(other)) own.add(one);
    }
    for (const brought of units) if (brought.adopted === 1 && own.has(brought.owner)) own.add(brought.unit);
  }
  return { township: id, isOwn: (each) => own.has(each) };
}

const PARTS = ['work', 'cases', 'counts'] as const;

/** Every scope that the township has. */
function scopesOf({ id, units }: Township): string[] {
  const scopes = [`${id}/shared`, `${id}/office`];
  for (const unit of unitsOf({ id, units, sameAs: [] })) for (const part of PARTS) scopes.push(`${unit}/${part}`);
  for (const { unit, adopted } of units) if (adopted === 1) scopes.push(`${unit}/shared`, `${unit}/office`);
  return scopes;
}

/** A device's owner: the account that its member record describes today. */
export interface Owner {
  /** Null while there is none: no record yet, or it has ended. */
  readonly member: Member | null;
  readonly row: Row | null;
}

type DeviceOwner = Pick<DeviceTable, 'member' | 'founder'>;

const findMemberRows = statement((db, township: string, scope: string, ids: readonly string[]) =>
  db
    .selectFrom('rows')
    .select(['record', 'row'])
    .where('township', '=', township)
    .where('kind', '=', memberKind.name)
    .where('scope', '=', scope)
    .where('record', 'in', ids),
);

/** Member records of the township by id, as far as there are any. */
export async function readMemberRows(db: Db, township: string, ids: readonly string[]): Promise<Map<string, Row>> {
  const rows = await inParts(ids, (part) => findMemberRows(db, township, `${township}/office`, part));
  return new Map(rows.map(({ record, row }) => [record, rowOf(row)]));
}

/** Owners of devices by member id. */
export async function readOwners(
  register: Pick<Register, 'township' | 'memberRows'>,
  devices: readonly DeviceOwner[],
  now: number,
): Promise<Map<string, Owner>> {
  const { township } = register;
  const ids = [...new Set(devices.flatMap(({ member }) => (member === null ? [] : [member])))];
  const rows = await register.memberRows(ids);
  const owners = new Map<string, Owner>();
  for (const { member: id, founder } of devices) {
    if (id === null) continue;
    const row = rows.get(id) ?? null;
    const isRemoved = row !== null && row.removed !== null;
    const member = row === null || isRemoved ? null : memberOf(id, row.values, dayOfMs(now));
    // Whoever opened the set-up link writes the first member record: there is nobody who could have given the right.
    const founding = row === null && founder === 1;
    owners.set(id, { row, member: founding ? { id, unit: township, role: 'office', caseDuty: true } : member });
  }
  return owners;
}

export interface Standing {
  readonly view: Township;
  readonly member: Member | null;
  readonly account: Account;
  readonly place: Place;
  readonly scopes: ReadonlyMap<string, ScopeAccess>;
}

/** Account and scopes of whoever asks. A device that was lost, or whose account has ended, sees nothing. */
export async function standingOf(register: Register, caller: Caller, now: number): Promise<Standing> {
  const key = `${caller.device} ${caller.state}`;
  const known = register.standings.get(key);
  if (known !== undefined) return known;
  const standing = await readStanding(register, caller, now);
  register.standings.set(key, standing);
  return standing;
}

/** Reads at once what the standing of each of them rests on. */
export async function readCallers(register: Register, callers: readonly Caller[]): Promise<void> {
  await register.devices(callers.map(({ device }) => device));
  await register.memberRows(callers.map(({ member }) => member));
}

async function readStanding(register: Register, caller: Caller, now: number): Promise<Standing> {
  const { township, device, member: id, state } = caller;
  const view = await register.view();
  const { servers } = await register.epochs();
  const founder = (await register.devices([device])).get(device)?.founder ?? 0;
  const owners = await readOwners(register, [{ member: id, founder }], now);
  const { member = null, row = null } = owners.get(id) ?? {};
  const place = placeOf(view, member?.unit ?? '');
  const scopes = new Map<string, ScopeAccess>();
  if (member !== null && state === 'active') {
    for (const scope of scopesOf(view)) {
      const access = accessTo(member, scope, place);
      if (access !== 'none') scopes.set(scope, access);
    }
  }
  const text = (field: string): string => {
    const value = row?.values[field];
    return typeof value === 'string' ? value : '';
  };
  const account: Account = {
    member: id,
    name: text('name'),
    person: text('person'),
    unit: member?.unit ?? text('unit'),
    role: member?.role ?? text('role'),
    caseDuty: member?.caseDuty ?? false,
    township,
    servers,
  };
  return { view, member, account, place, scopes };
}
