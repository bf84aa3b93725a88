import { describe, expect, test } from 'vitest';
import type { CountedRow } from '#core/counted-units.ts';
import { recordsBehind } from '#core/figures.ts';
import { rateText, scaledPercent } from '#core/rate.ts';
import { sampleRecords } from '#core/sample.ts';
import { statTables, type TableId } from '#core/tables/all.ts';
import type { TableScope } from '#core/tables/build.ts';
import type { StatTable } from '#core/tables/model.ts';
import { countedUnits } from '#core/counted-units.ts';
import { periodOfYear } from '#core/period.ts';
import { disputeTypes } from '#kinds/codes.ts';
import { aContext, aMetric, aRow, EAST, rowsOf, SOUTH, WEST } from '#test/help/figures.ts';

const make = (
  id: TableId,
  rows: ReadonlyMap<string, readonly CountedRow[]>,
  more: Partial<TableScope> = {},
): StatTable => {
  const table = statTables.find((each) => each.id === id);
  if (table === undefined) throw new Error(id);
  return table.make(rows, { ...aContext(), decimals: 1, ...more }, '双泉乡');
};
/** The numbers of one line, in the order of the columns. */
const line = ({ rows }: StatTable, label: string, unit?: string): string[] | undefined =>
  rows
    .find(({ heads }) => {
      const [word, measure] = heads.slice(-2).map(({ text }) => text);
      return word === label && (unit === undefined || measure === unit);
    })
    ?.cells.map(({ text }) => text);
const aCase = (values = {}, more = {}) =>
  aRow(
    {
      acceptedOn: '2024-05-06',
      status: 'settled',
      disputeType: 'neighbor',
      source: 'ownMotion',
      agreementForm: 'oral',
      parties: { a: { name: '甲' }, b: { name: '乙' } },
      ...values,
    },
    more,
  );

test('[R1] a rate over 100% is —, and flagged with both counts', () => {
  const exam = (values: CountedRow['values'], unit: string) =>
    aRow({ heldOn: '2024-05-06', type: 'legalExam', ...values }, { unit });
  const training = [
    exam({ examDue: 10, examTaken: 12, examPassed: 9 }, EAST),
    exam({ examDue: 10, examTaken: 5, examPassed: 5 }, WEST),
  ];
  const table = make('training', rowsOf({ training }));
  expect(line(table, '参考率（参考÷应考）')).toEqual(['85.0', '—', '—', '50.0', '—']);
  expect(table.flags).toEqual(['“参考率（参考÷应考）”超过100%，不能算，请核对记录：东村 12÷10']);
  const cells = table.rows.find(({ heads }) => heads.some(({ text }) => text.startsWith('参考率')))?.cells;
  expect(cells?.map(({ flagged }) => flagged === true)).toEqual([false, false, true, false, false]);
});

describe('rates', () => {
  test.each([
    [{ n: 1, of: 3 }, 1, '33.3%'],
    [{ n: 1, of: 8 }, 1, '12.5%'],
    [{ n: 1, of: 8 }, 0, '13%'],
    [{ n: 3, of: 3 }, 2, '100.00%'],
    [{ n: 33, of: 38 }, 1, '86.8%'],
    [{ n: 1, of: 2000 }, 1, '0.1%'],
    [{ n: 0, of: 5 }, 1, '0.0%'],
    [{ n: 0, of: 0 }, 1, '—'],
    [{ n: 0 }, 1, '—'],
    [{ n: 12, of: 10 }, 1, '—'],
  ] as const)('%j with %i decimals is %s: half up, and impossible ones are —', (reading, decimals, words) =>
    expect(rateText(reading, decimals)).toBe(words),
  );
  test('a half is rounded up in whole numbers, where floating point would not', () => {
    // 100.5 % of 1005/1000: in floats 1.005 * 100 is 100.49999999999999.
    expect(scaledPercent({ n: 1005, of: 100_000 }, 1)).toBe(10);
    expect(scaledPercent({ n: 1005, of: 100_000 }, 2)).toBe(101);
  });
});

