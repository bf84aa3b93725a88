/** Leases of a committee's numbers to one phone (SPEC X10): while it holds one, the server issues none of that committee and year. */
import type { EndLeaseRequest } from '#core/enrolment.ts';
import { isGivenOf, leaseRecord, NUMBER_LEASE, numberForm, wordOf, type Lease } from '#core/file-numbers.ts';
import type { Op } from '#core/change.ts';
import { headsOfPath, type Row } from '#core/fold.ts';
import { mayWrite } from '#core/rights.ts';
import { committee as committeeKind, mediationCase } from '#kinds/index.ts';
import { findLease, type LeaseOf } from './lease-row.ts';
import { changesOfRecords, type Db } from './log.ts';
import { raiseCounter, readForms, takeCounters } from './numbers.ts';
import { openRegister, type Register } from './register.ts';
import { openRowBook } from './row-book.ts';
import { scopesToHold, settleRecords } from './settle.ts';
import { placeOf, readOwners } from './standing.ts';
import type { Tx } from './storage.ts';
import { takeTurn, type Ports, type Turn } from './turn.ts';

/**
 * notFound: no such committee, or no such device. noRight: the device's member does not write that committee's cases. shape: the holder did not say
 * what it gives back, or the numbers lie outside its lease.
 */
export type Leased =
  | { readonly kind: 'done'; readonly grown: readonly string[] }
  | { readonly kind: 'notFound' | 'noRight' | 'leased' | 'recovering' | 'shape' };

async function scopeOfCommittee(db: Db, township: string, committee: string): Promise<string | null> {
  const row = (await openRowBook(db, township).find([committee])).get(committee);
  const unit = row?.kind === committeeKind.name ? row.values['unit'] : undefined;
  return typeof unit === 'string' ? `${unit}/cases` : null;
}

/** Whether a device is in use and its member writes cases of the scope: only such a one numbers. */
async function mayNumber(register: Register, device: string, scope: string, now: number): Promise<boolean> {
  const holder = (await register.devices([device])).get(device);
  if (holder === undefined || holder.state !== 'active') return false;
  const { member } = (await readOwners(register, [holder], now)).get(holder.member ?? '') ?? {};
  const place = placeOf(await register.view(), member?.unit ?? '');
  return member !== undefined && member !== null && mayWrite(member, scope, mediationCase.name, place);
}

/** Gives a committee's numbers of a year to a device; to one that holds them already anew, so that it goes on if it had asked to end that. One that another device holds
 * is given back there first, unless that one is out of use or its member has lost the right to the committee's cases. */
export async function giveLease(
  ports: Ports,
  tx: Tx,
  township: string,
  of: LeaseOf & { readonly device: string },
): Promise<Leased> {
  const { committee, year, device } = of;
  const register = openRegister(tx, township);
  const epochs = await register.epochs();
  const scope = await scopeOfCommittee(tx, township, committee);
  const holder = (await register.devices([device])).get(device);
  if (scope === null || holder === undefined || holder.kind !== 'device' || holder.state !== 'active') {
    return { kind: 'notFound' };
  }
  if (epochs.present.recovery === 'open') return { kind: 'recovering' };
  const now = ports.clock.now();
  if (!(await mayNumber(register, device, scope, now))) return { kind: 'noRight' };
  const turn = await takeTurn(ports, tx, township, epochs, [scope]);
  const standing = await findLease(turn.rows, of);
  if (standing?.device === device) {
    await say(turn, scope, standing);
    return { kind: 'done', grown: await turn.finish() };
  }
  if (standing !== null && (await mayNumber(register, standing.device, scope, now))) return { kind: 'leased' };
  const [form] = (await readForms(turn, [of])).values();
  if (form === undefined) return { kind: 'notFound' };
  const [last = 0] = (await takeCounters(turn, [{ committee, year, form }])).values();
  await say(turn, scope, { committee, year, device, last, before: form.before, after: form.after });
  return { kind: 'done', grown: await turn.finish() };
}

