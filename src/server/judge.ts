/** Judges a stored change (SPEC X4): its values' form and its account's right, nothing else. Never the order in which things arrived, except after archiving. */
import { SCHEMA, fieldOfPath, recordsOf, type IdentifiedChange, type Op } from '#core/change.ts';
import { chainKey } from '#core/exchange.ts';
import { foldRecord, opsOf, unitOfScope } from '#core/fold.ts';
import { takenUpCase } from '#core/handing-up.ts';
import { isUuid8 } from '#core/ids.ts';
import { isOfficeWord } from '#core/office-part.ts';
import { mayAmend, mayWrite, memberOf, type Member, type Place } from '#core/rights.ts';
import { rulesOf } from '#core/types/all.ts';
import { good, isBlank, MISSHAPEN, type ParseInner } from '#core/types/type-rules.ts';
import { upcast } from '#core/upcast.ts';
import type { Verdict, VerdictReason } from '#core/verdict.ts';
import { kindByName, mediationCase, unit as unitKind } from '#kinds/index.ts';
import type { Fresh } from './append.ts';
import { byCode, changesOfRecords, type ChainRow, type Db } from './log.ts';
import type { Register } from './register.ts';
import { findCases, findScopes } from './rows.ts';
import { isAdopted, ownerOf, placeOf, readOwners, type Owner, type Township } from './standing.ts';
import type { DeviceTable } from './tables.ts';
import { heldBackAmong } from './verdicts.ts';

export interface Bench {
  readonly db: Db;
  readonly township: Township;
  readonly now: number;
  readonly devices: ReadonlyMap<string, DeviceTable>;
  readonly owners: ReadonlyMap<string, Owner>;
  /** Who brought a change; nobody when the office asks to judge anew. */
  readonly carriers: (change: IdentifiedChange) => Member | null;
  readonly chains: ReadonlyMap<string, ChainRow>;
  /** What is being judged: it proves no right. */
  readonly fresh: ReadonlySet<string>;
  /** The scope in which a record stands; grows while a push is judged. */
  readonly standing: Map<string, string>;
  /** Archived cases; grows while a push is judged. */
  readonly archived: Set<string>;
}

/** Who is to have written a change, and whether a signature says so. */
interface Author {
  readonly device: DeviceTable | undefined;
  readonly proven: boolean;
}

type Held = Omit<Verdict, 'change'> & { readonly reason: VerdictReason };
const held = (state: 'quarantined' | 'review', reason: VerdictReason): Held => ({ state, reason });

interface BenchOf {
  readonly db: Db;
  readonly register: Register;
  readonly now: number;
  readonly carriers: Bench['carriers'];
  readonly chains: ReadonlyMap<string, ChainRow>;
}

/** Reads what judging these changes needs. */
export async function openBench(
  { db, register, now, carriers, chains }: BenchOf,
  changes: readonly IdentifiedChange[],
): Promise<Bench> {
  const township = await register.view();
  const ids = [...new Set(changes.map(({ device }) => device))];
  const devices = await register.devices(ids);
  const authors = ids.flatMap((id) => devices.get(id) ?? []);
  const records = [...new Set(changes.flatMap(recordsOf))];
  const cases = await findCases(db, township.id, records);
  const rows = await findScopes(db, township.id, records);
  return {
    db,
    now,
    carriers,
    chains,
    fresh: new Set(changes.map(({ id }) => id)),
    township,
    devices,
    owners: await readOwners(register, authors, now),
    standing: new Map([...rows, ...cases].map(({ record, scope }) => [record, scope])),
    archived: new Set(cases.filter(({ archived }) => archived === 1).map(({ record }) => record)),
  };
}

/** What is held against a change; null when it stands as it is. */
export async function judge(bench: Bench, { change, proven }: Fresh): Promise<Held | null> {
  const author = { device: bench.devices.get(change.device), proven };
  if (author.device?.kind === 'server') return null;
  const finding =
    claimFault(bench, change) ??
    (await rightFault(bench, change, author)) ??
    formFault(change) ??
    (await sealFault(bench, change, author));
  if (finding === null) noteStanding(bench, change);
  return finding;
}

/**
 * SPEC C11: the earliest op says where a record belongs, and a stamp can be set back. So nobody claims in one scope what stands in another, or what
 * belongs in another part: a unit or an account among a village's own records would give rights.
 */
