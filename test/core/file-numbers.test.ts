import { expect, test } from 'vitest';
import { shortOf } from '#core/file-numbers.ts';

test.each([
  ['城墙村人民调解委员会', '城墙'],
  ['双泉乡人民调解委员会', '双泉'],
  ['双泉乡城墙村人民调解委员会', '城墙'],
  ['双泉乡古镇村人民调解委员会', '古镇'],
  ['古镇村人民调解委员会', '古镇'],
  ['桃源社区调委会', '桃源'],
  ['龙洞村', '龙洞'],
  ['东村人民调解委员会', '东村'],
  ['医疗纠纷人民调解委员会', '医疗纠纷'],
  ['人民调解委员会', '人民调解委员会'],
  ['', ''],
])('[X10] numbers of %s bear “%s” where nobody gave it a short form', (name, short) =>
  expect(shortOf(name)).toBe(short),
);
