import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayFrom } from '#core/day.ts';
import { columnName, dayOfSerial, isDateFormat, numberCell, placeOf, type Cell } from '#core/sheets.ts';
import { findCommittee } from '#core/sheets/context.ts';
import { namesIn, partiesIn } from '#core/sheets/people.ts';
import { plainHeading, proposeMapping } from '#core/sheets/targets.ts';
import { readCell } from '#core/sheets/values.ts';
import { readDay } from '#core/sheets/written-days.ts';
import { mediationCase, person, publicityEvent, training } from '#kinds/index.ts';
import type { Field } from '#kinds/field.ts';

const text = (words: string): Cell => ({ kind: 'text', text: words });
const dayIn = (words: string, year: number | null = null) => {
  const read = readDay(text(words), year);
  return read.state === 'read' ? read.value : read.state === 'wrong' ? read.reason : null;
};
const wide = (words: string) => words.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
const anyDay = fc.integer({ min: 0, max: 53_000 }).map((days) => addDays('1955-01-01', days));

test('a reference is up to three letters and up to seven digits, each perhaps behind a dollar, and nothing else', () => {
  const shape = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/;
  const likely = fc.stringMatching(/^\$?[A-Z]{0,4}\$?[0-9]{0,8}$/);
  const odd = fc.stringMatching(/^[A@[a1:/$]{0,6}$/);
  fc.assert(
    fc.property(fc.oneof(likely, odd), (reference) => {
      const match = shape.exec(reference);
      const place = placeOf(reference);
      expect(place === null ? null : `${columnName(place.column)}${place.row}`).toBe(
        match === null ? null : `${match[1]}${Number(match[2])}`,
      );
    }),
    { numRuns: 2000 },
  );
});

test('a name with a number behind it is one name, and what only looks like one is read as ever', () => {
  for (const name of ['王1', '王某1', '村民12', '张某某2025', '欧阳某甲3']) {
    expect(namesIn(name)).toEqual([name]);
    expect(namesIn(`${name} `)).toEqual([name]);
    expect(partiesIn(name)).toEqual({ one: [name], other: [] });
  }
  const han = fc.stringMatching(/^[王李到加等人方共计与和村民]{1,4}\d{1,8}$/);
  // A space behind them changes nothing but the way of reading.
  fc.assert(
    fc.property(han, (words) => {
      expect(namesIn(words)).toEqual(namesIn(`${words} `));
    }),
    { numRuns: 1000 },
  );
  expect(partiesIn('甲方王1')).toEqual({ one: ['王1'], other: [] });
  expect(partiesIn('王某1与李某2')).toEqual({ one: ['王某1'], other: ['李某2'] });
  expect(namesIn('王某等3')).toEqual(['王某']);
});

describe('dates', () => {
  test('every day is read out of every way of writing it', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [y, m, d] = day.split('-').map(Number) as [number, number, number];
        const ways = [
          `${y}-${m}-${d}`,
          `${y}.${m}.${d}`,
          `${y}/${m}/${d}`,
          `${y}年${m}月${d}日`,
          `${y}年${m}月${d}号`,
          day.replace(/-/g, ''),
        ];
        for (const way of [
          ...ways,
          ...ways.map(wide),
          `${y}-${m}-${d} 0:00:00`,
          `${y}年${m}月${d}日（星期二）`,
          ` ${y}. ${m}. ${d} `,
        ]) {
          expect(dayIn(way), way).toBe(day);
        }
        expect(dayIn(`${m}月${d}日`, y)).toBe(dayFrom(y, m, d));
      }),
      { numRuns: 300 },
    );
  });
  test('serials run day by day, and the 29 February 1900 that never was is none', () => {
    expect([dayOfSerial(1), dayOfSerial(59), dayOfSerial(60), dayOfSerial(61)]).toEqual([
      '1900-01-01',
      '1900-02-28',
      null,
      '1900-03-01',
    ]);
    expect([dayOfSerial(45356), dayOfSerial(45356.75), dayOfSerial(0), dayOfSerial(-1), dayOfSerial(NaN)]).toEqual([
      '2024-03-05',
      '2024-03-05',
      null,
      null,
      null,
    ]);
    expect(dayOfSerial(0, true)).toBe('1904-01-01');
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 70_000 }), (serial) => {
        const day = dayOfSerial(serial) as string;
        expect(dayOfSerial(serial + 1)).toBe(addDays(day, 1));
        expect(dayOfSerial(serial - 1462, true) ?? day).toBe(day);
      }),
    );
  });
  test('a serial is read where a spreadsheet lost the format, and eight digits are no serial', () => {
    expect(readDay({ kind: 'number', text: '45356' }, null)).toEqual({ state: 'read', value: '2024-03-05' });
    expect(readDay({ kind: 'number', text: '20240305' }, null)).toEqual({ state: 'read', value: '2024-03-05' });
  });
  test.each([
    ['2024年3月', '只写了年月，请补上哪一天'],
    ['2024.3', '只写了年月，请补上哪一天'],
    ['2024', '只写了年份，请补上月和日'],
    ['3月5日', '没有写年份'],
    ['2024-2-30', '没有2024年2月30日这一天'],
    ['十月初一', '日期请写成 2024-06-03 的样子'],
    ['12', '看不出是哪一天，请写成 2024-03-05 的样子'],
  ])('%s is no day', (words, reason) => expect(dayIn(words)).toBe(reason));
  test('a range gives its first day and says so', () => {
    for (const words of ['2024年3月5日至6日', '2024.3.5—3.8', '3月5日-3月9日']) {
      expect(readDay(text(words), 2024), words).toMatchObject({
        value: '2024-03-05',
        note: '是一段时间，按第一天记',
      });
    }
  });
  test('number formats that show a date are told from others', () => {
    for (const code of ['yyyy/m/d', 'yyyy"年"m"月"d"日";@', '[$-804]yyyy"年"m"月"', 'm/d/yy h:mm', 'mmm'])
      expect(isDateFormat(176, code), code).toBe(true);
    for (const code of ['0.00', '#,##0"元"', '@', 'h:mm:ss', '0"day"', '[Red]0.0', 'General'])
      expect(isDateFormat(176, code), code).toBe(false);
    expect([14, 31, 57, 22].every((id) => isDateFormat(id, undefined))).toBe(true);
    expect([0, 1, 20, 49].some((id) => isDateFormat(id, undefined))).toBe(false);
  });
});

