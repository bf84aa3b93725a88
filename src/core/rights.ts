/**
 * Who may do what (SPEC S3). One table for both ends: the server enforces it, the app mirrors it. Rights come from member
 * records alone; what a person is called elsewhere grants nothing.
 */
import { unitOfScope } from './fold.ts';

type Role = 'mediator' | 'villageCadre' | 'lawSavvyPerson' | 'leader' | 'office';
/** A scope is visible whole or not at all (SPEC S2). */
export type Access = 'none' | 'read' | 'write';

/** An account as its member record says (kinds/member.ts). */
export interface Member {
  readonly id: string;
  readonly unit: string;
  readonly role: Role;
  readonly caseDuty: boolean;
}

/** What the rights of a member depend on beside the role. */
export interface Place {
  readonly township: string;
  /** Whether a unit is the member's own: the unit itself, what stands for it, what its devices brought along (D8). */
  readonly isOwn: (unit: string) => boolean;
}

/** The last part of a scope. `cases` of the own unit are for whoever has case duty. */
type Part = 'shared' | 'office' | 'work' | 'cases' | 'counts';
type Whose = 'own' | 'other';
type Row = { readonly [part in 'shared' | 'office']: Access } & {
  readonly [whose in Whose]: { readonly [part in 'work' | 'cases' | 'counts']: Access };
};

const NOTHING = { work: 'none', cases: 'none', counts: 'none' } as const;

/** SPEC S3, line by line. */
const table: { readonly [role in 'withCases' | 'withoutCases' | 'leader' | 'office']: Row } = {
  withCases: {
    shared: 'read',
    office: 'none',
    own: { work: 'write', cases: 'write', counts: 'read' },
    other: NOTHING,
  },
  withoutCases: {
    shared: 'read',
    office: 'none',
    own: { work: 'write', cases: 'none', counts: 'read' },
    other: NOTHING,
  },
  leader: {
    shared: 'read',
    office: 'read',
    own: { work: 'read', cases: 'none', counts: 'read' },
    other: { work: 'read', cases: 'none', counts: 'read' },
  },
  office: {
    shared: 'write',
    office: 'write',
    own: { work: 'write', cases: 'write', counts: 'read' },
    other: { work: 'write', cases: 'write', counts: 'read' },
  },
};

/** A leader writes duty entries and nothing else. */
const LEADER_WRITES: ReadonlySet<string> = new Set(['dutyEntry']);

function rowOf({ role, caseDuty }: Member): Row {
  if (role === 'leader' || role === 'office') return table[role];
  return caseDuty && role !== 'lawSavvyPerson' ? table.withCases : table.withoutCases;
}

const isPart = (part: string): part is Part => ['shared', 'office', 'work', 'cases', 'counts'].includes(part);

/**
 * What a member may do in a scope of the member's township. The township's own `shared` and `office` are what the roles
 * differ in; those that a standalone device brought along belong to its unit and are read with it (SPEC D8).
 */
export function accessTo(member: Member, scope: string, { township, isOwn }: Place): Access {
  const unit = unitOfScope(scope);
  const part = scope.slice(unit.length + 1);
  if (!isPart(part)) return 'none';
  const row = rowOf(member);
  if (part !== 'shared' && part !== 'office') return row[isOwn(unit) ? 'own' : 'other'][part];
  if (unit === township) return row[part];
  if (member.role === 'office') return 'write';
  return isOwn(unit) ? 'read' : 'none';
}

/** Whether a member may write records of a kind into a scope. */
export function mayWrite(member: Member, scope: string, kind: string, place: Place): boolean {
  const access = accessTo(member, scope, place);
  if (access === 'write') return true;
  return member.role === 'leader' && access === 'read' && scope.endsWith('/work') && LEADER_WRITES.has(kind);
}

/** 归档后补记 belongs to whoever may write the case; review and subsidy are the office's own and no part of the file. */
const AMENDING: ReadonlySet<string> = new Set(['amendments']);
const OF_OFFICE: ReadonlySet<string> = new Set(['review', 'subsidy']);

/**
 * SPEC X11: what an archived case still takes without being opened again. `field` is the field's id, not a path inside it.
 * Only the office opens a file again (归档日期), and then it is no longer archived.
 */
export function mayAmend(isOffice: boolean, field: string): boolean {
  return AMENDING.has(field) || (isOffice && (OF_OFFICE.has(field) || field === 'archivedOn' || field === 'seal'));
}

const ROLES: readonly string[] = ['mediator', 'villageCadre', 'lawSavvyPerson', 'leader', 'office'];

/** The account that a member record's values describe on a day; null while it is none, or has ended. */
export function memberOf(
  id: string,
  values: { readonly [field: string]: unknown },
  today: string | null,
): Member | null {
  const { unit, role, caseDuty, endedOn } = values;
  if (typeof unit !== 'string' || typeof role !== 'string' || !ROLES.includes(role)) return null;
  if (typeof endedOn === 'string' && today !== null && endedOn < today) return null;
  return { id, unit, role: role as Role, caseDuty: caseDuty === true };
}
