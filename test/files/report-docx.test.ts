import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { chartWords } from '#core/charts/chart.ts';
import { documentOf, documentText, reportModel, type ReportDocument } from '#core/report/document.ts';
import { reportPictures } from '#core/report/pictures.ts';
import { reportOf } from '#core/report/report.ts';
import { tableById } from '#core/tables/all.ts';
import { docxBytes } from '#files/docx.ts';
import type { Picture } from '#files/docx-text.ts';
import { pagesOfDocx, plainText } from '#test/help/libre-office.ts';
import { sampleRows, yearContext } from '#test/help/sample-rows.ts';

/** One transparent dot. */
const PNG = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='),
  (character) => character.charCodeAt(0),
);
const rows = sampleRows();
const context = yearContext(rows, 2024);
const report = reportOf({ year: 2024, rows, context, decimals: 1 });
const document = documentOf(report, [tableById('cases18').make(rows, { ...context, decimals: 1 }, '双泉乡')]);

const reportDocx = (made: ReportDocument, pictures: ReadonlyMap<string, Picture> = new Map()) =>
  docxBytes(
    reportModel(made, (id) => pictures.has(id)),
    pictures,
  );

describe('the report read back from .docx', () => {
  const made = (async () => {
    const files = unzipSync(await reportDocx(document));
    return strFromU8(files['word/document.xml'] ?? new Uint8Array());
  })();
  const paragraphs = (xml: string) =>
    Array.from(xml.matchAll(/<w:p>(.*?)<\/w:p>|<w:p [^>]*>(.*?)<\/w:p>/gs), ([, one = '', other = '']) =>
      Array.from((one || other).matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g), ([, text = '']) => text).join(''),
    );

  test('says every line of the document, in its order', async () => {
    const said = paragraphs(await made).filter((text) => text !== '');
    const lines = documentText(document).split('\n');
    expect(said.slice(0, lines.length)).toEqual(lines);
  });

  test('stands on A4 with the margins and fonts of GB/T 9704, the table on a landscape page', async () => {
    const xml = await made;
    const [text, table] = Array.from(xml.matchAll(/<w:sectPr.*?<\/w:sectPr>/gs), ([section]) => section);
    expect(text).toMatch(/<w:pgSz [^>]*w:w="11906"[^>]*w:h="16838"/);
    expect(text).toMatch(/w:top="2098"/);
    expect(text).toMatch(/w:left="1587"/);
    expect(table).toMatch(/w:orient="landscape"/);
    const looks = strFromU8(unzipSync(await reportDocx(document))['word/styles.xml'] ?? new Uint8Array());
    for (const font of ['方正小标宋简体', '黑体', '楷体_GB2312', '仿宋_GB2312'])
      expect(looks).toContain(`w:eastAsia="${font}"`);
    expect(xml).toContain('受理（案件总数）');
  });

  test('an office program prints text, then each table with its head on every page, all pages numbered from 1', async () => {
    const printed = pagesOfDocx(new Map([['report', await reportDocx(document)]])).get('report') ?? [];
    const plain = printed.map(plainText);
    const from = plain.findIndex((page) => page.startsWith('人民调解案件情况统计表(18类)'));
    expect(from).toBeGreaterThan(1);
    for (const page of plain.slice(from)) expect(page).toMatch(/类别项目单位合计/);
    expect(plain.slice(from).join('')).toContain('道路交通事故纠纷件');
    expect(plain.map((page) => /—(\d+)—$/.exec(page)?.[1])).toEqual(plain.map((_, at) => String(at + 1)));
  }, 300_000);

  test('carries its charts as pictures, each with what it says in words; one that was not drawn stands as the table of its numbers', async () => {
    const charts = reportPictures({ year: 2024, rows, context, decimals: 1 });
    const [first, second] = charts;
    if (first === undefined || second === undefined) throw new Error('The sample has charts');
    const picture = { png: PNG, width: 640, height: 320 };
    const files = unzipSync(
      await reportDocx(documentOf(report, [], undefined, [first, second]), new Map([[first.id, picture]])),
    );
    const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array());
    expect(Object.keys(files).filter((name) => /^word\/media\/.*\.png$/.test(name))).toHaveLength(1);
    const described = [...xml.matchAll(/<wp:docPr [^>]*descr="([^"]*)"/g)].map(([, words]) => words);
    expect(described).toEqual([chartWords(first)]);
    // 589 by 295 pixels in EMU: as wide as the text.
    expect(xml).toMatch(/<wp:extent cx="5610225" cy="2809875"/);
    expect(paragraphs(xml)).toContain(`图1　${first.title}`);
    const [, table = ''] = xml.split(`图2　${second.title}`);
    expect(table).toContain('<w:tbl>');
    for (const category of second.categories) expect(table).toContain(category);
    expect(chartWords(second)).toContain(`${second.categories[0]}${second.series[0]?.values[0]}件`);
    expect(table).toContain(`${second.series[0]?.values[0]}件`);
  });

  test('text that looks like markup stays text', async () => {
    const files = unzipSync(await reportDocx({ name: 'x', blocks: [{ type: 'paragraph', text: '<w:t>&"\u{20BB7}' }] }));
    expect(strFromU8(files['word/document.xml'] ?? new Uint8Array())).toContain('&lt;w:t&gt;&amp;&quot;\u{20BB7}');
  });
});
