/**
 * Code lists of mediation. Spelling authority: domain.md §2.6 and records.md. An open list may be extended by the
 * township (kind codeEntry) and takes free words in the form; a closed list takes its own codes only.
 */
import { closed, code, named, open } from './code-list.ts';

/** 人民调解纠纷类型: the 18-item statistical list with its roll-up to 15 (domain.md §2.1, §2.6). */
export const disputeTypes = closed('disputeTypes', '纠纷类型', [
  code('marriageFamily', '婚姻家庭纠纷', {
    code: '01',
    rollup15: '婚姻家庭纠纷',
    aliases: ['婚姻家庭', '家庭纠纷', '婚姻纠纷', '家庭矛盾', '家事纠纷'],
  }),
  code('neighbor', '邻里纠纷', {
    code: '02',
    rollup15: '邻里纠纷',
    aliases: ['邻里', '邻里关系', '相邻关系纠纷', '相邻纠纷'],
  }),
  code('housingHomestead', '房屋宅基地纠纷', {
    code: '03',
    rollup15: '房屋宅基地纠纷',
    aliases: ['宅基地', '宅基地纠纷', '房屋纠纷', '房屋、宅基地纠纷', '建房纠纷', '房产宅基地纠纷'],
  }),
  code('contract', '合同纠纷', {
    code: '04',
    rollup15: '合同纠纷',
    aliases: ['经济纠纷', '债务纠纷', '借贷纠纷', '民间借贷纠纷'],
  }),
  code('productionOperation', '生产经营纠纷', { code: '05', rollup15: '生产经营纠纷', aliases: ['生产经营'] }),
  code('damages', '损害赔偿纠纷', {
    code: '06',
    rollup15: '损害赔偿纠纷',
    aliases: ['损害赔偿', '人身损害赔偿纠纷', '赔偿纠纷', '打架斗殴'],
  }),
  code('forestLand', '山林土地纠纷', {
    code: '07',
    rollup15: '山林土地纠纷',
    aliases: [
      '山林土地',
      '土地纠纷',
      '山林纠纷',
      '林地纠纷',
      '山林、土地纠纷',
      '土地山林纠纷',
      '林权纠纷',
      '土地权属纠纷',
    ],
  }),
  code('landExpropriation', '征地拆迁纠纷', {
    code: '08',
    rollup15: '征地拆迁纠纷',
    aliases: ['征地拆迁', '征地补偿纠纷', '拆迁纠纷'],
  }),
  code('environmentalPollution', '环境污染纠纷', {
    code: '09',
    rollup15: '环境污染纠纷',
    aliases: ['环境污染', '污染纠纷', '环保纠纷', '环境保护纠纷'],
  }),
  code('migrantWageArrears', '拖欠农民工工资纠纷', {
    code: '10',
    rollup15: '劳动争议纠纷',
    aliases: ['拖欠农民工工资', '欠薪纠纷', '欠薪', '农民工工资纠纷', '拖欠工资纠纷'],
  }),
  code('otherLabor', '其他劳动争议纠纷', {
    code: '11',
    rollup15: '劳动争议纠纷',
    aliases: ['其他劳动争议', '劳动纠纷', '劳资纠纷', '工伤纠纷', '劳动争议纠纷'],
  }),
  code('tourism', '旅游纠纷', { code: '12', rollup15: '消费纠纷' }),
  code('ecommerce', '电子商务纠纷', { code: '13', rollup15: '消费纠纷', aliases: ['网购纠纷'] }),
  code('otherConsumer', '其他消费纠纷', { code: '14', rollup15: '消费纠纷', aliases: ['消费纠纷', '消防纠纷'] }),
  code('medical', '医疗纠纷', { code: '15', rollup15: '医疗纠纷', aliases: ['医疗事故纠纷', '医患纠纷'] }),
  code('trafficAccident', '道路交通事故纠纷', {
    code: '16',
    rollup15: '道路交通事故纠纷',
    aliases: ['交通事故纠纷', '交通事故', '道路交通事故', '交通纠纷', '道路交通纠纷'],
  }),
  code('propertyManagement', '物业纠纷', { code: '17', rollup15: '物业纠纷', aliases: ['物业管理纠纷'] }),
  code('other', '其他纠纷', {
    code: '18',
    rollup15: '其他纠纷',
    aliases: ['其它纠纷', '其他', '其它', '村务管理纠纷', '计划生育纠纷'],
  }),
]);