/**
 * Ends a lease: the holder gives it back, once everything that it knows of is here, and says how far it has numbered, because the case of its last number
 * may be on its way to being stored in another of its tabs; or the office takes it from a device that is no longer in use or has no right to it any more. What the holder names and
 * what has ended, or was said anew since, stays as it is. Cases that went without a number meanwhile get theirs at once, above the highest.
 */
export async function endLease(
  ports: Ports,
  tx: Tx,
  township: string,
  by: EndLeaseRequest & { readonly device: string; readonly isOffice: boolean },
): Promise<Leased> {
  const { committee, year, held } = by;
  const scope = await scopeOfCommittee(tx, township, committee);
  if (scope === null) return { kind: 'notFound' };
  const changes = await changesWithoutNumber(tx, township, by);
  const register = openRegister(tx, township);
  const epochs = await register.epochs();
  if (epochs.present.recovery === 'open') return { kind: 'recovering' };
  const turn = await takeTurn(ports, tx, township, epochs, [scope, ...(await scopesToHold(tx, township, changes))]);
  if (held !== undefined && held.said !== (await wordIn(turn, by))) return { kind: 'done', grown: [] };
  const lease = await findLease(turn.rows, by);
  if (lease === null) return { kind: 'notFound' };
  const isHolder = lease.device === by.device;
  const isFree = by.isOffice && !(await mayNumber(register, lease.device, scope, ports.clock.now()));
  if (!isHolder && !isFree) return { kind: by.isOffice ? 'leased' : 'noRight' };
  if (isHolder) {
    if (held === undefined || !isGivenOf(lease, held.last)) return { kind: 'shape' };
    await raiseCounter(turn, { committee, year, form: numberForm(lease.before, lease.after) }, held.last);
  }
  await say(turn, scope, { ...lease, device: '' });
  await settleRecords(turn, changes);
  return { kind: 'done', grown: await turn.finish() };
}

async function changesWithoutNumber(tx: Tx, township: string, { committee, year }: LeaseOf) {
  const rows = await tx
    .selectFrom('cases')
    .select('record')
    .where('township', '=', township)
    .where('committee', '=', committee)
    .where('year', '=', year)
    .where('fileNumber', '=', '')
    .execute();
  return changesOfRecords(
    tx,
    township,
    rows.map(({ record }) => record),
  );
}

async function wordIn({ rows }: Turn, { committee, year }: LeaseOf): Promise<string> {
  const record = leaseRecord(committee, year);
  const row = (await rows.find([record])).get(record);
  return row === undefined ? '' : wordOf(row);
}

/**
 * Lets the holder go on after it has asked to end its lease and heard no answer: the lease is said anew, and the request that named the former word ends
 * nothing any more, whenever it comes. notFound: the device holds none.
 */
export async function renewLease(
  ports: Ports,
  tx: Tx,
  township: string,
  of: LeaseOf & { readonly device: string },
): Promise<Leased> {
  const scope = await scopeOfCommittee(tx, township, of.committee);
  if (scope === null) return { kind: 'notFound' };
  const epochs = await openRegister(tx, township).epochs();
  if (epochs.present.recovery === 'open') return { kind: 'recovering' };
  const turn = await takeTurn(ports, tx, township, epochs, [scope]);
  const lease = await findLease(turn.rows, of);
  if (lease?.device !== of.device) return { kind: 'notFound' };
  await say(turn, scope, lease);
  return { kind: 'done', grown: await turn.finish() };
}

/** Who holds it is said each time, if only anew: see `wordOf`. */
async function say(turn: Turn, scope: string, lease: Lease): Promise<void> {
  const record = leaseRecord(lease.committee, lease.year);
  const row = (await turn.rows.find([record])).get(record);
  const ops = Object.entries(lease)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([field, value]) => field === 'device' || !isSaid(row, field, value))
    .map(([field, value]): Op => ({ record, kind: NUMBER_LEASE, field, value, replaces: headsOfPath(row, field) }));
  await settleRecords(turn, await turn.author.write(scope, ops));
}

const isSaid = (row: Row | undefined, field: string, value: unknown): boolean =>
  row !== undefined && row.values[field] === value && row.conflicts[field] === undefined;
