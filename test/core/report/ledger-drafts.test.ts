/** Parts three and four of a township that kept ledgers and wrote neither tasks nor duty entries down (SPEC R4, R6; domain.md §4.1). */
import { describe, expect, test } from 'vitest';
import type { CountedRow } from '#core/counted-units.ts';
import { remarksOn } from '#core/report/remarks.ts';
import { reportOf, runText } from '#core/report/report.ts';
import { aContext, aRow, EAST, rowsOf, SOUTH, WEST } from '#test/help/figures.ts';

const event = (unit: string) => aRow({ heldOn: '2024-03-01', audience: 40 }, { unit });
const LEDGERS = {
  mediationCase: [aRow({ acceptedOn: '2024-12-20', status: 'inMediation' })],
  publicityEvent: [event(EAST), event(WEST)],
  training: [
    aRow({ heldOn: '2024-04-01', type: 'centralGroupStudy' }),
    aRow({ heldOn: '2024-05-01', type: 'dutyReportOnLaw' }),
  ],
  committee: [
    aRow({ name: '东村人民调解委员会', electedOn: '2022-05-01' }, { unit: EAST }),
    aRow({ name: '南村人民调解委员会', electedOn: '2024-05-01' }, { unit: SOUTH }),
  ],
};

function partOf(id: string, ledgers: { readonly [kind: string]: readonly CountedRow[] }) {
  const rows = rowsOf(ledgers);
  const report = reportOf({ year: 2024, rows, context: aContext(), decimals: 1 });
  const [section] = report.parts.find((part) => part.id === id)?.sections ?? [];
  const runs = section?.printed.flat() ?? [];
  return {
    text: runText(runs),
    problems: runs.filter(({ problem }) => problem !== undefined),
    typed: runs.filter(({ text, figure }) => figure === undefined && /\d/u.test(text)),
    remarks: remarksOn(report, rows, '2025-02-01').flatMap(({ section: key, text }) =>
      key === `${id}/` ? [text] : [],
    ),
  };
}

describe('下一步工作安排 without next year’s tasks', () => {
  test('takes over what the year leaves: open cases, villages without records, terms that end, days of publicity', () => {
    const { text, problems, typed, remarks } = partOf('plan', LEDGERS);
    expect(text).toBe(
      '从2024年的台账看，2025年要接着做好以下工作：一是办结上年结转的调解案件1件；二是按期排查矛盾纠纷，没有纠纷的作零报告；' +
        '三是普法活动覆盖到南村；四是组织人民调解员、法律明白人业务培训；五是组织东村人民调解委员会换届；' +
        '六是在全民国家安全教育日、民法典宣传月、国家宪法日、宪法宣传周开展集中宣传。',
    );
    expect([problems, typed]).toEqual([[], []]);
    expect(remarks).toEqual([
      '这里只有台账看得出要接着做的，不是本乡镇定的安排：请排好下一年的任务，草稿就按任务写，或改写草稿',
    ]);
  });

  test('gives way to the tasks, and to what the township leaves out of its calendar', () => {
    const task = aRow({ year: 2025, section: 'publicity', title: '普法进院坝' });
    const planned = partOf('plan', { ...LEDGERS, annualTask: [task] });
    expect(planned.text).toContain('普法进院坝');
    expect([planned.text.includes('从2024年的台账看'), planned.remarks]).toEqual([false, []]);
    const off = aRow({ name: '民法典宣传月', off: true });
    expect(partOf('plan', { ...LEDGERS, calendarEntry: [off] }).text).toContain('全民国家安全教育日、国家宪法日');
  });

  test('of a year of which nothing was kept there is none, and the writer is told what to do', () => {
    expect(partOf('plan', {})).toMatchObject({
      text: '',
      remarks: ['“下一步工作安排”还没有内容：请先排好下一年的任务，或自己写这一段'],
    });
    expect(partOf('firstResponsible', {}).remarks).toEqual([
      '“党政主要负责人履职情况”还没有内容：请把党政主要负责人的部署、过问、协调、督办记进“履职记录”，或自己写这一段',
    ]);
  });
});

describe('党政主要负责人履职情况 without duty entries', () => {
  test('says of the ledgers what belongs there, and what they do not know', () => {
    const { text, problems, remarks } = partOf('firstResponsible', LEDGERS);
    expect(text).toBe('从2024年的台账看，党委理论学习中心组集中学法1次，组织领导干部述法1次。');
    expect(problems).toEqual([]);
    expect(remarks).toEqual([
      '台账里没有党政主要负责人亲自部署、过问、协调、督办的记录，这里只有学法和会议：请记进“履职记录”，或改写草稿补上',
    ]);
  });

  test('gives way to what somebody wrote down of them', () => {
    const dutyEntry = [aRow({ on: '2024-05-01', type: 'firstResponsible', act: 'deployed' })];
    const { text, remarks } = partOf('firstResponsible', { ...LEDGERS, dutyEntry });
    expect([text.includes('亲自部署'), text.includes('从2024年的台账看'), remarks]).toEqual([true, false, []]);
  });
});
