/**
 * Paragraphs drafted from the records: a sentence stands only where its figures are there, and every number is a token
 * bound to its metric. They are beginnings: whoever writes the report takes them over and changes them.
 */
import { recordsBehind } from '#core/figures.ts';
import { isOverWhole } from '#core/rate.ts';
import { findFigure } from './figure-list.ts';
import type { Reader } from './reading.ts';
import type { SectionTopic } from './structure.ts';

type Counts = Reader['readingOf'];

/** Clauses whose figure is there, joined with commas into one sentence; nothing where none is. */
export function sentence(
  begin: string,
  clauses: readonly (readonly [label: string, clause: string])[],
  counts: Counts,
): string {
  const said = clauses.filter(([label]) => counts(label).n > 0).map(([, clause]) => clause);
  return said.length === 0 ? '' : `${begin}${said.join('，')}。`;
}

export const joined = (...sentences: readonly string[]): string => sentences.filter((each) => each !== '').join('');

export const draftLead = (): string =>
  '{年度}年，{单位}坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想，认真履行推进法治建设职责，扎实推进法治政府建设各项工作。现将有关情况报告如下：';

/** A meeting of the year with its month where there was one, their number where there were several. */
const held = (label: string, what: string, counts: Counts): string =>
  counts(label).n === 0 ? '' : counts(label).n === 1 ? `{${label}时间}${what}。` : `${what}{${label}}。`;

const TOPICS: { readonly [topic in SectionTopic]: (counts: Counts, reader: Reader) => string } = {
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
  publicity: (counts, reader) =>
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
      themes(counts, reader),
      sentence('', [['宪法宣传周活动', '在国家宪法日和宪法宣传周开展集中宣传{宪法宣传周活动}']], counts),
      sentence('坚持以案释法，', [['以案释法', '结合调解案例开展普法活动{以案释法}']], counts),
      sentence('', [['法治文化广场', '现有法治文化广场{法治文化广场}']], counts),
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

const THEMES: readonly (readonly [label: string, clause: string])[] = [
  ['宪法宣传活动', '涉及宪法的{宪法宣传活动}'],
  ['民法典宣传活动', '涉及民法典的{民法典宣传活动}'],
  ['平安建设宣传活动', '涉及平安建设的{平安建设宣传活动}'],
  ['青少年保护宣传活动', '涉及青少年保护的{青少年保护宣传活动}'],
];

/** An event of several themes stands in the number of each: where there is one, the reader is told so. */
function themes(counts: Counts, { input: { rows, context } }: Reader): string {
  const said = sentence('其中，', THEMES, counts);
  const seen = new Set<string>();
  const isTwice = THEMES.some(([label]) => {
    const metric = findFigure(label)?.metric;
    const events = metric === undefined ? [] : recordsBehind(metric, rows, context);
    return events.some(({ id }) => seen.has(id) || !seen.add(id));
  });
  return isTwice ? said.replace('。', '（一场活动涉及几个主题的，分别计入）。') : said;
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
      ['排查移交', '移交{排查移交}'],
    ],
    counts,
  );

/** Whoever adds up the outcomes comes to the number of cases, and whoever adds up the forms to what was settled. */
function mediated(counts: Counts): string {
  if (counts('受理案件').n === 0) return '';
  const outcomes = sentence(
    '',
    [
      ['受理案件', '人民调解委员会受理案件{受理案件}'],
      ['调解成功', '调解成功{调解成功}'],
      ['调解不成', '调解不成{调解不成}'],
      ['终止调解', '终止调解{终止调解}'],
      ['在办案件', '正在办理{在办案件}'],
    ],
    counts,
  );
  const hasForms = counts('书面协议').n + counts('口头协议').n === counts('调解成功').n;
  return `${outcomes}${sentence(
    '',
    [
      ...(hasForms ? FORMS : []),
      ['调解成功', '调解成功率（调解成功占受理）为{调解成功率}'],
      ['协议涉及金额', '协议涉及金额{协议涉及金额}'],
    ],
    counts,
  )}`;
}
const FORMS = [
  ['书面协议', '达成书面协议{书面协议}'],
  ['口头协议', '达成口头协议{口头协议}'],
] as const;

const trained = (counts: Counts): string =>
  joined(
    counts('业务培训').n > counts('培训会').n
      ? sentence(
          '全年',
          [
            ['业务培训', '举办业务培训{业务培训}'],
            ['业务培训人次', '{业务培训人次}参加'],
          ],
          counts,
        )
      : '',
    trainedTogether(counts),
    sentence('', [['服务群众', '法律明白人宣传政策法律、引导法律服务、参与化解和治理{服务群众}']], counts),
  );

function trainedTogether(counts: Counts): string {
  const { n } = counts('培训会');
  if (n === 0) return '';
  const begin = `${counts('业务培训').n > n ? '其中，' : ''}${n === 1 ? '{培训会时间}' : ''}`;
  return sentence(
    begin,
    [
      ['培训会', `举办人民调解员、法律明白人培训${n === 1 ? '' : '{培训会}'}`],
      ['培训会到会', '{培训会到会}参加'],
      // Where attendance was kept by number alone nobody was met by name, and 0% would say that nobody came.
      ['法律明白人培训覆盖率', '法律明白人参训率{法律明白人培训覆盖率}'],
      ['人民调解员培训覆盖率', '人民调解员参训率{人民调解员培训覆盖率}'],
    ],
    counts,
  );
}

export const draftOfTopic = (topic: SectionTopic | null, reader: Reader): string =>
  topic === null ? '' : TOPICS[topic](reader.readingOf, reader);
