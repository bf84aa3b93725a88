/** Tables to .xlsx bytes, in browsers and in Node alike (docs/decisions/0015-spreadsheets-written.md). */
import writeXlsx, { type CellObject, type Feature, type Sheet } from 'write-excel-file/universal';
import type { StatTable, TableCell } from '#core/tables/model.ts';
import type { LedgerSheet } from '#core/tables/ledger-sheet.ts';

const HEAD = '#E8EEF4';
const FLAG = '#FFF1CC';
/** Songti is on every office computer here; elsewhere the program falls back by itself. */
const FONT = { fontFamily: 'SimSun', fontSize: 11 } as const;
const MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Cell = CellObject | null;
const BORDER = { borderStyle: 'thin', borderColor: '#808080' } as const;

/** A workbook with one sheet per table and per ledger; the tables print on A4 landscape. */
export async function xlsxOf(tables: readonly StatTable[], labels: readonly string[], ledgers: readonly LedgerSheet[]) {
  const names = uniqueNames([...labels, ...ledgers.map(({ title }) => title)]);
  const sheets = [
    ...tables.map((table, at) => statSheet(table, names[at] ?? table.title)),
    ...ledgers.map((ledger, at) => ledgerSheet(ledger, names[tables.length + at] ?? ledger.title)),
  ];
  const blob = await writeXlsx(sheets, { ...FONT, features: [onePageWide] }).toBlob();
  return new Blob([blob], { type: MIME });
}

/** Printed as wide as the paper, however many villages there are; the library itself has no option for it. */
const onePageWide: Feature<Blob> = {
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (content) =>
          content
            .replace(/(<worksheet[^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
            .replace('<pageSetup ', '<pageSetup fitToWidth="1" fitToHeight="0" '),
      },
    },
  },
};

/** Excel takes 31 characters, none of `[]:*?/\`, and no name twice. */
function uniqueNames(titles: readonly string[]): string[] {
  const taken = new Set<string>();
  return titles.map((title) => {
    const plain = Array.from(title.replace(/[[\]:*?/\\]/g, ' ').trim()).slice(0, 28);
    let name = plain.join('') || '表';
    for (let at = 2; taken.has(name); at++) name = `${plain.join('')} ${at}`;
    taken.add(name);
    return name;
  });
}

function statSheet({ title, under, heads, rows, notes, flags, headColumns }: StatTable, name: string): Sheet<Blob> {
  const width = heads[0]?.length ?? 1;
  const wide = (text: string, more: CellObject): Cell[] => [{ value: text, columnSpan: width, wrap: true, ...more }];
  const data: Cell[][] = [
    wide(title, { align: 'center', fontWeight: 'bold', fontSize: 16, height: 30 }),
    wide(under, { align: 'center' }),
    ...heads.map((line) => line.map((cell) => headCell(cell))),
    ...withSpans(rows.map(({ heads: words, cells }) => [words.map(wordCell), cells.map(numberCell)].flat())),
    ...flags.map((flag) => wide(`核对：${flag}`, { backgroundColor: FLAG, ...tall(flag, width) })),
    ...notes.map((note) => wide(`说明：${note}`, tall(note, width))),
  ];
  const columns = Array.from({ length: width }, (_, at) => ({ width: at === 1 ? 30 : at < headColumns ? 12 : 9 }));
  return { sheet: name, data, columns, orientation: 'landscape', stickyRowsCount: 2 + heads.length };
}

/** Merged cells do not grow by themselves: about two characters go to a unit of width. */
const tall = (text: string, width: number): CellObject => ({
  height: 16 * Math.max(1, Math.ceil(Array.from(text).length / (width * 5))),
});

const spans = ({ cols = 1, rows = 1 }: TableCell): CellObject => ({
  ...(cols > 1 ? { columnSpan: cols } : {}),
  ...(rows > 1 ? { rowSpan: rows } : {}),
});
const headCell = (cell: TableCell): CellObject => ({
  value: cell.text,
  fontWeight: 'bold',
  align: 'center',
  alignVertical: 'center',
  backgroundColor: HEAD,
  wrap: true,
  ...spans(cell),
  ...BORDER,
});
const wordCell = (cell: TableCell): CellObject => ({
  value: cell.text,
  alignVertical: 'center',
  wrap: true,
  ...spans(cell),
  ...BORDER,
});
const FORMATS = ['0', '0.0', '0.00'];
const numberCell = ({ text, number, decimals = 0, flagged = false }: TableCell): CellObject => ({
  ...(number === undefined ? { value: text } : { value: number, format: FORMATS[decimals] ?? 'General' }),
  align: 'right',
  ...(flagged ? { backgroundColor: FLAG } : {}),
  ...BORDER,
});

/** A cell that spans rows leaves its place empty in those below, which then begin with the next heading. */
function withSpans(rows: readonly CellObject[][]): Cell[][] {
  let below = 0;
  return rows.map((row) => {
    if (below > 0) {
      below -= 1;
      return [null, ...row];
    }
    below = (row[0]?.rowSpan ?? 1) - 1;
    return row;
  });
}

function ledgerSheet({ columns, rows }: LedgerSheet, name: string): Sheet<Blob> {
  const data: Cell[][] = [
    columns.map(({ label }) => headCell({ text: label })),
    ...rows.map((row) =>
      row.map((cell): Cell => {
        if (cell.text === '' && cell.number === undefined) return null;
        if (cell.number === undefined) return { value: cell.text, wrap: true, alignVertical: 'top' };
        return { value: cell.number, format: FORMATS[cell.decimals ?? 0] ?? 'General', alignVertical: 'top' };
      }),
    ),
  ];
  const widths = columns.map(({ numeric, label }) => ({ width: Math.max(numeric ? 9 : 14, label.length * 2 + 2) }));
  return { sheet: name, data, columns: widths, orientation: 'landscape', stickyRowsCount: 1 };
}
