import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { briefOf, hasBrief } from '#core/brief.ts';
import { NO_NAMES } from '#core/text.ts';
import { mediationCase, publicityEvent, training } from '#kinds/index.ts';
import type { Values } from '#kinds/field.ts';

const around = { names: NO_NAMES, unit: '城墙村', people: ['田大山', '李伟'] };
const event = (values: Values) => briefOf(publicityEvent, { ...around, values });

describe('简报', () => {
  test('[I1] tells an event in one paragraph, with all that was counted', () => {
    const told = event({
      heldOn: '2026-03-08',
      title: '民法典进村',
      place: '村委会',
      themes: ['civilCode', 'telecomFraud'],
      forms: ['rally', 'materials'],
      audienceGroups: ['women'],
      laws: '民法典婚姻家庭编。',
      audience: 80,
      materials: 120,
      banners: 0,
      organiser: '双泉乡司法所',
    });
    expect(told).toBe(
      '2026年3月8日，城墙村在村委会开展“民法典进村”普法宣传活动，围绕民法典、电信网络诈骗，采取集中宣传、发放宣传资料等形式，' +
        '面向妇女，宣讲民法典婚姻家庭编。活动受众80人次，发放宣传资料120份。活动由双泉乡司法所主办。',
    );
  });

  test('[I1] leaves out what was not written down', () => {
    expect(event({ heldOn: '2026-03-08' })).toBe('2026年3月8日，城墙村开展普法宣传活动。');
  });

  test('[I1] tells a training by how many came, never who', () => {
    const values = {
      heldOn: '2026-03-08',
      type: 'businessTraining',
      audience: ['mediator'],
      attendance: { p: { state: 'present', name: '田大山' }, q: { state: 'absent', name: '李伟' } },
      extraAttendees: { x: { people: 3 } },
      lecturer: '李伟',
    };
    expect(briefOf(training, { ...around, values })).toBe(
      '2026年3月8日，城墙村组织业务培训，参加对象为人民调解员，共4人参加。',
    );
  });

  test('[I1] holds no name of a roster, no phone, no paper number and no remark', () => {
    const secret = fc.constantFrom('田大山', '李伟', '13812345678', '999999199003070012', '023-12345678');
    const text = fc
      .tuple(fc.string({ maxLength: 12 }), secret, fc.string({ maxLength: 12 }))
      .map((all) => all.join(' '));
    fc.assert(
      fc.property(text, text, text, text, (title, place, organiser, note) => {
        const values = { heldOn: '2026-03-08', title, place, organiser, laws: place, note, mediationCase: 'case-id' };
        const told = `${event(values)}${briefOf(training, { ...around, values })}`;
        expect(told).not.toMatch(/田大山|李伟|13812345678|999999199003070012|12345678|case-id/);
      }),
    );
  });

  test('only events and trainings have one', () => {
    expect([publicityEvent, training, mediationCase].map(hasBrief)).toEqual([true, true, false]);
  });
});
