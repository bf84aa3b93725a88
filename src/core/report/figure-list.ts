/**
 * The figures that a report may quote (domain.md §4.3), each bound to its metric: a `{名称}` in a paragraph is one of
 * them, so that it is counted anew with every change and a tap shows its records. Labels stand in stored texts: a label
 * is never changed, only added.
 */
import { canonical } from '#core/canonical.ts';
import { metricJson, parseMetric, type Filter, type Metric } from '#core/metric.ts';
import { unitWord } from '#core/metric-words.ts';
import type { MetricText } from '#core/presets.ts';

export interface ReportFigure {
  readonly label: string;
  readonly metric: Metric;
  /** Measure word: 件, 人次, 名 … */
  readonly word: string;
  /** Word where a single record stands behind: people at one meeting are 人, over several 人次 (domain.md §4.3). */
  readonly wordOfOne?: string;
}

const ACCEPTED = ['accepted', 'inMediation', 'settled', 'notSettled', 'terminated'];
const is = (field: string, value: string) => ({ field, operator: 'eq', value }) as const;
const has = (field: string, ...value: string[]) =>
  ({ field, operator: 'has', value: value.length === 1 ? (value[0] ?? '') : value }) as const;
const accepted = { field: 'status', operator: 'in', value: ACCEPTED } as const;
const settled = is('status', 'settled');
const JOINT = [is('type', 'businessTraining'), has('audience', 'mediator', 'lawSavvyPerson')];

const cases = (...where: Filter[]) => ({ measure: 'count', kind: 'mediationCase', where }) as const;
const trainings = (type: string) => ({ measure: 'count', kind: 'training', where: [is('type', type)] }) as const;
const events = (...where: ReturnType<typeof has>[]) => ({ measure: 'count', kind: 'publicityEvent', where }) as const;
const eventSum = (field: string) => ({ measure: 'sum', field, kind: 'publicityEvent' }) as const;
const screened = (field: string) => ({ measure: 'sum', field, kind: 'screening' }) as const;
const duties = (...where: ReturnType<typeof is>[]) => ({ measure: 'count', kind: 'dutyEntry', where }) as const;
const holders = (role: string) => ({ measure: 'count', kind: 'person', where: [has('roles', role)] }) as const;
const venueOf = (type: string) => [is('type', type), { field: 'state', operator: 'ne', value: 'building' } as const];
const venues = (type: string) => ({ measure: 'count', kind: 'venue', where: venueOf(type) }) as const;
const examSum = (field: string) => ({ measure: 'sum', field, kind: 'training' }) as const;

