/** Numbers with the words that stand around them: about, units, ten thousands. */
import type { Field } from '#kinds/field.ts';
import type { Cell } from '#core/sheets.ts';
import { halfWidth } from '#core/types/characters.ts';
import { readScaled } from '#core/types/numbers.ts';
import { parsed, read, type ReadCell } from './cell-reading.ts';

const ABOUT = /^(约|大约|近|共计?|合计)\s*|\s*(余|多|左右|以上|\+)(?=\D*$)/g;
const UNITS = '人次|人|份|条|块|次|件|户|场|天|岁|元|个?学时|个?课时|个?小时|个|分|名|期';
const UNIT = new RegExp(`([\\d万千])\\s*(${UNITS})$`, 'u');
/** 万元, 万份, （万）: what stands in the column is ten thousand times as much. */
const WAN = new RegExp(`万(${UNITS})|[（(]万[）)]`, 'u');

/** More of these in a column of 万 is likelier to be the number itself. */
const MANY_WAN = { amount: 1000, count: 100 };

/** 约300余人次 is 300 and 38（含网格员8人） is 38, and it is said so; 1.2万份 is 12000. */
export function readNumber(cell: Cell, field: Field & { readonly unit: string }, heading: string): ReadCell {
  const text = halfWidth(cell.text).trim();
  if (/^零(报告)?$/.test(text)) return read(0);
  const outside = /^\D{0,2}\d/.test(text) ? text.replace(/\s*\([^()]*\)$/, '') : text;
  const bare = outside.replace(ABOUT, '').replace(UNIT, '$1').trim();
  const isAbout = /约|近|余|多|左右|以上|\+/.test(outside) && bare.length < outside.length;
  const notes = [
    ...(isAbout ? ['是约数，按写出的数字记'] : []),
    ...(outside.length < text.length ? ['括号里的话没有读'] : []),
  ];
  const note = notes.length === 0 ? undefined : notes.join('；');
  if (field.type !== 'count') return parsed(field, bare, note);
  const scale = /[万千]$/.exec(bare)?.[0];
  // 2000份 in a column of 万份 says itself what it counts.
  const isWan = scale === undefined && WAN.test(heading) && !UNIT.test(outside.replace(ABOUT, ''));
  if (scale === undefined && !isWan) return parsed(field, bare, note);
  const scaled = readScaled(scale === undefined ? bare : bare.slice(0, -1), scale === '千' ? 3 : 4);
  if ('problem' in scaled) return parsed(field, bare);
  const many = isWan && Number(bare) >= MANY_WAN.count ? `这一栏是万${field.unit}，按${bare}万记，请核对` : undefined;
  return parsed(field, String(scaled.value), [note, many].filter((each) => each !== undefined).join('；') || undefined);
}

export function readAmount(cell: Cell, field: Field, heading: string): ReadCell {
  const text = halfWidth(cell.text.replace(/￥/g, '¥'))
    .trim()
    .replace(/^(约|共)/, '')
    .replace(/人民币/g, '');
  if (!WAN.test(heading) || /[万元]/.test(text)) return parsed(field, text);
  const amount = parsed(field, `${text}万`);
  const isMany = amount.state === 'read' && Number(text.replace(/,/g, '')) >= MANY_WAN.amount;
  return isMany ? { ...amount, note: `这一栏是万元，按${text}万元记，请核对` } : amount;
}

/** Whether words name a unit in ten thousands: 单位：场、万人次、万份. */
export const inWan = (words: string, unit: string): boolean =>
  unit !== '' && words.includes(`万${unit === '人次' ? '人' : unit}`);
