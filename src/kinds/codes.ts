/**
 * Code lists of mediation. Spelling authority: domain.md §2.6 and records.md. An open list may be extended by the
 * township (kind codeEntry) and takes free words in the form; a closed list takes its own codes only.
 */
import { closed, code, named, open } from './code-list.ts';

/** 人民调解纠纷类型: the 18-item statistical list with its roll-up to 15 (domain.md §2.1, §2.6). */
export const disputeTypes = closed('disputeTypes', '纠纷类型', [
  code('marriageFamily', '婚姻家庭纠纷', { code: '01', rollup15: '婚姻家庭纠纷' }),
  code('neighbor', '邻里纠纷', { code: '02', rollup15: '邻里纠纷' }),
  code('housingHomestead', '房屋宅基地纠纷', { code: '03', rollup15: '房屋宅基地纠纷', aliases: ['房产宅基地纠纷'] }),
  code('contract', '合同纠纷', { code: '04', rollup15: '合同纠纷' }),
  code('productionOperation', '生产经营纠纷', { code: '05', rollup15: '生产经营纠纷' }),
  code('damages', '损害赔偿纠纷', { code: '06', rollup15: '损害赔偿纠纷' }),
  code('forestLand', '山林土地纠纷', { code: '07', rollup15: '山林土地纠纷' }),
  code('landExpropriation', '征地拆迁纠纷', { code: '08', rollup15: '征地拆迁纠纷' }),
  code('environmentalPollution', '环境污染纠纷', { code: '09', rollup15: '环境污染纠纷', aliases: ['环境保护纠纷'] }),
  code('migrantWageArrears', '拖欠农民工工资纠纷', { code: '10', rollup15: '劳动争议纠纷' }),
  code('otherLabor', '其他劳动争议纠纷', { code: '11', rollup15: '劳动争议纠纷', aliases: ['劳动争议纠纷'] }),
  code('tourism', '旅游纠纷', { code: '12', rollup15: '消费纠纷' }),
  code('ecommerce', '电子商务纠纷', { code: '13', rollup15: '消费纠纷' }),
  code('otherConsumer', '其他消费纠纷', { code: '14', rollup15: '消费纠纷', aliases: ['消费纠纷', '消防纠纷'] }),
  code('medical', '医疗纠纷', { code: '15', rollup15: '医疗纠纷', aliases: ['医患纠纷'] }),
  code('trafficAccident', '道路交通事故纠纷', { code: '16', rollup15: '道路交通事故纠纷', aliases: ['道路交通纠纷'] }),
  code('propertyManagement', '物业纠纷', { code: '17', rollup15: '物业纠纷', aliases: ['物业管理纠纷'] }),
  code('other', '其他纠纷', { code: '18', rollup15: '其他纠纷' }),
]);

/** 案件来源, two levels (domain.md §2.2, §2.6). */
export const caseSources = closed('caseSources', '案件来源', [
  code('ownMotion', '主动调解'),
  code('application', '依申请调解'),
  code('referral.court', '法院委托移送', { parent: '接受委托移送调解' }),
  code('referral.procuratorate', '检察院委托移送', { parent: '接受委托移送调解' }),
  code('referral.police', '公安机关委托移送', { parent: '接受委托移送调解' }),
  code('referral.petition', '信访部门委托移送', { parent: '接受委托移送调解' }),
  code('referral.otherDept', '其他部门委托移送', { parent: '接受委托移送调解' }),
]);

/** Local sub-types under each dispute type, typical contents of domain.md §2.1; `parent` is the type's name. */
const SUBTYPES: readonly (readonly [type: string, names: readonly string[]])[] = [
  ['婚姻家庭纠纷', ['离婚', '抚养', '赡养', '继承', '分家析产', '彩礼']],
  ['邻里纠纷', ['相邻权', '通行', '排水', '采光', '噪音', '牲畜']],
  ['房屋宅基地纠纷', ['宅基地界址', '建房', '房屋买卖', '房屋租赁']],
  ['合同纠纷', ['买卖', '民间借贷', '承揽', '租赁']],
  ['生产经营纠纷', ['农资', '种养', '合伙', '用水用电']],
  ['损害赔偿纠纷', ['人身伤害', '财物损坏', '动物致害']],
  ['山林土地纠纷', ['山林权属', '土地承包流转', '草山', '山林土地界址']],
  ['征地拆迁纠纷', ['补偿分配', '安置']],
  ['环境污染纠纷', ['养殖污染', '噪声污染', '水源污染']],
  ['其他劳动争议纠纷', ['工伤', '劳务']],
];

