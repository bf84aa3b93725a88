/** Messy workbooks as villages keep them, written here byte by byte; no binary fixtures. */
import { strToU8, zipSync, type Zippable } from 'fflate';

/** A serial date cell (`date`), a formula with or without result, an own style; anything else by its type. */
export type MadeCell =
  | string
  | number
  | boolean
  | null
  | {
      readonly date: number;
      /** As 2024年3月 or 3月5日, where not as 2024年3月5日. */ readonly shown?: 'month' | 'monthDay';
    }
  | { readonly formula: string; readonly result?: string | number };

export interface MadeSheet {
  readonly name?: string;
  readonly hidden?: boolean;
  readonly rows: readonly (readonly MadeCell[])[];
  readonly merges?: readonly string[];
  /** Rows, from 1, and columns, from 0, that are not shown. */
  readonly hiddenRows?: readonly number[];
  readonly hiddenColumns?: readonly number[];
  /** Numbers of rows that are empty but written down, as WPS does to the end of a formatted sheet. */
  readonly emptyRows?: number;
}

const DAY_STYLES = { day: 1, month: 3, monthDay: 4 };

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

const letters = (column: number): string =>
  (column >= 26 ? String.fromCharCode(64 + Math.floor(column / 26)) : '') + String.fromCharCode(65 + (column % 26));

function cellXml(cell: MadeCell, reference: string, share: (text: string) => number): string {
  if (cell === null) return `<c r="${reference}" s="2"/>`;
  if (typeof cell === 'string') return `<c r="${reference}" t="s"><v>${share(cell)}</v></c>`;
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${reference}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if ('date' in cell) return `<c r="${reference}" s="${DAY_STYLES[cell.shown ?? 'day']}"><v>${cell.date}</v></c>`;
  const { formula, result } = cell;
  const value = result === undefined ? '' : `<v>${escaped(String(result))}</v>`;
  const type = typeof result === 'string' ? ' t="str"' : '';
  return `<c r="${reference}"${type}><f>${escaped(formula)}</f>${value}</c>`;
}

function sheetXml(
  { rows, merges = [], emptyRows = 0, hiddenRows = [], hiddenColumns = [] }: MadeSheet,
  share: (text: string) => number,
): string {
  const filled = rows.map(
    (cells, i) =>
      `<row r="${i + 1}"${hiddenRows.includes(i + 1) ? ' hidden="1"' : ''}>${cells.map((cell, column) => cellXml(cell, `${letters(column)}${i + 1}`, share)).join('')}</row>`,
  );
  for (let i = 0; i < emptyRows; i++)
    filled.push(`<row r="${rows.length + i + 1}"><c r="A${rows.length + i + 1}" s="2"/></row>`);
  const hidden = hiddenColumns.map((column) => `<col min="${column + 1}" max="${column + 1}" hidden="1"/>`).join('');
  const columns = hidden === '' ? '' : `<cols>${hidden}</cols>`;
  const merged =
    merges.length === 0 ? '' : `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  return `<?xml version="1.0"?><worksheet xmlns="m">${columns}<sheetData>${filled.join('')}</sheetData>${merged}</worksheet>`;
}

export interface BookOptions {
  readonly date1904?: boolean;
  /** More or other parts of the archive. */
  readonly parts?: Zippable;
}

/** The bytes of a workbook with these sheets. Style 1 is a date in Chinese, style 2 plain. */
export function aWorkbook(
  sheets: readonly MadeSheet[],
  { date1904 = false, parts = {} }: BookOptions = {},
): Uint8Array {
  const shared = new Map<string, number>();
  const share = (text: string): number => {
    const known = shared.get(text) ?? shared.size;
    shared.set(text, known);
    return known;
  };
  const files: Zippable = {};
  sheets.forEach((sheet, i) => {
    files[`xl/worksheets/sheet${i + 1}.xml`] = strToU8(sheetXml(sheet, share));
  });
  const listed = sheets.map(
    ({ name, hidden }, i) =>
      `<sheet name="${escaped(name ?? `Sheet${i + 1}`)}" sheetId="${i + 1}"${hidden === true ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
  );
  files['xl/workbook.xml'] = strToU8(
    `<workbook xmlns="m" xmlns:r="r">${date1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${listed.join('')}</sheets></workbook>`,
  );
  files['xl/_rels/workbook.xml.rels'] = strToU8(
    `<Relationships>${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`,
  );
  files['xl/styles.xml'] = strToU8(
    `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="0"/><xf numFmtId="57"/><xf numFmtId="58"/></cellXfs></styleSheet>`,
  );
  files['xl/sharedStrings.xml'] = strToU8(
    `<sst>${[...shared.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t><rPh><t>ignored</t></rPh></si>`).join('')}</sst>`,
  );
  return zipSync({ ...files, ...parts }, { level: 1 });
}
