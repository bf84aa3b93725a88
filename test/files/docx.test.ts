/** Papers as an office program shows them: written as .docx, laid out by LibreOffice, read back from its PDF. */
import { unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { BODY, linesOf, type DocumentModel } from '#core/document.ts';
import { dossierModel, forms, paperModel } from '#core/papers/all.ts';
import { pagesOf } from '#core/page-count.ts';
import { docxBytes } from '#files/docx.ts';
import type { Values } from '#kinds/field.ts';
import { pagesOfDocx, plainText } from '#test/help/libre-office.ts';
import { aParty, fullValues, listed, LONG_FIRM, paperCase, parties, twoAgents } from '#test/help/paper-cases.ts';

const HOSTILE = '<w:p>&amp;]]>{{x}}{page-0}\u0000\ud800尾';
const long = '甲方称多年来一直从该处通行，乙方称该处是自家的承包地。'.repeat(60);
const noNumber = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([id]) => id !== 'fileNumber'));

const models = new Map<string, DocumentModel>([
  ['two', dossierModel(paperCase(fullValues()))],
  ['one', dossierModel(paperCase(noNumber(fullValues({ parties: parties(1) }))))],
  ['five', dossierModel(paperCase(fullValues({ parties: parties(5) })))],
  ['twelve', dossierModel(paperCase(fullValues({ parties: parties(12) })))],
  ...[5, 12].map((count): [string, DocumentModel] => [
    `registered ${count}`,
    dossierModel(paperCase(fullValues({ parties: parties(count), source: 'ownMotion', agreementForm: 'oral' }))),
  ]),
  [
    'sealed',
    dossierModel(
      paperCase(
        fullValues({
          seal: { hash: '0123456789abcdef'.repeat(4), changes: '' },
          acceptedOn: '2024-11-21',
          closedOn: '2024-12-23',
          parties: listed(
            ['partyA', 'partyB'].map((side) => aParty({ side, partyKind: 'organisation', name: LONG_FIRM })),
          ),
        }),
      ),
    ),
  ],
  ['agents', dossierModel(twoAgents())],
  [
    'long',
    dossierModel(
      paperCase(fullValues({ facts: long, sessions: listed([{ heldOn: '2024-06-08', body: `${long}\n${long}` }]) })),
    ),
  ],
  [
    'hostile',
    dossierModel(
      paperCase(
        fullValues({ facts: HOSTILE, parties: listed([aParty({ name: HOSTILE }), aParty({ side: 'partyB' })]) }),
      ),
    ),
  ],
  [
    'empty',
    {
      title: '空白文书',
      parts: forms
        .filter(({ id }) => id !== 'contents')
        .flatMap((form) => paperModel(form, paperCase({}, { committee: '' })).parts),
    },
  ],
]);

const plain = plainText;
let pages: Map<string, string[]>;

beforeAll(async () => {
  const made = new Map<string, Uint8Array>();
  for (const [name, model] of models) made.set(name, await docxBytes(model));
  pages = pagesOfDocx(made);
}, 600_000);

/** Pages of one part: from where its title stands to where the next one's does. */
const startsOf = (name: string): Map<string, number> => {
  const starts = new Map<string, number>();
  let from = 0;
  for (const { key, blocks } of models.get(name)?.parts ?? []) {
    const first = plain(linesOf(blocks)[0] ?? '');
    const at = (pages.get(name) ?? []).findIndex((page, n) => n >= from && plain(page).startsWith(first));
    starts.set(key, at);
    from = at + 1;
  }
  return starts;
};

/** Without what stands at the foot of every page. */
const printedOf = (name: string): string =>
  (pages.get(name) ?? [])
    .map((page) => plain(page).replace(/(—\d+—)?(临时编号临[0-9A-F]{8})?(归档校验码[0-9a-f]{16})?$/, ''))
    .join('');

/** How often each character is there: a table is read across its columns. Without digits, for a page is counted anew. */
function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const letter of Array.from(plain(text).replace(/\d/g, ''))) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return counts;
}

test.each([...models.keys()])('everything that the papers of “%s” say is in the printed document', (name) => {
  const printed = printedOf(name);
  const all = models.get(name)?.parts.flatMap(({ blocks }) => blocks) ?? [];
  const running = all
    .filter(({ is }) => is === 'text' || is === 'title')
    .map((block) => plain(linesOf([block]).join('')));
  expect(running.filter((words) => !printed.includes(words))).toEqual([]);
  expect(Object.fromEntries(countsOf(printed))).toEqual(Object.fromEntries(countsOf(linesOf(all).join(''))));
});