describe('numbers', () => {
  const count: Field = { type: 'count', label: '受众', unit: '人次' };
  const amount: Field = { type: 'amount', label: '金额' };
  const valueOf = (field: Field, words: string, heading = '') => {
    const read = readCell(field, text(words), { year: null, heading });
    return read.state === 'read' ? read.value : read.state;
  };
  test('stored numbers are read as a person sees them', () => {
    expect(numberCell('0.30000000000000004')).toEqual({ kind: 'number', text: '0.3' });
    expect(numberCell('1.2E3')).toEqual({ kind: 'number', text: '1200' });
    expect(numberCell('1E-7')).toEqual({ kind: 'number', text: '0.0000001' });
    expect(numberCell('500242199003071234').kind).toBe('long');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (fen) => {
        const stored = String(fen / 100);
        expect(valueOf(amount, numberCell(stored).text)).toBe(fen);
      }),
    );
  });
  test('counts with words around them', () => {
    for (const words of ['300', '300人次', '约300人', '300余人', '３００', '300 人', '300多', '300+'])
      expect(valueOf(count, words), words).toBe(300);
    for (const words of ['-', '/', '无', '——', '']) expect(valueOf(count, words), words).toBe('empty');
    for (const words of ['三百', '3.5', '-3', '3人5次']) expect(valueOf(count, words), words).toBe('wrong');
  });
  test('万元 in the heading or in the cell', () => {
    expect(valueOf(amount, '0.35', '协议金额（万元）')).toBe(350_000);
    expect(valueOf(amount, '0.35万元', '金额（万元）')).toBe(350_000);
    expect(valueOf(amount, '￥1,200.50元', '金额')).toBe(120_050);
  });
});