function claimFault({ standing, township }: Bench, { scope, ops }: IdentifiedChange): Held | null {
  const unit = unitOfScope(scope);
  const continues = (record: string): boolean =>
    ops.some(
      (op) =>
        op.record === record &&
        op.field === 'transferredFrom' &&
        typeof op.value === 'string' &&
        takenUpCase(unit, op.value) === record,
    );
  const isForeign = ({ record, kind }: Op): boolean => {
    const part = kindByName(kind)?.scope;
    // Whoever knows a case that was handed up can work out the id of its continuation (SPEC M7), and could take it in a scope of his own first.
    const isGuessed = isUuid8(record) && unit !== township.id && !standing.has(record) && !continues(record);
    return (
      isGuessed || (standing.get(record) ?? scope) !== scope || (part !== undefined && !scope.endsWith(`/${part}`))
    );
  };
  return ops.some(isForeign) ? held('quarantined', 'noRight') : null;
}

async function rightFault(bench: Bench, change: IdentifiedChange, author: Author): Promise<Held | null> {
  const { township, owners } = bench;
  const { device, proven } = author;
  const owner = device?.member ?? null;
  const alone = wasAlone(bench, change, author);
  if (device === undefined || owner === null || !proven)
    return alone && !joinsUnits(change) ? null : held('review', 'unknownDevice');
  if (device.state !== 'active') return held('review', 'rightEnded');
  const { member } = owners.get(owner) ?? { member: null };
  if (member === null) return held('review', 'rightEnded');
  if (alone) return joinsUnits(change) && member.role !== 'office' ? held('review', 'officeOnly') : null;
  if (change.actor !== member.id) return held('quarantined', 'otherActor');
  const lack = lackOf(change, member, placeOf(township, member.unit));
  if (lack === null) return null;
  return (await everMightWrite(bench, change, member)) ? held('review', 'rightEnded') : held('quarantined', lack);
}

/** SPEC D8: recorded where there was no township yet whose rights could be asked: before joining, or by colleagues who never joined. */
function wasAlone(bench: Bench, change: IdentifiedChange, { device, proven }: Author): boolean {
  const { township, owners, carriers } = bench;
  const unit = unitOfScope(change.scope);
  if (!isAdopted(township, unit)) return false;
  const owner = device?.member ?? null;
  const carrier = carriers(change);
  const isHomeOf = (member: Member): boolean => placeOf(township, member.unit).isOwn(unit);
  if (owner === null) {
    // Files are signed where they are written: what the key of a known device has not signed somebody else may have made up.
    if (!proven && typeof device?.publicKey === 'string') return false;
    return carrier !== null && (carrier.role === 'office' || isHomeOf(carrier));
  }
  const member = owners.get(owner)?.member ?? null;
  // Nobody brings unsigned what somebody here is to have written.
  if (!proven || member === null) return false;
  // A unit in which nothing was written when the office said whose the phone is has stayed the township's (`takeOverUnits`).
  const isCarried = carrier?.role === 'office' && ownerOf(township, unit) === township.id;
  return (isCarried || isHomeOf(member)) && isBeforeJoining(bench, change, member);
}

/** Units that stand for one another are read and written by the members of each (SPEC D8): that is the office's to say, before joining as well. */
const joinsUnits = ({ ops }: IdentifiedChange): boolean =>
  ops.some(({ kind, field, value }) => kind === unitKind.name && field === 'sameAs' && typeof value === 'string');

/** What a member lacks to have written this; null when nothing. */
function lackOf({ scope, schema, ops }: IdentifiedChange, member: Member, place: Place): VerdictReason | null {
  if (ops.some(({ kind }) => !mayWrite(member, scope, kind, place))) return 'noRight';
  const saysOfficeWord = ops.some((op) => {
    const { kind, field, value } = upcast(op, schema);
    return isOfficeWord(kind, field, value);
  });
  return saysOfficeWord && member.role !== 'office' ? 'officeOnly' : null;
}

/** SPEC D8: what a device wrote before it had its account. The chain itself tells: from the first change under the account on, it has joined. */
function isBeforeJoining({ chains }: Bench, change: IdentifiedChange, member: Member): boolean {
  const chain = chains.get(chainKey(change));
  if (chain === undefined) return false;
  if (change.actor === member.id && (chain.joined === 0 || change.n < chain.joined)) chain.joined = change.n;
  return chain.joined === 0 || change.n < chain.joined;
}

