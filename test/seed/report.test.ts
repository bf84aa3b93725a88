/** The report of 2024 comes back from the sample's records, word for word and number by number. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CountedRow } from '#core/counted-units.ts';
import { recordsBehind } from '#core/figures.ts';
import { documentOf, documentText } from '#core/report/document.ts';
import { findFigure } from '#core/report/figure-list.ts';
import { reportOf, sectionsIn, type Report } from '#core/report/report.ts';
import { sampleRows, yearContext } from '#test/help/sample-rows.ts';

const seed = readFileSync(new URL('2024-report.txt', import.meta.url), 'utf8');
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const made = (rows: ReadonlyMap<string, readonly CountedRow[]>): Report =>
  reportOf({ year: 2024, rows, context: yearContext(rows, 2024), decimals: 1 });
const printed = (report: Report): string => documentText(documentOf(report));
const runsIn = (report: Report) => sectionsIn(report).flatMap((section) => section.printed.flat());

describe('the seed report', () => {
  const rows = sampleRows();
  const report = made(rows);

  test('is made again from the sample, in its own structure and word for word', () =>
    expect(lines(printed(report))).toEqual(lines(seed)));

  test('says every one of its numbers through a figure, of which the records can be shown', () => {
    const typed = runsIn(report).filter(({ text, figure }) => figure === undefined && /\d/.test(text));
    expect(typed.map(({ text }) => text)).toEqual([]);
    const said = runsIn(report).flatMap(({ text, figure }) => (figure === undefined ? [] : [[figure.label, text]]));
    expect(said).toEqual([
      ['年度', '2024'],
      ['年度', '2024'],
      ['国家宪法日', '12·4'],
      ['法律明白人', '30名'],
      ['人民调解员', '6名'],
      ['培训会时间', '6月初'],
      ['年度', '2024'],
      ['培训会到会', '50人'],
      ['年度', '2024'],
    ]);
    for (const { figure } of runsIn(report)) {
      if (figure === undefined || figure.label === '年度') continue;
      const behind = figure.metric === null ? [] : recordsBehind(figure.metric, rows, yearContext(rows, 2024));
      const named = rows.get(figure.record?.kind ?? '')?.find(({ id }) => id === figure.record?.id);
      expect([figure.label, behind.length > 0 || named !== undefined]).toEqual([figure.label, true]);
    }
  });

  test('counts no place that is still being built as built', () => {
    const unbuilt = sampleRows();
    const venues = unbuilt.get('venue') ?? [];
    unbuilt.set(
      'venue',
      venues.map((row) => ({ ...row, values: { ...row.values, state: 'building' } })),
    );
    for (const label of ['矛盾纠纷调解室', '调解室覆盖村', '法治文化广场']) {
      const metric = findFigure(label)?.metric;
      if (metric === undefined) throw new Error(label);
      const behind = [rows, unbuilt].map((all) => recordsBehind(metric, all, yearContext(all, 2024)).length > 0);
      expect([label, ...behind]).toEqual([label, true, false]);
    }
  });

  test('follows its records: one person less on the roster, one meeting in another month', () => {
    const changed = sampleRows();
    const person = changed.get('person') ?? [];
    const savvy = person.find(({ values }) => JSON.stringify(values.roles).includes('lawSavvyPerson'));
    changed.set(
      'person',
      person.filter((row) => row !== savvy),
    );
    changed.set(
      'training',
      (changed.get('training') ?? []).map((row) =>
        row.values.title === '2024年人民调解员暨法律明白人培训会'
          ? { ...row, values: { ...row.values, heldOn: '2024-07-15' } }
          : row,
      ),
    );
    const text = printed(made(changed));
    expect(text).toContain('法律明白人29名');
    expect(text).toContain('7月中旬乡党委');
    expect(text).not.toContain('30名');
  });

  test('lacks a required part, and the report says which', () =>
    expect(report.missing).toEqual(['党政主要负责人履职情况', '其他需要报告的情况']));
});

describe('a report without own text', () => {
  const rows = sampleRows();
  rows.delete('reportParagraph');
  rows.delete('setting');
  const report = made(rows);

  test('has the five required parts, drafted from the records with every number bound', () => {
    expect(report.parts.map(({ title }) => title)).toEqual([
      '一、主要举措和成效',
      '二、存在的不足和原因',
      '三、党政主要负责人履职情况',
      '四、下一步工作安排',
      '五、其他需要报告的情况',
    ]);
    expect(report.missing).toEqual([]);
    const runs = runsIn(report);
    expect(runs.filter(({ problem }) => problem !== undefined)).toEqual([]);
    expect(runs.filter(({ text, figure }) => figure === undefined && /\d/.test(text))).toEqual([]);
    const text = printed(report);
    // The outcomes add up to the cases.
    expect(text).toContain('受理案件38件，调解成功33件，调解不成2件，终止调解1件，正在办理2件。');
    expect(text).toContain('调解成功率（调解成功占受理）为86.8%');
    // More themes than events: the sentence says why.
    expect(text).toContain('青少年保护的3场次（一场活动涉及几个主题的，分别计入）。');
    expect(text).toContain('一是普法方面：乡村振兴普法宣传、');
    expect(text).toContain('受众1555人次');
    expect(text).toContain('一是法治建设工作机制还不够完善。各部门之间的协调配合还不够紧密');
    expect(text).toContain('亲自部署法治建设重要工作1次');
    expect(text).not.toMatch(/[{}—]|示例/);
  });

  test('says in part two what the ledgers show where nobody wrote a shortcoming down, each number bound', () => {
    const all = sampleRows();
    for (const kind of ['reportParagraph', 'setting', 'rectification', 'screening']) all.delete(kind);
    const drafted = made(all);
    const [shortcomings] = drafted.parts.find(({ id }) => id === 'shortcomings')?.sections ?? [];
    const runs = shortcomings?.printed.flat() ?? [];
    const text = runs.map(({ text: words }) => words).join('');
    expect(text).toContain('本年受理的案件还有2件没有办结；三是有2件纠纷没有调解成功；');
    expect(text).toMatch(/^从2024年的台账看，还存在以下不足：一是年度任务“[^”]+”/u);
    expect(text).toContain('台账里没有矛盾纠纷排查的记录');
    expect(runs.filter(({ text: run, figure }) => figure === undefined && /\d/.test(run))).toEqual([]);
    expect(runs.filter(({ problem }) => problem !== undefined)).toEqual([]);
  });

  test('names in part two the tasks that are not done and the villages of which a ledger says nothing', () => {
    const all = sampleRows();
    for (const kind of ['reportParagraph', 'setting', 'rectification', 'annualTask']) all.delete(kind);
    const villages = (all.get('unit') ?? []).filter(({ values }) => values.unitKind === 'village');
    const [silent, other] = villages;
    const apart = (kind: string, unit: string | undefined) =>
      all.set(
        kind,
        (all.get(kind) ?? []).filter(
          (row) => row.unit !== unit && !(row.values.villages as readonly string[] | undefined)?.includes(unit ?? ''),
        ),
      );
    apart('screening', silent?.id);
    apart('publicityEvent', other?.id);
    const metric = { measure: 'count', kind: 'mediationCase' };
    const taskOf = (title: string, target: number): CountedRow => ({
      id: title,
      unit: 'x',
      values: { year: 2024, title, target, metric },
    });
    const nameOf = (row: CountedRow | undefined) => (typeof row?.values.name === 'string' ? row.values.name : '');
    all.set('annualTask', [taskOf('调解一百件', 100), taskOf('调解一件', 1)]);
    const [shortcomings] = made(all).parts.find(({ id }) => id === 'shortcomings')?.sections ?? [];
    const runs = shortcomings?.printed.flat() ?? [];
    const text = runs.map(({ text: words }) => words).join('');
    expect(text).toContain('年度任务“调解一百件”没有按要求完成');
    expect(text).not.toContain('调解一件');
    expect(text).toContain(`矛盾纠纷排查没有覆盖各村，${nameOf(silent)}没有记录，有记录的村占83.3%`);
    expect(text).toContain(`普法活动没有覆盖各村，${nameOf(other)}没有记录`);
    expect(runs.find(({ text: run }) => run.includes('调解一百件'))?.figure?.record).toEqual({
      kind: 'annualTask',
      id: '调解一百件',
    });
  });

  test('can be read beside the township’s own: all five parts from the records, under its own sub-headings', () => {
    const all = sampleRows();
    const drafted = reportOf({ year: 2024, rows: all, context: yearContext(all, 2024), decimals: 1, drafted: true });
    expect([drafted.missing, drafted.parts.length]).toEqual([[], 5]);
    const text = printed(drafted);
    expect(text).toContain('开展法治主题活动');
    expect(text).not.toContain('机关事务');
    expect(runsIn(drafted).filter(({ text: run, figure }) => figure === undefined && /\d/.test(run))).toEqual([]);
  });

  test('of a year without records is empty but for its frame, and divides by nothing', () => {
    const none = reportOf({ year: 2031, rows: new Map(), context: yearContext(new Map(), 2031), decimals: 1 });
    expect(
      sectionsIn(none)
        .filter(({ part, heading }) => part === 'measures' && heading !== null)
        .every(({ printed: each }) => each.length === 0),
    ).toBe(true);
    expect(printed(none)).not.toMatch(/NaN|undefined|Infinity/);
    // A heading under which nothing stands is not sent; the five parts are.
    expect(printed(none)).not.toContain('（一）');
    expect(printed(none)).toContain('二、存在的不足和原因');
  });
});

describe('a drafted sentence', () => {
  const draftOf = (change: (rows: ReturnType<typeof sampleRows>) => void): string => {
    const rows = sampleRows();
    rows.delete('reportParagraph');
    rows.delete('setting');
    change(rows);
    return printed(made(rows));
  };
  const changed = (kind: string, change: (values: CountedRow['values'], at: number) => CountedRow['values']) =>
    draftOf((rows) =>
      rows.set(
        kind,
        (rows.get(kind) ?? []).map((row, at) => ({ ...row, values: change(row.values, at) })),
      ),
    );

  test('names no forms of agreement that do not add up to what was settled', () => {
    expect(draftOf(() => undefined)).toContain('达成书面协议17件，达成口头协议16件，调解成功率');
    const text = changed('mediationCase', (values, at) => (at === 0 ? { ...values, agreementForm: '' } : values));
    expect(text).not.toMatch(/书面协议|口头协议/u);
    expect(text).toContain('正在办理2件。调解成功率（调解成功占受理）为86.8%');
  });

  test('of a year that has settled nothing yet speaks of no success, and of no rate of it', () => {
    const text = changed('mediationCase', (values) => ({ ...values, status: 'accepted' }));
    expect(text).toContain('正在办理');
    expect(text).not.toContain('调解成功');
  });

  test('explains that themes overlap where they do, and nowhere else', () => {
    const text = changed('publicityEvent', (values) => ({ ...values, themes: ['constitution'] }));
    expect(text).toContain('其中，涉及宪法的20场次。');
    expect(text).not.toContain('分别计入');
  });

  test('numbers no point that stands alone, and numbers the eleventh in Chinese', () => {
    const points = (count: number) =>
      draftOf((rows) => {
        const [first] = rows.get('rectification') ?? [];
        if (first === undefined) throw new Error('no rectification');
        const one = (at: number) => ({ ...first, id: `p${at}`, values: { ...first.values, problem: `第${at}个问题` } });
        rows.set(
          'rectification',
          Array.from({ length: count }, (_, at) => one(at + 1)),
        );
      });
    expect(points(1)).toContain('但仍存在一些不足。第1个问题。');
    expect(points(12)).toContain('十一是第11个问题。');
  });

  test('tells trainings for others than mediators and 法律明白人 as well', () => {
    const text = draftOf((rows) => {
      const cadres = { heldOn: '2024-05-08', type: 'businessTraining', audience: ['villageCadre'] };
      const extraAttendees = { a: { people: 24 } };
      const training = { id: 'cadres', unit: 'x', values: { ...cadres, extraAttendees } };
      rows.set('training', [...(rows.get('training') ?? []), training]);
    });
    expect(text).toContain('全年举办业务培训2场，74人次参加。其中，6月初举办人民调解员、法律明白人培训，50人参加，');
  });

  test('says what is to be done of a task that is a rate, and of a place that it is there', () => {
    const text = draftOf(() => undefined);
    expect(text).toContain('提高问题整改完成率');
    expect(text).toContain('现有法治文化广场1处');
  });
});

describe('part two where nobody wrote a shortcoming down', () => {
  const bare = (...kinds: readonly string[]) => {
    const rows = sampleRows();
    for (const kind of ['reportParagraph', 'setting', 'rectification', ...kinds]) rows.delete(kind);
    return rows;
  };
  const partTwo = (rows: ReturnType<typeof sampleRows>): string => {
    const sections = made(rows).parts.find(({ id }) => id === 'shortcomings')?.sections ?? [];
    return sections.flatMap(({ printed: each }) => each.flat().map(({ text }) => text)).join('');
  };
  const task = (title: string, more: CountedRow['values'] = {}): CountedRow => ({
    id: title,
    unit: 'x',
    values: { year: 2024, title, target: 100, metric: { measure: 'count', kind: 'mediationCase' }, ...more },
  });

  test('says nothing of a year of which nothing was kept, whatever was planned', () => {
    const rows = bare('mediationCase', 'publicityEvent', 'screening', 'training');
    rows.set('annualTask', [task('调解一百件')]);
    expect(partTwo(rows)).toBe('');
  });

  test('names a ledger that is empty once, and no share of nothing', () => {
    const text = partTwo(bare('annualTask', 'screening'));
    expect(text).toContain('台账里没有矛盾纠纷排查的记录');
    expect(text).not.toContain('矛盾纠纷排查没有覆盖各村');
  });

  const held = (person: CountedRow, role: string) => JSON.stringify(person.values.roles ?? '').includes(`"${role}"`);
  const trainedBy = (rows: ReturnType<typeof sampleRows>, isThere: (person: CountedRow, at: number) => boolean) => {
    const people = (rows.get('person') ?? []).filter((each) => held(each, 'lawSavvyPerson') || held(each, 'mediator'));
    const attendance = Object.fromEntries(people.filter(isThere).map(({ id }) => [id, { state: 'present' }]));
    const trainings = (rows.get('training') ?? []).filter(({ values }) => values.type === 'businessTraining');
    for (const { values } of trainings) Object.assign(values, { attendance });
  };

  test('names the rosters of which not everybody was trained, and only those', () => {
    const rows = bare('annualTask');
    trainedBy(rows, (person, at) => at % 2 === 0 || held(person, 'mediator'));
    const text = partTwo(rows);
    expect(text).toMatch(/法律明白人参训率只有\d+(\.\d+)?%/u);
    expect(text).not.toContain('人民调解员参训率');
  });

  test('where attendance was kept by number alone, nobody was met by name, and no rate says that nobody came', () => {
    const rows = bare('annualTask');
    trainedBy(rows, () => false);
    expect(partTwo(rows)).not.toContain('参训率');
  });

  test('names no task without a target, and none that cannot be counted', () => {
    const rows = bare();
    const { target: _target, ...values } = task('没有目标的').values;
    const untargeted = { ...task('没有目标的'), values };
    rows.set('annualTask', [
      task('没有达到的'),
      untargeted,
      task('目标是零的', { target: 0 }),
      task('算不出的', { metric: { measure: 'count', kind: 'fromTheFuture' } }),
    ]);
    const text = partTwo(rows);
    expect(text).toContain('“没有达到的”');
    for (const title of ['没有目标的', '目标是零的', '算不出的']) expect(text).not.toContain(title);
  });
});
