import { describe, expect, test } from 'vitest';
import { reportPictures } from '#core/report/pictures.ts';
import { createReader } from '#core/report/reading.ts';
import { reportOf, runText, sectionsIn } from '#core/report/report.ts';
import { yearCheck } from '#core/report/year-check.ts';
import { aRow } from '#test/help/figures.ts';
import { sampleRows, yearContext } from '#test/help/sample-rows.ts';

describe('[R12] where one training kept the names and another only the number', () => {
  const rows = sampleRows();
  rows.delete('reportParagraph');
  rows.delete('setting');
  const byNumber = aRow({
    heldOn: '2024-09-03',
    type: 'businessTraining',
    audience: ['lawSavvyPerson'],
    extraAttendees: { a: { people: 30 } },
  });
  rows.set('training', [...(rows.get('training') ?? []), byNumber]);
  const input = { year: 2024, rows, context: yearContext(rows, 2024), decimals: 1 } as const;

  test('no share of that roster is drafted or drawn, and the check says why', () => {
    const text = sectionsIn(reportOf(input))
      .map(({ printed }) => printed.map(runText).join(''))
      .join('');
    expect(text).toContain('人民调解员参训率100%');
    expect(text).not.toContain('法律明白人参训率');
    const coverage = reportPictures(input).find(({ id }) => id === 'coverage');
    expect(coverage?.categories).toContain('人民调解员参加过培训');
    expect(coverage?.categories).not.toContain('法律明白人参加过培训');
    expect(yearCheck(rows, input.context)).toContainEqual({
      id: 'byNumber',
      level: 'told',
      text: '1 场培训只记了到会人数，没有名单：参训率算不准，草稿和图里不写',
      kind: 'training',
      records: [byNumber.id],
    });
  });

  test('one that somebody quotes is marked for the writer', () => {
    const [run] = createReader(input).runsOf('{法律明白人培训覆盖率}');
    expect(run?.text).toBe('100%');
    expect(run?.note).toContain('没有算进只记了人数、没有名单的 1 场培训');
  });
});
