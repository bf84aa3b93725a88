import fc from 'fast-check';
import { expect, test } from 'vitest';
import { soundsOf } from '#core/pinyin.ts';
import { matches, parseQuery, searchKey, wordsOf } from '#core/search.ts';
import { mediationCase } from '#kinds/index.ts';

const finds = (word: string, typed: string): boolean => {
  const query = parseQuery(typed);
  return query !== null && matches(searchKey([word], soundsOf), query);
};

test.each(['李', '伟', '李伟', 'liwei', 'lw', 'liw', 'lwei', 'wei', 'LW', ' li wei '])(
  '李伟 is found by %s',
  (typed) => {
    expect(finds('李伟', typed)).toBe(true);
  },
);

test.each(['王', 'liweih', 'wl', 'iwei', 'lei', 'x'])('李伟 is not found by %s', (typed) => {
  expect(finds('李伟', typed)).toBe(false);
});

test.each([
  ['单雄', 'shanxiong'],
  ['曾小贤', 'zxx'],
  ['曾小贤', 'zeng'],
  ['尉迟恭', 'yuchi'],
  ['仇和', 'qiuhe'],
  ['解放', 'xiefang'],
  ['解放', 'jiefang'],
  ['区小姐', 'ou'],
  ['吕布', 'lvbu'],
  ['吕布', 'lübu'],
  ['单位', 'danwei'],
  ['覃大山', 'qin'],
  ['覃大山', 'tan'],
])('%s is found by %s', (word, typed) => {
  expect(finds(word, typed)).toBe(true);
});

test('rare characters, emoji and texts in Latin letters are found as they are written', () => {
  expect(finds('𠮷田', '𠮷')).toBe(true);
  expect(finds('😀村', '😀')).toBe(true);
  expect(finds('A区3号', 'a区')).toBe(true);
});

test('letters run on from word to word only within one word', () => {
  const key = searchKey(['李伟', '王芳'], soundsOf);
  expect(matches(key, parseQuery('weiw') ?? [])).toBe(false);
  expect(matches(key, parseQuery('lw wf') ?? [])).toBe(true);
});

test('without the table of sounds words are still found as written', () => {
  expect(matches(searchKey(['李伟']), parseQuery('伟') ?? [])).toBe(true);
  expect(matches(searchKey(['李伟']), parseQuery('lw') ?? [])).toBe(false);
});

test('a case is found by its parties, its type and its mediator', () => {
  const values = {
    parties: { a: { name: '田大山', side: 'partyA' } },
    disputeType: 'neighbor',
    mediators: ['m'],
    acceptedOn: '2026-02-03',
  };
  const words = wordsOf(mediationCase.fields, values, (_to, id) => (id === 'm' ? '李伟' : undefined));
  const key = searchKey(words, soundsOf);
  for (const typed of ['田大山', 'tds', '邻里', 'lw', '2026-02'])
    expect(matches(key, parseQuery(typed) ?? [])).toBe(true);
});

test('no word is missed by any beginning of its sound', () => {
  const names = fc.array(fc.constantFrom(...Array.from('李王张刘陈杨黄赵吴周单曾覃田彭冉')), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(names, fc.nat(), (characters, length) => {
      const word = characters.join('');
      for (const sound of soundsOf(word)) {
        const letters = sound.replace(/ /g, '');
        expect(finds(word, letters.slice(0, 1 + (length % letters.length)))).toBe(true);
      }
    }),
  );
});
