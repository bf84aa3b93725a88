import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { NO_NAMES } from '#core/text.ts';
import { statTables } from '#core/tables/all.ts';
import { ledgerSheetOf } from '#core/tables/ledger-sheet.ts';
import { xlsxOf } from '#files/xlsx-write.ts';
import { mediationCase, publicityEvent } from '#kinds/index.ts';
import { aContext, aRow, EAST, rowsOf, WEST } from '#test/help/figures.ts';

const aCase = aRow({
  acceptedOn: '2024-05-06',
  status: 'settled',
  disputeType: 'neighbor',
  source: 'ownMotion',
  agreementForm: 'oral',
  agreedAmount: 1_234_500,
  parties: { a: { name: '田大山', phone: '13812345678' }, b: { name: '=彭秀英' } },
});
const anEvent = aRow({
  heldOn: '2024-03-08',
  title: '=HYPERLINK("http://x")',
  audience: 40,
  villages: [EAST, WEST],
});

const unescaped = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

/** The cells of a workbook, read from its XML without the library that wrote it. */
async function read(blob: Blob) {
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  const xml = (path: string): string => strFromU8(files[path] ?? new Uint8Array());
  const all = (text: string, pattern: RegExp): string[] =>
    Array.from(text.matchAll(pattern), ([, found = '']) => found);
  const strings = all(xml('xl/sharedStrings.xml'), /<si>(.*?)<\/si>/gs).map((si) =>
    unescaped(si.replace(/<[^>]*>/g, '')),
  );
  const names = all(xml('xl/workbook.xml'), /<sheet [^>]*name="([^"]*)"/g);
  const sheets = names.map((_, at) => xml(`xl/worksheets/sheet${at + 1}.xml`));
  const rows = sheets.map((sheet) =>
    all(sheet, /<row [^>]*>(.*?)<\/row>/gs).map((row) =>
      Array.from(row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs), ([, attributes = '', inside = '']) => {
        const value = /<v>(.*?)<\/v>/.exec(inside)?.[1];
        if (value === undefined) return null;
        return attributes.includes('t="s"') ? strings[Number(value)] : Number(value);
      }),
    ),
  );
  return { names, rows, sheets, text: strings.join('\n') };
}

describe('a workbook read back', () => {
  const scope = { ...aContext(), decimals: 1 } as const;
  const rows = rowsOf({ mediationCase: [aCase], publicityEvent: [anEvent] });
  const tables = statTables.map(({ make }) => make(rows, scope, '双泉乡'));
  const ledgers = [ledgerSheetOf(mediationCase, [aCase], NO_NAMES), ledgerSheetOf(publicityEvent, [anEvent], NO_NAMES)];
  const made = xlsxOf(
    tables,
    statTables.map(({ label }) => label),
    ledgers,
  );

  test('has a sheet per table and ledger, A4 landscape and one page wide', async () => {
    const { names, sheets } = await read(await made);
    expect(names).toEqual([
      '调解案件（18类）',
      '调解案件（15类）',
      '组织队伍',
      '排查预防',
      '普法',
      '培训学法',
      '调解案件',
      '普法活动',
    ]);
    expect(sheets[0]).toMatch(/<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"\/>/);
    expect(sheets[0]).toContain('<pageSetUpPr fitToPage="1"/>');
    expect(sheets[0]?.match(/<mergeCell /g)?.length).toBeGreaterThan(6);
  });

  test('numbers are numbers, and what cannot be divided is a dash', async () => {
    const [cases] = (await read(await made)).rows;
    const find = (label: string) => cases?.find((row) => row.includes(label));
    expect(find('受理（案件总数）')?.slice(-5)).toEqual([1, 0, 1, 0, 0]);
    expect(find('协议涉及金额')?.slice(-5)).toEqual([1.23, 0, 1.23, 0, 0]);
    expect(find('调解成功率（调解成功÷受理）')?.slice(-5)).toEqual([100, '—', 100, '—', '—']);
  });

  test('a sum that does not add up is written under its table', async () => {
    const { text } = await read(await made);
    expect(text).toContain('核对：“受众”各单位相加 80，合计 40');
  });

  test('ledgers mask what is sensitive', async () => {
    const { text } = await read(await made);
    expect(text).not.toContain('田大山');
    expect(text).not.toContain('13812345678');
    expect(text).toContain('田*山');
    expect(text).toContain('=HYPERLINK');
  });
});

test('between two pauses no more than a few rows are read, those of the sums included', async () => {
  let [asked, most] = [0, 0];
  const cell = {
    text: '40',
    get number() {
      asked += 1;
      return 40;
    },
  };
  const columns = [
    { label: '序号', numeric: true },
    { label: '受众（人次）', numeric: true, total: true },
  ];
  const rows = Array.from({ length: 2000 }, () => [cell, cell]);
  const blob = await xlsxOf([], [], [{ title: '普法活动', columns, rows }], async () => {
    most = Math.max(most, asked);
    asked = 0;
  });
  expect(most).toBeLessThan(1000);
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  expect(strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain(
    '<f>SUM(B3:B2002)</f><v>80000</v>',
  );
});