/** 细类: villages see 民间借贷 though the national list has no such item; the words are their own ids. */
export const disputeSubtypes = open(
  'disputeSubtypes',
  '细类',
  SUBTYPES.flatMap(([parent, names]) => names.map((zh) => code(zh, zh, { parent }))),
);

/** 结果: where a case stands (domain.md §1.5); outcomes are spelled as in §2.6. */
export const caseStatuses = closed(
  'caseStatuses',
  '结果',
  named({
    registered: '登记',
    accepted: '受理',
    inMediation: '调解中',
    settled: '调解成功',
    notSettled: '调解不成',
    terminated: '终止调解',
    declined: '不予受理',
  }),
);

export const terminationReasons = closed(
  'terminationReasons',
  '终止原因',
  named({ refused: '一方明确拒绝', withdrawn: '当事人撤回申请', endRequested: '要求终止', other: '其他' }),
);

export const agreementForms = closed('agreementForms', '协议形式', named({ written: '书面协议', oral: '口头协议' }));

/** 调委会类别 (domain.md §2.3, §2.6). */
export const committeeKinds = closed(
  'committeeKinds',
  '调委会类别',
  named({
    village: '村调委会',
    resident: '居调委会',
    township: '乡镇调委会',
    street: '街道调委会',
    enterprise: '企事业单位调委会',
    organisation: '社会团体和其他组织调委会',
  }),
);

export const partySides = closed('partySides', '当事人', named({ partyA: '当事人（甲方）', partyB: '当事人（乙方）' }));
export const applicationSides = closed(
  'applicationSides',
  '申请中的身份',
  named({ applicant: '申请人', respondent: '被申请人' }),
);
export const partyKinds = closed('partyKinds', '类别', named({ person: '自然人', organisation: '单位' }));

/** How the mediators were found (人民调解法 art. 19). */
export const choosers = closed('choosers', '指定方式', named({ committee: '调委会指定', parties: '当事人选择' }));

/** 难易程度: the national flag 疑难复杂案件 is `complex` or `major` (domain.md §1.5). */
export const difficulties = open(
  'difficulties',
  '难易程度',
  named({ simple: '简易', general: '一般', complex: '疑难复杂', major: '重大' }),
);

export const risks = closed('risks', '激化风险', named({ none: '无', possible: '可能激化', reported: '已报告' }));
export const languages = open('languages', '调解所用语言', named({ chinese: '汉语', tujia: '土家语', miao: '苗语' }));
export const opennesses = closed('opennesses', '公开方式', named({ open: '公开', closed: '不公开' }));

/** 告知途径 (人民调解法 art. 26). */
export const routes = closed(
  'routes',
  '告知途径',
  named({ arbitration: '仲裁', administrative: '行政', litigation: '诉讼' }),
);

/** Who has to sign before a written agreement takes effect (人民调解法 art. 29). */
export const signers = closed(
  'signers',
  '签名盖章人',
  named({ party: '当事人', mediator: '人民调解员', seal: '人民调解委员会（印章）', recorder: '记录人' }),
);
export const signatureManners = closed(
  'signatureManners',
  '方式',
  named({ signed: '签名', sealed: '盖章', fingerprint: '按指印' }),
);

export const performances = closed(
  'performances',
  '履行情况',
  named({ pending: '待履行', partly: '部分履行', performed: '已履行', notPerformed: '未履行' }),
);
export const satisfactions = closed(
  'satisfactions',
  '满意度',
  named({ satisfied: '满意', mostlySatisfied: '基本满意', notSatisfied: '不满意' }),
);
export const confirmationStates = closed(
  'confirmationStates',
  '司法确认',
  named({ none: '未申请', applied: '已申请', confirmed: '已确认', rejected: '驳回', withdrawn: '撤回' }),
);
export const reviewStates = closed(
  'reviewStates',
  '审核',
  named({ pending: '待审核', approved: '已审核', returned: '退回补正' }),
);
export const subsidyStates = closed(
  'subsidyStates',
  '以案定补',
  named({ none: '未申报', applied: '已申报', granted: '已核定', paid: '已发放', refused: '不予补贴' }),
);

/** 保管期限: no statute sets one for mediation files, so the list is the township's (domain.md §1.3). */
export const retentions = open(
  'retentions',
  '保管期限',
  named({ permanent: '永久', years30: '30年', years10: '10年', long: '长期', short: '短期' }),
);

export const photoSubjects = open(
  'photoSubjects',
  '照片内容',
  named({ attendanceSheet: '签到表', agreement: '协议', event: '活动照片', other: '其他' }),
);
