import { describe, expect, test } from 'vitest';
import type { Values } from '#kinds/field.ts';
import type { CountedRow } from '#core/counted-units.ts';
import { documentOf } from '#core/report/document.ts';
import { frozenReport, rewrittenSince } from '#core/report/frozen.ts';
import { differencesOf, keptItems, keptReport, keptTable, readKept, type KeptReport } from '#core/report/kept.ts';
import { publicVersion } from '#core/report/public.ts';
import { publicText } from '#core/report/public-text.ts';
import { privateNames } from '#core/report/remarks.ts';
import { reportOf, runText, sectionsIn } from '#core/report/report.ts';
import { yearCheck } from '#core/report/year-check.ts';
import { submissionTodos } from '#core/submission-todos.ts';
import { tableById } from '#core/tables/all.ts';
import { parseField } from '#core/types/all.ts';
import { submission } from '#kinds/index.ts';
import { aContext, aRow, aUnit, EAST, TOWNSHIP, WEST } from '#test/help/figures.ts';
import { sampleRows, yearContext } from '#test/help/sample-rows.ts';

const madeOf = (rows: ReturnType<typeof sampleRows>) =>
  reportOf({ year: 2024, rows, context: yearContext(rows, 2024), decimals: 1 });
const tableOf = (rows: ReturnType<typeof sampleRows>) =>
  tableById('cases18').make(rows, { ...yearContext(rows, 2024), decimals: 1 }, '双泉乡');
let minted = 0;
const newId = () => `i${String((minted += 1)).padStart(4, '0')}`;

/** The sample with one person less and one late case more. */
function later() {
  const rows = sampleRows();
  const people = rows.get('person') ?? [];
  const gone = people.find(({ values }) => JSON.stringify(values.roles).includes('lawSavvyPerson'));
  rows.set(
    'person',
    people.filter((row) => row !== gone),
  );
  const cases = rows.get('mediationCase') ?? [];
  const [first] = cases;
  rows.set('mediationCase', [...cases, { ...(first ?? aRow({})), id: 'late' }]);
  return rows;
}

describe('what was sent', () => {
  const [before, after] = [sampleRows(), later()];

  test('is read back from a record as it was written, in pieces that fit', () => {
    const kept = keptTable(tableOf(before));
    const items = keptItems(kept, newId);
    expect(readKept({ kept: items })).toEqual(kept);
    const field = submission.fields['kept'];
    expect(field && parseField(field, items).ok).toBe(true);
    const long = { ...kept, heads: ['长'.repeat(20_000)] };
    const pieces = Object.values(keptItems(long, newId)) as { text: string }[];
    expect(pieces.length).toBeGreaterThan(2);
    expect(Math.max(...pieces.map(({ text }) => text.length))).toBeLessThanOrEqual(8000);
    expect(readKept({ kept: keptItems(long, newId) })).toEqual(long);
  });

  test('of another version, or damaged, is nothing rather than a wrong something', () => {
    expect(readKept({})).toBeNull();
    expect(readKept({ kept: { a: { at: 0, text: '{"type":"hologram"}' } } })).toBeNull();
    expect(readKept({ kept: { a: { at: 0, text: '{"type":' } } })).toBeNull();
  });

  test('stays as it was, and what came later is listed as 补报 or 更正', () => {
    const [sent, now] = [keptReport(madeOf(before)), keptReport(madeOf(after))];
    expect(differencesOf(sent, sent)).toEqual([]);
    expect(differencesOf(sent, now)).toEqual([{ what: '法律明白人', was: '30名', is: '29名', manner: '更正' }]);
    const frozen = frozenReport(madeOf(after), sent);
    const texts = (report: typeof frozen) => sectionsIn(report).flatMap(({ printed }) => printed.map(runText));
    expect(texts(frozen)).toEqual(texts(madeOf(before)));
    // Its figures still lead to the records of today.
    expect(
      sectionsIn(frozen)
        .flatMap(({ printed }) => printed.flat())
        .some(({ text, figure }) => text === '30名' && figure !== undefined),
    ).toBe(true);
  });

  test('of a table names line and column of every difference', () => {
    const differences = differencesOf(keptTable(tableOf(before)), keptTable(tableOf(after)));
    expect(differences).toContainEqual({
      what: '案件总数：受理（案件总数）（件） · 合计',
      was: '38',
      is: '39',
      manner: '补报',
    });
    expect(differences).toContainEqual({
      what: '案件总数：受理（案件总数）（件） · 永祥村',
      was: '6',
      is: '7',
      manner: '补报',
    });
    expect(differencesOf(keptTable(tableOf(before)), keptTable(tableOf(before)))).toEqual([]);
  });
});

