import { describe, expect, test } from 'vitest';
import type { CountedRow } from '#core/counted-units.ts';
import { aboutText, type ReportInput } from '#core/report/reading.ts';
import { remarksOn } from '#core/report/remarks.ts';
import { reportOf, runText, sectionsIn, type Report } from '#core/report/report.ts';
import type { Values } from '#kinds/field.ts';
import { sampleRows, yearContext } from '#test/help/sample-rows.ts';
import { aRow } from '#test/help/figures.ts';

/** A report whose one paragraph of 依法化解纠纷 is this. */
function written(body: string, more: readonly CountedRow[] = []): { report: Report; rows: Map<string, CountedRow[]> } {
  const rows = sampleRows();
  const paragraph = (values: Values) => aRow({ part: 'measures', heading: '依法化解纠纷', order: 1, ...values });
  rows.set('reportParagraph', [paragraph({ year: 2024, body }), ...more]);
  const input: ReportInput = {
    year: 2024,
    rows,
    context: yearContext(rows, 2024),
    last: yearContext(rows, 2023),
    decimals: 1,
  };
  return { report: reportOf(input), rows };
}
const said = (body: string, more: readonly CountedRow[] = []): [string, string][] => {
  const { report, rows } = written(body, more);
  return remarksOn(report, rows, '2025-02-01')
    .filter(({ section, type }) => section === 'measures/依法化解纠纷' && type !== 'empty')
    .map(({ type, text }) => [type, text]);
};
const read = (body: string): string =>
  sectionsIn(written(body).report)
    .filter(({ key }) => key === 'measures/依法化解纠纷')
    .flatMap(({ printed }) => printed.map(runText))
    .join('');

test('[R6] two reports for one year: a section that two people wrote is pointed out, both texts stay', () => {
  const body = '全年受理案件{受理案件}，调解成功{调解成功}，没有发生民转刑案件。';
  const other = (words: string) => [
    aRow({ part: 'measures', heading: '依法化解纠纷', order: 1, year: 2024, body: words }),
  ];
  expect(said(body, other(body))).toEqual([['twice', expect.stringContaining('这一节有2段，写了同样的话')]]);
  expect(said(body, other('加强法律明白人队伍建设，发挥他们的作用。'))).toEqual([]);
});

describe('figures in a text', () => {
  test('are counted, of a village and of last year, exact or about', () => {
    expect(read('受众{受众}，约{受众|约}，永祥村受理{受理案件@永祥村}，上年{受理案件#上年}。')).toBe(
      '受众1555人次，约1500余人次，永祥村受理6件，上年0件。',
    );
    expect(read('涉及{协议涉及金额}，成功率{调解成功率}。')).toBe('涉及17.01万元，成功率86.8%。');
  });

  test.each([
    [8123, '8100余'],
    [1555, '1500余'],
    [350, '350'],
    [347, '340余'],
    [50, '50'],
    [53, '50余'],
    [7, '7'],
    [0, '0'],
  ])('about %i is %s: 余 never follows an exact number', (count, words) => expect(aboutText(count)).toBe(words));

  test('people at one meeting are 人, over two they are 人次', () => {
    expect(read('{培训会到会}')).toBe('50人');
    const { rows } = written('');
    const again = aRow({
      type: 'businessTraining',
      heldOn: '2024-09-01',
      audience: ['mediator'],
      extraAttendees: { a: { people: 5 } },
    });
    rows.set('training', [...(rows.get('training') ?? []), again]);
    rows.set('reportParagraph', [
      aRow({ year: 2024, part: 'measures', heading: '依法化解纠纷', body: '{培训会到会}' }),
    ]);
    const report = reportOf({ year: 2024, rows, context: yearContext(rows, 2024), decimals: 1 });
    const section = sectionsIn(report).find(({ key }) => key === 'measures/依法化解纠纷');
    expect(section?.printed.map(runText)).toEqual(['55人次']);
  });

  test('that nobody can read say so, and no rate is made of nothing', () => {
    expect(said('{没有的数}和{受理案件@没有的村}')).toEqual([
      ['figure', '没有叫“没有的数”的数'],
      ['figure', '没有叫“没有的村”的单位'],
    ]);
    expect(said('上年成功率{调解成功率#上年}')).toEqual([['figure', '“调解成功率”没有分母或没有记录，不能写']]);
    expect(read('上年成功率{调解成功率#上年}')).toBe('上年成功率—');
    expect(said('{受理案件|大概}')).toEqual([['figure', '看不懂“|大概”，只能写“|约”']]);
  });

  test('braces that are none stay what was typed', () =>
    expect(read('集合{1,2|3|4|5}、{}')).toBe('集合{1,2|3|4|5}、{}'));
});

