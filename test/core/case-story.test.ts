import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lessonOf } from '#core/case-lessons.ts';
import { knownIn, storyOf } from '#core/case-story.ts';
import { identifyingIn, roughSum, withoutIdentity } from '#core/without-identity.ts';
import { disputeTypes } from '#kinds/codes.ts';
import { publicityThemes } from '#kinds/codes-work.ts';
import type { Values } from '#kinds/field.ts';

const values: Values = {
  disputeType: 'contract',
  status: 'settled',
  place: '城墙村大坝子',
  facts:
    '田大山2024年3月5日向彭秀英借款12,500元，说好5月1日还，大山一直没有还。双方在城墙村3组大坝子争吵，彭秀英电话13812345678，渝H12345被砸。',
  parties: {
    a: { name: '田大山', side: 'partyA', idNumber: '999999199003070012', address: '城墙村3组12号' },
    b: { name: '彭秀英', side: 'partyB' },
    c: { name: '鸿运商贸公司', side: 'partyB', partyKind: 'organisation', representative: '冉小红' },
  },
  agreementItems: { i: { content: '田大山分三期还清，每期四千元，鸿运商贸公司作证', performer: '田大山' } },
};
const villages = ['城墙村', '永祥村', '双泉乡'];

describe('[M6] 一案一普法', () => {
  test('the case is told with topic, law and lesson, and with nobody and no place in it', () => {
    const story = storyOf(values, villages);
    expect(story.title).toBe('以案释法：合同纠纷');
    expect(story.laws).toContain('《民法典》');
    expect(story.text).toBe(
      '张某于某日向王某借款几万元，说好某日还，张某一直没有还。双方在某村某组大坝子争吵，王某（电话略），某车被砸。' +
        '经人民调解员讲法说理，双方自愿达成协议：张某分三期还清，每期几千元，某单位作证。',
    );
    for (const secret of ['田', '彭秀英', '大山', '冉小红', '鸿运', '城墙', '12,500', '138', '渝H']) {
      expect(story.text).not.toContain(secret);
    }
    expect(identifyingIn(story.text, knownIn(values, villages))).toEqual([]);
  });

  test('a firm goes by whatever part of its name people say, and nothing generic with it', () => {
    for (const firm of ['酉阳示例运输有限公司', '酉阳土家族苗族自治县示例运输有限责任公司']) {
      const known = { people: [], organisations: [firm], places: [] };
      const told = (text: string) => withoutIdentity(text, known).text;
      expect(told(`货车挂靠${firm}`)).toBe('货车挂靠某单位');
      expect(told('货车挂靠示例运输有限公司，示例运输公司不认')).toBe('货车挂靠某单位，某单位不认');
      expect(told('示例运输说车不是它的，公司和运输都不管')).toBe('某单位说车不是它的，公司和运输都不管');
    }
  });

  test('items that end like sentences are joined as one', () => {
    const items = { a: { content: '付清工资。' }, b: { content: '互不追究；' } };
    expect(storyOf({ ...values, agreementItems: items }, villages).text).toMatch(/：付清工资；互不追究。$/);
  });

  test('an invented surname is never one that somebody in the case bears', () => {
    const people = ['张三丰', '王小二', '李四'];
    const { text } = withoutIdentity('张三丰打了王小二，李四劝架', { people, organisations: [], places: [] });
    expect(text).toBe('赵某打了刘某，陈某劝架');
  });

  test('a number goes with the word and the brackets around it; a month and a year go as well as a day', () => {
    const known = { people: [], organisations: [], places: [] };
    const told = (text: string) => withoutIdentity(text, known).text;
    expect(told('甲方（电话13800005678）和乙方（身份证号：999999199003070012）')).toBe(
      '甲方（电话略）和乙方（证件号略）',
    );
    expect(told('2026年5月开工，2025年就说好了')).toBe('某月开工，某年就说好了');
    expect(identifyingIn(told('手机13800005678，2026年5月'), known)).toEqual([]);
  });

  test('so are those whom neighbours call by their surname, what is called after the village, and sums and days as people say them', () => {
    const known = { people: ['田大山', '彭秀英'], organisations: [], places: villages };
    const told = (text: string) => withoutIdentity(text, known).text;
    expect(told('腊月二十三，老田在永祥小学门口被彭家的车撞了，彭嫂子只给3千多块，另欠2.5万，收过￥800。')).toBe(
      '某日，老张在某小学门口被王家的车撞了，王嫂子只给几千元，另欠几万元，收过几百元。',
    );
    expect(told('微信tds1950，卡号6217001234567890123，五月三号')).toBe('（网号略），（号码略），某日');
    const plain = '卖了2.5万斤烤烟，家里老黄牛、石板路、城墙都在，三分之一归他，十月怀胎，六月一共两次。';
    expect(told(plain)).toBe(plain);
  });

  test('of a case that has not ended nobody is told that it failed', () => {
    for (const status of ['accepted', 'inMediation', 'declined'])
      expect(storyOf({ ...values, status }, villages).text, status).not.toMatch(/没有达成|途径/);
  });

  test('what is written in afterwards is found again', () => {
    const known = knownIn(values, villages);
    expect(identifyingIn('彭秀英说，永祥村的人都知道', known)).toEqual(['永祥村', '彭秀英']);
    expect(identifyingIn('双方都是本村村民，全村都知道，后来和好了', known)).toEqual([]);
  });

  test('no name, number or village of any case is left, wherever it stands', () => {
    const han = fc.constantFrom(...Array.from('甲乙丙丁戊己庚辛壬癸'));
    const aName = fc.tuple(fc.constantFrom(...Array.from('田冉彭白石')), han, han).map((parts) => parts.join(''));
    const aFiller = fc.constantFrom('，双方争执，', '因为', '说', '（', '）。', '到');
    fc.assert(
      fc.property(
        fc.uniqueArray(aName, { minLength: 2, maxLength: 12 }),
        fc.array(aFiller, { minLength: 1 }),
        (names, fill) => {
          const parties = Object.fromEntries(names.map((name, n) => [`p${n}`, { name }]));
          const facts = names
            .map((name, n) => `${name}${fill[n % fill.length] ?? ''}13${String(n).padStart(9, '5')}`)
            .join('');
          const { text } = storyOf({ disputeType: 'neighbor', status: 'settled', parties, facts }, villages);
          expect(names.filter((name) => text.includes(name) || text.includes(name.slice(1)))).toEqual([]);
          expect(/\d{11}/.test(text)).toBe(false);
        },
      ),
    );
  });

  test.each([
    ['300元', '几百元'],
    ['1.2万元', '几万元'],
    ['三千五百元', '几千元'],
    ['八十块', '几十元'],
    ['120000元', '几十万元'],
  ])('%s becomes %s', (sum, rough) => expect(roughSum(sum)).toBe(rough));

  test('every type of dispute has a law and themes that exist', () => {
    const themes = publicityThemes.codes.map(({ id }) => id);
    const wrong = disputeTypes.codes.filter(({ id }) => {
      const { laws, lesson, themes: own } = lessonOf(id);
      return laws === '' || lesson === '' || own.length === 0 || own.some((theme) => !themes.includes(theme));
    });
    expect(wrong).toEqual([]);
    expect(lessonOf('constructor').laws).toBe('《人民调解法》');
  });
});