describe('[R5] what is different since', () => {
  const report = (text: string): KeptReport => ({
    type: 'report',
    figures: [{ token: '{x}', label: 'x', text }],
    sections: [],
  });
  test.each([
    ['9800元', '1.02万元', '补报'],
    ['1.02万元', '9800元', '更正'],
    ['50人', '55人次', '补报'],
    ['—', '3件', '补报'],
    ['6月初', '7月中旬', '更正'],
    ['85.7%', '90.0%', '更正'],
    ['“甲”', '“乙”', '更正'],
  ] as const)('%s to %s is %s', (was, is, manner) =>
    expect(differencesOf(report(was), report(is)).map((each) => each.manner)).toEqual([manner]),
  );

  const cases = [EAST, WEST, WEST].map((unit) => aRow({ acceptedOn: '2024-03-01', status: 'accepted' }, { unit }));
  const unitsWith = (west: Values, name = '西村') => [
    aUnit(TOWNSHIP, '双泉乡', { unitKind: 'township' }),
    aUnit(EAST, '东村'),
    aUnit(WEST, name, west),
  ];
  const madeWith = (units: CountedRow[], more: CountedRow[] = []) => {
    const context = aContext('2024-12-31', 2024, units);
    const rows = new Map([['mediationCase', [...cases, ...more]]]);
    return { kept: keptTable(tableById('cases18').make(rows, { ...context, decimals: 1 }, '双泉乡')), context };
  };
  const sent = madeWith(unitsWith({})).kept;

  test('a village that was given another name is still itself', () => {
    const { kept, context } = madeWith(unitsWith({}, '永祥村'));
    expect(differencesOf(sent, kept, context.units.canonical)).toEqual([]);
    const late = aRow({ acceptedOn: '2024-04-01', status: 'accepted' }, { unit: WEST });
    const after = madeWith(unitsWith({}, '永祥村'), [late]);
    expect(differencesOf(sent, after.kept, context.units.canonical)[1]).toEqual({
      what: '案件总数：受理（案件总数）（件） · 永祥村',
      was: '2',
      is: '3',
      manner: '补报',
    });
  });

  test('a village that went into another one brings its numbers along', () => {
    const { kept, context } = madeWith(unitsWith({ validUntil: '2024-05-31', absorbedBy: EAST }));
    expect(kept.type === 'table' && kept.heads).not.toContain('西村');
    expect(differencesOf(sent, kept, context.units.canonical)).toEqual([]);
  });

  test('words that were changed are told as well, figures apart', () => {
    const rows = sampleRows();
    const kept = keptReport(madeOf(rows));
    expect(rewrittenSince(madeOf(later()), kept)).toEqual([]);
    const paragraphs = (rows.get('reportParagraph') ?? []).map((row) =>
      row.values.heading === '规范行政行为'
        ? { ...row, values: { ...row.values, body: `${row.values.body as string}另有新增。` } }
        : row,
    );
    rows.set('reportParagraph', paragraphs);
    expect(rewrittenSince(madeOf(rows), kept)).toEqual([
      { what: '规范行政行为：正文', was: '没有这些话', is: '另有新增。', manner: '更正' },
    ]);
  });
});

describe('the version for the public', () => {
  const rows = sampleRows();
  const document = publicVersion(documentOf(madeOf(rows), [tableOf(rows)]), privateNames(rows));
  const [table] = document.blocks.flatMap((block) => (block.type === 'table' ? [block.table] : []));

  test('has totals alone, and no line of one or two cases by type', () => {
    expect(table?.heads[0]?.map(({ text }) => text)).toEqual(['类别', '项目', '单位', '合计']);
    let group = '';
    const small = (table?.rows ?? []).filter(({ heads, cells }) => {
      if (heads.length === 3) group = heads[0]?.text ?? '';
      return /类型|来源/u.test(group) && (cells[0]?.number ?? 0) > 0 && (cells[0]?.number ?? 0) < 3;
    });
    expect(small).toEqual([]);
  });

  test('and its groups still add up', () => {
    let group = '';
    let sum = 0;
    for (const { heads, cells } of table?.rows ?? []) {
      if (heads.length === 3) group = heads[0]?.text ?? '';
      if (group === '纠纷类型') sum += cells[0]?.number ?? 0;
    }
    expect(sum).toBe(38);
  });

  test('names no party, phone or paper', () => {
    const [name = ''] = privateNames(rows);
    expect(name).not.toBe('');
    expect(publicText(`${name}电话13812345678，身份证999999199003070012`, privateNames(rows))).toBe(
      `${Array.from(name)[0]}某某电话（电话略），身份证（证件号略）`,
    );
  });
});

