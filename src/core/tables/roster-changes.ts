/** Who came, went and changed since a roster was sent to the county, as a sheet to send after it (人民调解法 art. 10). */
import type { RosterDifference } from '#core/roster-sent.ts';
import type { LedgerSheet } from './ledger-sheet.ts';
import type { TableCell } from './model.ts';

export const changeWords: { readonly [change in RosterDifference['change']]: string } = {
  entered: '新增',
  left: '退出',
  changed: '变更',
};

/** `title`: of the roster, 人民调解员花名册; `under`: whose, and since when. */
export function rosterChanges(title: string, under: string, differences: readonly RosterDifference[]): LedgerSheet {
  return {
    title: `${title}变动表`,
    tab: '变动表',
    under,
    columns: [
      { label: '序号', numeric: true, width: 6 },
      { label: '变动', numeric: false, width: 8 },
      { label: '姓名', numeric: false, width: 12 },
      { label: '单位', numeric: false, width: 16 },
      { label: '变动内容', numeric: false, width: 40 },
    ],
    rows: differences.map(({ name, unit, change, facts }, at): TableCell[] => [
      { text: String(at + 1), number: at + 1 },
      { text: changeWords[change] },
      { text: name },
      { text: unit },
      { text: facts.join('；') },
    ]),
    portrait: true,
    foot: ['填表人：　　　　　　　　审核人：　　　　　　　　（盖章）'],
  };
}
