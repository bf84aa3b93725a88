import { describe, expect, test } from 'vitest';
import { committeeChecks, holdersOf, mediatorCounts, rosterChanges, servicesOf } from '#core/rosters.ts';
import type { CountedRow } from '#core/counted-units.ts';
import type { Group, Values } from '#kinds/field.ts';

const ON = '2024-07-01';
const YEAR = { from: '2024-01-01', to: '2024-12-31' };

let made = 0;
const aPerson = (roles: readonly Group[], values: Values = {}): CountedRow => ({
  id: `p${(made += 1)}`,
  unit: 'east',
  values: { name: `人${made}`, roles: Object.fromEntries(roles.map((role, i) => [String(i), role])), ...values },
});
const aMediator = (role: Group = {}, values: Values = {}) =>
  aPerson([{ role: 'mediator', committee: 'c', basis: 'elected', ...role }], values);
const aCommittee = (values: Values = {}): CountedRow => ({
  id: 'c',
  unit: 'town',
  values: { name: '东村人民调解委员会', electedOn: '2023-03-01', ...values },
});
const check = (people: readonly CountedRow[], committee = aCommittee(), on = ON) =>
  committeeChecks([committee], holdersOf(people, 'mediator', on), on)[0];

describe('who holds a role on a day', () => {
  test('neither before it began nor after it ended, and never who was merged away', () => {
    const first = aPerson([{ role: 'lawSavvyPerson', from: '2024-07-02' }]);
    const people = [
      first,
      aPerson([{ role: 'lawSavvyPerson', from: ON, to: ON }]),
      aPerson([{ role: 'lawSavvyPerson', to: '2024-06-30' }]),
      aPerson([{ role: 'lawSavvyPerson', state: 'exited' }]),
      aPerson([{ role: 'lawSavvyPerson', state: 'exited', to: '2024-08-01' }]),
      aPerson([{ role: 'lawSavvyPerson' }], { mergedInto: first.id }),
      aPerson([{ role: 'mediator' }]),
    ];
    expect(holdersOf(people, 'lawSavvyPerson', ON).map(({ person }) => person)).toEqual([people[1]?.id, people[4]?.id]);
  });
});

test('mediators are counted in each sense, so that a printed number says which it is', () => {
  const people = [
    aMediator({ employment: 'fullTime' }),
    aMediator({ employment: 'partTime' }),
    aMediator({ basis: 'engaged', employment: 'fullTime' }),
    aPerson([{ role: 'mediator' }]),
  ];
  expect(mediatorCounts(holdersOf(people, 'mediator', ON))).toEqual({
    all: 4,
    fullTime: 2,
    partTime: 1,
    elected: 2,
    engaged: 1,
  });
});

describe('a committee (人民调解法 arts. 8, 9)', () => {
  const director = { committeeRole: 'director' };
  const woman = { sex: 'female', ethnicGroup: 'tujia' };
  const man = { sex: 'male', ethnicGroup: 'miao' };
  const sound = [aMediator(director, man), aMediator({}, woman), aMediator({}, man)];

  test('of three with one director, a woman and two peoples lacks nothing', () => {
    expect(check(sound)).toMatchObject({ members: 3, warnings: [], termTo: '2026-03-01' });
  });

  test('has three to nine members; whoever is engaged is none of them', () => {
    expect(check([...sound.slice(0, 2), aMediator({ basis: 'engaged' })])?.warnings).toEqual([
      '登记的委员2人，应为三至九人（人民调解法第八条）',
    ]);
    const ten = Array.from({ length: 7 }, () => aMediator({}, man));
    expect(check([...sound, ...ten])?.warnings).toEqual(['登记的委员10人，应为三至九人（人民调解法第八条）']);
  });

  test('has one director', () => {
    expect(check([aMediator({}, man), aMediator({}, woman), aMediator({}, man)])?.warnings).toEqual([
      '没有登记主任（人民调解法第八条）',
    ]);
    expect(check([...sound, aMediator(director, man)])?.warnings).toEqual([
      '登记了2名主任，应设一人（人民调解法第八条）',
    ]);
  });

  test('has a woman; where the roster does not say, it says that it does not', () => {
    const men = [aMediator(director, man), aMediator({}, { ...man, ethnicGroup: 'tujia' }), aMediator({}, man)];
    expect(check(men)?.warnings).toEqual(['委员中应当有妇女成员（人民调解法第八条）']);
    expect(check([...men, aMediator()])?.warnings).toEqual([
      '有1名委员没有填性别，看不出有没有妇女成员（人民调解法第八条）',
    ]);
  });

  test('of one people is asked whether others live there', () => {
    const same = [aMediator(director, woman), aMediator({}, woman), aMediator({}, woman)];
    expect(check(same)?.warnings).toEqual([
      '委员都是同一民族；多民族居住的，应当有人数较少民族的成员（人民调解法第八条）',
    ]);
  });

  test('serves three years: told two months ahead, and from the day after', () => {
    const electedOn = (day: string) => check(sound, aCommittee({ electedOn: day }))?.warnings;
    expect(electedOn('2021-09-02')).toEqual([]);
    expect(electedOn('2021-09-01')).toEqual(['本届任期2024年9月1日届满，请准备换届（人民调解法第九条）']);
    expect(electedOn('2021-06-30')).toEqual(['本届任期已于2024年6月30日届满，应当换届（人民调解法第九条）']);
  });

  test('without a day of election the terms of its members speak', () => {
    const { electedOn: _, ...values } = aCommittee().values;
    const committee = { ...aCommittee(), values };
    expect(check(sound, committee)?.warnings).toEqual([
      '没有填本届推选日期，看不出何时换届（人民调解法第九条：每届三年）',
    ]);
    const withTerm = [...sound.slice(0, 2), aMediator({ term: { from: '2023-01-01', to: '2025-12-31' } }, man)];
    expect(check(withTerm, committee)).toMatchObject({ warnings: [], termTo: '2025-12-31' });
  });

  test('that was closed is not checked', () => {
    expect(check(sound, aCommittee({ closedOn: '2024-06-30' }))).toBeUndefined();
  });
});

