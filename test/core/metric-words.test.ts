import { describe, expect, test } from 'vitest';
import { metricText, permilleText, readingText, scaledText, unitWord } from '#core/metric-words.ts';
import { metricValue } from '#core/metric.ts';
import { presets } from '#core/presets.ts';
import { fieldText, NO_NAMES } from '#core/text.ts';
import { annualTask } from '#kinds/index.ts';
import type { Field, Value } from '#kinds/field.ts';
import { aMetric } from '#test/help/figures.ts';

const say = (field: Field, value: Value) => fieldText(field, value, NO_NAMES);
const materials = aMetric({ measure: 'sum', field: 'materials', kind: 'publicityEvent' });
const amount = aMetric({ measure: 'sum', field: 'agreedAmount', kind: 'mediationCase' });
const rooms = aMetric({
  measure: 'coverageUnits',
  kind: 'venue',
  where: [{ field: 'type', operator: 'eq', value: 'mediationRoom' }],
});

test('a part that is more than its whole has no rate, unless two ledgers are held against each other', () => {
  const sumOf = (field: string) => ({ measure: 'sum', field, kind: 'training' });
  const taken = aMetric({ measure: 'rate', part: sumOf('examTaken'), whole: sumOf('examDue') });
  expect(readingText(taken, { n: 12, of: 10 })).toBe('—（12/10，超过100%，请核对记录）');
  const [part, whole] = ['publicityEvent', 'mediationCase'].map((kind) => ({ measure: 'count', kind }));
  expect(readingText(aMetric({ measure: 'rate', part, whole }), { n: 12, of: 10 })).toBe('120%（12/10）');
});

describe('figures in words', () => {
  test('carry the unit in which reports quote them; 人次 is never 人', () => {
    expect(unitWord(aMetric({ measure: 'personTimes', kind: 'training' }))).toBe('人次');
    expect(unitWord(aMetric({ measure: 'people', kind: 'training' }))).toBe('人');
    expect(unitWord(aMetric({ measure: 'count', kind: 'mediationCase' }))).toBe('件');
    expect([unitWord(materials), unitWord(amount), unitWord(rooms)]).toEqual(['份', '元', '%']);
  });

  test('show 分 as 元, shares with both counts, and an impossible rate as —', () => {
    expect(readingText(amount, { n: 120_050 })).toBe('1200.5元');
    expect(readingText(materials, { n: 1200 })).toBe('1200份');
    expect(readingText(rooms, { n: 5, of: 6 })).toBe('83.3%（5/6）');
    expect(readingText(rooms, { n: 0, of: 0 })).toBe('—');
    expect([permilleText(null), permilleText(1000), permilleText(868)]).toEqual(['—', '100%', '86.8%']);
    expect([scaledText(5, 100), scaledText(1701, 100), scaledText(1700, 100)]).toEqual(['0.05', '17.01', '17']);
  });
});

describe('a metric in words', () => {
  test('says ledger, conditions and time in the words of the form', () => {
    expect(metricText(rooms, say)).toBe('阵地：覆盖村的比率，类型是“矛盾纠纷调解室”，以当天在册为准');
    const savvy = aMetric({
      measure: 'count',
      kind: 'person',
      where: [{ field: 'roles', operator: 'has', value: 'lawSavvyPerson' }],
    });
    expect(metricText(savvy, say)).toBe('人员：数记录，身份包含“法律明白人”，以当天在册为准');
    const late = aMetric({
      measure: 'count',
      kind: 'training',
      where: [{ field: 'heldOn', operator: 'gte', value: '2024-06-01' }],
    });
    expect(metricText(late, say)).toBe('培训学法：数记录，日期不早于“2024年6月1日”，按日期计入本年');
  });

  test('of every preset reads as a sentence, without ids and braces', () => {
    for (const { metric } of presets) expect(metricText(aMetric(metric), say)).not.toMatch(/[{}_]|[a-z]{4}/u);
  });

  test('is what a record page shows; one of a newer app says that it cannot be counted', () => {
    const field = annualTask.fields['metric'] as Field;
    expect(say(field, metricValue(materials))).toBe('普法活动：合计“发放资料”，按日期计入本年');
    expect(say(field, { measure: 'count', kind: 'drone' })).toBe('不能计算：这个版本不认识记录种类“drone”');
  });
});
