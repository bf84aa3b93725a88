/** What must hold at any moment (sync.md §7.2). Written from the rules, not from the code that keeps them. */
import { canonical, type Json } from '#core/canonical.ts';
import type { IdentifiedChange } from '#core/change.ts';
import { chainKey, type SyncAnswer } from '#core/exchange.ts';
import { foldRecord, unitOfScope, type Row } from '#core/fold.ts';
import { foldVerdict, isHeldBack, VERDICT_KIND } from '#core/verdict.ts';
import type { Caller, Stored } from './backend.ts';
import type { Device } from './device.ts';
import { opsOfRecord } from './memory-fold.ts';
import { Violation } from './violation.ts';
import type { Person, Town, World } from './world.ts';

export const must = (holds: boolean, rule: string): void => {
  if (!holds) throw new Violation(rule);
};

/** All units of a township, those among them that were brought along. */
export const unitsOf = (
  world: World,
  { township, villages }: Pick<Town, 'township' | 'villages'>,
): readonly string[] => [
  township,
  ...villages,
  ...[...world.adopted].filter(([, brought]) => brought.township === township).map(([unit]) => unit),
];

const text = (json: unknown): string => canonical(json as Json);

/** Every value that a field of an account has ever had, whoever wrote it: the widest right there can have been. */
function everOf(world: World, { member, unit, role, caseDuty }: Person) {
  const ever = { unit: new Set([unit]), role: new Set<unknown>([role]), caseDuty: new Set<unknown>([caseDuty]) };
  for (const { change } of world.written.values()) {
    for (const { record, kind, field, value } of change.ops) {
      if (kind !== 'member' || record !== member) continue;
      if (field === 'unit' && typeof value === 'string') ever.unit.add(value);
      if (field === 'caseDuty') ever.caseDuty.add(value);
    }
  }
  return ever;
}

/** Whether the table of S3, line by line, lets such an account read a scope. */
export function mayRead(
  world: World,
  { town }: Person,
  account: { unit: ReadonlySet<string>; role: ReadonlySet<unknown>; caseDuty: ReadonlySet<unknown> },
  scope: string,
): boolean {
  const unit = unitOfScope(scope);
  const part = scope.slice(unit.length + 1);
  const isTownship = unit === town.township;
  const brought = world.adopted.get(unit);
  if (brought !== undefined && brought.township !== town.township) return false;
  if (brought === undefined && !isTownship && !town.villages.includes(unit)) return false;
  if (account.role.has('office')) return true;
  const isOwn = account.unit.has(unit) || [...(brought?.owners ?? [])].some((owner) => account.unit.has(owner));
  // What was common to a township of one device is common to those who have its units now.
  if (brought !== undefined && (part === 'shared' || part === 'office')) return isOwn;
  if (account.role.has('leader')) return part !== 'cases' && part !== 'screenings';
  if (part === 'shared') return isTownship;
  if (!isOwn) return false;
  return part === 'work' || part === 'counts' || (part === 'cases' && account.caseDuty.has(true));
}

/** Nobody receives a foreign scope; a page holds what it says. */
export function checkAnswer(world: World, { device, township }: Caller, { pages, scopes }: SyncAnswer): void {
  const holder = world.devices.find((one) => one.session === device);
  const town = world.towns.find((one) => one.township === township);
  const named = [...pages.map(({ scope }) => scope), ...Object.keys(scopes)];
  for (const scope of named) {
    const unit = unitOfScope(scope);
    const isHome =
      unit === township || town?.villages.includes(unit) === true || world.adopted.get(unit)?.township === township;
    must(isHome, `[S1] a device of one township is told of ${scope}`);
  }
  const person = holder === undefined ? undefined : world.personOf(holder);
  let ever: ReturnType<typeof everOf> | null = null;
  for (const { scope, runs, after, to, held } of pages) {
    must(
      runs.every((run) => run.scope === scope),
      `[S2] a page of ${scope} holds changes of another scope`,
    );
    const count = runs.reduce((sum, { changes }) => sum + changes.length, held.length);
    must(count === to - after, `[X3] a page of ${scope} has a gap`);
    const isRead = person === undefined || mayRead(world, person, (ever ??= everOf(world, person)), scope);
    must(isRead, `[S3] ${holder?.name} receives ${scope}`);
  }
}

/** Heads of one path, from C4 and X4 as they are written: quadratic, and without any of the fold's code. */
function headsByRule(
  changes: readonly IdentifiedChange[],
  row: Row,
  path: string,
  held: ReadonlySet<string>,
): string[] {
  const ops = changes
    .filter(({ scope }) => scope === row.scope)
    .flatMap(({ id, ops: all }) =>
      all.filter((op) => op.record === row.id && op.field === path && op.kind === row.kind).map((op) => ({ id, op })),
    );
  const replaced = new Set(ops.filter(({ id }) => !held.has(id)).flatMap(({ op }) => op.replaces));
  for (let grew = true; grew;) {
    const inherited = ops.filter(({ id }) => held.has(id) && replaced.has(id)).flatMap(({ op }) => op.replaces);
    grew = inherited.some((id) => !replaced.has(id));
    for (const id of inherited) replaced.add(id);
  }
  return [...new Set(ops.filter(({ id }) => !held.has(id) && !replaced.has(id)).map(({ id }) => id))].sort();
}

