/** .csv into one table: UTF-8 with or without its mark, or GB18030, as Chinese Excel and WPS save it; comma, semicolon or tab. */
import { MAX_SHEET_COLUMNS, MAX_SHEET_ROWS, type Cell, type SheetReading, type SheetRow } from '#core/sheets.ts';

export function readCsv(bytes: Uint8Array): SheetReading {
  const text = textOf(bytes);
  if (text === null) return { state: 'refused', fault: 'unreadableText' };
  if (text.includes('\0')) return { state: 'refused', fault: 'otherFile' };
  const rows: SheetRow[] = [];
  let number = 0;
  for (const cells of rowsOf(text, separatorOf(text))) {
    number += 1;
    if (cells.length === 0) continue;
    if (rows.length === MAX_SHEET_ROWS) return { state: 'refused', fault: 'tooManyRows' };
    rows.push({ number, cells });
  }
  return { state: 'read', sheets: [{ name: 'CSV', hidden: false, rows, merges: [] }] };
}

function textOf(bytes: Uint8Array): string | null {
  for (const encoding of encodingsOf(bytes)) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not in this encoding.
    }
  }
  return null;
}

const encodingsOf = ([first, second]: Uint8Array): string[] =>
  first === 0xff && second === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030'];

/** Whatever stands most often in the first lines outside quotes. */
function separatorOf(text: string): string {
  const head = text.slice(0, 4000).replace(/"[^"]*"/g, '');
  const countOf = (mark: string) => head.split(mark).length;
  return [',', '\t', ';'].reduce((best, mark) => (countOf(mark) > countOf(best) ? mark : best), ',');
}

function* rowsOf(text: string, separator: string): Generator<(Cell | undefined)[]> {
  let cells: (Cell | undefined)[] = [];
  let column = 0;
  let at = 0;
  while (at < text.length) {
    const { value, next } = fieldAt(text, at, separator);
    if (value !== '' && column < MAX_SHEET_COLUMNS) cells[column] = { kind: 'text', text: value };
    column += 1;
    at = next + 1;
    if (text[next] === separator) continue;
    if (text[next] === '\r' && text[next + 1] === '\n') at += 1;
    yield cells;
    [cells, column] = [[], 0];
  }
  if (column > 0) yield cells;
}

/** ="0012" and '0012 are how a text of digits is kept from becoming a number. */
const plainOf = (value: string): string =>
  value
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(/^'(?=\d+$)/, '');

/** One field and where the mark behind it stands. A quote that is never closed ends with the file. */
function fieldAt(text: string, start: number, separator: string): { value: string; next: number } {
  if (text[start] !== '"') {
    let next = start;
    while (next < text.length && text[next] !== separator && text[next] !== '\n' && text[next] !== '\r') next += 1;
    return { value: plainOf(text.slice(start, next)), next };
  }
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { value: plainOf(value + text.slice(at)), next: text.length };
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      let next = quote + 1;
      while (next < text.length && text[next] !== separator && text[next] !== '\n' && text[next] !== '\r') next += 1;
      return { value: plainOf(value), next };
    }
    value += '"';
    at = quote + 2;
  }
}
