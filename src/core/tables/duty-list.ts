/** The list of 谁执法谁普法 as a sheet, to be posted and sent. */
import type { DutiesOfUnit } from '#core/publicity-duties.ts';
import type { LedgerSheet } from './ledger-sheet.ts';
import type { TableCell } from './model.ts';

/** `said`: what a task wants and what was done, in words. */
export function dutyList(
  units: readonly DutiesOfUnit[],
  under: string,
  said: (progress: DutiesOfUnit['duties'][number]['progress']) => { readonly target: string; readonly done: string },
): LedgerSheet {
  const lines = units.flatMap(({ responsible, duties }) => duties.map((duty) => ({ responsible, ...duty })));
  return {
    title: '“谁执法谁普法”责任清单',
    tab: '普法责任清单',
    under,
    columns: [
      { label: '序号', numeric: true, width: 6 },
      { label: '责任单位', numeric: false, width: 20 },
      { label: '普法主题', numeric: false, width: 20 },
      { label: '任务', numeric: false, width: 30 },
      { label: '目标', numeric: false, width: 12 },
      { label: '已完成', numeric: false, width: 12 },
      { label: '完成时限', numeric: false, width: 12 },
    ],
    rows: lines.map(({ responsible, topic, progress }, at): TableCell[] => {
      const { target, done } = said(progress);
      const { due, title } = progress.task;
      return [
        { text: String(at + 1), number: at + 1 },
        { text: responsible },
        { text: topic },
        { text: title },
        { text: target },
        { text: done },
        due === null ? { text: '' } : { text: due, day: due },
      ];
    }),
  };
}
