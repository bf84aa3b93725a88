/** The month's list as a table for the office: no party in it. */
import { mediationCase } from '#kinds/mediation-case.ts';
import type { SubsidyMonth, SubsidyLine } from './subsidy.ts';
import { fieldText, type Names } from './text.ts';

export const SUBSIDY_STATES: { readonly [state in SubsidyLine['state']]: string } = {
  open: '可以申报',
  applied: '已申报',
  granted: '已核定',
  paid: '已发放',
  refused: '不予补贴',
};

const COLUMNS = [
  'fileNumber',
  'committee',
  'mediators',
  'disputeType',
  'agreementForm',
  'difficulty',
  'closedOn',
] as const;

/** Heads, one row a case, and the sum; amounts in 元. */
export function subsidyTable({ lines, total }: SubsidyMonth, names: Names): (string | number)[][] {
  const { fields } = mediationCase;
  const heads = ['序号', ...COLUMNS.map((id) => fields[id].label), '金额（元）', '状态', '说明'];
  const rows = lines.map(({ row, amount, state, note, counts }, at) => [
    at + 1,
    ...COLUMNS.map((id) => fieldText(fields[id], row.values[id], names)),
    counts && amount !== null ? amount / 100 : '',
    SUBSIDY_STATES[state],
    note,
  ]);
  return [heads, ...rows, ['合计', ...COLUMNS.map(() => ''), total / 100, '', '']];
}