test.each(['two', 'one', 'five', 'twelve', 'registered 5', 'registered 12', 'agents', 'long'])(
  'the page numbers in the contents of “%s” are those on which the papers begin',
  (name) => {
    const model = models.get(name) as DocumentModel;
    const starts = startsOf(name);
    const before = starts.get(model.parts.find(({ numbered }) => numbered)?.key ?? '') ?? 0;
    const contents = model.parts.find(({ key }) => key === 'contents');
    let page = 1;
    for (const { key, blocks, numbered } of model.parts) {
      if (!numbered) continue;
      expect(`${key} ${(starts.get(key) ?? 0) - before + 1}`).toBe(`${key} ${page}`);
      page += pagesOf(blocks);
    }
    const listedPages = linesOf(contents?.blocks ?? [])
      .slice(2)
      .map((line) => line.split('\t')[2] ?? '')
      .filter((one) => one !== '');
    const printed = plain(pages.get(name)?.[1] ?? '');
    for (const one of listedPages) expect(printed).toContain(one);
  },
);

test('no page bears signatures alone: the last words that were agreed stand above them', () => {
  for (const name of ['two', 'one', 'five', 'twelve', 'registered 5', 'registered 12', 'agents']) {
    const signed = (pages.get(name) ?? []).map(plain).filter((page) => page.includes('当事人(签名'));
    const torn = signed.filter((page) => page.startsWith('当事人(签名'));
    expect(torn, name).toEqual([]);
  }
});

test('whoever signs a register signs below what was registered, however many they are', () => {
  for (const name of ['registered 5', 'registered 12']) {
    const signed = (pages.get(name) ?? []).map(plain).filter((page) => page.includes('登记人(签名)'));
    expect(signed, name).toHaveLength(1);
    expect(signed[0], name).toMatch(/纠纷简要情况.*当事人\(签名/);
  }
});

test('a page that bears where a firm signs bears the name of the firm above it', () => {
  const printed = (pages.get('agents') ?? []).map(plain);
  const signed = printed.filter((page) => page.includes('(签名并盖章)'));
  expect(signed).toHaveLength(6);
  for (const page of signed) expect(page).toContain(`${LONG_FIRM}(签名并盖章)`);
});

test('no page ends with a heading, and none tears a short row of a table', () => {
  const HEADINGS = /(记录：|调解结果：|如下协议：|争议事项：|请求事项|事实与理由|[一二三四五六]、[^，。；]{4,20})$/;
  for (const name of ['two', 'one', 'five', 'twelve', 'long', 'empty']) {
    for (const page of pages.get(name) ?? []) {
      const lines = page
        .split('\n')
        .map((line) => line.normalize('NFKC').replace(/:/g, '：').trim())
        .filter((line) => line !== '' && !/^—.*—$|临时编号/.test(line));
      expect(lines[lines.length - 1] ?? '', name).not.toMatch(HEADINGS);
    }
  }
  // The address of a party fills two lines: both stand on one page.
  for (const page of pages.get('twelve') ?? []) expect(plain(page), page).not.toMatch(/^村3组/);
});

test('the cover is one page, also of two firms with long names and with a seal', () => {
  for (const name of ['two', 'twelve', 'sealed']) {
    expect(
      (pages.get(name) ?? []).findIndex((page) => plain(page).startsWith('卷内目录')),
      name,
    ).toBe(1);
  }
});

test('cover, contents and back cover bear no page number, everything between is numbered from 1', () => {
  const printed = pages.get('two') ?? [];
  const numbers = printed.map((page) => /—\s*(\d+)\s*—\s*$/.exec(page.trimEnd())?.[1] ?? '');
  expect(numbers.slice(0, 2)).toEqual(['', '']);
  expect(numbers[numbers.length - 1]).toBe('');
  expect(numbers.slice(2, -1)).toEqual(numbers.slice(2, -1).map((_, at) => String(at + 1)));
});

test('a paper without an official number bears the provisional code at its foot', () => {
  expect((pages.get('one') ?? []).every((page) => plain(page).endsWith('临时编号临003F9A20'))).toBe(true);
  expect((pages.get('two') ?? []).some((page) => page.includes('临时编号'))).toBe(false);
});

test('the file names the fonts of official documents with what to take instead, A4 and lines of 28 pt', async () => {
  const parts = unzipSync(await docxBytes(models.get('two') as DocumentModel));
  const read = (path: string): string => new TextDecoder().decode(parts[path]);
  expect(read('word/fontTable.xml')).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>');
  expect(read('word/styles.xml')).toMatch(/w:eastAsia="方正小标宋简体"/);
  expect(read('word/styles.xml')).toContain(`w:line="${BODY.line * 20}"`);
  expect(read('word/document.xml')).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
  expect(Object.keys(parts).every((path) => !/macro|vba|\.bin$/i.test(path))).toBe(true);
});
