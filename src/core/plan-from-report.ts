/**
 * Part three of last year's report as this year's tasks: 下一步工作安排 is what was promised, and a promise that nobody
 * counts is copied forward. A sentence that is known by its words is counted by a ready-made metric; any other becomes a
 * thing to do, so that none is lost.
 */
import { parseMetric } from './metric.ts';
import { unitWord } from './metric-words.ts';
import { presetProposal, type Proposal } from './plan.ts';
import { presets, type Preset } from './presets.ts';

/** Words by which an undertaking is recognised, and the ready-made task that counts it. */
const KNOWN: readonly (readonly [words: RegExp, preset: string])[] = [
  [/乡村振兴/u, 'ruralRevitalisation'],
  [/电信网络诈骗|反诈|防诈/u, 'telecomFraud'],
  [/非法集资/u, 'illegalFundraising'],
  [/安全生产/u, 'workSafety'],
  [/以案释法|案例释法/u, 'casePublicity'],
  [/一案一普法/u, 'oneCaseOneAct'],
  [/谁执法谁普法/u, 'publicityDuty'],
  [/普法责任.{0,8}(?:分解|清单|到人)/u, 'publicityDutySplit'],
  [/普法需求/u, 'needsSurvey'],
  [/第一责任人/u, 'headsInCharge'],
  [/议事日程/u, 'agenda'],
  [/经费/u, 'funding'],
  [/(?:普法|宣传).{0,8}全覆盖|无盲区/u, 'publicityCoverage'],
  [/纠纷.{0,6}排查|排查.{0,8}纠纷/u, 'screening'],
  [/调解成功率/u, 'settlementRate'],
  [/调解室/u, 'mediationRooms'],
  [/(?:培训|轮训).{0,16}(?:法律明白人|调解员)|(?:法律明白人|调解员).{0,16}(?:培训|轮训)/u, 'jointTraining'],
  [/(?:培养|确定|配备|选齐|配齐).{0,12}法律明白人/u, 'lawSavvyPersons'],
  [/(?:选聘|配备|配齐).{0,12}调解员/u, 'mediators'],
  [/宪法宣传|国家宪法日/u, 'constitutionDay'],
  [/民法典/u, 'civilCode'],
  [/青少年|未成年人|进校园/u, 'youthProtection'],
  [/理论学习中心组/u, 'centralGroupStudy'],
  [/述法/u, 'dutyReport'],
  [/法律知识考试|学法考试/u, 'legalExam'],
  [/宪法宣誓/u, 'constitutionalOath'],
  [/政务公开|信息公开|政务信息/u, 'openGovernment'],
  [/法治文化(?:阵地|广场|公园)/u, 'culturePositions'],
  [/整改|补齐短板|弥补差距/u, 'rectifications'],
];

/** So long a title still stands in a list. */
const TITLE = 30;
const presetById = new Map(presets.map((preset) => [preset.id, preset]));

/** Without numbering, tokens and headings: what is left are the sentences of the text. */
export function sentencesOfPlan(text: string): string[] {
  return text
    .replace(/\{[^}]*\}/gu, '')
    .split(/[。；\n]/u)
    .map((line) =>
      line.replace(/^[\s　]*(?:[一二三四五六七八九十]+[、是]|（[一二三四五六七八九十]+）|\d+[.、．])\s*/u, '').trim(),
    )
    .filter((line) => Array.from(line).length >= 8);
}

/** The tasks that the sentences promise, in their order; what is promised twice stands once. `basis` names the report they stand in. */
export function proposalsFromReport(text: string, year: number, basis: string): Proposal[] {
  const taken = new Set<string>();
  return sentencesOfPlan(text).flatMap((sentence): Proposal[] => {
    const meant = meantBy(sentence);
    if (meant.length === 0) return [toBeDone(sentence, year, basis)];
    return meant
      .filter(({ id }) => !taken.has(id))
      .map((preset) => {
        taken.add(preset.id);
        const target = targetIn(sentence, preset, meant.length);
        const from = { id: `report/${preset.id}`, quote: sentence, basis };
        return presetProposal(preset, year, target === null ? from : { ...from, target });
      });
  });
}

/** Those whose very words stand in the sentence; where there are none, those recognised by a word. */
function meantBy(sentence: string): Preset[] {
  const quoted = presets.filter(({ place, quote }) => place.startsWith('三') && sentence.includes(quote));
  if (quoted.length > 0) return quoted;
  const ids = new Set(KNOWN.flatMap(([words, id]) => (words.test(sentence) ? [id] : [])));
  return [...ids].flatMap((id) => presetById.get(id) ?? []);
}

const NUMBER = /(\d{1,6})\s*(人次|场次|场|次|名|件|处|份|期|%|％)/gu;

/** The number that the sentence names in the very unit of the figure; none where it could mean several things. */
function targetIn(sentence: string, { metric }: Preset, meant: number): number | null {
  const parsed = parseMetric(metric);
  const found = Array.from(sentence.matchAll(NUMBER));
  const [first] = found;
  if (!parsed.ok || meant !== 1 || found.length !== 1 || first === undefined) return null;
  const word = { 场次: '场', 期: '场', '％': '%' }[first[2] ?? ''] ?? first[2];
  return word === unitWord(parsed.metric) ? Number(first[1]) : null;
}

function toBeDone(sentence: string, year: number, basis: string): Proposal {
  const points = Array.from(sentence);
  const title = points.length > TITLE ? `${points.slice(0, TITLE - 1).join('')}…` : sentence;
  const metric = { measure: 'done' } as const;
  return {
    id: `report/${sentence}`,
    title,
    section: null,
    metric,
    target: 1,
    due: `${year}-12-31`,
    quote: sentence,
    remark: '这一句没有认出对应的台账，按“做没做”打勾。加进来后可以改成按记录计数。',
    values: (newId) => ({
      year,
      title,
      metric,
      target: 1,
      due: `${year}-12-31`,
      basis,
      schedule: 'byDate',
      note: `报告原文：“${sentence}”`,
      checks: { [newId()]: { title: points.slice(0, 200).join('') } },
    }),
  };
}
