import { expect, test } from 'vitest';
import {
  afterWrong,
  locksAfter,
  NO_TRIES,
  pinProblem,
  RESET_WAIT,
  resetWaitOf,
  waitOf,
  waitText,
  type Tries,
} from '#core/pin.ts';
import { opensWith, sealPin } from '#core/seal.ts';

const SALT = '000102030405060708090a0b0c0d0e0f';
const MINUTE = 60_000;
const NOW = Date.UTC(2026, 2, 9);

test('a PIN opens its own seal and nothing else does', () => {
  const sealed = sealPin('2580', SALT);
  expect(opensWith(sealed, '2580')).toBe(true);
  expect(opensWith(sealed, '2581')).toBe(false);
  expect(opensWith(sealed, '')).toBe(false);
  expect(JSON.stringify(sealed)).not.toContain('2580');
});

test('the seal is PBKDF2-SHA-256, so that any other programme can check it', async () => {
  const sealed = sealPin('135790', SALT);
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode('135790'), 'PBKDF2', false, ['deriveBits']);
  const salt = Uint8Array.from({ length: 16 }, (_, i) => i);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: sealed.rounds },
    key,
    256,
  );
  expect(Buffer.from(bits).toString('hex')).toBe(sealed.hash);
});

test('the same PIN under another salt is another seal', () => {
  expect(sealPin('2580', SALT).hash).not.toBe(sealPin('2580', SALT.replace('00', 'ff')).hash);
});

test.each([
  ['', '', '请输入 4 到 6 位数字'],
  ['123', '123', '请输入 4 到 6 位数字'],
  ['2580147', '2580147', '请输入 4 到 6 位数字'],
  ['25a0', '25a0', '只能用数字'],
  ['0000', '0000', '这个数字太好猜，请换一个'],
  ['1234', '1234', '这个数字太好猜，请换一个'],
  ['987654', '987654', '这个数字太好猜，请换一个'],
  ['2580', '2508', '两次输入的不一样'],
  ['2580', '2580', null],
  ['246813', '246813', null],
])('a new PIN %s, repeated as %s: %s', (pin, again, problem) => {
  expect(pinProblem(pin, again)).toBe(problem);
});

const triesOf = (count: number): Tries => {
  let tries = NO_TRIES;
  for (let i = 0; i < count; i++) tries = afterWrong(tries, NOW);
  return tries;
};

test('[L2] four slips cost nothing, then each try waits longer, up to a quarter of an hour and never for good', () => {
  const waits = [0, 4, 5, 6, 8, 10, 500].map((count) => waitOf(triesOf(count), NOW) / 1000);
  expect(waits).toEqual([0, 0, 30, 60, 300, 900, 900]);
});

test('a wait runs out, and a clock that was set back does not lengthen it', () => {
  const tries = triesOf(6);
  expect(waitOf(tries, NOW + 20_000)).toBe(40_000);
  expect(waitOf(tries, NOW + MINUTE)).toBe(0);
  expect(waitOf(tries, NOW - 365 * 24 * 60 * MINUTE)).toBe(MINUTE);
});

test('a request to set the PIN anew is due after a day', () => {
  expect(resetWaitOf(NOW, NOW)).toBe(RESET_WAIT);
  expect(resetWaitOf(NOW, NOW + RESET_WAIT - 1)).toBe(1);
  expect(resetWaitOf(NOW, NOW + RESET_WAIT)).toBe(0);
  expect(resetWaitOf(NOW, NOW - RESET_WAIT)).toBe(RESET_WAIT);
});

test('[L1] the screen locks when it was hidden or untouched for as long as was set', () => {
  expect(locksAfter(5, null, 4 * MINUTE)).toBe(false);
  expect(locksAfter(5, null, 5 * MINUTE)).toBe(true);
  expect(locksAfter(5, 4 * MINUTE, 4 * MINUTE)).toBe(false);
  expect(locksAfter(5, 5 * MINUTE, 0)).toBe(true);
});

test('at once means on leaving the app, not while reading', () => {
  expect(locksAfter(0, 0, 0)).toBe(true);
  expect(locksAfter(0, null, 4 * MINUTE)).toBe(false);
  expect(locksAfter(0, null, 5 * MINUTE)).toBe(true);
});

test('the screen locks when the clock was set back: nobody knows for how long it was left', () => {
  expect(locksAfter(5, -1, 0)).toBe(true);
  expect(locksAfter(5, null, -1)).toBe(true);
});

test.each([
  [900, '1 秒'],
  [30_000, '30 秒'],
  [60_000, '1 分钟'],
  [61_000, '2 分钟'],
  [RESET_WAIT, '24 小时'],
  [500 * MINUTE, '8 小时 20 分钟'],
])('%i ms are said as %s', (ms, words) => {
  expect(waitText(ms)).toBe(words);
});
