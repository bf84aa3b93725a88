/** What people do on their devices: record, edit with forms held open, remove, choose, merge, hand over. */
import type { Json } from '#core/canonical.ts';
import { headsOfPath, REMOVED, type Row } from '#core/fold.ts';
import { accessTo } from '#core/rights.ts';
import type { Edit } from '#store/edit.ts';
import type { Chance } from './chance.ts';
import type { Device } from './device.ts';
import type { Draft } from './disk.ts';
import { commit, creation } from './local.ts';
import { Violation } from './violation.ts';
import type { World } from './world.ts';

type Values = { readonly [path: string]: Json };
interface Maker {
  readonly part: 'cases' | 'work' | 'shared' | 'office';
  readonly first: (chance: Chance, world: World, device: Device) => Values;
  readonly edits: { readonly [path: string]: (chance: Chance) => Json };
}

const word = (chance: Chance): string => `词${chance.below(6)}`;
const maybe = (chance: Chance): Json => (chance.is(0.15) ? null : word(chance));

/** Kinds that people write here, and values that their fields can hold. */
const makers: { readonly [kind: string]: Maker } = {
  mediationCase: {
    part: 'cases',
    first: (chance, world, device) => ({
      disputeType: 'neighbor',
      facts: word(chance),
      status: chance.pick(['registered', 'accepted']),
      acceptedOn: chance.pick(['2025-12-30', '2026-01-02', '2026-03-01']),
      committee: world.personOf(device).town.committee,
    }),
    edits: {
      status: (chance) => chance.pick(['accepted', 'inMediation', 'settled', 'notSettled']),
      facts: maybe,
      disputeType: (chance) => chance.pick(['neighbor', 'contract', 'damages']),
      peopleInvolved: (chance) => chance.below(4),
    },
  },
  person: { part: 'work', first: (chance) => ({ name: word(chance) }), edits: { name: word } },
  venue: {
    part: 'work',
    first: (chance) => ({ type: 'mediationRoom', name: word(chance) }),
    edits: { name: word, place: maybe, keeper: maybe },
  },
  dutyEntry: {
    part: 'work',
    first: (chance) => ({ on: '2026-02-02', type: 'meeting', title: word(chance) }),
    edits: { title: word, note: maybe },
  },
  unit: { part: 'shared', first: () => ({}), edits: { shortName: maybe, head: maybe } },
  committee: { part: 'shared', first: () => ({}), edits: { name: word } },
  reportParagraph: {
    part: 'office',
    first: (chance) => ({ year: 2026, part: 'results', heading: word(chance) }),
    edits: { heading: maybe, body: maybe },
  },
};
const CREATED = ['mediationCase', 'mediationCase', 'person', 'venue', 'dutyEntry', 'reportParagraph'];

/** Scopes into which the device's user writes; what the app shows, or before the first contact what the account will be. */
function scopesFor(world: World, device: Device, kind: string): string[] {
  const { part } = makers[kind] as Maker;
  const { town, ...person } = world.personOf(device);
  const units = part === 'shared' || part === 'office' ? [town.township] : town.villages;
  const place = { township: town.township, isOwn: (unit: string) => unit === person.unit };
  const mine = { id: person.member, unit: person.unit, role: person.role, caseDuty: person.caseDuty };
  return units
    .map((unit) => `${unit}/${part}`)
    .filter((scope) => accessTo(mine, scope, place) === 'write' || (person.role === 'leader' && kind === 'dutyEntry'));
}

export const rowsOn = ({ disk }: Device): Row[] => [...disk.rows.values()].filter(({ kind }) => kind in makers);

function create(world: World, device: Device): string {
  const kind = world.chance.pick(CREATED);
  const scopes = scopesFor(world, device, kind);
  if (scopes.length === 0) return 'nothing to create';
  const scope = world.chance.pick(scopes);
  const edit = creation(kind, world.newId(), scope, (makers[kind] as Maker).first(world.chance, world, device));
  device.survives(() => commit(device.store, [edit]));
  return `creates ${kind} ${edit.record.slice(-4)}`;
}

/** A form opens: it remembers what stands in each of its fields. */
function open(world: World, device: Device): string {
  const rows = rowsOn(device);
  if (rows.length === 0) return 'nothing to open';
  const row = world.chance.pick(rows);
  const { edits } = makers[row.kind] as Maker;
  const paths = new Set([...Object.keys(edits), ...Object.values(row.heads).flat()]);
  const shown = Object.fromEntries([...paths].map((path) => [path, headsOfPath(row, path)]));
  const draft: Draft = { id: world.newId(), record: row.id, kind: row.kind, scope: row.scope, shown };
  const { disk, power } = device.store;
  // Before it is stored: where the power fails behind the commit, the draft is there and has shown what it showed.
  world.shown.set(draft.id, new Set(Object.keys(row.heads)));
  device.survives(() => power.transaction((put) => put(() => disk.drafts.set(draft.id, draft))));
  return `opens ${row.id.slice(-4)}`;
}

