import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clocksDue, clocksOf } from '#core/case-clocks.ts';
import { addDays } from '#core/day.ts';
import { todosOf } from '#core/todos.ts';
import type { Values } from '#kinds/field.ts';
import { aRow } from '#test/help/figures.ts';

const parties = { a: { side: 'partyA', name: '田大明' }, b: { side: 'partyB', name: '冉小红' } };
const aCase = (values: Values): Values => ({ parties, disputeType: 'contract', acceptedOn: '2026-05-08', ...values });
const settled = (values: Values): Values =>
  aCase({ status: 'settled', agreementForm: 'oral', closedOn: '2026-05-20', performance: 'pending', ...values });
const due = (values: Values, today: string) =>
  clocksDue(clocksOf(values), today).map(({ type, due: day }) => `${type} ${day}`);

describe('[M2] an open case', () => {
  test('is spoken of from day 20; extended by all, from ten days before the new day', () => {
    const open = aCase({ status: 'inMediation' });
    expect(due(open, '2026-05-27')).toEqual([]);
    expect(due(open, '2026-05-28')).toEqual(['caseLimit 2026-06-08']);
    const extended = { ...open, extension: { until: '2026-07-08', allAgreed: true } };
    expect(due(extended, '2026-06-27')).toEqual([]);
    expect(due(extended, '2026-06-28')).toEqual(['caseLimit 2026-07-08']);
    expect(due({ ...open, extension: { until: '2026-07-08' } }, '2026-06-10')).toEqual(['caseLimit 2026-06-08']);
  });

  test('art. 25: a risk is spoken of at once, until it was reported or the case is over', () => {
    expect(due(aCase({ status: 'registered', risk: 'possible' }), '2026-05-08')).toEqual(['escalation null']);
    expect(due(aCase({ status: 'accepted', risk: 'reported' }), '2026-05-08')).toEqual([]);
    expect(due(settled({ risk: 'possible', performance: 'performed' }), '2026-05-21')).toEqual([]);
  });

  test('that was handed up has its clocks in the township', () => {
    expect(due(aCase({ status: 'accepted', handedUp: { newCase: 'x' } }), '2026-08-01')).toEqual([]);
  });
});

describe('a settled case', () => {
  test('each instalment falls due on its own day and rests once it was performed', () => {
    const agreementItems = {
      a: { content: '一期', dueOn: '2026-06-01', performedOn: '2026-06-01' },
      b: { content: '二期', dueOn: '2026-07-01' },
      c: { content: '三期', dueOn: '2026-08-01' },
    };
    const values = settled({ agreementItems, performBy: '2026-08-01', judicialConfirmation: { state: 'confirmed' } });
    expect(due(values, '2026-06-23')).toEqual([]);
    expect(due(values, '2026-06-24')).toEqual(['performance 2026-07-01']);
    expect(due(values, '2026-07-26')).toEqual(['performance 2026-07-01', 'performance 2026-08-01']);
    expect(due({ ...values, performance: 'performed' }, '2026-07-26')).toEqual([]);
    const todos = todosOf(new Map([['mediationCase', [aRow(values)]]]), { today: '2026-07-26' });
    expect(todos.map(({ level, text }) => [level, text])).toEqual([
      ['overdue', '田*明与冉*红合同纠纷：协议第2项应在2026年7月1日前履行，履行后请记下'],
      ['soon', '田*明与冉*红合同纠纷：协议第3项应在2026年8月1日前履行，履行后请记下'],
    ]);
    expect(new Set(todos.map(({ id }) => id)).size).toBe(2);
  });

  test('without dated items the agreement’s own day counts', () => {
    const values = settled({ performBy: '2026-06-10', judicialConfirmation: { state: 'applied' } });
    expect(due(values, '2026-06-03')).toEqual(['performance 2026-06-10']);
  });

  test('confirmation rests when its window has closed; nothing else does', () => {
    const values = settled({});
    expect(due(values, '2026-06-22')).toEqual(['confirmation 2026-06-22']);
    expect(due(values, '2026-06-23')).toEqual([]);
  });
});

test('a clock never rests before its day: once spoken of, it is spoken of until the day is over', () => {
  const state = fc.constantFrom('accepted', 'inMediation', 'settled');
  fc.assert(
    fc.property(state, fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 }), (status, promise, day) => {
      const values = aCase({
        status,
        agreementForm: 'oral',
        closedOn: '2026-05-20',
        performBy: addDays('2026-05-20', promise),
        followUpDue: addDays('2026-05-20', promise + 7),
      });
      const today = addDays('2026-05-08', day);
      const wrong = clocksOf(values).filter((clock) => {
        const isSpoken = clocksDue([clock], today).length === 1;
        const { from, due: last, ends } = clock;
        if (from === null || last === null) return !isSpoken;
        return from > last || isSpoken !== (today >= from && !(ends && today > last));
      });
      expect(wrong).toEqual([]);
    }),
  );
});
