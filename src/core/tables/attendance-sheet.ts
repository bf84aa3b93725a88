/** 签到表: printed before a training, signed on paper, and read back in as a list of who came. */
import type { Names } from '#core/text.ts';
import type { LedgerSheet } from './ledger-sheet.ts';

/** Somebody who is expected. */
export interface Expected {
  readonly name: string;
  readonly unit: string;
  /** 人民调解员、法律明白人 */
  readonly roles: string;
}

export interface AttendanceOf {
  readonly title: string;
  /** In words: the day, the place, who holds it. Empty parts leave room to write. */
  readonly day: string;
  readonly place: string;
  readonly organiser: string;
}

/** So many lines stay for who is on no roster. */
const GUESTS = 8;
const LINE = '　　　　　　　　';

export function attendanceSheet(
  people: readonly Expected[],
  { title, day, place, organiser }: AttendanceOf,
): LedgerSheet {
  const guests = Array.from({ length: GUESTS }, () => ({ name: '', unit: '', roles: '' }));
  return {
    title: `${title || '培训'}签到表`,
    under: `时间：${day || LINE}　地点：${place || LINE}　主办：${organiser || LINE}`,
    columns: [
      { label: '序号', numeric: true, width: 6 },
      { label: '姓名', numeric: false, width: 12 },
      { label: '单位', numeric: false, width: 18 },
      { label: '身份', numeric: false, width: 22 },
      { label: '签名', numeric: false, width: 18 },
      { label: '说明', numeric: false, width: 12 },
    ],
    rows: [...people, ...guests].map(({ name, unit, roles }, at) => [
      { text: String(at + 1), number: at + 1 },
      { text: name },
      { text: unit },
      { text: roles },
      { text: '' },
      { text: '' },
    ]),
    portrait: true,
    rowHeight: 28,
    foot: [`应到 ${people.length} 人，实到＿＿＿＿人。　　记录人：`],
  };
}

/** Names in the order of their units, as they are called up. */
export const inCallOrder = (people: readonly Expected[]): readonly Expected[] =>
  [...people].sort((a, b) => (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : a.name < b.name ? -1 : 1));

/** A unit's name; nothing where there is but one. */
export const unitNameOf = (names: Names, unit: string): string => names.link('unit', unit);
