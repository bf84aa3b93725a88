/** What a row says of people beyond single fields: who came to a training, which roles somebody holds. */
import { personRoles, priorityGroups } from '#kinds/codes-people.ts';
import { attendanceStates } from '#kinds/codes-work.ts';
import { itemEntries } from '#kinds/conditions.ts';
import type { Field, Group, Value } from '#kinds/field.ts';
import { attendedOf, extraOf, guestNamesIn, namedGuests } from '#kinds/attendance.ts';
import { findPerson, findUnit } from './context.ts';
import { namesIn } from './people.ts';
import { halfWidth } from '#core/types/characters.ts';
import type { RowReader } from './row-reader.ts';
import { findWords } from './values.ts';
import { daysWritten } from './written-days.ts';

/** Where a sheet's answer stands to what those are whom no roster knows: `AS_GUESTS`, or the role with which they come onto one. */
export const UNLISTED = '@unlisted';
export const AS_GUESTS = '作为来宾';

/** Names on the roster are ticked; a mere number is guests; of other names somebody says what they are. */
export function readAttendance(row: RowReader): void {
  const attendance: { [person: string]: Group } = {};
  const unknown: string[] = [];
  const answer = row.fixed(UNLISTED);
  const role = answer === undefined ? undefined : findWords(answer, personRoles);
  const signed = row.isSigned ? row.words('@signed') : undefined;
  const mark = row.words('@score');
  const missed = /^(缺考|未考|缺席|未参加|请假|旷考)/u.test(mark) ? (attendanceIn(mark) ?? 'absent') : undefined;
  // 请假 where the others signed.
  const state = missed ?? (signed === '' ? 'absent' : (attendanceIn(signed ?? '') ?? stateOf(row.words('@state'))));
  const isMissing = state === 'absent' || state === 'onLeave';
  const score = missed === undefined ? row.read('@score') : null;
  const own = findUnit(row.words('@personUnit'), row.context.units);
  // 县司法局: no unit of this township, whose people are on no roster of it.
  const isFromOutside = own === undefined && row.words('@personUnit') !== '';
  const home = own ?? row.unit;
  for (const name of namesIn(row.words('@names'))) {
    const known = findPerson(name, home, row.context.persons);
    const person = known ?? (role === undefined || isFromOutside ? undefined : row.enlist(name, home, role));
    if (person === undefined) unknown.push(...(isMissing ? [] : [name]));
    else attendance[person.id] = { state, name: person.name, ...(score === null ? {} : { score }) };
  }
  const days = daysWritten(row.words('heldOn'), row.context.year);
  if (days !== null && row.values['days'] === undefined) row.set('days', days);
  if (unknown.length > 0) aboutUnknown(row, unknown, answer !== undefined);
  if (Object.keys(attendance).length > 0) row.set('attendance', attendance);
  const listed = attendedOf({ attendance: attendance }).length;
  const total = headcountOf(row);
  const counted = answer === undefined ? 0 : unknown.length;
  const extra = total === null ? counted : Math.max(0, total - listed);
  const names = counted > 0 && counted <= extra ? { names: namedGuests(unknown) } : {};
  if (extra > 0) row.set('extraAttendees', { [row.newId()]: { people: extra, ...names } });
}

function aboutUnknown(row: RowReader, names: readonly string[], isAnswered: boolean): void {
  const words = names.join('、');
  if (isAnswered) row.note('@names', `名册上没有${words}，记在名册外人数里`);
  else row.wrong('@names', `名册上没有${words}，要先选好算作来宾还是加进名册`, 'leftOut', names);
}

const attendanceIn = (words: string): string | undefined =>
  findWords(words, attendanceStates) ?? (words.includes('请假') ? 'onLeave' : undefined);

/** What says neither is a remark about somebody who came. */
const stateOf = (words: string): string =>
  attendanceIn(words) ?? (/^(否|×|✗|0|旷)|没|缺|未(?!成年)|不到|^无$/.test(words) ? 'absent' : 'present');

const PEOPLE: Field = { type: 'count', label: '参加人数', unit: '人' };
const numberIn = (words: string, shape: RegExp): number | null => {
  const digits = shape.exec(halfWidth(words))?.[1];
  return digits === undefined ? null : Number(digits);
};

/** A number of its own; 实到 of 应到35人，实到32人; or, where no column counts, 32 of 李军、冉明等32人. */
function headcountOf(row: RowReader): number | null {
  const words = row.words('@headcount');
  const [due, came] = [numberIn(words, /应到\D{0,3}(\d+)/u), numberIn(words, /实到\D{0,3}(\d+)/u)];
  if (due !== null && row.values['expected'] === undefined) row.set('expected', due);
  if (came !== null) return came;
  const value = row.readAs('@headcount', PEOPLE);
  if (typeof value === 'number') return value;
  return words === '' ? numberIn(row.words('@names'), /等\s*(?:共计?)?\s*(\d+)\s*(?:人|名|余人)/u) : null;
}

