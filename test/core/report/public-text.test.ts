/** What of a report the public reads (SPEC R7; domain.md §0.7, §6.6). */
import { describe, expect, test } from 'vitest';
import type { CountedRow } from '#core/counted-units.ts';
import { frozenReport } from '#core/report/frozen.ts';
import { keptReport } from '#core/report/kept.ts';
import { publicTable, publicVersion } from '#core/report/public.ts';
import { publicChanges, publicReport } from '#core/report/public-text.ts';
import { privateNames } from '#core/report/remarks.ts';
import { reportOf, runText, sectionsIn } from '#core/report/report.ts';
import { tableById } from '#core/tables/all.ts';
import { aContext, aRow, EAST, rowsOf, WEST } from '#test/help/figures.ts';

const aCase = (unit: string, values: CountedRow['values'] = {}) =>
  aRow({ acceptedOn: '2024-03-01', status: 'settled', disputeType: 'neighbor', ...values }, { unit });
const parties = { a: { side: 'partyA', partyKind: 'person', name: '田小山' } };
const cases = [
  aCase(EAST, { parties, agreedAmount: 120_000 }),
  ...Array.from({ length: 4 }, () => aCase(WEST)),
  aCase(WEST, { escalatedToCriminal: true, difficulty: 'major' }),
];
const event = aRow({ heldOn: '2024-03-02', themes: ['constitution'], audience: 40 }, { unit: EAST });

function madeOf(body: string, mediationCase = cases) {
  const paragraph = aRow({ year: 2024, part: 'other', body });
  const rows = rowsOf({ mediationCase, publicityEvent: [event], reportParagraph: [paragraph] });
  const report = reportOf({ year: 2024, rows, context: aContext(), decimals: 1 });
  const open = publicReport(report, privateNames(rows));
  const text = (of: typeof report) =>
    sectionsIn(of)
      .filter(({ part }) => part === 'other')
      .flatMap(({ printed }) => printed.map(runText))
      .join('');
  return { own: text(report), open: text(open), said: publicChanges(report, open, ['东村', '西村']) };
}

