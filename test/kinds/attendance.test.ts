import { expect, test } from 'vitest';
import { proposalsOf } from '#core/defaults.ts';
import { warningsOf } from '#core/validate.ts';
import { attendanceTotal } from '#kinds/attendance.ts';
import { training } from '#kinds/index.ts';

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

test('how many passed follows the pass mark written down for this exam, else 60', () => {
  const scored = { a: { state: 'present', score: 790 }, b: { state: 'present', score: 610 }, c: { state: 'absent' } };
  const passed = (more: object) =>
    proposalsOf(
      training,
      { type: 'legalExam', attendance: scored, ...more },
      { today: '2026-06-01', unit: 'u', me: null, committee: null },
    )['examPassed'];
  expect(passed({})).toBe(2);
  expect(passed({ passMark: 800 })).toBe(0);
  expect(passed({ passMark: 700 })).toBe(1);
});

test('fewer guests than names are pointed out', () => {
  const said = (people: number) =>
    warningsOf(training, { extraAttendees: { x: { people, names: '赵县官、钱记者，孙医生' } } }).map(
      ({ field, message }) => `${field} ${message}`,
    );
  expect(said(3)).toEqual([]);
  expect(said(2)).toEqual(['extraAttendees.x.people 人数比写下的姓名少']);
});
