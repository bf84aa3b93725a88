import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as f from '#kinds/field.ts';
import { disputeTypes, languages } from '#kinds/codes.ts';
import { publicityForms } from '#kinds/codes-work.ts';
import { priorityGroups } from '#kinds/codes-people.ts';
import { fieldText, NO_NAMES } from '#core/text.ts';
import { parseField } from '#core/types/all.ts';

const value = (field: f.Field, raw: unknown) => {
  const parsed = parseField(field, raw);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
};
const message = (field: f.Field, raw: unknown) => {
  const parsed = parseField(field, raw);
  return parsed.ok ? `accepted as ${JSON.stringify(parsed.value)}` : parsed.message;
};

describe('text', () => {
  const text = f.text('姓名', { max: 5 });
  test('is trimmed and normalised to NFC', () => {
    expect(value(f.text('x'), '  e\u0301tude ')).toBe('étude');
    expect(value(f.text('x'), '张三\r\n')).toBe('张三');
    expect(value(f.text('x'), '\ufeff张\u200b三')).toBe('张三');
  });
  test('rare characters (𠮷, 䶮) and emoji are accepted and counted as one', () => {
    expect(value(text, '𠮷䶮𠮷䶮𠮷')).toBe('𠮷䶮𠮷䶮𠮷');
    expect(value(f.text('x'), '好👨‍👩‍👧')).toBe('好👨‍👩‍👧');
    expect(message(text, '𠮷䶮𠮷䶮𠮷䶮')).toBe('最多5个字，现在有6个字');
  });
  test('a control character is named by its place', () => {
    expect(message(f.text('x'), '𠮷三\u0007四')).toBe('第3个字是看不见的控制字符，请删去');
    expect(message(f.text('x'), '张\u202e三')).toBe('第2个字是看不见的控制字符，请删去');
  });
  test('half a surrogate pair is refused', () => {
    expect(message(f.text('x'), '张\ud842')).toBe('第2个字不完整，请删去后重写');
    expect(message(f.longText('x'), '\udfb7')).toBe('第1个字不完整，请删去后重写');
  });
  test('10,000 characters of facts are accepted, one more is not; lines stay', () => {
    const long = f.longText('纠纷简要情况');
    expect(value(long, '事'.repeat(10_000))).toHaveLength(10_000);
    expect(message(long, '事'.repeat(10_001))).toBe('最多10000个字，现在有10001个字');
    expect(value(long, '一\r\n二\t三\n')).toBe('一\n二\t三');
    expect(message(long, '一\n二\u0000')).toBe('第4个字是看不见的控制字符，请删去');
  });
});

describe('day', () => {
  const day = f.day('日期');
  test.each([
    '2024-06-03',
    '2024.6.3',
    '2024。6。3',
    '2024/06/03',
    '2024年6月3日',
    '２０２４．６．３',
    '20240603',
    ' 2024 年 6 月 3 日 ',
  ])('%s is 2024-06-03', (typed) => expect(value(day, typed)).toBe('2024-06-03'));
  test.each([
    ['2024-02-30', '没有2024年2月30日这一天'],
    ['2023.2.29', '没有2023年2月29日这一天'],
    ['24-6-3', '日期请写成 2024-06-03 的样子'],
    ['上个月', '日期请写成 2024-06-03 的样子'],
    ['1024-06-03', '年份要在1900到2100之间'],
    ['2024-06-03T10:00', '日期请写成 2024-06-03 的样子'],
  ])('%s is refused', (typed, sentence) => expect(message(day, typed)).toBe(sentence));
});

describe('year', () => {
  test('with or without 年, within two centuries', () => {
    expect(value(f.year('年度'), '２０２４年')).toBe(2024);
    expect(value(f.year('年度'), 2024)).toBe(2024);
    expect(message(f.year('年度'), '24')).toBe('年份请写四位数字');
    expect(message(f.year('年度'), '2200')).toBe('年份要在1900到2100之间');
  });
});

describe('count', () => {
  const count = f.count('受众', '人次');
  test.each([
    ['50', 50],
    ['５０', 50],
    ['1,200', 1200],
    ['1，200', 1200],
    ['50人次', 50],
    [' 0 ', 0],
    ['007', 7],
    [50, 50],
    [-0, 0],
  ])('%s', (typed, read) => expect(value(count, typed)).toBe(read));
  test.each([
    ['-1', '不能是负数'],
    [-1, '不能是负数'],
    ['1.5', '要填整数'],
    [1.5, '要填整数'],
    ['约50', '请填数字'],
    ['50余', '请填数字'],
    ['1,2', '请填数字'],
    ['1e3', '请填数字'],
    ['0x10', '请填数字'],
    [Number.NaN, '请填数字'],
    ['1000000000', '数字太大，请核对'],
    ['9'.repeat(40), '数字太大，请核对'],
  ])('%s is refused: %s', (typed, sentence) => expect(message(count, typed)).toBe(sentence));
});

