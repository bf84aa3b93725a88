import { dayOfMs } from '#core/day.ts';
import { amountText, stateWords, type Progress } from '#core/progress.ts';
import { permilleText, readingText, scaledText } from '#core/metric-words.ts';
import { permilleOf } from '#core/sums.ts';
import { backupIn, passphraseIn } from './files.ts';
import { yearFigures, type YearFigures } from './figures-of.ts';
import { isDayText, isYearText } from './given.ts';
import { isFailed, misused, print, type Outcome } from './outcome.ts';
import { listedByKind, rowsByKind } from './records.ts';
import { tableText } from './table.ts';
import type { Command, Given, Usage } from './usage.ts';

const usage: Usage = {
  line: 'figures BACKUP.json --year Y [--json] [--today YYYY-MM-DD] [--passphrase-file F]',
  options: { year: 'text', json: 'flag', today: 'text', 'passphrase-file': 'text' },
  required: ['year'],
  files: { min: 1, max: 1 },
};

async function run({ files, texts, flags }: Given): Promise<Outcome> {
  const { year = '', today = dayOfMs(Date.now()) } = texts;
  if (!isYearText(year)) return misused(`--year“${year}”不是年份，请写成 2024 的样子`);
  if (!isDayText(today)) return misused(`--today“${today}”不是日期，请写成 2024-12-31 的样子`);
  const passphrase = passphraseIn(texts['passphrase-file']);
  if (typeof passphrase === 'object') return passphrase;
  const backup = await backupIn(files[0] as string, passphrase);
  if (isFailed(backup)) return backup;
  const made = yearFigures(listedByKind(rowsByKind(backup)), Number(year), today);
  print(flags['json'] === true ? JSON.stringify(jsonOf(made), null, 2) : textOf(made));
  return null;
}

/** Every figure of a year and how far each task has come. */
export const figures: Command = { usage, run };

const entriesOf = <T>(map: ReadonlyMap<string, T>): { [id: string]: T } => Object.fromEntries(map);

const taskJson = ({ task, units, ...progress }: Progress) => ({
  id: task.id,
  title: task.title,
  section: task.section,
  due: task.due,
  ...progress,
  units,
});

const jsonOf = ({ cases, tasks, ...rest }: YearFigures) => ({
  ...rest,
  cases: { ...cases, byUnit: entriesOf(cases.byUnit) },
  tasks: tasks.map(taskJson),
});

const pairs = (rows: readonly (readonly [label: string, figure: string | number])[]): string =>
  tableText(
    [{ label: '项目' }, { label: '数', right: true }],
    rows.map(([label, figure]) => [label, String(figure)]),
  );

function caseText({ cases }: YearFigures): string {
  const counts = pairs([
    ['受理（件）', cases.accepted],
    ['调解成功（件）', cases.settled],
    ['调解不成（件）', cases.notSettled],
    ['终止调解（件）', cases.terminated],
    ['尚未办结（件）', cases.open],
    ['调解成功率', permilleText(permilleOf(cases.settlementRate))],
    ['涉及人数（人）', cases.people],
    ['协议涉及金额（元）', scaledText(cases.agreedAmount, 100)],
    ['疑难复杂（件）', cases.difficult],
    ['防止民转刑（件）', cases.preventedCriminal],
  ]);
  const types = cases.types.filter(({ accepted }) => accepted > 0);
  const byType = tableText(
    [{ label: '纠纷类型' }, { label: '受理', right: true }, { label: '成功', right: true }],
    types.map(({ zh, accepted, settled }) => [zh, String(accepted), String(settled)]),
  );
  return types.length === 0 ? counts : `${counts}\n\n${byType}`;
}

const workText = ({ trainings, publicity, screenings }: YearFigures): string =>
  pairs([
    ['培训（场）', trainings.sessions],
    ['培训（人次）', trainings.personTimes],
    ['培训（人）', trainings.people],
    ['普法活动（场）', publicity.events],
    ['受众（人次）', publicity.sums.audience],
    ['发放资料（份）', publicity.sums.materials],
    ['排查（次）', screenings.screened],
    ['排查发现（件）', screenings.found],
    ['排查化解（件）', screenings.settled],
  ]);

function taskText(tasks: readonly Progress[]): string {
  const rows = tasks.map(({ task, reading, target, state, words }) => {
    const { metric } = task;
    if (!metric.ok) return [task.title, '—', '—', stateWords[state], words];
    return [
      task.title,
      readingText(metric.metric, reading),
      amountText(metric.metric, target),
      stateWords[state],
      words,
    ];
  });
  const heads = [
    { label: '任务' },
    { label: '完成', right: true },
    { label: '目标', right: true },
    { label: '状态' },
    { label: '说明' },
  ];
  return tableText(heads, rows);
}

function textOf(made: YearFigures): string {
  const { year, period, today, tasks, presets } = made;
  const parts = [
    `${year} 年（${period.from} 至 ${period.to}），进度算到 ${today}`,
    `调解案件\n${caseText(made)}`,
    `学法、普法、排查\n${workText(made)}`,
    tasks.length === 0 ? '年度任务：没有' : `年度任务\n${taskText(tasks)}`,
    `现成任务的数（未必已选用）\n${pairs(presets.map(({ title, words }) => [title, words]))}`,
  ];
  return parts.join('\n\n');
}
