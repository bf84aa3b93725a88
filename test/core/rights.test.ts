import { describe, expect, test } from 'vitest';
import { accessTo, mayWrite, memberOf, type Access, type Member, type Place } from '#core/rights.ts';

const TOWNSHIP = 'township';
const place: Place = { township: TOWNSHIP, isOwn: (unit) => ['east', 'brought'].includes(unit) };
const aMember = (role: Member['role'], caseDuty = false): Member => ({ id: 'm', unit: 'east', role, caseDuty });

/** shared, office, own work, own cases, own counts, other work, other cases, other counts: the table of sync.md S3. */
const scopes = [
  'township/shared',
  'township/office',
  'east/work',
  'east/cases',
  'east/counts',
  'west/work',
  'west/cases',
  'west/counts',
];
const [none, read, write]: Access[] = ['none', 'read', 'write'];

describe('[S3] what each role sees', () => {
  test.for([
    ['a mediator with case duty', aMember('mediator', true), [read, none, write, write, read, none, none, none]],
    ['a cadre with case duty', aMember('villageCadre', true), [read, none, write, write, read, none, none, none]],
    ['a cadre without', aMember('villageCadre'), [read, none, write, none, read, none, none, none]],
    ['a law-savvy villager', aMember('lawSavvyPerson'), [read, none, write, none, read, none, none, none]],
    [
      'a law-savvy villager whose account says case duty',
      aMember('lawSavvyPerson', true),
      [read, none, write, none, read, none, none, none],
    ],
    ['a leader', aMember('leader', true), [read, read, read, none, read, read, none, read]],
    ['the office', aMember('office'), [write, write, write, write, read, write, write, read]],
  ] as const)('%s', ([, member, expected]) => {
    expect(scopes.map((scope) => accessTo(member, scope, place))).toEqual(expected);
  });

  test('[D8] what a device brought along is read with its unit', () => {
    const brought = ['brought/shared', 'brought/office', 'brought/cases', 'brought/work'];
    expect(brought.map((scope) => accessTo(aMember('mediator', true), scope, place))).toEqual([
      read,
      read,
      write,
      write,
    ]);
    expect(accessTo(aMember('office'), 'west/shared', place)).toBe('write');
    expect(accessTo(aMember('leader'), 'west/shared', place)).toBe('none');
  });

  test('a scope that no role knows is nobody’s', () => {
    const unknown = ['east/other', 'east', 'east/'];
    expect(unknown.map((scope) => accessTo(aMember('office'), scope, place))).toEqual(unknown.map(() => 'none'));
  });
});

test('[S3] a leader writes duty entries and nothing else', () => {
  const leader = aMember('leader');
  expect(mayWrite(leader, 'township/work', 'dutyEntry', place)).toBe(true);
  expect(mayWrite(leader, 'township/work', 'training', place)).toBe(false);
  expect(mayWrite(leader, 'east/cases', 'dutyEntry', place)).toBe(false);
  expect(mayWrite(aMember('mediator', true), 'township/work', 'dutyEntry', place)).toBe(false);
});

test('[S3] an account ends on its day, and a record that names no role is none', () => {
  const values = { name: '石三妹', unit: 'east', role: 'mediator', caseDuty: true, endedOn: '2026-03-01' };
  expect(memberOf('m', values, '2026-03-01')).toEqual(aMember('mediator', true));
  expect(memberOf('m', values, '2026-03-02')).toBeNull();
  expect(memberOf('m', { ...values, endedOn: undefined }, null)).toEqual(aMember('mediator', true));
  expect(memberOf('m', { ...values, role: 'king' }, null)).toBeNull();
});
