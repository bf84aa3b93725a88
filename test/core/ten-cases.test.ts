/** Ten cases of ten types, each led from the dispute to the archived file by the steps that the page offers, and the papers read back. */
import { expect, test } from 'vitest';
import { startOfStep } from '#core/case-course.ts';
import type { CourseContext } from '#core/case-step.ts';
import { stepsFrom } from '#core/case-steps.ts';
import { sealOf } from '#core/case-seal.ts';
import { blanksOf, linesOf } from '#core/document.ts';
import { dossierOf } from '#core/dossier.ts';
import { dossierModel, formsInFile } from '#core/papers/all.ts';
import type { FormId } from '#core/papers/parts.ts';
import { rawOf } from '#core/raw.ts';
import { problemsOf, readDraft } from '#core/validate.ts';
import type { Values } from '#kinds/field.ts';
import { mediationCase } from '#kinds/index.ts';
import { aParty, listed, paperCase } from '#test/help/paper-cases.ts';

const TODAY = '2026-06-03';
const context: CourseContext = {
  today: TODAY,
  me: '李伟',
  personName: () => '李伟',
  isOffice: true,
  holidays: [],
  subsidy: undefined,
};

/** A step, and what the mediator writes into its form beside what stands there. */
type Step = string | readonly [id: string, written: Values];
interface Course {
  readonly type: string;
  readonly begins: Values;
  readonly steps: readonly Step[];
  readonly ends: string;
  /** Papers that its file must have beside cover, contents and back cover. */
  readonly papers: readonly FormId[];
  /** What the printed file says. */
  readonly says: readonly string[];
}

const two = listed([aParty(), aParty({ side: 'partyB', name: '彭秀英', sex: 'female', age: 47 })]);
const session = (body: string): Values => ({
  sessions: listed([{ heldOn: TODAY, place: '村委会', recorder: '李伟', body }]),
});
const written = (content: string, more: Values = {}): Step => [
  'settle',
  {
    agreementForm: 'written',
    agreementItems: listed([{ content }]),
    performManner: '一次性付清',
    performPlace: '村委会',
    performBy: TODAY,
    ...more,
  },
];
const filed: readonly Step[] = ['submit', 'approve', ['archive', { retention: 'years30' }]];
const ORAL: readonly FormId[] = ['acceptance', 'oralAgreement', 'closingReport'];
const WRITTEN: readonly FormId[] = ['rightsNotice', 'identity', 'mediationRecord', 'agreement', 'closingReport'];

const courses: readonly Course[] = [
  {
    type: 'neighbor',
    begins: { facts: '屋檐滴水', status: 'accepted' },
    steps: [
      ['settle', { agreementForm: 'oral', agreementItems: listed([{ content: '接上落水管' }]) }],
      'perform',
      ...filed,
    ],
    ends: 'settled',
    papers: ORAL,
    says: ['人民调解口头协议登记表', '接上落水管', '已履行'],
  },
  {
    type: 'contract',
    begins: { facts: '货款没有付清', status: 'registered' },
    steps: [
      'accept',
      ['mediate', session('双方陈述。')],
      written('分两期付清', {
        agreementItems: listed([
          { content: '第一期', amount: 100_000, dueOn: TODAY },
          { content: '第二期', amount: 200_000, dueOn: '2026-07-03' },
        ]),
        agreedAmount: 300_000,
      }),
      'sign',
      ['performPart', { performance: 'partly' }],
      'perform',
      ['visit', { followUps: listed([{ on: TODAY, by: '李伟', findings: '付清了', satisfaction: 'satisfied' }]) }],
      ...filed,
    ],
    ends: 'settled',
    papers: [...WRITTEN, 'receipt', 'followUp'],
    says: ['1．第一期（金额：1,000元', '人民币（大写）贰仟元整', '付清了'],
  },
  {
    type: 'marriageFamily',
    begins: {
      facts: '赡养老人',
      source: 'application',
      requests: listed([{ content: '按月给赡养费' }]),
      status: 'registered',
    },
    steps: ['accept', ['mediate', session('兄弟商量。')], written('每月各给300元'), 'sign', 'perform', ...filed],
    ends: 'settled',
    papers: ['application', ...WRITTEN],
    says: ['人民调解申请书', '1．按月给赡养费', '每月各给300元'],
  },
  {
    type: 'damages',
    begins: {
      facts: '被狗咬伤',
      status: 'accepted',
      parties: listed([
        aParty({ name: '田小宝', age: 9, occupation: '学生', guardian: '田大山' }),
        aParty({ side: 'partyB', name: '彭秀英' }),
      ]),
    },
    steps: [
      ['mediate', session('看了伤口。')],
      written('赔偿医药费800元', { agreedAmount: 80_000 }),
      'sign',
      'perform',
      ...filed,
    ],
    ends: 'settled',
    papers: ['acceptance', ...WRITTEN],
    says: ['田小宝（法定代理人代签）：', '法定代理人（监护人）：田大山'],
  },
  {
    type: 'migrantWageArrears',
    begins: {
      facts: '拖欠工资',
      status: 'accepted',
      parties: listed([
        aParty(),
        aParty({
          side: 'partyB',
          partyKind: 'organisation',
          name: '示例建筑公司',
          representative: '王经理',
          agentKind: 'entrusted',
        }),
      ]),
    },
    steps: [
      ['mediate', session('对账。')],
      written('付清工资', { agreedAmount: 500_000 }),
      'sign',
      [
        'confirm',
        { judicialConfirmation: { state: 'applied', appliedOn: TODAY, court: '酉阳土家族苗族自治县人民法院' } },
      ],
      ['confirmed', { judicialConfirmation: { state: 'confirmed', appliedOn: TODAY, decidedOn: TODAY } }],
      'perform',
      ...filed,
    ],
    ends: 'settled',
    papers: ['acceptance', ...WRITTEN, 'powerOfAttorney', 'confirmationOrganisation'],
    says: ['示例建筑公司（签名并盖章）：', '委托代理人：王经理', '共同申请司法确认'],
  },
  {
    type: 'forestLand',
    begins: { facts: '山林界线不清', status: 'accepted' },
    steps: [
      [
        'investigate',
        {
          investigations: listed([
            {
              heldOn: TODAY,
              place: '后山',
              attendees: '组长',
              investigator: '李伟',
              interviewee: '杨大爷',
              recorder: '李伟',
              body: '看了界桩。',
            },
          ]),
        },
      ],
      ['mediate', session('各说各的。')],
      ['fail', { routesAdvised: ['arbitration', 'litigation'] }],
      ...filed,
    ],
    ends: 'notSettled',
    papers: ['acceptance', 'rightsNotice', 'identity', 'investigation', 'mediationRecord', 'closingReport', 'note'],
    says: ['看了界桩。', '已告知当事人可以依法通过仲裁、诉讼等途径维护自己的权利'],
  },
  {
    type: 'housingHomestead',
    begins: { facts: '宅基地争议', status: 'accepted' },
    steps: [['terminate', { terminationReason: 'refused', routesAdvised: ['litigation'] }], ...filed],
    ends: 'terminated',
    papers: ['acceptance', 'note'],
    says: ['本案终止调解，原因：一方明确拒绝，已告知当事人诉讼途径。'],
  },
  {
    type: 'trafficAccident',
    begins: { facts: '交警已经处理', status: 'registered' },
    steps: [['decline', { declineReason: 'alreadyHandled', routesAdvised: ['administrative'] }], ...filed],
    ends: 'declined',
    papers: ['note'],
    says: ['本案不予受理，原因：法院、公安机关或其他行政机关已经受理或解决，已告知当事人行政途径。'],
  },
  {
    type: 'productionOperation',
    begins: { facts: '种子不发芽', risk: 'possible', status: 'accepted' },
    steps: [
      ['report', { risk: 'reported', reportedAt: TODAY, reportedTo: '派出所' }],
      ['extend', { extension: { until: '2026-07-20', agreedOn: TODAY, allAgreed: true } }],
      ['mediate', session('查看田里。')],
      written('退还种子钱'),
      'sign',
      'notPerformed',
      ...filed,
    ],
    ends: 'settled',
    papers: ['acceptance', ...WRITTEN, 'note'],
    says: ['报告派出所', '未履行'],
  },
  {
    type: 'otherConsumer',
    begins: { facts: '手机坏了', source: 'referral.otherDept', status: 'accepted' },
    steps: [
      ['settle', { agreementForm: 'oral', agreementItems: listed([{ content: '换一台' }]) }],
      'perform',
      ...filed,
    ],
    ends: 'settled',
    papers: ORAL,
    says: ['③其他部门委托移送☑', '依其他部门委托移送，经当事人同意', '换一台'],
  },
];

