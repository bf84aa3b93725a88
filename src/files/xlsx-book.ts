/** Workbooks as bytes (SpreadsheetML, ECMA-376 part 1), written piece by piece; docs/decisions/0015-spreadsheets-written.md says why not by a library. */
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { columnName } from '#core/sheets.ts';
import { createStyles, type Look } from './xlsx-styles.ts';

export interface BookCell {
  /** Texts stay texts, whatever they begin with; numbers are numbers, days among them by their serial number. */
  readonly value?: string | number;
  /** Without `=`; `value` is its present result, which programs show that do not reckon themselves. */
  readonly formula?: string;
  readonly look: Look;
  /** Columns and rows that the cell spans; 1 unless given. */
  readonly cols?: number;
  readonly rows?: number;
}

export interface BookRow {
  /** By column; null leaves the place empty. */
  readonly cells: readonly (BookCell | null)[];
  /** In points; by its content unless given. */
  readonly height?: number;
}

/** What may be filled into a column's cells; rows from 1, both ends included. */
export interface BookEntry {
  readonly column: number;
  readonly fromRow: number;
  readonly toRow: number;
  /** A range of another sheet, as `选项!$A$1:$A$9`; or a day; or a whole number from 0. */
  readonly rule: { readonly list: string } | 'day' | 'count';
  /** Anything else is asked about, not refused. */
  readonly open: boolean;
  /** Said when the cell is chosen; at most 255 characters. */
  readonly hint: string;
}

