import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf, type CalendarDay } from '#core/calendar.ts';
import { icsText } from '#files/ics.ts';
import { aRow } from '#test/help/figures.ts';

const OPTIONS = { now: Date.UTC(2026, 4, 8, 1, 2, 3), origin: 'https://example.org' };

/** Reads a file back by RFC 5545 §3.1 and §3.3.11. */
function read(text: string): Map<string, string>[] {
  const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n');
  const events: Map<string, string>[] = [];
  let inAlarm = false;
  for (const line of lines) {
    const colon = line.indexOf(':');
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1)];
    if (value === 'VALARM') inAlarm = name === 'BEGIN';
    if (line === 'BEGIN:VEVENT') events.push(new Map());
    const plain = value.replace(/\\(.)/g, (_all, sign: string) => (sign === 'n' ? '\n' : sign));
    if (!inAlarm) events[events.length - 1]?.set(name, plain);
  }
  return events;
}

const aDay = (title: string): CalendarDay => ({ uid: 'u', day: '2026-12-31', title, path: '/ledger/mediationCase/x' });

describe('an .ics file', () => {
  test('holds whole days, ending the day after, with a link to the record', () => {
    const [event] = read(icsText([aDay('回访')], OPTIONS));
    expect(Object.fromEntries(event ?? [])).toMatchObject({
      UID: 'u@fazhi-taizhang',
      DTSTAMP: '20260508T010203Z',
      'DTSTART;VALUE=DATE': '20261231',
      'DTEND;VALUE=DATE': '20270101',
      SUMMARY: '回访',
      URL: 'https://example.org/ledger/mediationCase/x',
    });
  });

  test('gives any title back, however hostile, in lines of at most 75 bytes', () => {
    const aTitle = fc.string({
      unit: fc.constantFrom('协', '议', '𠮷', 'a', ';', ',', '\\', '\n', ':', '"', 'END:VEVENT', ' '),
      maxLength: 120,
    });
    fc.assert(
      fc.property(fc.array(aTitle, { maxLength: 4 }), (titles) => {
        const text = icsText(titles.map(aDay), OPTIONS);
        expect(read(text).map((event) => event.get('SUMMARY'))).toEqual(titles);
        const long = text.split('\r\n').filter((line) => new TextEncoder().encode(line).length > 75);
        expect(long).toEqual([]);
      }),
    );
  });
});

test('a case gives its dates without a name or a place, each once', () => {
  const row = aRow({
    disputeType: 'contract',
    status: 'settled',
    agreementForm: 'oral',
    acceptedOn: '2026-05-08',
    closedOn: '2026-05-20',
    place: '城墙村',
    parties: { a: { name: '田大山' }, b: { name: '彭秀英' } },
    agreementItems: { a: { content: '田大山还钱', dueOn: '2026-06-01' }, b: { content: '再还', dueOn: '2026-07-01' } },
    followUpDue: '2026-07-08',
  });
  const days = calendarOf([row], { today: '2026-05-21', holidays: [] });
  expect(days.map(({ day, title }) => `${day} ${title}`)).toEqual([
    '2026-07-08 合同纠纷（2026年5月8日受理）：2026年7月8日回访履行情况',
    '2026-06-22 合同纠纷（2026年5月8日受理）：要申请司法确认的，2026年6月22日截止（遇节假日顺延），双方共同申请',
    '2026-06-01 合同纠纷（2026年5月8日受理）：协议第1项应在2026年6月1日前履行，履行后请记下',
    '2026-07-01 合同纠纷（2026年5月8日受理）：协议第2项应在2026年7月1日前履行，履行后请记下',
  ]);
  expect(JSON.stringify(days)).not.toMatch(/田|彭|城墙/);
  expect(new Set(days.map(({ uid }) => uid)).size).toBe(4);
  expect(calendarOf([row], { today: '2026-06-23', holidays: [] })).toHaveLength(3);
});