/** Whether the member record ever gave the right: then it has ended, and the office decides about what still arrives (SPEC X8). */
async function everMightWrite(bench: Bench, change: IdentifiedChange, { id }: Member): Promise<boolean> {
  const { db, township, fresh } = bench;
  const changes = (await changesOfRecords(db, township.id, [id]))
    .filter((one) => one.scope === `${township.id}/office` && !fresh.has(one.id))
    .sort((a, b) => byCode(a.stamp, b.stamp));
  const heldBack = await heldBackAmong(
    db,
    township.id,
    changes.map((one) => one.id),
  );
  const ops = opsOf(changes).filter((one) => one.op.record === id && !heldBack.has(one.change));
  return ops.some((_op, at) => {
    const row = foldRecord(ops.slice(0, at + 1));
    const then = row === null ? null : memberOf(id, row.values, null);
    return then !== null && lackOf(change, then, placeOf(township, then.unit)) === null;
  });
}

function formFault(change: IdentifiedChange): Held | null {
  // What only a newer version knows cannot be judged by this one (SPEC C8).
  if (change.schema > SCHEMA) return null;
  return change.ops.some((op) => isMisshapen(upcast(op, change.schema))) ? held('quarantined', 'misshapen') : null;
}

/** Whether a value is not what its field can hold. Unknown kinds and fields, clearings and erased values pass. */
function isMisshapen({ kind, field: path, value }: Op): boolean {
  if (value === undefined || value === null) return false;
  const name = fieldOfPath(path);
  const fields = kindByName(kind)?.fields ?? {};
  const field = Object.prototype.hasOwnProperty.call(fields, name) ? fields[name] : undefined;
  if (field === undefined) return false;
  if (path === name) return !readForm(field, value).ok;
  const isMap = field.type === 'items' || field.type === 'photos';
  return isMap && !readForm(field, { [path.slice(name.length + 1)]: value }).ok;
}

/** Reads a value as `parseField` does, but for codes: any word may be one that only a newer app, or another township, knows. */
const readForm: ParseInner = (field, raw) => {
  if (field.type === 'code') return typeof raw === 'string' || isBlank(raw) ? good(null) : MISSHAPEN;
  if (field.type !== 'codes') return rulesOf(field).parse(raw, field, readForm);
  const isList = Array.isArray(raw) && raw.every((code) => typeof code === 'string');
  return isList || isBlank(raw) ? good(null) : MISSHAPEN;
};

const isArchiving = ({ kind, field }: Op): boolean => kind === mediationCase.name && field === 'archivedOn';

/** SPEC X11: after archiving, what others than the office write waits for the office, but for amendments. */
async function sealFault(bench: Bench, change: IdentifiedChange, author: Author): Promise<Held | null> {
  const { owners, archived } = bench;
  const owner = owners.get(author.device?.member ?? '');
  if (owner?.member?.role === 'office') return null;
  const broken = change.ops.filter(({ record, field }) => archived.has(record) && !mayAmend(false, fieldOfPath(field)));
  if (broken.length === 0) return null;
  const records = new Set(broken.map(({ record }) => record));
  return wasAlone(bench, change, author) && (await isOwnSeal(bench, change, records)) ? null : held('review', 'sealed');
}

/** Alone nobody is kept from opening again what the same device has archived. */
async function isOwnSeal(
  { db, township }: Bench,
  { device }: IdentifiedChange,
  records: ReadonlySet<string>,
): Promise<boolean> {
  const seals = (op: Op): boolean => records.has(op.record) && isArchiving(op) && op.value !== null;
  const changes = await changesOfRecords(db, township.id, [...records]);
  return changes.every((one) => one.device === device || !one.ops.some(seals));
}

/** What stands from now on for the changes behind this one. */
function noteStanding({ archived, standing }: Bench, { scope, ops }: IdentifiedChange): void {
  for (const { record } of ops) if (!standing.has(record)) standing.set(record, scope);
  for (const op of ops.filter(isArchiving)) {
    if (op.value === null) archived.delete(op.record);
    else archived.add(op.record);
  }
}