test('a public text names neither a child’s guardian nor who speaks for a party', () => {
  const party = { side: 'partyA', partyKind: 'person', name: '田小山', guardian: '冉光明', representative: '石玉兰' };
  const firm = { side: 'partyB', partyKind: 'organisation', name: '双泉茶叶专业合作社', representative: '白远志' };
  const one = aRow({ parties: { a: party, b: firm } });
  const names = privateNames(new Map([['mediationCase', [one]]]));
  expect(publicText('冉光明、石玉兰与双泉茶叶专业合作社的白远志', names)).toBe(
    '冉某某、石某某与双泉茶叶专业合作社的白某某',
  );
});

/** Of a projection's row every field that is read costs a column of all rows: parties, the longest, are not. */
const withoutParties = (values: Values): Values =>
  Object.defineProperty({ ...values }, 'parties', {
    get: () => {
      throw new Error('the parties were read');
    },
  });

describe('the check of a year', () => {
  test('finds open cases, silent villages, and explains 50 of 36', () => {
    const rows = sampleRows();
    const found = yearCheck(rows, yearContext(rows, 2024), {
      pending: 3,
      refused: 1,
      silentUnits: ['天马村（9天没有联系）'],
    });
    expect(found.map(({ level, text }) => [level, text])).toEqual([
      ['look', '还有 2 件案件没有办结，计入受理、不计入调解成功'],
      ['look', '还有 1 件只登记没有受理，不计入受理'],
      ['mend', '双石村第四季度没有排查记录，没有发现纠纷的也要零报告'],
      ['told', '“2024年人民调解员暨法律明白人培训会”到会 50 人：名册上 36 人，名册外 14 人，两数相加正好'],
      ['look', '本机还有 3 条待上报'],
      ['mend', '有 1 条被退回，改好以前不计入'],
      ['look', '没有联系上的村：天马村（9天没有联系），数字可能还少'],
    ]);
  });

  test('asks for the rounds of screening that the township has set', () => {
    const rows = sampleRows();
    const [setting] = rows.get('setting') ?? [aRow({})];
    const monthly = { ...(setting as CountedRow), values: { ...setting?.values, screeningRhythm: 'month' } };
    const asked = new Map<string, readonly CountedRow[]>([...rows, ['setting', [monthly]], ['screening', []]]);
    const texts = yearCheck(asked, yearContext(rows, 2024)).map(({ text }) => text);
    expect(texts).toContain('双石村1月、2月、3月、4月等 12 期没有排查记录，没有发现纠纷的也要零报告');
  });

  test('finds gaps and contradictions', () => {
    const rows = new Map<string, (CountedRow & { conflict?: boolean })[]>([
      ['unit', sampleRows().get('unit') ?? []],
      ['publicityEvent', [aRow({ heldOn: '2024-03-01' })]],
      [
        'training',
        [
          aRow({ heldOn: '2024-03-02', type: 'legalExam', title: '考试', examDue: 5, examTaken: 6 }),
          aRow({ heldOn: '2024-03-03', type: 'other', title: '会', expected: 3, extraAttendees: { a: { people: 4 } } }),
        ],
      ],
      ['screening', [aRow({ period: { from: '2024-03-01', to: '2024-03-31' }, found: 1, settled: 2 })]],
      ['venue', [{ ...aRow({}), conflict: true }]],
      ['reportParagraph', [{ ...aRow({ year: 2024, part: 'other', body: '甲' }), conflict: true }]],
      [
        'mediationCase',
        [
          aRow(withoutParties({ acceptedOn: '2024-03-04', status: 'settled', source: 'ownMotion' })),
          aRow({ acceptedOn: '2024-12-30', closedOn: '2025-01-06', status: 'notSettled', source: 'ownMotion' }),
        ],
      ],
    ]);
    const texts = yearCheck(rows, yearContext(rows, 2024)).map(({ text }) => text);
    expect(texts).toContain('调解成功的案件有 1 件没有填协议形式，书面、口头都不计入');
    expect(texts).toContain('调解成功的案件有 1 件没有填履行情况，表里的已履行和履行率会偏低');
    expect(texts).toContain('2 件办结的案件卷宗还缺内容（告知日期、调解员等）');
    expect(texts).toContain('1 件案件在下一年办结，仍计入本年受理和成功');
    expect(texts).toContain('普法活动有 1 条没有填受众人次');
    expect(texts).toContain('培训学法有 1 场没有填到会人数');
    expect(texts).toContain('1 场考试的参考多于应考，或合格多于参考');
    expect(texts).toContain('“会”到会 4 人，多于应到 3 人');
    expect(texts).toContain('1 次排查的化解、移交多于发现');
    expect(texts).toContain('阵地有 1 条两处改动不一致，选定以前数字会变');
    expect(texts).toContain('报告段落有 1 条两处改动不一致，选定以前只印出其中一处');
    expect(texts.filter((text) => text.includes('零报告'))).toHaveLength(6);
    expect(texts).toContain(
      '到2024年12月31日名册上没有人民调解员的村：永祥村、天马村、菖蒲村、箐口村、双石村、城墙村，报告和表里的人数会少',
    );
  });

  test('finds a screening that does not say what was found', () => {
    const rows = sampleRows();
    rows.set('screening', [aRow({ period: { from: '2024-03-01', to: '2024-03-31' } })]);
    const texts = yearCheck(rows, yearContext(rows, 2024)).map(({ text }) => text);
    expect(texts).toContain('矛盾纠纷排查有 1 条没有填发现件数');
  });
});