describe('人民调解案件情况统计表', () => {
  const cases = [
    aCase({ agreedAmount: 1_234_500 }),
    aCase({ disputeType: 'migrantWageArrears', status: 'notSettled' }, { unit: WEST }),
    aCase({ disputeType: 'otherLabor', status: 'inMediation', source: 'referral.court' }, { unit: WEST }),
    aCase({ status: 'registered' }),
    aCase({ acceptedOn: '2023-12-31' }),
  ];
  const table = make('cases18', rowsOf({ mediationCase: cases }));

  test('[F10] has a column per unit, a zero as zero, open cases beside the rates and — where nobody can divide', () => {
    expect(table.heads[0]?.map(({ text }) => text)).toEqual([
      '类别',
      '项目',
      '单位',
      '合计',
      '乡本级',
      '东村',
      '西村',
      '南村',
    ]);
    expect(line(table, '受理（案件总数）')).toEqual(['3', '0', '1', '2', '0']);
    expect(line(table, '尚未办结')).toEqual(['1', '0', '0', '1', '0']);
    expect(line(table, '调解成功率（调解成功÷受理）')).toEqual(['33.3', '—', '100.0', '0.0', '—']);
    expect(line(table, '调解率（已调解÷受理）')).toEqual(['66.7', '—', '100.0', '50.0', '—']);
    expect(line(table, '协议涉及金额')).toEqual(['1.23', '0.00', '1.23', '0.00', '0.00']);
    expect(table.flags).toEqual([]);
  });

  test('the 18 types and the 15 both add up to 受理', () => {
    const fifteen = make('cases15', rowsOf({ mediationCase: cases }));
    const types = disputeTypes.codes.map(({ zh }) => line(table, zh)?.[0]);
    expect(types).toHaveLength(18);
    expect(types.reduce((sum, count) => sum + Number(count), 0)).toBe(3);
    const names = [...new Set(disputeTypes.codes.map(({ rollup15 = '' }) => rollup15))];
    expect(names).toHaveLength(15);
    expect(names.reduce((sum, name) => sum + Number(line(fifteen, name)?.[0]), 0)).toBe(3);
    expect(line(fifteen, '劳动争议纠纷')).toEqual(['2', '0', '0', '2', '0']);
  });

  test('a case that two units count stands once in 合计, and the sum is flagged with its reason instead of mended', () => {
    const [mine, theirs] = [aCase({ handedUp: { newCase: 'up' } }), aCase({}, { id: 'up', unit: SOUTH })];
    const handed = make('cases18', rowsOf({ mediationCase: [mine, theirs] }));
    expect(line(handed, '受理（案件总数）')).toEqual(['1', '0', '1', '0', '1']);
    expect(handed.flags[0]).toBe(
      '“受理（案件总数）”各单位相加 2，合计 1：移交、转办的案件在两个单位各算一次，合计只算一次',
    );
    const flagged = handed.rows.find(({ heads }) => heads.some(({ text }) => text === '受理（案件总数）'));
    expect(flagged?.cells.every((cell) => cell.flagged === true)).toBe(true);
  });

  test('what is not filled in has a line of its own, so that the parts still make the whole', () => {
    const { disputeType: _, ...untyped } = aCase().values;
    const some = make('cases18', rowsOf({ mediationCase: [aRow(untyped)] }));
    expect(line(some, '未填')).toEqual(['1', '0', '1', '0', '0']);
    expect(some.flags).toEqual([]);
  });

  test('one unit alone has one column, and any span of days may be asked for', () => {
    const period = { from: '2024-04-01', to: '2024-06-30' };
    const own = make('cases18', rowsOf({ mediationCase: cases }), { unit: WEST, period });
    expect(own.heads[0]?.slice(3).map(({ text }) => text)).toEqual(['西村']);
    expect(line(own, '受理（案件总数）')).toEqual(['2']);
    expect(own.under).toBe('双泉乡　2024年4月1日至6月30日');
    const winter = make('cases18', rowsOf({ mediationCase: cases }), {
      period: periodOfYear(2024, { start: '12-01', end: '11-30' }),
    });
    expect(line(winter, '受理（案件总数）')?.[0]).toBe('4');
  });

  test('no records at all make a table of zeros', () => {
    const none = make('cases18', new Map());
    expect(line(none, '受理（案件总数）')).toEqual(['0', '0', '0', '0', '0']);
    expect(none.flags).toEqual([]);
  });
});

