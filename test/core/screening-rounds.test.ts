import { describe, expect, test } from 'vitest';
import {
  askedRounds,
  owingOf,
  reportsOf,
  rhythmOf,
  roundsOf,
  screeningTodos,
  type Rhythm,
} from '#core/screening-rounds.ts';
import type { CountedRow } from '#core/counted-units.ts';

const YEAR = { from: '2024-01-01', to: '2024-12-31' };
const EAST = { id: 'east', name: '东村' };
const WEST = { id: 'west', name: '西村' };

let count = 0;
const aRound = (unit: string, from: string, to: string, found = 0): CountedRow => ({
  id: `s${++count}`,
  unit,
  values: { period: { from, to }, found, screened: 1 },
});
const ask = (rhythm: Rhythm, today: string, rows: readonly CountedRow[], villages = [EAST, WEST]) => {
  const rounds = [...askedRounds(rhythm, today), ...roundsOf(rhythm, YEAR, today)];
  return { rhythm, reports: reportsOf(rounds, rows, (id) => id), villages, today };
};
const owed = (asked: ReturnType<typeof ask>) =>
  owingOf(asked).map(({ round, villages }) => [round.from, ...villages.map(({ name }) => name)]);

describe('rounds', () => {
  test('are the months, or the weeks from Monday to Sunday, that have begun', () => {
    expect(roundsOf('month', YEAR, '2024-03-01').map(({ label }) => label)).toEqual([
      '2024年1月',
      '2024年2月',
      '2024年3月',
    ]);
    expect(roundsOf('week', YEAR, '2024-01-08').map(({ from, to }) => [from, to])).toEqual([
      ['2024-01-01', '2024-01-07'],
      ['2024-01-08', '2024-01-14'],
    ]);
  });

  test('quarters begin with January', () => {
    const rounds = roundsOf('quarter', YEAR, '2024-06-30').map(({ from, to, label }) => [from, to, label]);
    expect(rounds).toEqual([
      ['2024-01-01', '2024-03-31', '2024年第一季度'],
      ['2024-04-01', '2024-06-30', '2024年第二季度'],
    ]);
  });

  test('a week belongs to the year in which it ends', () => {
    const year = { from: '2025-01-01', to: '2025-12-31' };
    expect(roundsOf('week', year, '2025-01-01').map(({ from, to }) => [from, to])).toEqual([
      ['2024-12-30', '2025-01-05'],
    ]);
    expect(roundsOf('week', YEAR, '2025-02-01').pop()?.to).toBe('2024-12-29');
  });
});

describe('a report', () => {
  test('speaks for the round in which its period ends, finding nothing included', () => {
    const asked = ask('month', '2024-07-10', [
      aRound('east', '2024-06-01', '2024-06-30'),
      aRound('west', '2024-05-27', '2024-06-02', 3),
    ]);
    expect(asked.reports.get('east')?.get('2024-06-01')?.found).toBe(0);
    expect(asked.reports.get('west')?.get('2024-06-01')?.found).toBe(3);
    expect(asked.reports.get('west')?.get('2024-05-01')).toBeUndefined();
  });

  test('of a month speaks for every week that lies wholly within it, and several reports add up', () => {
    const asked = ask('week', '2024-07-10', [
      aRound('east', '2024-06-01', '2024-06-30', 2),
      aRound('east', '2024-06-10', '2024-06-12', 1),
    ]);
    expect([...(asked.reports.get('east')?.keys() ?? [])]).toEqual([
      '2024-06-03',
      '2024-06-10',
      '2024-06-17',
      '2024-06-24',
    ]);
    expect(asked.reports.get('east')?.get('2024-06-10')).toMatchObject({ found: 3 });
  });
});

describe('what is owed', () => {
  const june = [aRound('east', '2024-06-01', '2024-06-30')];

  test('the last closed round, and the present one in its last days', () => {
    expect(owed(ask('month', '2024-07-25', june))).toEqual([['2024-06-01', '西村']]);
    expect(owed(ask('month', '2024-07-26', june))).toEqual([
      ['2024-06-01', '西村'],
      ['2024-07-01', '东村', '西村'],
    ]);
  });

  test('in January the last round of the year before', () => {
    expect(owed(ask('month', '2025-01-03', [aRound('east', '2024-12-01', '2024-12-31')]))).toEqual([
      ['2024-12-01', '西村'],
    ]);
    expect(owed(ask('quarter', '2025-02-01', []))).toEqual([['2024-10-01', '东村', '西村']]);
  });
});

describe('to-dos', () => {
  const june = [aRound('east', '2024-06-01', '2024-06-30')];

  test('a village is asked for its own report, and not after it came', () => {
    expect(screeningTodos(ask('month', '2024-07-02', june, [EAST]))).toEqual([]);
    expect(screeningTodos(ask('month', '2024-07-02', june, [WEST]))).toMatchObject([
      { unit: 'west', level: 'overdue', due: '2024-06-30', text: '2024年6月矛盾纠纷排查还没有报，没有发现也报一声' },
    ]);
  });

  test('the office has one line a round, which names the villages', () => {
    expect(screeningTodos(ask('month', '2024-07-30', june)).map(({ text, level }) => [text, level])).toEqual([
      ['2024年6月矛盾纠纷排查还有 1 个村没有报：西村', 'overdue'],
      ['2024年7月矛盾纠纷排查还有 2 个村没有报：东村、西村', 'soon'],
    ]);
  });
});

test('nobody is reminded before the township asked, or somebody reported', () => {
  expect(rhythmOf(undefined, [])).toBeNull();
  expect(rhythmOf({ screeningRhythm: 'other' }, [])).toBeNull();
  expect(rhythmOf(undefined, [aRound('east', '2024-06-01', '2024-06-30')])).toBe('month');
  expect(rhythmOf({ screeningRhythm: 'week' }, [])).toBe('week');
});
