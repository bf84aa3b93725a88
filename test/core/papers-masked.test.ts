import { expect, test } from 'vitest';
import { linesOf } from '#core/document.ts';
import { dossierModel } from '#core/papers/all.ts';
import { paperCaseOf, paperFileName } from '#core/papers/gather.ts';
import { NO_NAMES } from '#core/text.ts';
import type { Values } from '#kinds/field.ts';
import { aParty, fullValues, listed } from '#test/help/paper-cases.ts';

const NAMED = ['田大山', '彭秀英', '田小宝', '田大', '王代理', '杨大爷', '示例公司甲'];
const values: Values = fullValues({
  parties: listed([
    aParty({ name: '田大', representative: '王代理', idNumber: '999999197511200021' }),
    aParty({ name: '田大山', age: 60 }),
    aParty({ name: '田小宝', age: 9, guardian: '田大山', occupation: '双泉小学学生' }),
    aParty({ side: 'partyB', name: '彭秀英' }),
    aParty({ side: 'partyB', partyKind: 'organisation', name: '示例公司甲', representative: '彭秀英' }),
  ]),
  facts: '田大山与田大、彭秀英（电话13900001111，身份证999999199003070012）发生纠纷，田小宝受伤，示例公司甲垫付。',
});
const of = (masked: boolean) =>
  paperCaseOf(
    { id: '0192a000-0000-7000-8000-0000003f9a20', values, erased: [] },
    { names: NO_NAMES, today: '2024-07-10', masked },
  );
const saidBy = (masked: boolean): string =>
  dossierModel(of(masked))
    .parts.flatMap(({ blocks }) => linesOf(blocks))
    .join('\n');

test('[W6] a masked copy names nobody anywhere, carries no number and no school of a minor', () => {
  const said = saidBy(true);
  for (const name of NAMED) expect(said, name).not.toContain(name);
  expect(said).not.toMatch(/1[3-9]\d{9}|\d{17}[\dX]|双泉小学|村民小组长|冉会计/);
  expect(said).toContain('田某乙与田某甲、彭某（电话•••，身份证•••）发生纠纷，田某丙受伤，某单位垫付');
  expect(said).toContain('（2024）城墙人调字第7号');
});

test('[W6] nor does it say a given name, a firm without its legal form, or where somebody lives', () => {
  const one = {
    parties: listed([
      aParty({ name: '田大山', address: '双泉乡城墙村3组12号' }),
      aParty({ side: 'partyB', partyKind: 'organisation', name: '酉阳示例运输有限公司', representative: '王建设' }),
    ]),
    facts: '大山家住双泉乡城墙村3组12号，被示例运输公司的货车擦伤。',
  };
  const told = paperCaseOf(
    { id: '0192a000-0000-7000-8000-0000003f9a20', values: fullValues(one), erased: [] },
    { names: NO_NAMES, today: '2024-07-10', masked: true },
  );
  expect(told.values.facts).toBe('田某家住双泉乡城墙村3组•••，被某单位的货车擦伤。');
});

test('the papers for the file name everybody in full', () => {
  for (const name of NAMED) expect(saidBy(false), name).toContain(name);
});

test('[W6] masked and unmasked files are told apart by name, and by a line at the foot of every page', () => {
  expect(paperFileName(of(false), '整卷')).toBe('（2024）城墙人调字第7号-整卷（含个人信息）.docx');
  expect(paperFileName(of(true), '整卷')).toBe('（2024）城墙人调字第7号-整卷（隐名）.docx');
  expect(dossierModel(of(true)).foot).toBe('隐名件，不作档案');
});

test('a file name holds nothing that a file system refuses, and no name of a person', () => {
  const one = paperCaseOf(
    { id: '0192a000-0000-7000-8000-0000003f9a20', values: { ...values, fileNumber: '../a\\b:2024/7' }, erased: [] },
    { names: NO_NAMES, today: null, masked: false },
  );
  expect(paperFileName(one, '收条')).toBe('ab20247-收条（含个人信息）.docx');
});