function save(world: World, device: Device): string {
  const { disk } = device;
  const { chance } = world;
  const drafts = [...disk.drafts.values()];
  if (drafts.length === 0) return open(world, device);
  const draft = chance.pick(drafts);
  const { edits } = makers[draft.kind] as Maker;
  const replacesOf = world.parts.replacesOf ?? (({ shown }, path) => shown[path] ?? []);
  const fields: Record<string, Edit['fields'][string]> = {};
  for (const path of chance.shuffled(Object.keys(edits)).slice(0, chance.between(1, 2))) {
    fields[path] = { value: edits[path]?.(chance) ?? null, replaces: replacesOf(draft, path, disk) };
  }
  if (draft.kind === 'mediationCase' && chance.is(0.3)) {
    const session = { heldOn: '2026-02-03', body: word(chance) };
    fields[`sessions.${world.newId()}`] = { value: session, replaces: [] };
  }
  const seen = world.shown.get(draft.id);
  const unseen = Object.values(fields).flatMap(({ replaces }) => replaces.filter((id) => seen?.has(id) === false));
  if (unseen.length > 0) throw new Violation(`[C3] ${device.name} replaces a value that its form never showed`);
  const { record, kind, scope } = draft;
  device.survives(() => commit(device.store, [{ record, kind, scope, fields }], draft.id));
  return `saves ${record.slice(-4)}: ${Object.keys(fields).join(', ')}`;
}

function remove(world: World, device: Device): string {
  const rows = rowsOn(device).filter(({ kind }) => kind !== 'unit' && kind !== 'committee');
  if (rows.length === 0) return 'nothing to remove';
  const row = world.chance.pick(rows);
  const value = row.removed === null ? '记错' : null;
  const saw = value === null ? {} : { saw: Object.keys(row.heads) };
  edit(device, row, { [REMOVED]: { value, replaces: headsOfPath(row, REMOVED), ...saw } });
  return `${value === null ? 'brings back' : 'removes'} ${row.id.slice(-4)}`;
}

const edit = (device: Device, { kind, id, scope }: Row, fields: Edit['fields']): boolean =>
  device.survives(() => commit(device.store, [{ kind, record: id, scope, fields }]));

function choose(world: World, device: Device): string {
  const rows = rowsOn(device).filter(({ conflicts }) => Object.keys(conflicts).length > 0);
  if (rows.length === 0) return save(world, device);
  const row = world.chance.pick(rows);
  const path = world.chance.pick(Object.keys(row.conflicts));
  const value = world.chance.pick(row.conflicts[path] ?? []).value;
  const saw = path === REMOVED && value !== null ? { saw: Object.keys(row.heads) } : {};
  edit(device, row, { [path]: { value, replaces: headsOfPath(row, path), ...saw } });
  return `chooses ${path} of ${row.id.slice(-4)}`;
}

/** Two persons turn out to be one (SPEC S5). */
function merge(world: World, device: Device): string {
  const people = world.chance.shuffled(rowsOn(device).filter(({ kind }) => kind === 'person'));
  const [one, other] = people;
  if (one === undefined || other === undefined || one.scope !== other.scope) return create(world, device);
  const path = 'mergedInto';
  edit(device, one, { [path]: { value: other.id, replaces: headsOfPath(one, path) } });
  return `merges ${one.id.slice(-4)} into ${other.id.slice(-4)}`;
}

/** 移交 (SPEC S4): one action in two scopes. */
function handOver(world: World, device: Device): string {
  const cases = rowsOn(device).filter(({ kind }) => kind === 'mediationCase');
  const scopes = scopesFor(world, device, 'mediationCase');
  if (cases.length === 0) return 'nothing to hand over';
  const row = world.chance.pick(cases);
  const elsewhere = scopes.filter((scope) => scope !== row.scope);
  if (elsewhere.length === 0) return save(world, device);
  const values = { disputeType: 'neighbor', facts: '移交', status: 'registered', transferredFrom: row.id };
  const copy = creation('mediationCase', world.newId(), world.chance.pick(elsewhere), values);
  const fields = { status: { value: 'terminated', replaces: headsOfPath(row, 'status') } };
  const closing = { kind: row.kind, record: row.id, scope: row.scope, fields };
  device.survives(() => commit(device.store, [copy, closing]));
  return `hands ${row.id.slice(-4)} over`;
}

const acts = { create, open, save, remove, choose, merge, handOver };
const weights = { create: 22, open: 16, save: 34, remove: 5, choose: 10, merge: 3, handOver: 2 };

/** Somebody does something; answers in words what. */
export const act = (world: World, device: Device): string => acts[world.chance.weighted(weights)](world, device);