/** 案件来源, two levels (domain.md §2.2, §2.6). */
export const caseSources = closed('caseSources', '案件来源', [
  code('ownMotion', '主动调解', { aliases: ['主动', '排查发现', '排查', '主动排查'] }),
  code('application', '依申请调解', { aliases: ['申请', '依申请', '当事人申请', '群众申请', '来访申请'] }),
  code('referral.court', '法院委托移送', { parent: '接受委托移送调解', aliases: ['法院委托', '法院移送'] }),
  code('referral.procuratorate', '检察院委托移送', { parent: '接受委托移送调解' }),
  code('referral.police', '公安机关委托移送', {
    parent: '接受委托移送调解',
    aliases: ['公安移送', '派出所移送', '公安委托', '公安机关移送'],
  }),
  code('referral.petition', '信访部门委托移送', {
    parent: '接受委托移送调解',
    aliases: ['信访移送', '信访委托', '信访部门移送'],
  }),
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

/** As villages write them in their ledgers. */
const SUBTYPE_ALIASES: { readonly [subtype: string]: readonly string[] } = {
  土地承包流转: ['土地流转', '土地承包', '承包地'],
  山林土地界址: ['林地界址', '土地界址', '林地', '界址', '边界'],
  山林权属: ['林权', '林权权属', '林木'],
  房屋买卖: ['买卖房屋'],
  宅基地界址: ['宅基地边界'],
  噪音: ['噪声'],
  人身伤害: ['打架', '殴打', '人身损害'],
  财物损坏: ['财产损害', '损坏财物'],
  动物致害: ['狗咬', '犬只伤人', '牲畜毁坏庄稼'],
  种养: ['养殖', '种植'],
  民间借贷: ['借贷', '借款', '欠款', '债务'],
  补偿分配: ['补偿款', '征地补偿', '青苗补偿'],
  工伤: ['工伤赔偿'],
  劳务: ['劳务费', '劳务报酬'],
};

/** 细类: villages see 民间借贷 though the national list has no such item; the words are their own ids. */
export const disputeSubtypes = open(
  'disputeSubtypes',
  '细类',
  SUBTYPES.flatMap(([parent, names]) =>
    names.map((zh) =>
      code(zh, zh, { parent, ...(SUBTYPE_ALIASES[zh] === undefined ? {} : { aliases: SUBTYPE_ALIASES[zh] }) }),
    ),
  ),
);

/** 结果: where a case stands (domain.md §1.5); outcomes are spelled as in §2.6. */
export const caseStatuses = closed('caseStatuses', '结果', [
  code('registered', '登记', { aliases: ['已登记'] }),
  code('accepted', '受理', { aliases: ['已受理', '待调解'] }),
  code('inMediation', '调解中', { aliases: ['正在调解', '调处中', '化解中', '办理中', '未办结'] }),
  code('settled', '调解成功', {
    aliases: [
      '成功',
      '已调解',
      '已化解',
      '化解成功',
      '已调处',
      '达成协议',
      '已达成协议',
      '调成',
      '调解达成协议',
      '已办结',
      '调结',
      '已调结',
      '达成调解协议',
      '和解',
    ],
  }),
  code('notSettled', '调解不成', {
    aliases: ['不成', '失败', '调解失败', '未成功', '未达成协议', '调解未成功', '未调成', '未化解'],
  }),
  code('terminated', '终止调解', { aliases: ['终止', '撤回申请', '已终止'] }),
  code('declined', '不予受理', { aliases: ['不受理'] }),
]);

export const terminationReasons = closed(
  'terminationReasons',
  '终止原因',
  named({ refused: '一方明确拒绝', withdrawn: '当事人撤回申请', endRequested: '要求终止', other: '其他' }),
);

/** Why a committee may not take a case (若干规定 art. 22; 人民调解法 art. 17). */
export const declineReasons = closed(
  'declineReasons',
  '不予受理原因',
  named({
    specialAuthority: '法律规定由专门机关管辖处理',
    barred: '法律禁止用民间调解方式解决',
    alreadyHandled: '法院、公安机关或其他行政机关已经受理或解决',
    refused: '一方当事人明确拒绝调解',
    other: '其他',
  }),
);

export const agreementForms = closed('agreementForms', '协议形式', [
  code('written', '书面协议', { aliases: ['书面', '书面调解', '调解协议书'] }),
  code('oral', '口头协议', { aliases: ['口头', '口头调解'] }),
]);

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
/** Who acts for an organisation: its head needs no 授权委托书 (民法典 art. 61). */
export const agentKinds = closed(
  'agentKinds',
  '代理人身份',
  named({ head: '法定代表人、负责人', entrusted: '委托代理人' }),
);

/** How the mediators were found (人民调解法 art. 19). */
export const choosers = closed('choosers', '指定方式', named({ committee: '调委会指定', parties: '当事人选择' }));

/** 难易程度: the national flag 疑难复杂案件 is `complex` or `major` (domain.md §1.5). */
export const difficulties = open('difficulties', '难易程度', [
  code('simple', '简易', { aliases: ['简单'] }),
  code('general', '一般', { aliases: ['一般案件', '普通'] }),
  code('complex', '疑难复杂', { aliases: ['疑难', '复杂', '疑难复杂案件'] }),
  code('major', '重大', { aliases: ['重大疑难'] }),
]);

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

export const performances = closed('performances', '履行情况', [
  code('pending', '待履行', { aliases: ['未到期', '履行中', '未到履行期'] }),
  code('partly', '部分履行', { aliases: ['部分已履行'] }),
  code('performed', '已履行', {
    aliases: ['履行', '已履行完毕', '履行完毕', '全部履行', '当场履行', '已全部履行', '即时履行', '是'],
  }),
  code('notPerformed', '未履行', { aliases: ['不履行', '拒不履行'] }),
]);
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

/** What a township may ask before it pays (domain.md §1.5): places differ in all three. */
export const subsidyConditions = closed(
  'subsidyConditions',
  '以案定补条件',
  named({ settled: '调解成功', performed: '协议已履行', fileComplete: '卷宗不缺内容' }),
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