/** Opens the form of a step that is offered, writes into it, and saves. */
function taken(values: Values, step: Step, n: number): Values {
  const [id, typedIn] = typeof step === 'string' ? [step, {}] : step;
  const offered = stepsFrom(values, context);
  const found = offered.find((one) => one.id === id);
  if (found === undefined) throw new Error(`${id} is not offered, but ${offered.map((one) => one.id).join(' ')}`);
  let made = 0;
  const newItemId = () =>
    `0192a000-0000-7000-9000-${String(n).padStart(4, '0')}${String((made += 1)).padStart(8, '0')}`;
  const { typed } = startOfStep(found, values, context, newItemId);
  const raw = { ...rawOf(mediationCase.fields, values), ...typed, ...rawOf(mediationCase.fields, typedIn) };
  const read = readDraft(mediationCase, raw);
  const problems = [...read.problems, ...problemsOf(mediationCase, read.values, { today: TODAY })];
  expect(problems, id).toEqual([]);
  return read.values;
}

test.each(courses)('a case of $type is led to an archived file that lacks nothing', (course) => {
  const { type, begins, steps, ends, papers, says } = course;
  const more: Values = {
    parties: two,
    acceptedOn: '2026-05-25',
    source: 'ownMotion',
    committee: 'c1',
    mediators: ['m1'],
  };
  let values: Values = { ...more, disputeType: type, ...begins };
  steps.forEach((step, n) => (values = taken(values, step, n)));
  expect(values).toMatchObject({ status: ends, archivedOn: TODAY, review: { state: 'approved' } });
  const { papers: asked, forbidden, warnings } = dossierOf(values, TODAY);
  const lacking = asked.filter(({ state }) => state === 'lacking').map(({ label }) => label);
  expect({ lacking, forbidden, warnings }).toEqual({ lacking: [], forbidden: [], warnings: [] });

  const seal = { ...sealOf('r', ['a'.repeat(64)]) };
  const one = paperCase({ ...values, seal, fileNumber: '（2026）城墙人调字第1号' });
  expect(formsInFile(one).map(({ id }) => id)).toEqual(expect.arrayContaining([...papers]));
  const { parts, foot } = dossierModel(one);
  const said = parts.flatMap(({ blocks }) => linesOf(blocks)).join('\n');
  for (const words of says) expect(said).toContain(words);
  expect(said).not.toMatch(/undefined|null|NaN|\[object/);
  expect(foot).toContain('归档校验码');
  // Nobody is asked for what the case says already.
  const blanks = new Set(parts.flatMap(({ blocks }) => blanksOf(blocks)));
  for (const known of ['姓名', '卷号', '受理日期', '纠纷简要情况', '协议内容', '保管期限'])
    expect([...blanks]).not.toContain(known);
});
