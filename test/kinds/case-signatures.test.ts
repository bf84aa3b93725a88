/** 人民调解法 art. 29: a written agreement takes effect when every party has signed, and nobody signs for two. */
import { expect, test } from 'vitest';
import { unsignedParties } from '#kinds/case-signatures.ts';
import { effectiveOn } from '#kinds/case-rules.ts';
import { mediationCase } from '#kinds/index.ts';
import { warningsOf } from '#core/validate.ts';
import type { Group, Items } from '#kinds/field.ts';

const listed = (items: readonly Group[]): Items => Object.fromEntries(items.map((item, at) => [`i${at + 10}`, item]));
const neighbours = [{ name: '田大山' }, { name: '彭秀英' }];

/** Names of the parties that did not sign. */
const left = (parties: readonly Group[], names: readonly string[]): unknown[] =>
  unsignedParties(
    listed(parties),
    names.map((name) => ({ signer: 'party', ...(name === '' ? {} : { name }) })),
  ).map(({ name }) => name);

test('two signatures of one party do not stand for both', () => {
  expect(left(neighbours, ['田大山', '田大山'])).toEqual(['彭秀英']);
  expect(left(neighbours, ['田大山', '彭秀英'])).toEqual([]);
  const by = (names: readonly string[]) =>
    effectiveOn({
      status: 'settled',
      agreementForm: 'written',
      parties: listed(neighbours),
      signatures: listed([
        ...names.map((name) => ({ signer: 'party', name, signedOn: '2024-06-05' })),
        { signer: 'mediator', signedOn: '2024-06-05' },
        { signer: 'seal', signedOn: '2024-06-05' },
      ]),
    });
  expect(by(['田大山', '田大山'])).toBeNull();
  expect(by(['田大山', '田大山', '彭秀英'])).toBe('2024-06-05');
});

test('whoever writes one party’s signature down twice is told that another one is lacking', () => {
  const said = (names: readonly string[]): string[] =>
    warningsOf(
      mediationCase,
      {
        status: 'settled',
        parties: listed(neighbours),
        signatures: listed(names.map((name) => ({ signer: 'party', name, signedOn: '2024-06-05' }))),
      },
      { today: '2024-06-10' },
    )
      .filter(({ field }) => field === 'signatures')
      .map(({ message }) => message);
  expect(said(['田大山', '田大山'])[0]).toContain('还有当事人没有签名');
  for (const names of [['田大山'], ['田大山', '彭秀英'], ['田大山', '彭秀英', '田大山'], ['', '']])
    expect(said(names)).toEqual([]);
});

test('a signature of somebody who is no party any more is pointed out and stops nothing', () => {
  const said = (names: readonly string[], parties: readonly Group[] = neighbours): boolean =>
    warningsOf(
      mediationCase,
      {
        status: 'settled',
        parties: listed(parties),
        signatures: listed(names.map((name) => ({ signer: 'party', name, signedOn: '2024-06-05' }))),
      },
      { today: '2024-06-10' },
    ).some(({ message }) => message.includes('不是当事人'));
  expect(said(['田大山', '彭秀英'], [{ name: '田大山' }, { name: '白正文' }])).toBe(true);
  expect(said(['田大山', '彭秀英', ''])).toBe(false);
  expect(
    said(
      ['吴德海', '王经理'],
      [
        { name: '吴小宝', guardian: '吴德海' },
        { name: '示例公司', representative: '王经理' },
      ],
    ),
  ).toBe(false);
});

test('twelve parties of one name sign twelve times', () => {
  const twelve = Array.from({ length: 12 }, () => ({ name: '田大山' }));
  const signed = (times: number): unknown[] =>
    left(
      twelve,
      twelve.slice(0, times).map(({ name }) => name),
    );
  expect(signed(11)).toEqual(['田大山']);
  expect(signed(12)).toEqual([]);
});

test('a guardian or representative signs for a party, once for each whom he acts for, and for himself', () => {
  const child = { name: '吴小宝', guardian: '吴德海' };
  const father = { name: '吴德海' };
  const firm = { name: '示例公司', partyKind: 'organisation', representative: '王经理' };
  expect(left([child, firm], ['吴德海', '王经理'])).toEqual([]);
  expect(left([child, firm], ['吴小宝', '吴德海'])).toEqual(['示例公司']);
  expect(left([child, father], ['吴德海'])).toEqual(['吴德海']);
  expect(left([child, father], ['吴德海', '吴德海'])).toEqual([]);
  expect(left([child, father], ['吴德海', '吴小宝'])).toEqual([]);
});

test('a signature without a name stands for the first party that is left, a strange name once', () => {
  expect(left(neighbours, [''])).toEqual(['彭秀英']);
  expect(left(neighbours, ['', ''])).toEqual([]);
  expect(left(neighbours, ['彭秀英', ''])).toEqual([]);
  expect(left(neighbours, ['田老大', '田老大'])).toEqual(['彭秀英']);
  expect(left(neighbours, ['田老大', '彭老三'])).toEqual([]);
});
