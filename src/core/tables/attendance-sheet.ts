/** 签到表: printed before a training, signed on paper, and read back in as a list of who came. */
import type { CountedRow } from '#core/counted-units.ts';
import { standingOf } from '#core/row-index.ts';
import { personRoles } from '#kinds/codes-people.ts';
import { hasRole, rolesOf } from '#kinds/person.ts';
import type { LedgerSheet } from './ledger-sheet.ts';

/** Somebody who is expected. */
export interface Expected {
  readonly name: string;
  readonly unit: string;
  /** 人民调解员、法律明白人 */
  readonly roles: string;
}

interface AttendanceOf {
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

const nameOfRole = new Map(personRoles.codes.map(({ id, zh }) => [id, zh]));

/**
 * Everybody who holds one of the roles on a day, once, village by village as they are called up. `people`: all that are on the device, because
 * who stands for whom may stand elsewhere; of them those whom `isCalled` takes by their unit.
 */
export function expectedOf(
  people: readonly CountedRow[],
  roles: readonly string[],
  on: string,
  unitName: (unit: string) => string,
  isCalled: (unit: string) => boolean = () => true,
): Expected[] {
  const list = standingOf(people)
    .filter(({ unit, values }) => isCalled(unit) && roles.some((role) => hasRole(values, role, on)))
    .map(({ unit, values }) => ({
      name: typeof values['name'] === 'string' ? values['name'] : '',
      unit: unitName(unit),
      roles: rolesOf(values, on)
        .flatMap((role) => nameOfRole.get(role) ?? [])
        .join('、'),
    }));
  return list.sort((a, b) => (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : a.name < b.name ? -1 : 1));
}
