/**
 * Paragraphs drafted from the records: a sentence stands only where its figures are there, and every number is a token
 * bound to its metric. They are beginnings: whoever writes the report takes them over and changes them.
 */
import type { CountedRow } from '#core/counted-units.ts';
import { calendarOf } from '#core/period.ts';
import { isOverWhole } from '#core/rate.ts';
import { taskSections } from '#kinds/codes-work.ts';
import type { Value } from '#kinds/field.ts';
import { lateTasks } from './open-ends.ts';
import type { ReportInput, Reader } from './reading.ts';
import type { SectionTopic } from './structure.ts';

type Counts = Reader['readingOf'];

/** Clauses whose figure is there, joined with commas into one sentence; nothing where none is. */
function sentence(
  begin: string,
  clauses: readonly (readonly [label: string, clause: string])[],
  counts: Counts,
): string {
  const said = clauses.filter(([label]) => counts(label).n > 0).map(([, clause]) => clause);
  return said.length === 0 ? '' : `${begin}${said.join('，')}。`;
}

const joined = (...sentences: readonly string[]): string => sentences.filter((each) => each !== '').join('');

export const draftLead = (): string =>
  '{年度}年，{单位}坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想，认真履行推进法治建设职责，扎实推进法治政府建设各项工作。现将有关情况报告如下：';

/** A meeting of the year with its month where there was one, their number where there were several. */
const held = (label: string, what: string, counts: Counts): string =>
  counts(label).n === 0 ? '' : counts(label).n === 1 ? `{${label}时间}${what}。` : `${what}{${label}}。`;

const TOPICS: { readonly [topic in SectionTopic]: (counts: Counts) => string } = {
  thought: (counts) =>
    sentence(
      '把学习贯彻习近平法治思想作为重要政治任务，',
      [
        ['中心组学法', '党委理论学习中心组集中学法{中心组学法}'],
        ['会前学法', '会前学法{会前学法}'],
        ['述法', '组织领导干部述法{述法}'],
      ],
      counts,
    ),
  study: (counts) =>
    joined(
      held('法治工作会议', '召开法治工作会议', counts),
      sentence(
        '落实国家工作人员学法用法制度，',
        [
          ['在线学习', '开展在线学习{在线学习}'],
          ['旁听庭审', '旁听庭审{旁听庭审}'],
          ['宪法宣誓', '宪法宣誓{宪法宣誓}'],
        ],
        counts,
      ),
      examined(counts),
    ),
  publicity: (counts) =>
    joined(
      sentence(
        '',
        [
          ['普法活动', '全年开展普法活动{普法活动}'],
          ['受众', '受众{受众}'],
          ['发放资料', '发放宣传资料{发放资料}'],
          ['悬挂横幅', '悬挂横幅{悬挂横幅}'],
          ['展板', '展出展板{展板}'],
          ['法律咨询', '解答群众法律咨询{法律咨询}'],
          ['入户', '入户宣传{入户}'],
        ],
        counts,
      ),
      themes(counts),
      sentence('', [['宪法宣传周活动', '在国家宪法日和宪法宣传周集中宣传{宪法宣传周活动}']], counts),
      sentence('坚持以案释法，', [['以案释法', '结合调解案例开展普法活动{以案释法}']], counts),
      sentence('', [['法治文化广场', '建成法治文化广场{法治文化广场}']], counts),
    ),
  administration: (counts) =>
    joined(
      sentence(
        '规范行政决策和行政行为，',
        [
          ['制度建设', '制定、完善制度{制度建设}'],
          ['重大决策', '依法办理重大决策{重大决策}'],
          ['合法性审查', '开展合法性审查{合法性审查}'],
        ],
        counts,
      ),
      sentence('推进政务公开，', [['政务公开', '主动公开政务信息{政务公开}']], counts),
    ),
  mediation: (counts) => joined(forces(counts), screened(counts), mediated(counts), trained(counts)),
  support: (counts) =>
    sentence('', [['会议研究法治', '把法治政府建设列入重要议事日程，召开会议研究{会议研究法治}']], counts),
};

/** More passed than sat is a mistake in the records, which is no sentence of a report. */
const examined = (counts: Counts): string =>
  counts('法律知识考试').n === 0
    ? ''
    : sentence(
        '',
        [
          ['法律知识考试', '组织法律知识考试{法律知识考试}'],
          ['考试参考', '{考试参考}参考'],
          ...(isOverWhole(counts('考试合格率')) ? [] : [['考试合格', '{考试合格}合格，合格率{考试合格率}'] as const]),
        ],
        counts,
      );

/** One event may have several themes: their numbers add up to more than the events, and the reader is told so. */
function themes(counts: Counts): string {
  const said = sentence(
    '其中，',
    [
      ['宪法宣传活动', '涉及宪法的{宪法宣传活动}'],
      ['民法典宣传活动', '涉及民法典的{民法典宣传活动}'],
      ['平安建设宣传活动', '涉及平安建设的{平安建设宣传活动}'],
      ['青少年保护宣传活动', '涉及青少年保护的{青少年保护宣传活动}'],
    ],
    counts,
  );
  return said.replace('。', '（一场活动涉及几个主题的，分别计入）。');
}