describe('words for codes', () => {
  const type = mediationCase.fields.disputeType;
  const idOf = (words: string) => {
    const read = readCell(type, text(words), { year: null, heading: '' });
    return read.state === 'read' ? read.value : read.state;
  };
  test.each([
    ['邻里', 'neighbor'],
    ['邻里纠纷', 'neighbor'],
    ['02.邻里纠纷', 'neighbor'],
    ['婚姻家庭类', 'marriageFamily'],
    ['土地纠纷', 'forestLand'],
    ['离婚', 'marriageFamily'],
    ['民间借贷', 'contract'],
    ['医患纠纷', 'medical'],
    ['其它', 'other'],
    ['天文', 'wrong'],
  ])('%s', (words, id) => expect(idOf(words)).toBe(id));
});

describe('names', () => {
  test.each([
    ['张三、李四', ['张三', '李四']],
    ['张三 李四\n王五', ['张三', '李四', '王五']],
    ['王 明、李 四', ['王明', '李四']],
    ['1. 张三\n2、李四\n3）王五', ['张三', '李四', '王五']],
    ['1.张三2.李四', ['张三', '李四']],
    ['张三（组长）、张三', ['张三']],
    ['', []],
  ])('%j', (words, names) => expect(namesIn(words)).toEqual(names));
  test.each([
    ['张三与李四', ['张三'], ['李四']],
    ['张三、李四', ['张三'], ['李四']],
    ['李和平、王五', ['李和平'], ['王五']],
    ['甲方：张三、王二 乙方：李四', ['张三', '王二'], ['李四']],
    ['申请人:张三;被申请人:李四', ['张三'], ['李四']],
  ])('the sides of %s', (words, one, other) => {
    expect(partiesIn(words)).toEqual({ one, other });
  });
});

describe('headings', () => {
  test('decoration is no part of a name', () => expect(plainHeading(' 受 众\n（人次）* ')).toBe('受众(人次)'));
  test('each place is given to the heading that names it best', () => {
    const headings = ['序号', '受理时间', '当事人', '身份证号', '案件类型', '简要案情', '调解结果', '备注'];
    expect(proposeMapping(mediationCase, headings).mapping).toEqual([
      '',
      'acceptedOn',
      '@parties',
      '@partyA.idNumber',
      'disputeType',
      'facts',
      'status',
      '',
    ]);
  });
  test('other ledgers', () => {
    expect(proposeMapping(training, ['时间', '培训主题', '培训对象', '参训人数', '授课人']).mapping).toEqual([
      'heldOn',
      'title',
      'audience',
      '@headcount',
      'lecturer',
    ]);
    expect(
      proposeMapping(publicityEvent, ['活动时间', '活动名称', '受众人数（人次）', '发放资料（份）', '备注']).mapping,
    ).toEqual(['heldOn', 'title', 'audience', 'materials', 'note']);
    expect(proposeMapping(person, ['姓名', '性别', '身份证号码', '联系电话', '学历']).mapping).toEqual([
      'name',
      'sex',
      '',
      'phone',
      'education',
    ]);
  });
});

test('columns are named as a spreadsheet names them', () => {
  expect([0, 25, 26, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  fc.assert(
    fc.property(fc.nat(16_000), fc.integer({ min: 1, max: 1_048_576 }), (column, row) => {
      expect(placeOf(`${columnName(column)}${row}`)).toEqual({ column, row });
    }),
  );
});

test('a table names a committee with its township or without, in full or short; a name that fits two names none', () => {
  const committees = ['双泉乡城墙村', '双泉乡', '清溪镇龙洞村', '双泉乡龙洞村'].map((place) => ({
    id: place,
    name: `${place}人民调解委员会`,
  }));
  const found = (words: string) => findCommittee(words, committees);
  expect(found('双泉乡城墙村人民调解委员会')).toBe('双泉乡城墙村');
  expect(found('城墙村 调委会')).toBe('双泉乡城墙村');
  expect(found('双泉乡调解委员会')).toBe('双泉乡');
  expect(found('龙洞村调委会')).toBeUndefined();
  expect(found('清溪镇龙洞村调委会')).toBe('清溪镇龙洞村');
  for (const none of ['村', '', '调委会']) expect(found(none)).toBeUndefined();
});
