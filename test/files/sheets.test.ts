import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_SHEET_BYTES, shownByFormat, type SheetReading } from '#core/sheets.ts';
import { openZip } from '#files/zip-entries.ts';
import { readSheetFile } from '#files/sheet-file.ts';
import { aWorkbook } from '#test/help/workbooks.ts';

const readOf = (reading: SheetReading) => {
  if (reading.state !== 'read') throw new Error(`refused: ${reading.fault}`);
  return reading.sheets;
};
const textsOf = (bytes: Uint8Array): (string | undefined)[][] =>
  readOf(readSheetFile(bytes)).flatMap(({ rows }) => rows.map(({ cells }) => Array.from(cells, (cell) => cell?.text)));
const faultOf = (bytes: Uint8Array) => {
  const reading = readSheetFile(bytes);
  return reading.state === 'refused' ? reading.fault : reading.state;
};

describe('xlsx', () => {
  test('texts, numbers, dates, flags and formulas come as a person reads them', () => {
    const book = aWorkbook([
      {
        name: '台账',
        rows: [
          ['姓名 & <其他>', 12, 0.30000000000000004, { date: 45356 }, true, { formula: 'A1&"x"', result: '算好' }],
        ],
      },
    ]);
    expect(textsOf(book)).toEqual([['姓名 & <其他>', '12', '0.3', '2024-03-05', '是', '算好']]);
  });
  test('a formula without a result, an ID number kept as a number and an error say what they are', () => {
    const book = aWorkbook([{ rows: [[{ formula: 'TODAY()' }, Number('500242199003071234')]] }]);
    const [sheet] = readOf(readSheetFile(book));
    expect(sheet?.rows[0]?.cells.map((cell) => cell?.kind)).toEqual(['formula', 'long']);
  });
  test('[T2] a month that is kept as its first day is a month, and a whole day stays one however it is shown', () => {
    const [march, fifth] = [
      { date: 45352, shown: 'month' },
      { date: 45356, shown: 'month' },
    ] as const;
    expect(textsOf(aWorkbook([{ rows: [[march, fifth, { date: 45352 }]] }]))).toEqual([
      ['2024年3月', '2024-03-05', '2024-03-01'],
    ]);
  });
  test('[T2] a day of which a cell shows no year says so', () => {
    const [sheet] = readOf(
      readSheetFile(aWorkbook([{ rows: [[{ date: 45356, shown: 'monthDay' }, { date: 45356 }]] }])),
    );
    expect(sheet?.rows[0]?.cells).toEqual([
      { kind: 'day', text: '2024-03-05', yearless: true },
      { kind: 'day', text: '2024-03-05' },
    ]);
    expect(['m"月"d"日"', 'mm-dd;@', '[$-804]m/d'].map((code) => shownByFormat(176, code))).toEqual([
      'monthDay',
      'monthDay',
      'monthDay',
    ]);
    expect(['yyyy/m/d', 'yyyy"年"m"月"', 'm"月"', 'h:mm', '0.00'].map((code) => shownByFormat(176, code))).toEqual([
      'day',
      'month',
      'monthAlone',
      null,
      null,
    ]);
  });
  test('[T2] marks that keep digits a text in a .csv are no part of it', () => {
    const bytes = new TextEncoder().encode(`a,"=""0012""",'0013,"\t0014",'x`);
    expect(textsOf(bytes)).toEqual([['a', '0012', '0013', '0014', "'x"]]);
  });
  test('workbooks that count from 1904 give the same days', () => {
    expect(textsOf(aWorkbook([{ rows: [[{ date: 45356 - 1462 }]] }], { date1904: true }))).toEqual([['2024-03-05']]);
  });
  test('hidden sheets and merged cells are told', () => {
    const [first, second] = readOf(
      readSheetFile(
        aWorkbook([
          { name: 'a', rows: [['x']], merges: ['A1:B3'] },
          { name: 'b', hidden: true, rows: [] },
        ]),
      ),
    );
    expect(first).toMatchObject({ hidden: false, merges: [{ top: 1, bottom: 3, left: 0, right: 1 }] });
    expect(second).toMatchObject({ name: 'b', hidden: true, rows: [] });
  });
  test('rows and columns that are not shown are told', () => {
    const rows = [['a', 'b', 'c'], ['1'], ['2']];
    const [sheet] = readOf(readSheetFile(aWorkbook([{ rows, hiddenRows: [2], hiddenColumns: [1] }])));
    expect(sheet?.rows.map(({ hidden }) => hidden)).toEqual([undefined, true, undefined]);
    expect(sheet?.hiddenColumns).toEqual(new Set([1]));
  });
  test('a million empty rows are no rows', () => {
    const book = aWorkbook([{ rows: [['姓名'], ['张三']], emptyRows: 1_000_000 }]);
    expect(textsOf(book)).toEqual([['姓名'], ['张三']]);
  });
  test('whatever texts are written come back as they were', () => {
    const words = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .filter((text) => /^[^\p{Cc}\p{Cs}]+$/u.test(text) && !/_x[0-9a-f]{4}_/i.test(text));
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 8 }), (row) => {
        const written = row.map((text) => text.trim()).filter((text) => text !== '');
        fc.pre(written.length > 0);
        expect(textsOf(aWorkbook([{ rows: [written] }]))).toEqual([written]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('csv', () => {
  const rows = [
    ['姓名', '备注'],
    ['张三', '说：“好”, 再来'],
    ['李"四"', '两\n行'],
  ];
  const text = '姓名,备注\r\n张三,"说：“好”, 再来"\r\n"李""四""","两\n行"\r\n';
  test('UTF-8 with its mark and without', () => {
    expect(textsOf(strToU8(text))).toEqual(rows);
    expect(textsOf(new Uint8Array([0xef, 0xbb, 0xbf, ...strToU8(text)]))).toEqual(rows);
  });
  test('GB18030, as Chinese Excel saves it', () => {
    // 姓名,性别 / 冉,男
    const gb = [0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xd0, 0xd4, 0xb1, 0xf0, 0x0d, 0x0a, 0xc8, 0xbd, 0x2c, 0xc4, 0xd0];
    expect(textsOf(new Uint8Array(gb))).toEqual([
      ['姓名', '性别'],
      ['冉', '男'],
    ]);
  });
  test('tabs and semicolons part as well', () => {
    expect(textsOf(strToU8('a\tb,c\nd\te'))).toEqual([
      ['a', 'b,c'],
      ['d', 'e'],
    ]);
    expect(textsOf(strToU8('a;b\nc;d'))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });
});

describe('what cannot be read says why', () => {
  const compound = (...texts: string[]) =>
    new Uint8Array([
      0xd0,
      0xcf,
      0x11,
      0xe0,
      0xa1,
      0xb1,
      0x1a,
      0xe1,
      ...texts.flatMap((text) => Array.from(text).flatMap((c) => [c.charCodeAt(0), 0])),
    ]);
  test.each([
    ['nothing', new Uint8Array(0), 'empty'],
    ['100 MB', new Uint8Array(MAX_SHEET_BYTES), 'tooLarge'],
    ['a password', compound('EncryptionInfo', 'EncryptedPackage'), 'locked'],
    ['.xls renamed', compound('Workbook'), 'oldFormat'],
    ['a table saved as a web page', strToU8('<html><table>'), 'oldFormat'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2]), 'otherFile'],
    ['a PDF', strToU8('%PDF-1.7'), 'otherFile'],
    ['a zip of something else', zipSync({ 'a.txt': strToU8('x') }), 'otherFile'],
    ['a .docx', zipSync({ 'word/document.xml': strToU8('<x/>') }), 'otherFile'],
    ['half a workbook', aWorkbook([{ rows: [['x']] }]).slice(0, 300), 'damaged'],
    [
      'a workbook with a document type',
      aWorkbook([], { parts: { 'xl/workbook.xml': strToU8('<!DOCTYPE a [<!ENTITY b "c">]><workbook/>') } }),
      'damaged',
    ],
    ['bytes', new Uint8Array([0x81, 0x20, 0xff, 0xff]), 'unreadableText'],
  ])('%s', (_, bytes, fault) => expect(faultOf(bytes)).toBe(fault));

  test('a zip bomb is left off in the middle, whatever sizes it claims', () => {
    const zeros = zipSync({ a: new Uint8Array(20_000_000) });
    // Both places that name the unpacked size say 10 bytes.
    const view = new DataView(zeros.buffer, zeros.byteOffset);
    view.setUint32(22, 10, true);
    let unpacked = 0;
    const read = () => openZip(zeros, 1_000_000).read('a', (piece) => void (unpacked += piece.length));
    expect(read).toThrow(expect.objectContaining({ problem: 'tooBig' }));
    expect(unpacked).toBeLessThan(1_000_001);
  });
  test('a cell of megabytes is a bomb as well', () => {
    expect(faultOf(aWorkbook([{ rows: [['x'.repeat(5_000_000)]] }]))).toBe('bomb');
  });
  test('no bytes make it throw', () => {
    const book = aWorkbook([{ rows: [['姓名', 1, { date: 45000 }]] }]);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(book.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }), (hits) => {
        const bytes = book.slice();
        for (const [at, byte] of hits) bytes[at] = byte;
        expect(['read', 'refused']).toContain(readSheetFile(bytes).state);
      }),
      { numRuns: 300 },
    );
  });
});
