import { expect, test } from 'vitest';
import { readSheets, proposeSheets } from '#core/sheets/import.ts';
import type { ImportContext } from '#core/sheets/context.ts';
import type { LedgerSheet } from '#core/tables/ledger-sheet.ts';
import { templateKinds, templateSheets } from '#core/tables/template.ts';
import { readSheetFile } from '#files/sheet-file.ts';
import { xlsxOf } from '#files/xlsx-write.ts';
import { kindOf } from '#kinds/index.ts';

const OF = { units: ['城墙村', '石泉村'], mediators: ['李伟', '冉红'], year: 2026 };

/** What somebody writes into a row, by the heading as it stands there. */
const FILLED: { readonly [tab: string]: { readonly [heading: string]: string } } = {
  调解案件: {
    '所属村*': '石泉村',
    '受理日期*': '2026-3-5',
    '甲方姓名*': '田大山',
    甲方电话: '13812345678',
    '乙方姓名*': '彭秀英、冉三',
    '纠纷类型*': '邻里纠纷',
    '调解结果*': '调解成功',
    协议形式: '口头协议',
    协议内容: '各退一步',
    '协议涉及金额（元）': '1,200',
    结案日期: '2026年3月6日',
    调解员: '李伟',
  },
  培训学法: {
    '所属村*': '城墙村',
    '日期*': '2026.4.1',
    '类型*': '业务培训',
    主题: '民法典',
    '对象*': '人民调解员、法律明白人',
    参加人数: '12',
    到会人员名单: '李伟、过路人',
  },
  普法活动: {
    '所属村*': '城墙村',
    '活动日期*': '2026-12-04',
    活动名称: '宪法宣传',
    '宣传主题*': '宪法、民法典',
    '活动形式*': '集中宣传、发放宣传资料',
    '受众（人次）': '80',
    '发放资料（份）': '120',
  },
  矛盾纠纷排查: { '所属村*': '石泉村', '排查时段*': '2026年3月', '排查（次）*': '1', '发现（件）': '0' },
  人员: {
    '所属村*': '石泉村',
    '姓名*': '向小琴',
    '身份*': '法律明白人',
    性别: '女',
    出生年: '1990',
    电话: '13912345678',
  },
};

const filledIn = (sheet: LedgerSheet): LedgerSheet => {
  const written = FILLED[sheet.tab ?? ''];
  if (written === undefined) return sheet;
  const labels = sheet.columns.map(({ label }) => label);
  expect(labels).toEqual(expect.arrayContaining(Object.keys(written)));
  return { ...sheet, rows: [labels.map((label) => ({ text: written[label] ?? '' }))] };
};

const CONTEXT: ImportContext = {
  units: [
    { id: 'east', names: ['城墙村'] },
    { id: 'west', names: ['石泉村'] },
  ],
  unit: null,
  year: null,
  today: '2026-12-31',
  persons: [{ id: 'liwei', unit: 'west', name: '李伟', roles: ['mediator'] }],
  committees: [{ id: 'committee', unit: 'west', name: '石泉村调委会' }],
  venues: [],
  existing: new Set(),
};

async function imported(kind: string) {
  const blob = await xlsxOf([], [], templateSheets(templateKinds, OF).map(filledIn));
  const reading = readSheetFile(new Uint8Array(await blob.arrayBuffer()));
  if (reading.state !== 'read') throw new Error(reading.fault);
  let minted = 0;
  const taken = proposeSheets(kindOf(kind), reading.sheets, () => null).filter(
    ({ outline, hidden, ofOther }) => outline !== null && !hidden && !ofOther,
  );
  const choices = taken.flatMap(({ name, outline, fixed }) =>
    outline === null ? [] : [{ sheet: name, outline, fixed }],
  );
  const read = readSheets(kindOf(kind), reading.sheets, choices, CONTEXT, () => `id-${(minted += 1)}`);
  return { sheets: choices.map(({ sheet }) => sheet), problems: read.problems, candidates: read.candidates };
}

