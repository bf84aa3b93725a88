/** Parts two to four, drafted from the records: shortcomings, what the heads did in person, what is planned (domain.md §4.1). */
import type { CountedRow } from '#core/counted-units.ts';
import { calendarOf } from '#core/period.ts';
import { taskSections } from '#kinds/codes-work.ts';
import type { Value } from '#kinds/field.ts';
import { joined, sentence } from './drafts.ts';
import { factText } from './facts.ts';
import { lateTasks } from './open-ends.ts';
import type { ReportInput, Reader } from './reading.ts';
import { chineseNumber } from './structure.ts';

export function draftFirstResponsible({ readingOf }: Reader): string {
  const acts = joined(
    sentence(
      '党政主要负责人切实履行推进法治建设第一责任人职责，全年',
      [
        ['亲自部署', '亲自部署法治建设重要工作{亲自部署}'],
        ['亲自过问', '亲自过问重大问题{亲自过问}'],
        ['亲自协调', '亲自协调重点环节{亲自协调}'],
        ['亲自督办', '亲自督办重要任务{亲自督办}'],
      ],
      readingOf,
    ),
    sentence('', [['会议研究法治', '召开会议研究法治建设{会议研究法治}']], readingOf),
  );
  return acts === '' ? sentence(HEADS_IN_LEDGERS, STUDIED, readingOf) : acts;
}

/** With these words begins what the ledgers show of the heads where nobody wrote down what they did in person. */
const HEADS_IN_LEDGERS = '从{年度}年的台账看，';
const STUDIED = [
  ['中心组学法', '党委理论学习中心组集中学法{中心组学法}'],
  ['会前学法', '会前学法{会前学法}'],
  ['法治工作会议', '召开法治工作会议{法治工作会议}'],
  ['述法', '组织领导干部述法{述法}'],
] as const;

const textOf = (value: Value | undefined): string =>
  typeof value === 'string' ? value.replace(/[。；\s]+$/u, '') : '';
/** 一是…；二是…: a single point has no number. */
const numbered = (points: readonly string[], between: string): string =>
  points.map((point, at) => (points.length === 1 ? point : `${chineseNumber(at + 1)}是${point}`)).join(between);

/** Shortcomings with their causes, from the year's rectifications (domain.md §4.1, part two); where nobody wrote any down, what the ledgers show. */
export function draftShortcomings(reader: Reader): string {
  const { input } = reader;
  const found = inYear(input, 'rectification', 'foundOn');
  if (found.length === 0) return gapsInLedgers(reader);
  const points = found.map(({ values }) => {
    const [problem, cause] = [textOf(values.problem), textOf(values.cause)];
    return `${problem}。${cause === '' ? '' : `${cause}。`}`;
  });
  const mended = found.filter(({ values }) => typeof values.doneOn === 'string').length;
  const state = mended === 0 ? '' : '以上问题已整改{已整改问题}。';
  return `{年度}年，法治政府建设工作取得了一定成绩，但仍存在一些不足。${numbered(points, '')}${state}`;
}

/** With these words begins what was read from the ledgers: gaps without a cause. */
const GAPS_IN_LEDGERS = '从{年度}年的台账看';

const KEPT_LEDGERS: readonly string[] = ['受理案件', '普法活动', '排查次数', '业务培训'];

/** Gaps and open ends that the figures themselves show, each with its figure or by name; causes are for whoever knows them to write. */
function gapsInLedgers({ readingOf: counts, input }: Reader): string {
  // A year of which nothing was kept shows no shortcoming but that.
  if (KEPT_LEDGERS.every((label) => counts(label).n === 0)) return '';
  const isPart = (label: string): boolean => counts(label).n > 0 && counts(label).n < (counts(label).of ?? 0);
  const gaps: readonly (readonly [isOpen: boolean, words: string])[] = [
    [lateTasks(input).length > 0, '年度任务{没有完成的任务}没有按要求完成'],
    [counts('在办案件').n > 0, '本年受理的案件还有{在办案件}没有办结'],
    [counts('调解不成').n > 0, '有{调解不成}纠纷没有调解成功'],
    [counts('排查次数').n === 0, '台账里没有矛盾纠纷排查的记录'],
    [isPart('排查覆盖村'), '矛盾纠纷排查没有覆盖各村，{没有排查记录的村}没有记录，有记录的村占{排查覆盖村}'],
    [counts('普法活动').n === 0, '台账里没有普法活动的记录'],
    [isPart('普法覆盖村'), '普法活动没有覆盖各村，{没有普法活动的村}没有记录，有记录的村占{普法覆盖村}'],
    [counts('业务培训').n === 0, '台账里没有业务培训的记录'],
    [isPart('法律明白人培训覆盖率'), '法律明白人参训率只有{法律明白人培训覆盖率}'],
    [isPart('人民调解员培训覆盖率'), '人民调解员参训率只有{人民调解员培训覆盖率}'],
  ];
  const said = gaps.filter(([isOpen]) => isOpen).map(([, words]) => words);
  if (said.length === 0) return '';
  return `${GAPS_IN_LEDGERS}，还存在以下不足：${numbered(said, '；')}。`;
}

