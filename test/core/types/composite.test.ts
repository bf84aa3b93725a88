import { describe, expect, test } from 'vitest';
import * as f from '#kinds/field.ts';
import { partySides } from '#kinds/codes.ts';
import { fieldText, itemText, NO_NAMES } from '#core/text.ts';
import { parseField } from '#core/types/all.ts';

const document = f.group('文件', { name: f.text('名称'), on: f.day('日期') });
const parties = f.items(
  '当事人',
  '当事人',
  {
    side: f.code('甲方/乙方', partySides),
    name: f.text('姓名', { required: true, sensitive: true, mask: 'name' }),
    idNumber: f.idNumber('身份证号'),
  },
  { sensitive: true },
);
const value = (field: f.Field, raw: unknown) => {
  const parsed = parseField(field, raw);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
};

/** What JSON.parse makes of a hostile text: `__proto__` as a property of its own. */
const hostile = (json: string): unknown => JSON.parse(json);

describe('group', () => {
  test('reads its fields; one without any is nothing', () => {
    expect(value(document, { name: '通知', on: '2024.6.3' })).toEqual({ name: '通知', on: '2024-06-03' });
    expect(value(document, { name: '', on: null })).toBeNull();
    expect(fieldText(document, { name: '通知', on: '2024-06-03' }, NO_NAMES)).toBe('名称：通知，日期：2024年6月3日');
    expect(fieldText(document, { name: '请补。', on: '2024-06-03' }, NO_NAMES)).toBe('名称：请补。日期：2024年6月3日');
  });
  test('[C8] fields of a newer version are kept as they are', () => {
    expect(value(document, { name: '通知', pages: 3, tags: ['a'] })).toEqual({ name: '通知', pages: 3, tags: ['a'] });
  });
});

describe('items [C5]', () => {
  test('are read one by one, with the place of every problem and what is well-formed', () => {
    const parsed = parseField(parties, {
      p1: { name: '张三', idNumber: '999999199003070013' },
      p2: { name: '李\u0000四' },
      p3: { name: '王五' },
    });
    expect(parsed).toEqual({
      ok: false,
      message: '身份证号的校验码不对，请逐位核对',
      problems: [
        { field: 'p1.idNumber', message: '身份证号的校验码不对，请逐位核对' },
        { field: 'p2.name', message: '第2个字是看不见的控制字符，请删去' },
      ],
      value: { p1: { name: '张三' }, p2: {}, p3: { name: '王五' } },
    });
  });
  test('an item with nothing but its chips is blank, an item with any words is not', () => {
    expect(value(parties, { p1: { name: '张三' }, p2: { side: 'partyB', name: '' }, p3: {} })).toEqual({
      p1: { name: '张三' },
    });
    expect(value(parties, { p1: { idNumber: 'H12345678' } })).toEqual({ p1: { idNumber: 'H12345678' } });
  });
  test('[C8] fields of a newer version stay in their item', () => {
    expect(value(parties, { p1: { name: '张三', nickname: '三儿' } })).toEqual({
      p1: { name: '张三', nickname: '三儿' },
    });
  });
  test('are told apart by the first field that has to be filled, masked until opened', () => {
    const items = { p2: { name: '李四' }, p1: { name: '张三' } };
    expect(fieldText(parties, items, NO_NAMES)).toBe('张三、李四');
    expect(fieldText(parties, items, NO_NAMES, false)).toBe('张*、李*');
    expect(itemText(parties, { name: '张三', idNumber: '999999199003070012' }, NO_NAMES, false)).toBe(
      '姓名：张*，身份证号：999999********0012',
    );
  });
  test('keyed by person: the person tells them apart', () => {
    const attendance = f.items('到会', '到会人员', { state: f.text('到会') }, { keyedBy: 'person' });
    const names = { ...NO_NAMES, link: (_kind: string, id: string) => ({ p1: '张三' })[id] ?? '' };
    expect(fieldText(attendance, { p1: { state: '到' }, p2: { state: '到' } }, names)).toBe('张三、无权查看');
  });
});

describe('hostile objects are refused, and nothing else is changed by them', () => {
  test.each([
    ['an item called __proto__', parties, '{"__proto__": {"name": "张三"}}'],
    ['an item called constructor', parties, '{"constructor": {"name": "张三"}}'],
    ['an item id with a dot', parties, '{"a.b": {"name": "张三"}}'],
    ['__proto__ inside an item', parties, '{"p1": {"name": "张三", "__proto__": {"polluted": true}}}'],
    ['constructor inside a group', document, '{"constructor": {"prototype": {"polluted": true}}}'],
    ['a list for a map', parties, '[{"name": "张三"}]'],
    ['a text for an item', parties, '{"p1": "张三"}'],
    ['a fraction deep in an unknown field', document, '{"later": {"a": [0.5]}}'],
    ['__proto__ deep in a metric', f.metric('计量口径'), '{"where": [{"__proto__": {}}]}'],
    ['a fraction in a metric', f.metric('计量口径'), '{"target": 0.5}'],
  ] as const)('%s', (_name, field, json) => {
    expect(parseField(field, hostile(json)).ok).toBe(false);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('objects with workings of their own are no maps', () => {
    for (const raw of [new Map([['p1', {}]]), new Date(0), /x/, () => ({})])
      expect(parseField(parties, raw).ok).toBe(false);
  });

  test('a map without prototype is as good as any', () => {
    const bare = Object.assign(Object.create(null) as object, { name: '通知' });
    expect(value(document, bare)).toEqual({ name: '通知' });
  });
});

describe('metric: plain JSON up to 8 KB', () => {
  const metric = f.metric('计量口径');
  test('is kept as it is', () => {
    const raw = { measure: 'count', kind: 'training', where: [{ field: 'type', is: 'businessTraining' }] };
    expect(value(metric, raw)).toEqual(raw);
  });
  test('too long is refused', () => {
    expect(parseField(metric, { x: '长'.repeat(9000) })).toEqual({ ok: false, message: '计量口径太长' });
  });
});

describe('photos', () => {
  const { photos } = { photos: f.photos({ name: 'x', zh: 'x', open: true, codes: [] }) };
  test('lie under their SHA-256 and nothing else', () => {
    const blob = 'a'.repeat(64);
    expect(value(photos, { p1: { blob, bytes: 1000 } })).toEqual({ p1: { blob, bytes: 1000 } });
    expect(parseField(photos, { p1: { blob: '../etc/passwd' } }).ok).toBe(false);
    expect(fieldText(photos, { p1: { blob } }, NO_NAMES)).toBe('1张照片');
  });
});
