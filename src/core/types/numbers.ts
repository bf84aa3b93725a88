/** Reading numbers without floats: 0.1元 must become exactly 10分. */
import { halfWidth } from './characters.ts';

export type NumberProblem = 'notNumber' | 'negative' | 'tooFine' | 'tooBig';
export type ReadNumber = { readonly value: number } | { readonly problem: NumberProblem };

const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/;
const PLAIN = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** A typed number times 10^places, refused when it has more decimals than that. */
export function readScaled(typed: string, places: number): ReadNumber {
  let text = halfWidth(typed).replace(/。/g, '.').replace(/\s/g, '');
  if (GROUPED.test(text)) text = text.replace(/,/g, '');
  const match = PLAIN.exec(text);
  const [sign, whole, fraction] = [match?.[1], match?.[2] ?? '', (match?.[3] ?? '').replace(/0+$/, '')];
  if (match === null || (whole === '' && (match[3] ?? '') === '')) return { problem: 'notNumber' };
  if (sign === '-' && /[1-9]/.test(whole + fraction)) return { problem: 'negative' };
  if (fraction.length > places) return { problem: 'tooFine' };
  const digits = (whole + fraction.padEnd(places, '0')).replace(/^0+(?=\d)/, '');
  return digits.length > 15 ? { problem: 'tooBig' } : { value: Number(digits) };
}

/** Stored numbers are whole, not negative and small enough to be exact. */
export function readStored(raw: number): ReadNumber {
  if (!Number.isFinite(raw)) return { problem: 'notNumber' };
  if (raw < 0) return { problem: 'negative' };
  if (!Number.isInteger(raw)) return { problem: 'tooFine' };
  // -0 and 0 are one value.
  return Number.isSafeInteger(raw) ? { value: raw === 0 ? 0 : raw } : { problem: 'tooBig' };
}

export const grouped = (whole: number): string => String(whole).replace(/\B(?=(\d{3})+$)/g, ',');

export const problemText = (problem: NumberProblem, tooFine: string): string =>
  ({ notNumber: '请填数字', negative: '不能是负数', tooFine, tooBig: '数字太大，请核对' })[problem];