describe('[R7] in public', () => {
  test('no village’s cases are told, however many they are, and what is no case stays', () => {
    const body =
      '东村受理{受理案件@东村}，成功率{调解成功率@东村}，西村受理{受理案件@西村}，全乡受理{受理案件}。东村普法{普法活动@东村}。';
    const { own, open, said } = madeOf(body);
    expect(own).toBe('东村受理1件，成功率100%，西村受理5件，全乡受理6件。东村普法1场次。');
    expect(open).toBe('东村受理若干件，成功率（略），西村受理若干件，全乡受理6件。东村普法1场次。');
    expect(said.map(({ text }) => text)).toEqual([
      '“受理案件@东村”1件，公开版写“若干件”',
      '“调解成功率@东村”100%，公开版写“（略）”',
      '“受理案件@西村”5件，公开版写“若干件”',
    ]);
  });

  test('no one or two cases of a sort that tells whose they are', () => {
    expect(madeOf('疑难复杂案件{疑难复杂案件}，金额{协议涉及金额@东村}。').open).toBe(
      '疑难复杂案件若干件，金额若干元。',
    );
    const table = tableById('cases18').make(rowsOf({ mediationCase: cases }), { ...aContext(), decimals: 1 }, '双泉乡');
    const document = publicVersion({ name: '', blocks: [{ type: 'table', table }] }, []);
    const [block] = document.blocks;
    const cellOf = (label: string) =>
      block?.type === 'table'
        ? block.table.rows.find(({ heads }) => heads.some(({ text }) => text === label))?.cells.map(({ text }) => text)
        : [];
    expect(cellOf('民转刑')).toEqual(['少于3']);
    expect(cellOf('疑难复杂案件')).toEqual(['少于3']);
    expect(cellOf('受理（案件总数）')).toEqual(['6']);
  });

  const year = (outcomes: { readonly [status: string]: number }) =>
    Object.entries(outcomes).flatMap(([status, count]) =>
      Array.from({ length: count }, (_, at) =>
        aCase(at % 2 === 0 ? EAST : WEST, { status, ...(status === 'settled' ? { agreementForm: 'written' } : {}) }),
      ),
    );
  const SAID =
    '受理{受理案件}，成功{调解成功}，不成{调解不成}，终止{终止调解}，在办{在办案件}，书面{书面协议}，成功率{调解成功率}，调解率{调解率}。';
  const tableOf = (mediationCase: CountedRow[]) =>
    new Map(
      publicTable(
        tableById('cases18').make(rowsOf({ mediationCase }), { ...aContext(), decimals: 1 }, '双泉乡'),
      ).rows.map(({ heads, cells }) => [heads.slice(-2)[0]?.text, cells[0]?.text]),
    );

  test('no outcome of one or two cases, nor what it could be subtracted from, in words and tables alike', () => {
    const one = year({ settled: 30, notSettled: 5, terminated: 1 });
    expect(madeOf(SAID, one).open).toBe(
      '受理36件，成功30件，不成若干件，终止若干件，在办0件，书面30件，成功率83.3%，调解率100%。',
    );
    const table = tableOf(one);
    expect(['调解成功', '调解不成', '终止调解', '尚未办结', '书面协议'].map((label) => table.get(label))).toEqual([
      '30',
      '若干',
      '若干',
      '0',
      '30',
    ]);
    expect(madeOf(SAID, one).said.map(({ text }) => text)).toEqual([
      '“调解不成”5件，公开版写“若干件”，不然能算出别的一两件',
      '“终止调解”1件，公开版写“若干件”',
    ]);
  });

  test('where success is all that could hide it, success and its rate are hidden, and one form of agreement', () => {
    const one = year({ settled: 30, inMediation: 1 });
    expect(madeOf(SAID, one).open).toBe(
      '受理31件，成功若干件，不成0件，终止0件，在办若干件，书面若干件，成功率（略），调解率（略）。',
    );
    const table = tableOf(one);
    expect(table.get('调解成功率（调解成功÷受理）')).toBe('略');
    expect(table.get('书面协议')).toBe('若干');
  });

  test('a township of two cases tells nothing of them, and groups of types do not add up to them', () => {
    const table = tableOf(year({ settled: 2 }));
    expect([...table.values()].filter((text) => /[1-9]/u.test(text ?? ''))).toEqual([]);
    expect(table.get('其他各项')).toBe('若干');
  });

  test('what was sent stays hidden, whatever the numbers are now', () => {
    const made = (mediationCase: CountedRow[]) => {
      const paragraph = aRow({ year: 2024, part: 'other', body: SAID });
      const rows = rowsOf({ mediationCase, reportParagraph: [paragraph] });
      return reportOf({ year: 2024, rows, context: aContext(), decimals: 1 });
    };
    const kept = keptReport(made(year({ settled: 30, notSettled: 5, terminated: 1 })));
    const now = frozenReport(made(year({ settled: 30, notSettled: 5, terminated: 9 })), kept);
    const text = (of: typeof now) =>
      sectionsIn(of)
        .flatMap(({ printed }) => printed.map(runText))
        .join('');
    expect(text(now)).toContain('不成5件，终止1件');
    expect(text(publicReport(now, []))).toContain('不成若干件，终止若干件');
  });

  test('nobody is named, and few cases that were typed are pointed out', () => {
    const { open, said } = madeOf('田小山一案已办结。东村化解1件离婚纠纷，全乡平稳。');
    expect(open).toBe('田某某一案已办结。东村化解1件离婚纠纷，全乡平稳。');
    expect(said.map(({ text }) => text)).toEqual([
      '正文里的姓名或号码已隐去',
      '“东村化解1件离婚纠纷”：一个村的一两件案子，外人认得出是谁，请改写后再公开',
    ]);
  });
});
