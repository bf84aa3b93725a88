import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseMetric } from '#core/metric.ts';
import { lastYearProposals } from '#core/plan.ts';
import { proposalsFromReport, sentencesOfPlan } from '#core/plan-from-report.ts';
import { taskOf } from '#core/task.ts';
import { aContext, aRow, aUnit, EAST, someUnits, SOUTH } from '#test/help/figures.ts';

const seed = readFileSync(new URL('../seed/2024-report.txt', import.meta.url), 'utf8');
const partThree = seed.slice(seed.indexOf('三、下一步工作计划')).split('\n').slice(1).join('\n');
const ids = () => {
  let minted = 0;
  return () => `id-${(minted += 1)}`;
};

describe('the plan of a year', () => {
  test('comes from last year’s plan with days a year later and nothing of what was done', () => {
    const last = aRow({
      year: 2024,
      title: '培训会',
      metric: { measure: 'count', kind: 'training' },
      target: 6,
      due: '2024-02-29',
      responsible: '司法所',
      basis: '某文件',
      split: { over: 'village', manner: 'typed' },
      splitTargets: { [EAST]: { target: 3 }, [SOUTH]: { target: 1 }, gone: { target: 2 } },
      schedule: 'byDate',
      steps: { a: { by: '2024-06-30', target: 3 } },
      checks: { b: { title: '印发', doneOn: '2024-03-01', by: '李伟' } },
    });
    const other = aRow({ year: 2023, title: '更早的任务' });
    const merged = aContext('2025-01-05', 2025, [
      ...someUnits().filter(({ id }) => id !== SOUTH),
      aUnit(SOUTH, '南村', { validUntil: '2024-11-30', absorbedBy: EAST }),
    ]).units;
    const [proposal, ...rest] = lastYearProposals([other, last], 2025, merged);
    expect(rest).toEqual([]);
    expect(proposal).toMatchObject({ title: '培训会', target: 6, due: '2025-02-28' });
    expect(proposal?.remark).toContain('分给它的指标没有带过来');
    expect(proposal?.values(ids())).toEqual({
      year: 2025,
      title: '培训会',
      metric: { measure: 'count', kind: 'training' },
      target: 6,
      due: '2025-02-28',
      responsible: '司法所',
      basis: '某文件',
      split: { over: 'village', manner: 'typed' },
      splitTargets: { [EAST]: { target: 4 } },
      schedule: 'byDate',
      steps: { 'id-1': { by: '2025-06-30', target: 3 } },
      checks: { 'id-2': { title: '印发' } },
    });
  });

  test('comes from part three of last year’s report, and no sentence of it is lost', () => {
    const proposals = proposalsFromReport(partThree, 2025, '双泉乡2024年报告第三部分');
    const quoted = new Set(proposals.map(({ quote }) => quote));
    expect(sentencesOfPlan(partThree).filter((sentence) => !quoted.has(sentence))).toEqual([]);
    expect(proposals.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['一案一普法', '落实“谁执法谁普法”责任制', '防范电信网络诈骗普法宣传']),
    );
    for (const proposal of proposals) {
      const values = proposal.values(ids());
      expect(values.basis).toBe('双泉乡2024年报告第三部分');
      expect(parseMetric(values.metric).ok).toBe(true);
      expect(taskOf({ id: 't', values }).year).toBe(2025);
    }
  });

  test('knows another township’s words, takes its numbers, and leaves the rest to be ticked off', () => {
    const text = [
      '（一）{下年度}年，召开人民调解员暨法律明白人培训2期。',
      '1. 组织理论学习中心组集中学法不少于6场；开展述法1场，政务公开4次',
      '二是修缮乡综治中心办公用房。',
      '三是开展述法。',
    ].join('\n');
    const found = proposalsFromReport(text, 2026, '');
    expect(found.map(({ title, target }) => [title, target])).toEqual([
      ['人民调解员暨法律明白人培训会', 2],
      ['党委理论学习中心组集中学法', 6],
      // Two undertakings and two numbers: which belongs to which is not guessed.
      ['领导干部述法', 1],
      ['政务信息公开', 12],
      ['修缮乡综治中心办公用房', 1],
      // 述法 was promised above: once is enough.
    ]);
    expect(found[4]?.values(ids())).toMatchObject({ metric: { measure: 'done' }, checks: { 'id-1': {} } });
  });

  test('of a text without promises is empty', () => expect(proposalsFromReport('', 2026, '')).toEqual([]));
});
