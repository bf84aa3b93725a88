/** Workbooks as an office opens them: LibreOffice reckons, prints and saves what the app wrote. */
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { columnsOf } from '#core/columns.ts';
import type { CountedRow } from '#core/counted-units.ts';
import { NO_NAMES } from '#core/text.ts';
import { ledgerSheetOf, type LedgerSheet } from '#core/tables/ledger-sheet.ts';
import { listSheet } from '#core/tables/list-sheet.ts';
import { readSheetFile } from '#files/sheet-file.ts';
import { xlsxOf } from '#files/xlsx-write.ts';
import { mediationCase, publicityEvent } from '#kinds/index.ts';
import { aRow } from '#test/help/figures.ts';
import { pagesOfXlsx, savedAgain } from '#test/help/libre-office.ts';

const bytesOf = async (...ledgers: readonly LedgerSheet[]) =>
  new Uint8Array(await (await xlsxOf([], [], ledgers)).arrayBuffer());
const sheetsOf = (bytes: Uint8Array) => {
  const reading = readSheetFile(bytes);
  if (reading.state !== 'read') throw new Error(reading.fault);
  return reading.sheets;
};
const cellsOf = (bytes: Uint8Array, sheet = 0) =>
  sheetsOf(bytes)[sheet]?.rows.map(({ cells }) => Array.from(cells, (cell) => cell && [cell.kind, cell.text])) ?? [];
const xmlIn = (bytes: Uint8Array, path: string): string => strFromU8(unzipSync(bytes)[path] ?? new Uint8Array());

const anEvent = (at: number) =>
  aRow({
    heldOn: `2024-03-${String((at % 28) + 1).padStart(2, '0')}`,
    title: `民法典进村${at}`,
    themes: ['civilCode'],
    audience: at,
    materials: 10,
  });

/** What XML cannot hold (W3C XML 1.0, 2.2). */
const UNWRITABLE = /\p{Cc}(?<!\n)|\p{Cs}/gu;

/** Texts that a program might take for something else than a text. */
const HOSTILE = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '=HYPERLINK("http://x","y")',
  "=cmd|' /C calc'!A0",
  'constructor',
  '__proto__',
  '_x0041_',
  '<b>&"\'',
  '\u0000\u0007铃\ud800',
  '007',
  '2024-03-05',
  '两\n行',
];

const shown = columnsOf(publicityEvent).filter(({ id }) => ['heldOn', 'materials', 'audience'].includes(id));
const aList = (rows: readonly CountedRow[]) =>
  listSheet({ kind: publicityEvent, rows, columns: shown, names: NO_NAMES, under: '城墙村　2024年' }, async () => {});
const hostileRows = HOSTILE.map((title) => aRow({ heldOn: '2024-03-08', title }));

const written = new Map<string, Uint8Array>();
let again = new Map<string, Uint8Array>();
const bytesIn = (books: ReadonlyMap<string, Uint8Array>, name: string) => books.get(name) ?? new Uint8Array();

// Starting the program takes far longer than its work: once for all workbooks.
beforeAll(async () => {
  written.set('list', await bytesOf(await aList([3, 1, 2].map(anEvent))));
  written.set('hostile', await bytesOf(ledgerSheetOf(publicityEvent, hostileRows, NO_NAMES)));
  again = savedAgain(written);
});

