import { expect, test } from 'vitest';
import { silentUnits, type SeenDevice } from '#core/silent-units.ts';
import { aContext, aRow, EAST, SOUTH, WEST } from '#test/help/figures.ts';

const now = Date.UTC(2024, 11, 31);
const daysAgo = (days: number) => now - days * 86_400_000;
const { units } = aContext();
const members = [
  aRow({ unit: EAST }, { id: 'm1' }),
  aRow({ unit: WEST }, { id: 'm2' }),
  aRow({ unit: SOUTH }, { id: 'm3' }),
  aRow({ unit: SOUTH, endedOn: '2024-01-01' }, { id: 'm4' }),
];
const device = (member: string, seenAt: number | null, state: SeenDevice['state'] = 'active') => ({
  member,
  seenAt,
  state,
});

test('a village is silent when none of its phones was in touch for a week, or none has joined', () => {
  const heard = [
    device('m1', daysAgo(30)),
    device('m1', daysAgo(6)),
    device('m2', daysAgo(7)),
    device('m3', daysAgo(1)),
  ];
  expect(silentUnits(heard, members, units, now)).toEqual(['西村（7天没有联系）']);
  const gone = [device('m1', null), device('m2', daysAgo(1), 'revoked'), device('m4', daysAgo(1))];
  expect(silentUnits(gone, members, units, now)).toEqual([
    '东村（加入后没有联系过）',
    '西村（还没有手机加入）',
    '南村（还没有手机加入）',
  ]);
});