/** A rate by itself is nothing that could be done. */
const toDo = (title: string): string => (title.endsWith('率') ? `提高${title}` : title);

/** With these words begins what the ledgers leave to do: no plan, as nobody has made one. */
const LEFT_IN_LEDGERS = '从{年度}年的台账看，{下年度}年要接着做好以下工作';

/** What next year takes over from this one, for whoever has not set its tasks: gaps, terms that end, days of publicity. */
function leftToDo({ readingOf: counts, input }: Reader): string {
  if (KEPT_LEDGERS.every((label) => counts(label).n === 0)) return '';
  const isPart = (label: string): boolean => counts(label).n > 0 && counts(label).n < (counts(label).of ?? 0);
  const isThere = (label: string): boolean => (factText(label, input)?.text ?? null) !== null;
  const points: readonly (readonly [isOpen: boolean, words: string])[] = [
    [isThere('没有完成的任务'), '继续推进没有完成的任务{没有完成的任务}'],
    [counts('在办案件').n > 0, '办结上年结转的调解案件{在办案件}'],
    [counts('排查次数').n === 0, '按期排查矛盾纠纷，没有纠纷的作零报告'],
    [isPart('排查覆盖村'), '矛盾纠纷排查覆盖到{没有排查记录的村}，没有纠纷的作零报告'],
    [counts('普法活动').n === 0, '组织普法活动，并记进台账'],
    [isPart('普法覆盖村'), '普法活动覆盖到{没有普法活动的村}'],
    [counts('业务培训').n === 0, '组织人民调解员、法律明白人业务培训'],
    [isPart('人民调解员培训覆盖率'), '补训没有参训的人民调解员'],
    [isPart('法律明白人培训覆盖率'), '补训没有参训的法律明白人'],
    [isThere('任期届满的调委会'), '组织{任期届满的调委会}换届'],
    [isThere('下年度宣传日'), '在{下年度宣传日}开展集中宣传'],
  ];
  const said = points.filter(([isOpen]) => isOpen).map(([, words]) => words);
  return said.length === 0 ? '' : `${LEFT_IN_LEDGERS}：${numbered(said, '；')}。`;
}

/** By part: what a draft read from the ledgers alone lacks, and where that is written down. */
const READ_FROM_LEDGERS: readonly (readonly [part: string, begin: string, lacks: string])[] = [
  ['shortcomings', GAPS_IN_LEDGERS, '这里只有台账看得出的不足，没有原因：请在“问题整改”里记，或改写草稿补上'],
  [
    'firstResponsible',
    HEADS_IN_LEDGERS,
    '台账里没有党政主要负责人亲自部署、过问、协调、督办的记录，这里只有学法和会议：请记进“履职记录”，或改写草稿补上',
  ],
  [
    'plan',
    LEFT_IN_LEDGERS,
    '这里只有台账看得出要接着做的，不是本乡镇定的安排：请排好下一年的任务，草稿就按任务写，或改写草稿',
  ],
];

/** What is missing in a draft that says no more than the ledgers show; null: nothing, or it says more. */
export const lackingIn = (part: string, draft: string): string | null =>
  READ_FROM_LEDGERS.find(([id, begin]) => id === part && draft.startsWith(begin))?.[2] ?? null;

/** What is planned: next year's tasks, by what they are about, and how the shortcomings are to be mended. */
export function draftPlan(reader: Reader): string {
  const { input } = reader;
  const tasks = (input.rows.get('annualTask') ?? []).filter(({ values }) => values.year === input.year + 1);
  // A title may be anything that can be counted (问题整改完成率): no verb fits before all of them.
  const points = taskSections.codes.flatMap(({ id, zh }) => {
    const titles = tasks.filter(({ values }) => values.section === id).map(({ values }) => textOf(values.title));
    const named = [...new Set(titles)].filter((title) => title !== '').map(toDo);
    return named.length === 0 ? [] : [`${zh}方面：${named.join('、')}`];
  });
  const measures = inYear(input, 'rectification', 'foundOn')
    .filter(({ values }) => typeof values.doneOn !== 'string')
    .map(({ values }) => textOf(values.measure))
    .filter((measure) => measure !== '');
  return joined(
    points.length === 0 ? leftToDo(reader) : `{下年度}年，重点做好以下工作：${numbered(points, '；')}。`,
    measures.length === 0 ? '' : `针对存在的不足，${measures.join('；')}。`,
  );
}

function inYear({ rows, context }: ReportInput, kind: string, field: string): CountedRow[] {
  const { monthOf } = calendarOf(context.period);
  return (rows.get(kind) ?? []).filter(({ values }) => {
    const day = values[field];
    return typeof day === 'string' && monthOf(day) >= 0;
  });
}