describe('预防、普法、培训、队伍', () => {
  test('prevention adds what cases and screenings each know', () => {
    const table = make(
      'prevention',
      rowsOf({
        screening: [
          aRow({ period: { from: '2024-03-01', to: '2024-03-31' }, screened: 1, found: 0, preventedCriminal: 2 }),
        ],
        mediationCase: [aCase({ preventedCriminal: true, peopleInvolved: 5 })],
      }),
    );
    expect(line(table, '防止民间纠纷转化为刑事案件', '件')?.[0]).toBe('3');
    expect(line(table, '防止民间纠纷转化为刑事案件', '人')?.[0]).toBe('5');
    expect(line(table, '其中零报告')?.[0]).toBe('1');
  });

  test('an event in two villages counts in both and once in 合计, with the reason', () => {
    const event = aRow({
      heldOn: '2024-03-08',
      themes: ['civilCode'],
      forms: ['rally'],
      audience: 40,
      villages: [EAST, WEST],
    });
    const table = make('publicity', rowsOf({ publicityEvent: [event] }));
    expect(line(table, '受众')).toEqual(['40', '0', '40', '40', '0']);
    expect(table.flags).toContain('“受众”各单位相加 80，合计 40：覆盖几个村的活动每个村各算一次，合计只算一次');
  });

  test('different people are not expected to add up', () => {
    const person = aRow({ name: '甲', roles: { a: { role: 'mediator', employment: 'partTime' } } });
    const there = (unit: string) =>
      aRow(
        { type: 'businessTraining', heldOn: '2024-06-03', attendance: { [person.id]: { state: 'present' } } },
        { unit },
      );
    const rows = rowsOf({ training: [there(EAST), there(WEST)], person: [person] });
    const table = make('training', rows);
    expect(line(table, '不同的人（在册）')).toEqual(['1', '0', '1', '1', '0']);
    expect(line(table, '培训人次')?.[0]).toBe('2');
    expect(table.flags).toEqual([]);
    const people = make('people', rows);
    expect([line(people, '人民调解员'), line(people, '兼职'), line(people, '专职')].map((each) => each?.[0])).toEqual([
      '1',
      '1',
      '0',
    ]);
  });

  test('the sample township fills every table, and says what does not add up', () => {
    let minted = 0;
    const { records } = sampleRecords({ newId: () => `id-${String((minted += 1)).padStart(5, '0')}` });
    const rows = new Map<string, CountedRow[]>();
    for (const record of records) rows.set(record.kind, [...(rows.get(record.kind) ?? []), record]);
    const period = periodOfYear(2024);
    const units = countedUnits(rows.get('unit') ?? [], period);
    const made = statTables.map(({ id }) => make(id, rows, { period, units }));
    const [cases, , people, prevention, publicity, training] = made;
    expect(cases && line(cases, '受理（案件总数）')).toEqual(['38', '0', '6', '7', '6', '6', '6', '7']);
    expect(people && line(people, '法律明白人')).toEqual(['30', '0', '5', '5', '5', '5', '5', '5']);
    expect(people && line(people, '村调委会')?.[0]).toBe('6');
    expect(prevention && line(prevention, '排查纠纷')?.[0]).toBe('23');
    expect(publicity && line(publicity, '受众')?.[0]).toBe('1555');
    expect(training && line(training, '培训人次')?.[0]).toBe('50');
    for (const { heads, headColumns, rows: lines } of made) {
      const width = heads[0]?.length ?? 0;
      expect(lines.every(({ cells }) => cells.length === width - headColumns)).toBe(true);
    }
  });
});

describe('[R8] organisation and people', () => {
  const committee = (closedOn?: string) =>
    aRow({ name: '东村调委会', committeeKind: 'village', unit: EAST, ...(closedOn === undefined ? {} : { closedOn }) });
  test('a committee counts until its last day, in the table as in the figure and the records behind it', () => {
    const rows = rowsOf({ committee: [committee(), committee('2024-12-31'), committee('2024-12-30')] });
    const cell = make('people', rows).rows.find(({ heads }) => heads.some(({ text }) => text === '村调委会'))?.cells[0];
    const metric = cell?.behind?.metric ?? aMetric({ measure: 'count', kind: 'person' });
    expect([cell?.number, recordsBehind(metric, rows, aContext()).length]).toEqual([2, 2]);
  });
  test('a mediator is what the present role says, not one that has ended', () => {
    const roles = {
      a: { role: 'mediator', employment: 'partTime', from: '2019-01-01', to: '2022-12-31' },
      b: { role: 'mediator', employment: 'fullTime', from: '2023-01-01' },
    };
    const table = make('people', rowsOf({ person: [aRow({ name: '田一', roles })] }));
    expect([line(table, '专职')?.[0], line(table, '兼职')?.[0]]).toEqual(['1', '0']);
  });
});
