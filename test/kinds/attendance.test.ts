import { expect, test } from 'vitest';
import { attendanceTotal } from '#kinds/attendance.ts';

const attendance = {
  a: { state: 'present' },
  b: { state: 'late' },
  c: { state: 'madeUp' },
  d: { state: 'absent' },
  e: { state: 'onLeave' },
};
const extraAttendees = { x: { people: 10 }, y: { group: 'villager', people: 4 }, z: { group: 'villager' } };

test('the total attendance names both its parts, whoever was late or made it up included', () => {
  expect(attendanceTotal({ attendance, extraAttendees })).toBe('17人（点名 3，名册外 14）');
  expect(attendanceTotal({ attendance })).toBe('3人（点名 3，名册外 0）');
  expect(attendanceTotal({ extraAttendees })).toBe('14人（点名 0，名册外 14）');
});

test('while nobody came there is no total', () => {
  expect(attendanceTotal({})).toBe('');
  expect(attendanceTotal({ attendance: { d: { state: 'absent' } } })).toBe('');
});