describe('amount: 分, never through a float', () => {
  const amount = f.amount('涉及金额');
  test.each([
    ['0.1', 10],
    ['0.29', 29],
    ['1,200.50', 120_050],
    ['１２００。５', 120_050],
    ['￥1200', 120_000],
    ['1200元整', 120_000],
    ['3.5万', 3_500_000],
    ['0.0001万元', 100],
    ['.5', 50],
    [120_050, 120_050],
  ])('%s', (typed, fen) => expect(value(amount, typed)).toBe(fen));
  test.each([
    ['1.234', '最多写到分'],
    ['-5', '不能是负数'],
    ['一千', '请填数字'],
    ['999999999999', '数字太大，请核对'],
    [0.5, '最多写到分'],
  ])('%s is refused: %s', (typed, sentence) => expect(message(amount, typed)).toBe(sentence));
  test('every amount reads back from its own words', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000_000 }), (fen) => {
        expect(value(amount, fieldText(amount, fen, NO_NAMES))).toBe(fen);
      }),
    );
  });
});

describe('decimal: tenths', () => {
  const hours = f.decimal('学时', '学时');
  test('typed with one decimal, stored whole', () => {
    expect(value(hours, '7.5')).toBe(75);
    expect(value(hours, '8学时')).toBe(80);
    expect(value(hours, 75)).toBe(75);
    expect(message(hours, '7.55')).toBe('最多一位小数');
    expect(fieldText(hours, 75, NO_NAMES)).toBe('7.5学时');
  });
});

describe('codes', () => {
  const type = f.code('纠纷类型', disputeTypes);
  test('an id, a name or an alias is the code', () => {
    expect(value(type, 'neighbor')).toBe('neighbor');
    expect(value(type, '邻里纠纷')).toBe('neighbor');
    expect(value(type, '医患纠纷')).toBe('medical');
    expect(fieldText(type, 'neighbor', NO_NAMES)).toBe('邻里纠纷');
  });
  test('a closed list takes its own codes only', () => {
    expect(message(type, '修仙纠纷')).toBe('“修仙纠纷”不在纠纷类型的选项里，请从中选择');
    expect(message(type, 'constructor')).toContain('不在');
  });
  test('an unknown id of an open list is its own text, or what the township calls it', () => {
    const language = f.code('语言', languages);
    expect(value(language, '仡佬语')).toBe('仡佬语');
    expect(fieldText(language, '仡佬语', NO_NAMES)).toBe('仡佬语');
    expect(fieldText(language, 'entry-1', { ...NO_NAMES, code: (list, id) => `${list}/${id}` })).toBe(
      'languages/entry-1',
    );
  });
  test('several, from a list or a line, in the order of the list and each once', () => {
    const forms = f.codes('活动形式', publicityForms);
    expect(value(forms, ['banners', '集中宣传', 'banners'])).toEqual(['rally', 'banners']);
    expect(value(forms, '悬挂横幅、集中宣传，广播/LED')).toEqual(['rally', 'banners', 'broadcast']);
    expect(value(forms, [])).toBeNull();
    expect(fieldText(forms, ['rally', '赶集宣讲'], NO_NAMES)).toBe('集中宣传、赶集宣讲');
    expect(value(f.codes('重点人群', priorityGroups), '村妇联执委、儿童主任')).toEqual(['womensFederation']);
  });
});

describe('links', () => {
  test('an id, and nothing that was not made here', () => {
    expect(value(f.link('x', 'person'), '01900000-0000-7000-8000-000000000001')).toBe(
      '01900000-0000-7000-8000-000000000001',
    );
    for (const raw of ['__proto__', 'constructor', 'a.b', '张三', 7, {}])
      expect(parseField(f.link('x', 'person'), raw).ok).toBe(false);
    expect(value(f.links('x', 'person'), ['a', 'b', 'a'])).toEqual(['a', 'b']);
  });
  test('[S5] an unreadable target shows 无权查看', () => {
    expect(fieldText(f.link('x', 'person'), 'p1', NO_NAMES)).toBe('无权查看');
    const names = { ...NO_NAMES, link: (kind: string, id: string) => (id === 'p1' ? `${kind} 张三` : '') };
    expect(fieldText(f.links('x', 'person'), ['p1', 'p2'], names)).toBe('person 张三、无权查看');
  });
});

describe('period', () => {
  const period = f.period('排查时段');
  test.each([
    [
      { from: '2024-06-03', to: '2024.6.9' },
      { from: '2024-06-03', to: '2024-06-09' },
    ],
    ['2024-06', { from: '2024-06-01', to: '2024-06-30' }],
    ['2024年2月', { from: '2024-02-01', to: '2024-02-29' }],
    ['2024.6.3至2024.6.9', { from: '2024-06-03', to: '2024-06-09' }],
    ['2024-06-03 ~ 2024-06-09', { from: '2024-06-03', to: '2024-06-09' }],
  ])('%j', (raw, kept) => expect(value(period, raw)).toEqual(kept));
  test.each([
    [{ from: '2024-06-09', to: '2024-06-03' }, '开始日期不能晚于结束日期'],
    [{ from: '2024-06-09' }, '请填结束日期'],
    [{ from: '', to: '2024-06-09' }, '请填开始日期'],
    ['2024-13', '没有这个月份'],
  ])('%j is refused: %s', (raw, sentence) => expect(message(period, raw)).toBe(sentence));
});
