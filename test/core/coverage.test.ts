import { describe, expect, test } from 'vitest';
import { coverageByRoster, coverageOf } from '#core/coverage.ts';
import { countedUnits, type CountedRow } from '#core/counted-units.ts';
import type { Values } from '#kinds/field.ts';

const period = { from: '2026-01-01', to: '2026-12-31' };
const [EAST, WEST, TOWN] = ['u1', 'u2', 'u0'];
const unit = (id: string, name: string, unitKind: string) => ({ id, unit: TOWN, values: { name, unitKind } });
const units = countedUnits(
  [unit(TOWN, '双泉乡', 'township'), unit(EAST, '东村', 'village'), unit(WEST, '西村', 'village')],
  period,
);
const person = (id: string, at: string, role: string, more: Values = {}): CountedRow => ({
  id,
  unit: at,
  values: { name: id, roles: { r: { role } }, ...more },
});
const training = (id: string, heldOn: string, states: { readonly [person: string]: string }, more: Values = {}) => ({
  id,
  unit: TOWN,
  values: {
    heldOn,
    type: 'businessTraining',
    audience: ['lawSavvyPerson'],
    attendance: Object.fromEntries(Object.entries(states).map(([one, state]) => [one, { state }])),
    ...more,
  },
});
const rowsOf = (people: readonly CountedRow[], trainings: readonly CountedRow[]) =>
  new Map<string, readonly CountedRow[]>([
    ['person', people],
    ['training', trainings],
  ]);
const people = [
  person('a', EAST, 'lawSavvyPerson'),
  person('b', EAST, 'lawSavvyPerson'),
  person('c', WEST, 'lawSavvyPerson'),
  person('d', WEST, 'mediator'),
];
const asked = { period, asOf: '2026-06-30', units, role: 'lawSavvyPerson', trainingsOnly: true };

describe('coverage of a roster (全覆盖、无盲区)', () => {
  const rows = rowsOf(people, [
    training(
      't1',
      '2026-03-01',
      { a: 'present', b: 'onLeave', d: 'present' },
      { extraAttendees: { g: { people: 5 } } },
    ),
    training('t2', '2026-04-01', { a: 'madeUp', c: 'late' }, { audience: ['lawSavvyPerson', 'mediator'] }),
    training('last year', '2025-04-01', { b: 'present' }),
    training('study', '2026-05-01', { b: 'present' }, { type: 'preMeetingStudy' }),
  ]);

  test('says by name who was not reached, and by village how many were', () => {
    const { whole, villages } = coverageOf(rows, asked);
    expect(whole).toMatchObject({ people: 3, reached: 2, sessions: 2, personTimes: 3 });
    expect(whole.missed.map(({ id }) => id)).toEqual(['b']);
    expect(villages.map(({ name, people: all, reached, missed }) => [name, all, reached, missed.length])).toEqual([
      ['东村', 2, 1, 1],
      ['西村', 1, 1, 0],
    ]);
  });

  test('asks for 培训场次 or for all law study', () => {
    expect(coverageOf(rows, { ...asked, trainingsOnly: false }).whole.missed).toEqual([]);
  });

  test('of everybody, and of every roster that somebody is on', () => {
    expect(coverageOf(rows, { ...asked, role: '' }).whole).toMatchObject({ people: 4, reached: 3 });
    expect(coverageByRoster(rows, asked).map(({ id, people: all, reached }) => [id, all, reached])).toEqual([
      ['mediator', 1, 1],
      ['lawSavvyPerson', 3, 2],
    ]);
  });

  test('an audience has its sessions, 人次 with guests, and different people', () => {
    expect(coverageOf(rows, asked).audiences).toEqual([
      { id: 'mediator', name: '人民调解员', sessions: 1, personTimes: 2, people: 2 },
      { id: 'lawSavvyPerson', name: '法律明白人', sessions: 2, personTimes: 9, people: 3 },
    ]);
  });

  test('a village with nobody on the roster is listed with nobody', () => {
    const { villages } = coverageOf(rowsOf([people[0] as CountedRow], []), asked);
    expect(villages.map(({ name, people: all }) => [name, all])).toEqual([
      ['东村', 1],
      ['西村', 0],
    ]);
  });

  test('[F5] two records of one person are one, reached where either was, and once per session', () => {
    const merged = [...people, person('b2', WEST, 'lawSavvyPerson', { mergedInto: 'b' })];
    const { whole } = coverageOf(rowsOf(merged, [training('t', '2026-03-01', { b2: 'present', b: 'late' })]), asked);
    expect(whole).toMatchObject({ people: 3, reached: 1, sessions: 1, personTimes: 1 });
  });
});