test('[T10] the check of a year finds what a table left open', () => {
  const rows = new Map([
    ['mediationCase', [aRow({ acceptedOn: '2024-03-01', status: 'accepted' })]],
    ['training', [aRow({ heldOn: '2024-03-02', extraAttendees: { a: { people: 4 } } })]],
    ['venue', [aRow({ type: 'cultureSquare', name: '文化广场' })]],
  ]);
  const texts = yearCheck(rows, yearContext(rows, 2024)).map(({ text }) => text);
  expect(texts).toContain('调解案件有 1 件没有填案件来源，哪一种都不计入');
  expect(texts).toContain('培训学法有 1 场没有填类型，哪一种都不计入');
  expect(texts).toContain('阵地有 1 处没有填状态，照建成的算，还在建的请填“在建”');
});

describe('what is due', () => {
  const rows = sampleRows();
  const words = (today: string | null, more: ReturnType<typeof aRow>[] = []) =>
    submissionTodos(new Map([...rows, ['submission', more]]), today).map(({ text, level }) => [level, text]);
  const sent = (values = {}) => aRow({ content: 'report', year: 2024, sentOn: '2025-02-20', ...values });

  test('the report before 1 March, then to the public before 1 April', () => {
    expect(words('2024-12-30')).toEqual([]);
    expect(words('2025-02-01')).toEqual([['soon', '2024年法治政府建设年度报告：2025年3月1日前报县委、县政府']]);
    expect(words('2025-03-02')[0]?.[0]).toBe('overdue');
    expect(words('2025-03-02', [sent()])).toEqual([['soon', '2024年法治政府建设年度报告：2025年4月1日前向社会公开']]);
    expect(words('2025-03-02', [sent({ publishedOn: '2025-03-01' })])).toEqual([]);
    // “Before” a day: on the day itself it is late.
    expect([words('2025-02-28')[0]?.[0], words('2025-03-01')[0]?.[0]]).toEqual(['soon', 'overdue']);
    expect(words('2025-04-01', [sent()])[0]?.[0]).toBe('overdue');
    expect(words(null)).toEqual([]);
    expect(words('2030-02-01')).toEqual([]);
  });

  test('leads to the year and the part of it that is to be sent, which in January is not the current one', () => {
    expect(submissionTodos(rows, '2025-02-01').map(({ year }) => year)).toEqual([2024]);
    const setting = aRow({ returns: { a: { table: 'cases18', rhythm: 'quarter', days: 5 } } });
    const [due] = submissionTodos(new Map([['setting', [setting]]]), '2025-01-03');
    expect([due?.record, due?.year, due?.span]).toEqual(['cases18', 2024, 'q4']);
  });

  test('and the returns that the township has set up, until each is sent', () => {
    const returns = { a: { table: 'cases18', rhythm: 'quarter', days: 5 } };
    const setting = aRow({ returns });
    const due = (today: string, more: ReturnType<typeof aRow>[] = []) =>
      submissionTodos(
        new Map([
          ['setting', [setting]],
          ['submission', more],
        ]),
        today,
      ).map(({ text, level }) => [level, text]);
    expect(due('2025-04-03')).toEqual([['soon', '人民调解案件情况统计表（18类）（2025年一季度）：2025年4月5日前报送']]);
    expect(due('2025-04-06')[0]?.[0]).toBe('overdue');
    const quarter = (from: string, to: string, more = {}) => aRow({ content: 'cases18', span: { from, to }, ...more });
    const first = quarter('2025-01-01', '2025-03-31');
    expect(due('2025-04-06', [first])).toEqual([]);
    // A village's own table is not the township's return.
    expect(due('2025-04-06', [quarter('2025-01-01', '2025-03-31', { of: 'u1' })])).toHaveLength(1);
    // One that was passed over stays due beside the next.
    expect(due('2025-10-02', [first]).map(([, text]) => text)).toEqual([
      '人民调解案件情况统计表（18类）（2025年二季度）：2025年7月5日前报送',
      '人民调解案件情况统计表（18类）（2025年三季度）：2025年10月5日前报送',
    ]);
  });
});