/** Rows, verdicts and acknowledgements of one device against its own log. */
export function checkDevice(device: Device): void {
  const { disk, name } = device;
  const servers = disk.account?.servers ?? [];
  for (const [record, ids] of disk.records) {
    const changes = ids.map((id) => disk.log.get(id) as IdentifiedChange);
    const ops = opsOfRecord(disk, record);
    const judging = ops.filter((op) => op.op.kind === VERDICT_KIND);
    if (judging.length > 0) {
      const verdict = foldVerdict(judging.filter((op) => servers.includes(op.device)));
      const kept = disk.verdicts.get(record) ?? null;
      must(text(kept) === text(verdict), `[X4] ${name} keeps another verdict than its log says`);
      must(disk.held.has(record) === (verdict !== null && isHeldBack(verdict)), `[X4] ${name} forgets a verdict`);
    }
    const row = foldRecord(
      ops.filter((op) => op.op.kind !== VERDICT_KIND),
      disk.held,
    );
    const kept = disk.rows.get(record) ?? null;
    must(text(row) === text(kept), `[D1] the row of ${record.slice(-4)} on ${name} is not what its log folds to`);
    if (row !== null) checkRow(device, row, changes);
  }
  must(
    [...disk.rows.keys()].every((record) => disk.records.has(record)),
    `[D1] ${name} shows a record without a change`,
  );
}

/** No head without a reason, no value without its author. */
function checkRow({ disk, name }: Device, row: Row, changes: readonly IdentifiedChange[]): void {
  const paths = new Set(
    changes.flatMap(({ ops }) => ops.filter(({ record }) => record === row.id).map((op) => op.field)),
  );
  for (const path of paths) {
    const shown = Object.keys(row.heads).filter((id) => row.heads[id]?.includes(path));
    const rule = headsByRule(changes, row, path, disk.held);
    must(
      text(shown.sort()) === text(rule),
      `[C4] a head of ${path} of ${row.id.slice(-4)} on ${name} vanished unnamed`,
    );
    for (const id of shown) must(disk.log.has(id), `[C4] a shown value on ${name} has no change behind it`);
  }
  for (const touch of [row.created, row.changed]) {
    const author = changes.find(({ stamp, device }) => stamp === touch.stamp && device === touch.device);
    must(author?.actor === touch.actor, `[C4] ${name} names another author than the change`);
  }
}

/** What counts as acknowledged lies on the server (unless it was set back since). */
export function checkAcknowledged(
  world: World,
  device: Device,
  stored: ReadonlyMap<string, Stored>,
  epoch: string,
): void {
  const { disk, name } = device;
  if (disk.epoch !== epoch) return;
  // A server that was set back unawares may lack what it kept behind a gap, until that is offered again (SPEC X9).
  const behindGaps = world.setBacks > 0 ? disk.unstreamed : [];
  for (const [key, chain] of disk.chains) {
    const ack = disk.acks.get(key) ?? 0;
    const gap = behindGaps.find((one) => chainKey(one) === key)?.n ?? Infinity;
    for (const { id, n, scope } of chain) {
      if (n > ack || n >= gap || disk.refused.has(id)) continue;
      world.acknowledged.add(id);
      must(
        stored.has(id),
        `[X2] ${name} holds change ${n} of ${scope.slice(-12)} for acknowledged, the server has it not`,
      );
    }
  }
}

/** What a cursor has passed is here. */
export function checkCursors({ disk, name }: Device, stored: ReadonlyMap<string, Stored>, epoch: string): void {
  if (disk.epoch !== epoch) return;
  for (const { change, seq } of stored.values()) {
    const cursor = disk.cursors.get(change.scope);
    if (seq === null || cursor === undefined || seq > cursor.seq) continue;
    must(
      disk.log.has(change.id),
      `[X3] ${name} has passed number ${seq} of ${change.scope.slice(-12)} and holds it not`,
    );
  }
}

/** Streams without gaps; nothing in them that nobody wrote; nothing forged under another's name. */
export function checkServer(
  world: World,
  stored: ReadonlyMap<string, Stored>,
  counters: ReadonlyMap<string, number>,
): void {
  const seqs = new Map<string, number[]>();
  for (const { change, seq } of stored.values()) {
    if (seq === null) continue;
    const list = seqs.get(change.scope);
    if (list === undefined) seqs.set(change.scope, [seq]);
    else list.push(seq);
    const isKnown = world.written.has(change.id) || world.forged.has(change.id) || world.servers.has(change.device);
    must(isKnown, `[C2] the server streams a change that nobody wrote: ${JSON.stringify(change)}`);
  }
  for (const [scope, list] of seqs) {
    list.sort((a, b) => a - b);
    must(
      list.every((seq, i) => seq === i + 1),
      `[X3] the stream of ${scope.slice(-12)} has a gap: ${list.join(' ')}`,
    );
    must(counters.get(scope) === list.length, `[X3] the counter of ${scope.slice(-12)} is not its stream's length`);
  }
  for (const { change, seq } of stored.values()) {
    const before = change.n === 1 ? undefined : stored.get(change.prev);
    if (seq === null || before === undefined || before.seq === null) continue;
    must(before.seq < seq, `[X3] ${chainKey(change)} is streamed out of order`);
  }
}