interface Counted {
  /** Listed and there, or guests by name. */
  readonly named: number;
  /** Of whom nothing but their number is known. */
  readonly unnamed: number;
}

function countedIn(values: { readonly [field: string]: Value | undefined }): Counted {
  const guests = itemEntries(values['extraAttendees']).map(([, { names }]) => names);
  const byName = guests.flatMap((names) => (typeof names === 'string' ? guestNamesIn(names) : [])).length;
  return { named: attendedOf(values).length + byName, unnamed: extraOf(values) - byName };
}

/**
 * A sheet with a row for each person is one training: the rows of one day and title are put together. A number that stands once for several
 * rows of one name each, or again in every one of them, is that of all: whom they name is among it.
 */
export function joinAttendance(
  into: { [field: string]: Value },
  more: { readonly [field: string]: Value | undefined },
): void {
  const [before, row] = [countedIn(into), countedIn(more)];
  const joined: { [person: string]: Group } = {};
  for (const [id, item] of [...itemEntries(into['attendance']), ...itemEntries(more['attendance'])]) joined[id] = item;
  if (Object.keys(joined).length > 0) into['attendance'] = joined;
  const items = [...itemEntries(into['extraAttendees']), ...itemEntries(more['extraAttendees'])];
  const [extra] = items;
  if (extra === undefined) return;
  const guests = items.flatMap(([, { names }]) => (typeof names === 'string' ? guestNamesIn(names) : []));
  const named = attendedOf(into).length + guests.length;
  const isOfAll = row.named <= 1 && (row.unnamed === 0 || row.named + row.unnamed === before.named + before.unnamed);
  const unnamed = isOfAll ? Math.max(0, before.unnamed + before.named - named) : before.unnamed + row.unnamed;
  const names = guests.length === 0 ? {} : { names: namedGuests(guests) };
  into['extraAttendees'] = { [extra[0]]: { ...extra[1], people: unnamed + guests.length, ...names } };
}

/** 人民调解员、法律明白人: each a role with what the row says of it. On a roster of one role everybody holds that one as well. */
export function readRoles(row: RowReader): void {
  const ofAll = row.fixed('roles') ?? '';
  const roles = new Set<string>();
  const groups = new Set<string>();
  const unread: string[] = [];
  for (const part of rolesNamed(`${ofAll}、${row.words('roles')}`)) {
    const role = findWords(part, personRoles);
    const group = findWords(part, priorityGroups);
    if (role !== undefined) roles.add(role);
    if (group !== undefined) groups.add(group);
    if (role === undefined && group === undefined) unread.push(part);
  }
  // 网格员 on a roster of 法律明白人 is the group that somebody belongs to (domain.md §3.1).
  if (unread.length > 0) row.wrong('roles', `“${unread.join('、').slice(0, 30)}”不在身份的选项里`, 'leftOut', unread);
  const items = [...roles].map((role) => [row.newId(), roleOf(row, role, [...groups])] as const);
  if (items.length > 0) row.set('roles', Object.fromEntries(items));
  const age = row.readAs('@age', { type: 'count', label: '年龄', unit: '岁' });
  if (
    typeof age === 'number' &&
    row.context.year !== null &&
    row.values['birthYear'] === undefined &&
    age > 0 &&
    age < 120
  ) {
    row.set('birthYear', row.context.year - age);
  }
}

const isRole = (words: string): boolean =>
  findWords(words, personRoles) !== undefined || findWords(words, priorityGroups) !== undefined;

/** 人民调解员兼网格员 and 法律明白人（村民组长） are two each; 兼职调解员 and 村（居）法律顾问 are one. */
const rolesNamed = (words: string): string[] =>
  words
    .split(/[、，,；;\n/+\s┋|｜]+/u)
    .flatMap((part) => {
      const parts = part.split(/[（）()]|兼(?!职)/u).filter((each) => each !== '');
      return parts.every(isRole) || !isRole(part) ? parts : [part];
    })
    .filter((part) => part !== '');

function roleOf(row: RowReader, role: string, groups: readonly string[]): Group {
  const field = row.kind.fields['roles'];
  const parts: { [part: string]: Value } = { role };
  const inside = field !== undefined && 'fields' in field ? field.fields : {};
  if (role === 'mediator') {
    const committee = row.context.committees.find(({ unit }) => unit === row.unit);
    if (committee !== undefined) parts['committee'] = committee.id;
  }
  for (const part of Object.keys(inside)) {
    const { shownWhen } = inside[part] as Field;
    // 职务 of somebody who is no mediator is another one.
    if (shownWhen !== undefined && !shownWhen({ role, state: 'exited' })) continue;
    const value = row.read(`@role.${part}`);
    if (value !== null) parts[part] = value;
    else if (part === 'priorityGroups' && groups.length > 0) parts[part] = groups;
  }
  return parts;
}
