/** Code lists about people (records.md, person; domain.md §3.1; GB/T 2261.1, GB/T 3304, GB/T 4658). */
import { closed, code, named, open } from './code-list.ts';

export const sexes = closed('sexes', '性别', [code('male', '男', { code: '1' }), code('female', '女', { code: '2' })]);

const GROUPS =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 ' +
  '达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺';
/** The ids that code elsewhere speaks of; the others are told apart by their number in GB/T 3304. */
const GROUP_IDS: { readonly [zh: string]: string } = { 汉: 'han', 苗: 'miao', 土家: 'tujia' };
/** In a Tujia–Miao county these three are nearly every answer, so they stand first. */
const COMMON_GROUPS = ['土家', '苗', '汉'];

const groupCodes = GROUPS.split(' ').map((zh, index) => {
  const number = String(index + 1).padStart(2, '0');
  return code(GROUP_IDS[zh] ?? `ethnic${number}`, `${zh}族`, { code: number, aliases: [zh] });
});
const isCommonGroup = (zh: string) => COMMON_GROUPS.includes(zh.slice(0, -1));

/** 民族, GB/T 3304; open for 未识别民族 and 外国血统. */
export const ethnicGroups = open('ethnicGroups', '民族', [
  ...COMMON_GROUPS.flatMap((zh) => groupCodes.filter((each) => each.zh === `${zh}族`)),
  ...groupCodes.filter((each) => !isCommonGroup(each.zh)),
]);

export const educations = open(
  'educations',
  '文化程度',
  named({
    none: '文盲或半文盲',
    primary: '小学',
    juniorMiddle: '初中',
    seniorMiddle: '高中（中专）',
    college: '大专',
    bachelor: '本科',
    postgraduate: '研究生',
  }),
);

/** 身份 (records.md, person). A role says what somebody is and grants no rights (SPEC S3). */
export const personRoles = closed(
  'personRoles',
  '身份',
  named({
    mediator: '人民调解员',
    lawSavvyPerson: '法律明白人',
    legalPacesetter: '法治带头人',
    villageLegalAdviser: '法律顾问',
    leadingCadre: '领导干部',
    partyCommitteeMember: '党委班子成员',
    officeCadre: '机关干部',
    villageCadre: '村“两委”干部',
    townshipUnitStaff: '乡属单位人员',
    gridWorker: '网格员',
    modelLawHousehold: '学法用法示范户',
  }),
);

/** 产生方式 (人民调解法 art. 13). */
export const mediatorBases = closed('mediatorBases', '产生方式', named({ elected: '委员', engaged: '聘任' }));
export const committeeRoles = closed(
  'committeeRoles',
  '调委会职务',
  named({ director: '主任', deputyDirector: '副主任', member: '委员' }),
);
export const employments = closed('employments', '专职/兼职', named({ fullTime: '专职', partTime: '兼职' }));

/** 重点人群: eight of the ten groups of the 2021 rule are known; open for the other two (domain.md §3.1). */
export const priorityGroups = open(
  'priorityGroups',
  '重点人群',
  named({
    villageCadre: '村干部',
    womensFederation: '村妇联执委、儿童主任',
    mediator: '人民调解员',
    auxiliaryPolice: '驻村辅警',
    gridWorker: '网格员',
    groupLeader: '村民小组长',
    partyMember: '中共党员',
    fiveElders: '“五老”人员',
  }),
);
export const examResults = closed('examResults', '考试', named({ passed: '合格', failed: '不合格', notTaken: '未考' }));
export const lawSavvyStates = closed('lawSavvyStates', '状态', named({ active: '在岗', exited: '退出' }));

/** 类型 of a service entry: the four duties of a 法律明白人 (domain.md §3.1). */
export const serviceTypes = closed(
  'serviceTypes',
  '类型',
  named({
    publicity: '宣传政策法律',
    guidance: '引导法律服务',
    disputeHelp: '参与化解',
    governance: '参与治理',
  }),
);

/** Role of an account (SPEC S3). */
export const memberRoles = closed(
  'memberRoles',
  '账号角色',
  named({
    mediator: '人民调解员',
    villageCadre: '村干部',
    lawSavvyPerson: '法律明白人',
    leader: '乡镇领导',
    office: '司法所',
  }),
);