const forces = (counts: Counts): string =>
  sentence(
    '健全基层调解组织和队伍，{单位}现有',
    [
      ['调委会', '人民调解委员会{调委会}'],
      ['人民调解员', '在册人民调解员{人民调解员}'],
      ['法律明白人', '在岗法律明白人{法律明白人}'],
      ['矛盾纠纷调解室', '矛盾纠纷调解室{矛盾纠纷调解室}'],
    ],
    counts,
  );

const screened = (counts: Counts): string =>
  sentence(
    '',
    [
      ['排查次数', '全年排查矛盾纠纷{排查次数}'],
      ['排查发现', '发现{排查发现}'],
      ['排查化解', '化解{排查化解}'],
    ],
    counts,
  );

/** Whoever adds up the outcomes comes to the number of cases. */
const mediated = (counts: Counts): string =>
  counts('受理案件').n === 0
    ? ''
    : `${sentence(
        '',
        [
          ['受理案件', '人民调解委员会受理案件{受理案件}'],
          ['受理案件', '调解成功{调解成功}'],
          ['调解不成', '调解不成{调解不成}'],
          ['终止调解', '终止调解{终止调解}'],
          ['在办案件', '正在办理{在办案件}'],
        ],
        counts,
      )}${sentence(
        '',
        [
          ['书面协议', '达成书面协议{书面协议}'],
          ['口头协议', '口头协议{口头协议}'],
          ['受理案件', '调解成功率（调解成功占受理）为{调解成功率}'],
          ['协议涉及金额', '协议涉及金额{协议涉及金额}'],
        ],
        counts,
      )}`;

const trained = (counts: Counts): string =>
  joined(
    counts('培训会').n === 0
      ? ''
      : sentence(
          counts('培训会').n === 1 ? '{培训会时间}' : '',
          [
            ['培训会', `举办人民调解员、法律明白人培训${counts('培训会').n === 1 ? '' : '{培训会}'}`],
            ['培训会到会', '{培训会到会}参加'],
            // Where attendance was kept by number alone nobody was met by name, and 0% would say that nobody came.
            ['法律明白人培训覆盖率', '法律明白人参训率{法律明白人培训覆盖率}'],
            ['人民调解员培训覆盖率', '人民调解员参训率{人民调解员培训覆盖率}'],
          ],
          counts,
        ),
    sentence('', [['服务群众', '法律明白人宣传政策法律、引导法律服务、参与化解和治理{服务群众}']], counts),
  );

export const draftOfTopic = (topic: SectionTopic | null, { readingOf }: Reader): string =>
  topic === null ? '' : TOPICS[topic](readingOf);

export const draftFirstResponsible = ({ readingOf }: Reader): string =>
  joined(
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

const textOf = (value: Value | undefined): string =>
  typeof value === 'string' ? value.replace(/[。；\s]+$/u, '') : '';
const NUMBERS = '一二三四五六七八九十';

/** Shortcomings with their causes, from the year's rectifications (domain.md §4.1, part two); where nobody wrote any down, what the ledgers show. */
export function draftShortcomings(reader: Reader): string {
  const { input } = reader;
  const found = inYear(input, 'rectification', 'foundOn');
  if (found.length === 0) return gapsInLedgers(reader);
  const points = found.map(({ values }, at) => {
    const [problem, cause] = [textOf(values.problem), textOf(values.cause)];
    return `${NUMBERS[at] ?? at + 1}是${problem}。${cause === '' ? '' : `${cause}。`}`;
  });
  const mended = found.filter(({ values }) => typeof values.doneOn === 'string').length;
  const state = mended === 0 ? '' : '以上问题已整改{已整改问题}。';
  return `{年度}年，法治政府建设工作取得了一定成绩，但仍存在一些不足。${points.join('')}${state}`;
}

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
  return `从{年度}年的台账看，还存在以下不足：${said.map((words, at) => `${NUMBERS[at] ?? at + 1}是${words}`).join('；')}。`;
}

/** What is planned: next year's tasks, by what they are about, and how the shortcomings are to be mended. */
export function draftPlan(input: ReportInput): string {
  const tasks = (input.rows.get('annualTask') ?? []).filter(({ values }) => values.year === input.year + 1);
  // A title may be anything that can be counted (问题整改完成率): no verb fits before all of them.
  const points = taskSections.codes.flatMap(({ id, zh }) => {
    const titles = tasks.filter(({ values }) => values.section === id).map(({ values }) => textOf(values.title));
    const named = [...new Set(titles)].filter((title) => title !== '');
    return named.length === 0 ? [] : [`${zh}方面：${named.join('、')}`];
  });
  const measures = inYear(input, 'rectification', 'foundOn')
    .filter(({ values }) => typeof values.doneOn !== 'string')
    .map(({ values }) => textOf(values.measure))
    .filter((measure) => measure !== '');
  return joined(
    points.length === 0
      ? ''
      : `{下年度}年，重点做好以下工作：${points.map((point, at) => `${NUMBERS[at] ?? at + 1}是${point}`).join('；')}。`,
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