describe('a careful reader', () => {
  test('asks where a typed number comes from, and leaves years, days and document numbers alone', () => {
    expect(said('化解36件。')[0]).toEqual([
      'number',
      '“36件”是直接写的数，没有对应的记录；请换成“插入数字”里的数，或核对来源',
    ]);
    expect(said('2024年6月3日，“12·4”国家宪法日，〔2019〕28号，第8条。')).toEqual([]);
  });

  test('stops 余 behind an exact number', () => {
    expect(said('发放资料1743余份。')[0]?.[0]).toBe('about');
    expect(said('发放资料{发放资料}余。')[0]).toEqual([
      'about',
      '“1743份余”：“余”只跟约数；要写约数，请用“{发放资料|约}”',
    ]);
  });

  test('stops 人 for 人次, and a measure word said twice', () => {
    expect(said('{受众}人参加。')[0]).toEqual(['personTimes', '“1555人次”是人次，不能写成人']);
    expect(said('{业务培训人次}人参加。')[0]).toEqual([
      'twice',
      '“50人人”：量词写了两次，“{业务培训人次}”自己带着量词',
    ]);
    expect(said('{受理案件}件。')[0]?.[0]).toBe('twice');
    expect(said('{法律明白人}人民满意。')).toEqual([]);
  });

  test('names what is empty and where it is filled, and asks for causes that no ledger knows', () => {
    const rows = sampleRows();
    for (const kind of ['reportParagraph', 'setting', 'rectification', 'dutyEntry', 'annualTask']) rows.delete(kind);
    const report = reportOf({ year: 2024, rows, context: yearContext(rows, 2024), decimals: 1 });
    expect(remarksOn(report, rows, '2025-02-01').map(({ section, text }) => [section, text])).toEqual([
      ['measures/规范行政行为', '“规范行政行为”还没有内容'],
      ['shortcomings/', '这里只有台账看得出的不足，没有原因：请在“问题整改”里记，或改写草稿补上'],
      [
        'firstResponsible/',
        '台账里没有党政主要负责人亲自部署、过问、协调、督办的记录，这里只有学法和会议：请记进“履职记录”，或改写草稿补上',
      ],
      ['plan/', '这里只有台账看得出要接着做的，不是本乡镇定的安排：请排好下一年的任务，草稿就按任务写，或改写草稿'],
    ]);
  });

  test('knows documents that are out of date and those that nobody knows', () => {
    expect(said('学习《中华人民共和国宪法》《人民调解法》。')).toEqual([]);
    expect(said('按《法治政府建设实施纲要（2015—2020年）》办。')).toEqual([
      ['document', '《法治政府建设实施纲要（2015—2020年）》有效期到2020-12-31，已过期，请核对'],
    ]);
    expect(said('按《乡里自己的办法》办。')[0]?.[1]).toContain('不在文件名录里');
  });

  test('a document that the township wrote down counts as known, until its day', () => {
    const { report, rows } = written('按《乡里自己的办法》办。');
    const own = (validUntil?: string) =>
      aRow({
        type: 'ruleMaking',
        document: { name: '乡里自己的办法', ...(validUntil === undefined ? {} : { validUntil }) },
      });
    const remarks = (row: CountedRow) =>
      remarksOn(report, new Map([...rows, ['dutyEntry', [row]]]), '2025-02-01').filter(
        ({ type }) => type === 'document',
      );
    expect(remarks(own())).toEqual([]);
    expect(remarks(own('2024-12-31'))).toHaveLength(1);
  });

  test('what the township put into its list of documents is known, and overrules what the program knows', () => {
    const { report, rows } = written(
      '按《双泉乡网格管理办法》《乡村"法律明白人"培养工作规范(试行)》《村级档案管理办法》办。',
    );
    const documents = (more: Values) => {
      const setting = aRow({ documents: { a: { name: '《双泉乡网格管理办法》' }, ...more } });
      const found = remarksOn(report, new Map([...rows, ['setting', [setting]]]), '2025-02-01');
      return found.filter(({ type }) => type === 'document').map(({ text }) => text);
    };
    expect(documents({})).toEqual([]);
    expect(documents({ b: { name: '村级档案管理办法', replacedBy: '新办法' } })).toEqual([
      '《村级档案管理办法》已被《新办法》取代，请改引',
    ]);
  });

  test('a law that was not yet in force in the year of the report cannot have been followed', () =>
    expect(said('深入学习《法治宣传教育法》。')).toEqual([
      ['document', '《法治宣传教育法》2025-11-01起施行，2024年还没有施行，请核对'],
    ]));

  test('finds what is left of another office’s text', () => {
    expect(said('制定完善中心内部各项管理制度。')[0]).toEqual([
      'foreign',
      '“中心内部”：“中心”是别的单位的说法，请核对是不是抄来的',
    ]);
    expect(said('我镇开展宣传。')[0]?.[0]).toBe('foreign');
  });

  test('finds sentences carried over from last year, whatever their numbers', () => {
    const last = aRow({
      year: 2023,
      part: 'measures',
      heading: '依法化解纠纷',
      body: '全年组织开展矛盾纠纷排查12次并及时化解。',
    });
    const [first] = said('全年组织开展矛盾纠纷排查{排查次数}并及时化解。', [
      { ...last, values: { ...last.values, body: '全年组织开展矛盾纠纷排查{排查次数}并及时化解。' } },
    ]);
    expect(first?.[0]).toBe('carriedOver');
    expect(said('另写一句全新的话，与去年完全不同。', [last])).toEqual([]);
  });
});