describe('the events of a year', () => {
  test('[O1] stand as the list shows them: its order, its columns, days as days, sums as formulas', () => {
    expect(cellsOf(bytesIn(again, 'list'))).toEqual([
      [['text', '普法活动']],
      [['text', '城墙村　2024年　共 3 条']],
      [
        ['text', '序号'],
        ['text', '名称'],
        ['text', '活动日期'],
        ['text', '受众（人次）'],
        ['text', '发放资料（份）'],
      ],
      [
        ['number', '1'],
        ['text', '民法典进村3'],
        ['day', '2024-03-04'],
        ['number', '3'],
        ['number', '10'],
      ],
      [
        ['number', '2'],
        ['text', '民法典进村1'],
        ['day', '2024-03-02'],
        ['number', '1'],
        ['number', '10'],
      ],
      [
        ['number', '3'],
        ['text', '民法典进村2'],
        ['day', '2024-03-03'],
        ['number', '2'],
        ['number', '10'],
      ],
      [['text', '合计'], undefined, undefined, ['number', '6'], ['number', '30']],
    ]);
    const formulas = xmlIn(bytesIn(again, 'list'), 'xl/worksheets/sheet1.xml').match(/<f[^>]*>[^<]*<\/f>/g);
    expect(formulas?.map((one) => one.replace(/<[^>]*>/g, ''))).toEqual(['SUM(D4:D6)', 'SUM(E4:E6)']);
  });

  test('[O2] every printed page repeats title and headings and says which page it is', async () => {
    const long = await bytesOf(await aList(Array.from({ length: 90 }, (_, at) => anEvent(at))));
    const pages = pagesOfXlsx(new Map([['long', long]])).get('long') ?? [];
    expect(pages.length).toBeGreaterThan(1);
    for (const [at, page] of pages.entries()) {
      expect(page).toContain('活动日期');
      expect(page).toMatch(new RegExp(`第\\s*${at + 1}\\s*页，共\\s*${pages.length}\\s*页`));
    }
  });

  test('[O2] title and headings stay in sight', () => {
    expect(xmlIn(bytesIn(written, 'list'), 'xl/worksheets/sheet1.xml')).toContain(
      '<pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/>',
    );
  });
});

test('[O3] no text becomes a formula or anything else, nor does it when its cell is edited', () => {
  const titles = cellsOf(bytesIn(again, 'hostile'))
    .slice(2)
    .map((row) => row[1]);
  expect(titles).toEqual(HOSTILE.map((text) => ['text', text.replace(UNWRITABLE, '')]));
  expect(xmlIn(bytesIn(again, 'hostile'), 'xl/worksheets/sheet1.xml').match(/<f[ >]/g)).toBe(null);
  const looks = looksOf(bytesIn(written, 'hostile'), 'B').slice(2);
  expect(looks.filter((look) => !look.includes('numFmtId="49"'))).toEqual([]);
  expect(looks.map((look) => look.includes('quotePrefix="1"'))).toEqual(HOSTILE.map((text) => /^[=+\-@]/.test(text)));
});

/** How the cells of a column look, row by row. */
function looksOf(bytes: Uint8Array, column: string): string[] {
  const ways = /<cellXfs.*<\/cellXfs>/s.exec(xmlIn(bytes, 'xl/styles.xml'))?.[0].match(/<xf [^>]*>/g) ?? [];
  const cells = xmlIn(bytes, 'xl/worksheets/sheet1.xml').matchAll(new RegExp(`<c r="${column}\\d+" s="(\\d+)"`, 'g'));
  return Array.from(cells, ([, look]) => ways[Number(look)] ?? '');
}

test('[O4] ten thousand cases take less than five seconds', async () => {
  const rows = Array.from({ length: 10_000 }, (_, at) =>
    aRow({
      acceptedOn: '2024-05-06',
      closedOn: '2024-05-16',
      status: 'settled',
      disputeType: 'neighbor',
      source: 'ownMotion',
      agreementForm: 'oral',
      agreedAmount: at * 100,
      peopleInvolved: 2,
      parties: { a: { name: `田大山${at}`, side: 'partyA' }, b: { name: `彭秀英${at}`, side: 'partyB' } },
    }),
  );
  const began = process.cpuUsage();
  const bytes = await bytesOf(ledgerSheetOf(mediationCase, rows, NO_NAMES));
  const { user, system } = process.cpuUsage(began);
  const seconds = (user + system) / 1e6;
  // Of processor time: what else the machine does is no matter of this file.
  expect(seconds).toBeLessThan(5);
  expect(sheetsOf(bytes)[0]?.rows).toHaveLength(10_003);
});