export interface BookSheet {
  readonly name: string;
  readonly hidden?: boolean;
  /** Asked for a few at a time: ten thousand made at once would stop the screen. */
  readonly rows: Iterable<BookRow>;
  /** In characters of a digit's width, by column. */
  readonly widths: readonly number[];
  /** So many first rows stay in sight. */
  readonly frozenRows: number;
  /** The rows that every printed page repeats, from 1, both ends included. */
  readonly printedHead?: readonly [from: number, to: number];
  readonly landscape: boolean;
  readonly entries?: readonly BookEntry[];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Of a cell's text; Excel calls a longer one damage (ECMA-376 part 1, 18.18.93). */
const MAX_TEXT = 32_767;
/** So many rows are written at a time, that screens stay alive between them. */
const ROWS_AT_ONCE = 20;
const TEXTS_AT_ONCE = 100;

function* fewAtATime<T>(all: Iterable<T>, most: number): Generator<readonly T[]> {
  let some: T[] = [];
  for (const each of all) {
    if (some.push(each) < most) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

const NOT_IN_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const escaped = (text: string): string =>
  text
    .replace(NOT_IN_XML, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');

/** `_x0041_` would be read as an A (18.3.1.51): its underscore is written as one of these itself. */
const ofCell = (text: string): string => escaped(text.slice(0, MAX_TEXT)).replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_');

function createStrings() {
  const places = new Map<string, number>();
  return {
    placeOf: (text: string): number => {
      const known = places.get(text);
      if (known !== undefined) return known;
      places.set(text, places.size);
      return places.size - 1;
    },
    *xml(): Generator<string> {
      yield `${HEAD}<sst xmlns="${MAIN}" uniqueCount="${places.size}">`;
      for (const some of fewAtATime(places.keys(), TEXTS_AT_ONCE))
        yield some.map((text) => `<si><t xml:space="preserve">${ofCell(text)}</t></si>`).join('');
      yield '</sst>';
    },
  };
}

/** The whole file. `pause` is waited for between pieces. */
export async function bookBytes(sheets: readonly BookSheet[], pause: () => Promise<void>): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  let failed: Error | null = null;
  const zip = new Zip((error, piece) => {
    if (error !== null) failed = error;
    else pieces.push(piece);
  });
  const add = async (name: string, parts: Iterable<string>) => {
    const file = new ZipDeflate(name, { level: 4 });
    zip.add(file);
    for (const part of parts) {
      file.push(strToU8(part));
      await pause();
    }
    file.push(new Uint8Array(), true);
  };
  const [strings, styles] = [createStrings(), createStyles()];
  await add('[Content_Types].xml', [contentTypes(sheets.length)]);
  await add('_rels/.rels', [relations([['officeDocument', 'xl/workbook.xml']])]);
  await add('xl/workbook.xml', [workbookXml(sheets)]);
  await add('xl/_rels/workbook.xml.rels', [relations(partsOf(sheets.length))]);
  for (const [at, sheet] of sheets.entries()) {
    await add(`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet, at === 0, strings.placeOf, styles.placeOf));
  }
  await add('xl/styles.xml', [styles.xml()]);
  await add('xl/sharedStrings.xml', strings.xml());
  zip.end();
  if (failed !== null) throw new Error('The workbook could not be packed', { cause: failed });
  return pieces;
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

function contentTypes(sheets: number): string {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const part = (name: string, what: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${type}.${what}+xml"/>`;
  return [
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">`,
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
    `<Default Extension="xml" ContentType="application/xml"/>`,
    part('workbook', 'sheet.main'),
    ...numbers(sheets).map((at) => part(`worksheets/sheet${at}`, 'worksheet')),
    part('styles', 'styles'),
    part('sharedStrings', 'sharedStrings'),
    '</Types>',
  ].join('');
}

const partsOf = (sheets: number): (readonly [type: string, target: string])[] => [
  ...numbers(sheets).map((at) => ['worksheet', `worksheets/sheet${at}.xml`] as const),
  ['styles', 'styles.xml'],
  ['sharedStrings', 'sharedStrings.xml'],
];

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

function workbookXml(sheets: readonly BookSheet[]): string {
  const listed = sheets.map(
    ({ name, hidden }, at) =>
      `<sheet name="${escaped(name)}" sheetId="${at + 1}"${hidden === true ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
  );
  const heads = sheets.flatMap(({ name, printedHead }, at) => {
    if (printedHead === undefined) return [];
    const range = `'${name.replace(/'/g, "''")}'!$${printedHead[0]}:$${printedHead[1]}`;
    return [`<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${escaped(range)}</definedName>`];
  });
  return [
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${listed.join('')}</sheets>`,
    heads.length === 0 ? '' : `<definedNames>${heads.join('')}</definedNames>`,
    '<calcPr calcId="0" fullCalcOnLoad="1"/></workbook>',
  ].join('');
}

/** The elements in the one order that Excel takes (18.3.1.99). */
function* sheetXml(
  { rows, widths, frozenRows, landscape, entries = [] }: BookSheet,
  isFirst: boolean,
  placeOfText: (text: string) => number,
  placeOfLook: (look: Look, isRisky: boolean) => number,
): Generator<string> {
  const pane = `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/>`;
  yield [
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">${frozenRows > 0 ? pane : ''}</sheetView></sheetViews>`,
    '<sheetFormatPr defaultRowHeight="18"/>',
    `<cols>${widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`,
    '<sheetData>',
  ].join('');
  const merges: string[] = [];
  let number = 0;
  for (const some of fewAtATime(rows, ROWS_AT_ONCE)) {
    yield some.map((row) => rowXml(row, (number += 1), placeOfText, placeOfLook, merges)).join('');
  }
  yield '</sheetData>';
  if (merges.length > 0)
    yield `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  if (entries.length > 0)
    yield `<dataValidations count="${entries.length}">${entries.map(entryXml).join('')}</dataValidations>`;
  yield [
    '<printOptions horizontalCentered="1"/>',
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9" orientation="${landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>`,
    '<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>',
  ].join('');
}

const letters: string[] = [];
/** Asked for with every cell. */
const lettersOf = (column: number): string => (letters[column] ??= columnName(column));

function rowXml(
  { cells, height }: BookRow,
  number: number,
  placeOfText: (text: string) => number,
  placeOfLook: (look: Look, isRisky: boolean) => number,
  merges: string[],
): string {
  let written = '';
  for (let column = 0; column < cells.length; column++) {
    const cell = cells[column];
    if (cell === null || cell === undefined) continue;
    const { value, formula, look, cols = 1, rows = 1 } = cell;
    const ref = `${lettersOf(column)}${number}`;
    const style = ` s="${placeOfLook(look, typeof value === 'string' && isRisky(value))}"`;
    written += cellXml(ref, style, value, formula, placeOfText);
    if (cols === 1 && rows === 1) continue;
    merges.push(`${ref}:${lettersOf(column + cols - 1)}${number + rows - 1}`);
    // The cells that a span covers carry its border.
    for (let more = 1; more < cols; more++) written += `<c r="${lettersOf(column + more)}${number}"${style}/>`;
  }
  return `<row r="${number}"${height === undefined ? '' : ` ht="${height}" customHeight="1"`}>${written}</row>`;
}

/** What a spreadsheet program takes for a formula as soon as somebody edits such a cell or saves it as CSV. */
const isRisky = (text: string): boolean => /^[=+\-@\t\r\n＝＋－＠]/.test(text);

function cellXml(
  ref: string,
  style: string,
  value: string | number | undefined,
  formula: string | undefined,
  placeOfText: (text: string) => number,
): string {
  if (formula !== undefined)
    return `<c r="${ref}"${style}><f>${escaped(formula)}</f><v>${typeof value === 'number' ? value : 0}</v></c>`;
  if (typeof value === 'number') return `<c r="${ref}"${style}><v>${value}</v></c>`;
  if (value === undefined || value === '') return `<c r="${ref}"${style}/>`;
  return `<c r="${ref}"${style} t="s"><v>${placeOfText(value)}</v></c>`;
}

function entryXml({ column, fromRow, toRow, rule, open, hint }: BookEntry): string {
  const [type, formulas] =
    rule === 'day'
      ? ['type="date" operator="between"', '<formula1>1</formula1><formula2>73415</formula2>']
      : rule === 'count'
        ? ['type="whole" operator="greaterThanOrEqual"', '<formula1>0</formula1>']
        : ['type="list"', `<formula1>${escaped(rule.list)}</formula1>`];
  const refuse = open ? '' : ' showErrorMessage="1" errorStyle="stop" errorTitle="填得不对" error="请按提示填写"';
  const told = hint === '' ? '' : ` showInputMessage="1" prompt="${escaped(hint.slice(0, 255))}"`;
  const name = columnName(column);
  return `<dataValidation ${type} allowBlank="1"${told}${refuse} sqref="${name}${fromRow}:${name}${toRow}">${formulas}</dataValidation>`;
}