test('[O6] a case that was written into the template comes in', async () => {
  const { sheets, problems, candidates } = await imported('mediationCase');
  expect(sheets).toEqual(['调解案件']);
  // It was left empty there: nobody said it.
  expect(problems.map(({ reason }) => reason)).toEqual([expect.stringContaining('没有写案件来源')]);
  expect(candidates).toMatchObject([
    {
      unit: 'west',
      values: {
        acceptedOn: '2026-03-05',
        closedOn: '2026-03-06',
        disputeType: 'neighbor',
        status: 'settled',
        agreementForm: 'oral',
        agreedAmount: 120_000,
        mediators: ['liwei'],
        committee: 'committee',
      },
    },
  ]);
  expect(Object.values(candidates[0]?.values['parties'] ?? {})).toMatchObject([
    { side: 'partyA', name: '田大山', phone: '13812345678' },
    { side: 'partyB', name: '彭秀英' },
    { side: 'partyB', name: '冉三' },
  ]);
});

test('[O6] a training comes in, with who came and how many others', async () => {
  const { sheets, candidates } = await imported('training');
  expect(sheets).toEqual(['培训学法']);
  expect(candidates).toMatchObject([
    {
      unit: 'east',
      values: {
        heldOn: '2026-04-01',
        type: 'businessTraining',
        title: '民法典',
        audience: ['mediator', 'lawSavvyPerson'],
        attendance: { liwei: { state: 'present' } },
      },
    },
  ]);
  expect(Object.values(candidates[0]?.values['extraAttendees'] ?? {})).toMatchObject([{ people: 11 }]);
});

test('[O6] an event, a round and a person come in', async () => {
  const event = await imported('publicityEvent');
  expect([event.sheets, event.problems]).toEqual([['普法活动'], []]);
  expect(event.candidates).toMatchObject([
    {
      unit: 'east',
      values: {
        heldOn: '2026-12-04',
        themes: ['constitution', 'civilCode'],
        forms: ['rally', 'materials'],
        audience: 80,
        materials: 120,
      },
    },
  ]);
  const round = await imported('screening');
  expect([round.sheets, round.problems]).toEqual([['矛盾纠纷排查'], []]);
  expect(round.candidates).toMatchObject([
    { unit: 'west', values: { period: { from: '2026-03-01', to: '2026-03-31' }, screened: 1, found: 0 } },
  ]);
  const person = await imported('person');
  expect([person.sheets, person.problems]).toEqual([['人员'], []]);
  expect(person.candidates).toMatchObject([
    { unit: 'west', values: { name: '向小琴', sex: 'female', birthYear: 1990, phone: '13912345678' } },
  ]);
});

test('[O6] what can be chosen is chosen from a list', async () => {
  const blob = await xlsxOf([], [], templateSheets(['publicityEvent'], OF));
  const reading = readSheetFile(new Uint8Array(await blob.arrayBuffer()));
  if (reading.state !== 'read') throw new Error(reading.fault);
  const [, , choices] = reading.sheets;
  expect(choices).toMatchObject({ name: '选项', hidden: true });
  expect(choices?.rows[0]?.cells.map((cell) => cell?.text)).toEqual(['城墙村', '宪法', '集中宣传']);
});

test('how to fill it in fits an upright page, line by line', () => {
  const [howTo] = templateSheets([], { units: ['西村'], mediators: [], year: 2025 });
  const [{ width = 0 } = {}] = howTo?.columns ?? [];
  const widths = (howTo?.rows ?? []).map(([cell]) =>
    Array.from(cell?.text ?? '').reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0),
  );
  expect(width).toBeLessThanOrEqual(76);
  expect(widths.length).toBeGreaterThan(5);
  expect(Math.max(...widths)).toBeLessThanOrEqual(width);
});