test('the service log counts the four duties within the period, for the person who stands for two', () => {
  const entry = (on: string, person: string, type: string) => ({ id: on, unit: 'east', values: { on, person, type } });
  const rows = new Map<string, CountedRow[]>([
    [
      'serviceEntry',
      [
        entry('2024-05-01', 'a', 'publicity'),
        entry('2024-05-02', 'twin', 'guidance'),
        entry('2023-12-31', 'a', 'publicity'),
      ],
    ],
    ['mediationCase', [{ id: 'k', unit: 'east', values: { acceptedOn: '2024-06-01', mediators: ['a', 'b'] } }]],
    [
      'publicityEvent',
      [
        { id: 'e', unit: 'east', values: { heldOn: '2024-06-02', people: ['b', 'twin', 'a'] } },
        { id: 'old', unit: 'east', values: { heldOn: '2023-06-02', people: ['b'] } },
      ],
    ],
    [
      'training',
      [
        {
          id: 't',
          unit: 'east',
          values: { heldOn: '2024-06-03', attendance: { b: { state: 'late' }, a: { state: 'absent' } } },
        },
      ],
    ],
  ]);
  const services = servicesOf(rows, YEAR, (id) => (id === 'twin' ? 'a' : id));
  expect(services.get('a')).toEqual({ publicity: 2, guidance: 1, disputeHelp: 1, governance: 0, trainings: 0 });
  expect(services.get('b')).toEqual({ publicity: 1, guidance: 0, disputeHelp: 1, governance: 0, trainings: 1 });
});

test('who came and went within the period is listed by day, with the reason of leaving', () => {
  const people = [
    aPerson([
      { role: 'lawSavvyPerson', from: '2020-01-01', to: '2024-05-01', state: 'exited', exitReason: '外出务工' },
    ]),
    aPerson([{ role: 'lawSavvyPerson', selectedOn: '2024-03-01' }]),
    aPerson([{ role: 'mediator', from: '2024-03-01' }]),
  ];
  expect(rosterChanges(people, 'lawSavvyPerson', YEAR).map(({ on, change, reason }) => [on, change, reason])).toEqual([
    ['2024-03-01', 'entered', ''],
    ['2024-05-01', 'left', '外出务工'],
  ]);
});

test('[N1] a case in which both records of one person are named as mediators counts once for that person', () => {
  const rows = new Map<string, readonly CountedRow[]>([
    ['mediationCase', [{ id: 'c1', unit: 'u', values: { acceptedOn: '2024-03-05', mediators: ['a', 'b'] } }]],
  ]);
  const services = servicesOf(rows, { from: '2024-01-01', to: '2024-12-31' }, (id) => (id === 'b' ? 'a' : id));
  expect(services.get('a')?.disputeHelp).toBe(1);
});
