import { expect, test } from 'vitest';
import { UNNAMED_TOWNSHIP, villageCommittee } from '#core/committee-name.ts';

test('a village’s committee is named with its township before it, once, and without one that nobody has named', () => {
  expect(villageCommittee('城墙村', '双泉乡')).toBe('双泉乡城墙村人民调解委员会');
  expect(villageCommittee('双泉乡城墙村', '双泉乡')).toBe('双泉乡城墙村人民调解委员会');
  for (const township of ['', UNNAMED_TOWNSHIP])
    expect(villageCommittee('城墙村', township)).toBe('城墙村人民调解委员会');
});