type Entry = readonly [label: string, metric: MetricText, word?: string, wordOfOne?: string];
const ENTRIES: readonly Entry[] = [
  ['受理案件', cases(accepted)],
  ['调解成功', cases(settled)],
  ['调解不成', cases(is('status', 'notSettled'))],
  ['终止调解', cases(is('status', 'terminated'))],
  ['在办案件', cases({ field: 'status', operator: 'in', value: ['accepted', 'inMediation'] })],
  ['调解成功率', { measure: 'rate', part: cases(settled), whole: cases(accepted) }],
  [
    '调解率',
    {
      measure: 'rate',
      part: cases({ field: 'status', operator: 'in', value: ['settled', 'notSettled', 'terminated'] }),
      whole: cases(accepted),
    },
  ],
  ['协议涉及金额', { measure: 'sum', field: 'agreedAmount', kind: 'mediationCase', where: [settled] }],
  ['书面协议', cases(settled, is('agreementForm', 'written'))],
  ['口头协议', cases(settled, is('agreementForm', 'oral'))],
  ['已履行', cases(settled, is('performance', 'performed'))],
  ['疑难复杂案件', cases(accepted, { field: 'difficulty', operator: 'in', value: ['complex', 'major'] })],
  ['民转刑', cases(accepted, { field: 'escalatedToCriminal', operator: 'eq', value: true })],
  ['司法确认', cases(settled, is('judicialConfirmation.state', 'confirmed'))],
  ['排查次数', screened('screened'), '次'],
  ['排查发现', screened('found'), '件'],
  ['排查化解', screened('settled'), '件'],
  ['排查移交', screened('handedUp'), '件'],
  ['预防纠纷', screened('prevented'), '件'],
  ['排查覆盖村', { measure: 'coverageUnits', kind: 'screening' }],
  ['调委会', { measure: 'count', kind: 'committee' }],
  ['人民调解员', holders('mediator')],
  [
    '专职人民调解员',
    {
      measure: 'count',
      kind: 'person',
      where: [has('roles', 'mediator'), is('roles.employment', 'fullTime')],
    },
  ],
  ['法律明白人', holders('lawSavvyPerson')],
  ['法律顾问', holders('villageLegalAdviser')],
  ['矛盾纠纷调解室', venues('mediationRoom'), '个'],
  ['调解室覆盖村', { measure: 'coverageUnits', kind: 'venue', where: venueOf('mediationRoom') }],
  ['法治文化广场', venues('cultureSquare')],
  ['法治宣传教育中心', venues('publicityCentre')],
  ['宣传栏', venues('noticeBoard')],
  ['公共法律服务室', venues('legalServiceRoom'), '个'],
  ['业务培训', trainings('businessTraining'), '场'],
  ['业务培训人次', { measure: 'personTimes', kind: 'training', where: [is('type', 'businessTraining')] }, '人次', '人'],
  ['业务培训学时', { measure: 'sum', field: 'hours', kind: 'training', where: [is('type', 'businessTraining')] }],
  ['培训会', { measure: 'count', kind: 'training', where: JOINT }, '场'],
  ['培训会到会', { measure: 'personTimes', kind: 'training', where: JOINT }, '人次', '人'],
  ['法律明白人培训覆盖率', { measure: 'coverage', kind: 'training', roster: 'lawSavvyPerson', where: JOINT }],
  ['人民调解员培训覆盖率', { measure: 'coverage', kind: 'training', roster: 'mediator', where: JOINT }],
  ['中心组学法', trainings('centralGroupStudy'), '次'],
  ['会前学法', trainings('preMeetingStudy'), '次'],
  ['法治工作会议', trainings('ruleOfLawMeeting'), '次'],
  ['述法', trainings('dutyReportOnLaw'), '次'],
  ['在线学习', trainings('onlineStudy'), '次'],
  ['宪法宣誓', trainings('constitutionalOath'), '次'],
  ['旁听庭审', trainings('courtObservation'), '次'],
  ['旁听庭审人次', { measure: 'personTimes', kind: 'training', where: [is('type', 'courtObservation')] }, '人次', '人'],
  ['法律知识考试', trainings('legalExam'), '次'],
  ['考试参考', examSum('examTaken'), '人次', '人'],
  ['考试合格', examSum('examPassed'), '人次', '人'],
  ['考试参考率', { measure: 'rate', part: examSum('examTaken'), whole: examSum('examDue') }],
  ['考试合格率', { measure: 'rate', part: examSum('examPassed'), whole: examSum('examTaken') }],
  ['普法活动', events(), '场次'],
  ['受众', eventSum('audience')],
  ['发放资料', eventSum('materials')],
  ['悬挂横幅', eventSum('banners')],
  ['展板', eventSum('boards')],
  ['法律咨询', eventSum('consultations')],
  ['广播', eventSum('broadcasts')],
  ['推送', eventSum('pushes')],
  ['入户', eventSum('households')],
  ['法治讲座', events(has('forms', 'lecture')), '场'],
  ['院坝会', events(has('forms', 'courtyardMeeting')), '场'],
  ['宪法宣传活动', events(has('themes', 'constitution')), '场次'],
  // As the ready-made task counts them (core/presets/publicity.ts).
  [
    '宪法宣传周活动',
    {
      measure: 'count',
      kind: 'publicityEvent',
      where: [has('themes', 'constitution'), { field: 'keyDate', operator: 'filled' }],
    },
    '场次',
  ],
  ['民法典宣传活动', events(has('themes', 'civilCode')), '场次'],
  ['平安建设宣传活动', events(has('themes', 'peaceBuilding')), '场次'],
  ['青少年保护宣传活动', events(has('themes', 'youthProtection')), '场次'],
  ['进校园', events(has('settings', 'school')), '场次'],
  ['普法覆盖村', { measure: 'coverageUnits', kind: 'publicityEvent' }],
  [
    '以案释法',
    { measure: 'count', kind: 'publicityEvent', where: [{ field: 'mediationCase', operator: 'filled' }] },
    '场次',
  ],
  ['服务群众', { measure: 'count', kind: 'serviceEntry' }, '次'],
  ['服务群众人次', { measure: 'sum', field: 'people', kind: 'serviceEntry' }],
  ['亲自部署', duties(is('type', 'firstResponsible'), is('act', 'deployed'))],
  ['亲自过问', duties(is('type', 'firstResponsible'), is('act', 'inquired'))],
  ['亲自协调', duties(is('type', 'firstResponsible'), is('act', 'coordinated'))],
  ['亲自督办', duties(is('type', 'firstResponsible'), is('act', 'supervised'))],
  ['第一责任人履职', duties(is('type', 'firstResponsible'))],
  ['会议研究法治', duties(is('type', 'meeting'))],
  ['制度建设', duties(is('type', 'ruleMaking')), '项'],
  ['政务公开', duties(is('type', 'openGovernment'))],
  ['合法性审查', duties(is('type', 'legalReview')), '件'],
  ['重大决策', duties(is('type', 'majorDecision')), '件'],
  ['存在问题', { measure: 'count', kind: 'rectification' }],
  ['已整改问题', { measure: 'count', kind: 'rectification', where: [{ field: 'doneOn', operator: 'filled' }] }],
];

export const reportFigures: readonly ReportFigure[] = ENTRIES.map(([label, text, word, wordOfOne]) => {
  const parsed = parseMetric(text);
  // What is written here is known to this version; a wrong one is a bug.
  if (!parsed.ok) throw new Error(`${label}：${parsed.reason}`);
  const { metric } = parsed;
  return { label, metric, word: word ?? unitWord(metric), ...(wordOfOne === undefined ? {} : { wordOfOne }) };
});

/** The figure that counts the same as a task or chart does; none where the report has no name for it. */
export function figureOfMetric(metric: Metric): ReportFigure | undefined {
  const asked = canonical(metricJson(metric));
  return reportFigures.find((figure) => canonical(metricJson(figure.metric)) === asked);
}

const byLabel = new Map(reportFigures.map((figure) => [figure.label, figure]));
export const findFigure = (label: string): ReportFigure | undefined => byLabel.get(label);
