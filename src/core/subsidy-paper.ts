/** 以案定补 of a month as a list to be signed and paid by: what counts, one line a case, and no party in it. */
import { mediationCase } from '#kinds/mediation-case.ts';
import { blank, label, text, title, type Cell, type DocumentModel, type Line, type TableRow } from './document.ts';
import { capitalAmount } from './papers/capital-amount.ts';
import { SUBSIDY_STATES, type SubsidyLine, type SubsidyMonth } from './subsidy.ts';
import { fieldText, type Names } from './text.ts';

const COLUMNS = [
  { id: 'fileNumber', width: 38 },
  { id: 'disputeType', width: 26 },
  { id: 'agreementForm', width: 18 },
  { id: 'mediators', width: 22 },
  { id: 'closedOn', width: 26 },
] as const;
/** 序号 before the columns, 金额 and 状态 behind them; together 156 mm. */
const WIDTHS = [10, ...COLUMNS.map(({ width }) => width), 16] as const;
/** Lines that the list has at least, so that a case can be added by hand. */
const LEAST_ROWS = 8;

const centred = (line: Line): Cell => ({ lines: [line], align: 'center' });
const yuan = (fen: number): string => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2));

function rowOf({ row, amount, state }: SubsidyLine, at: number, names: Names): TableRow {
  const { fields } = mediationCase;
  const words = COLUMNS.map(({ id }) => fieldText(fields[id], row.values[id], names));
  return {
    cells: [
      centred([String(at + 1)]),
      ...words.map((said) => centred([said === '' ? blank('', 0) : said])),
      { lines: [[amount === null ? blank('金额', 2) : yuan(amount)], [SUBSIDY_STATES[state]]], align: 'right' },
    ],
  };
}

/** A case whose amount nobody has set is listed with room for it. `monthName`: 2026年5月. `unit`: who pays; '' leaves room for it. */
export function subsidyModel(
  { lines, total }: SubsidyMonth,
  { names, monthName, unit }: { readonly names: Names; readonly monthName: string; readonly unit: string },
): DocumentModel {
  const { fields } = mediationCase;
  const counted = lines.filter(({ counts, isUnpriced }) => counts || isUnpriced);
  // Where an amount is still to be written, so is their sum.
  const isOpen = counted.some(({ isUnpriced }) => isUnpriced);
  const heads = ['序号', ...COLUMNS.map(({ id }) => fields[id].label), '金额（元）'];
  const free = Array.from({ length: Math.max(0, LEAST_ROWS - counted.length) }, (): TableRow => ({
    cells: heads.map(() => centred([blank('', 0)])),
  }));
  const left = lines.length - counted.length;
  const name = '人民调解以案定补月报表';
  return {
    title: name,
    parts: [
      {
        key: 'subsidy',
        title: name,
        numbered: true,
        blocks: [
          title(name),
          text([unit === '' ? blank('单位', 10) : unit, `　${monthName}结案`], { flush: true }),
          {
            is: 'table',
            widths: WIDTHS,
            headed: 1,
            rows: [
              { cells: heads.map((head) => label(head)) },
              ...counted.map((line, at) => rowOf(line, at, names)),
              ...free,
              {
                cells: [
                  label('合计', { across: 2 }),
                  {
                    lines: [
                      [`${counted.length} 件，人民币（大写）`, isOpen ? blank('合计', 10) : capitalAmount(total)],
                    ],
                    across: 4,
                  },
                  { lines: [[isOpen ? blank('合计', 2) : yuan(total)]], align: 'right' },
                ],
                tall: 1.5,
              },
            ],
          },
          ...(left === 0 ? [] : [text([`另有${left}件列在账上，本月不计。`], { flush: true })]),
          text(['制表人：', blank('', 6), '　审核人：', blank('', 6)], { flush: true, keep: true }),
          text(['（司法所印章）'], { align: 'right', keep: true }),
          text([blank('', 2), '年', blank('', 1), '月', blank('', 1), '日'], { align: 'right' }),
        ],
      },
    ],
  };
}
