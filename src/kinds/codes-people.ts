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

export const educations = open('educations', '文化程度', [
  code('none', '文盲或半文盲', { aliases: ['文盲', '半文盲'] }),
  code('primary', '小学'),
  code('juniorMiddle', '初中', { aliases: ['初中毕业', '初级中学'] }),
  code('seniorMiddle', '高中（中专）', { aliases: ['高中', '中专', '高中/中专', '职高', '中技'] }),
  code('college', '大专', { aliases: ['专科', '大学专科'] }),
  code('bachelor', '本科', { aliases: ['大学', '大学本科'] }),
  code('postgraduate', '研究生', { aliases: ['硕士'] }),
]);

/** 身份 (records.md, person). A role says what somebody is and grants no rights (SPEC S3). */
export const personRoles = closed('personRoles', '身份', [
  code('mediator', '人民调解员', { aliases: ['调解员', '专职调解员', '兼职调解员'] }),
  code('lawSavvyPerson', '法律明白人', { aliases: ['法律明白人骨干', '明白人'] }),
  code('legalPacesetter', '法治带头人', { aliases: ['法治带头人骨干'] }),
  code('villageLegalAdviser', '法律顾问', { aliases: ['村法律顾问', '村（居）法律顾问'] }),
  code('leadingCadre', '领导干部'),
  code('partyCommitteeMember', '党委班子成员'),
  code('officeCadre', '机关干部', { aliases: ['乡镇干部', '乡干部'] }),
  code('villageCadre', '村“两委”干部', { aliases: ['村干部', '村“两委”', '村两委', '村两委干部', '村两委成员'] }),
  code('townshipUnitStaff', '乡属单位人员'),
  code('gridWorker', '网格员', { aliases: ['网格人员'] }),
  code('modelLawHousehold', '学法用法示范户', { aliases: ['学法示范户', '农村学法用法示范户'] }),
]);

/** 产生方式 (人民调解法 art. 13). */
export const mediatorBases = closed('mediatorBases', '产生方式', [
  code('elected', '委员', { aliases: ['选举', '推选', '选任'] }),
  code('engaged', '聘任', { aliases: ['聘用', '聘请'] }),
]);
export const committeeRoles = closed('committeeRoles', '调委会职务', [
  code('director', '主任', { aliases: ['调委会主任'] }),
  code('deputyDirector', '副主任', { aliases: ['调委会副主任'] }),
  code('member', '委员', { aliases: ['调解委员', '成员'] }),
]);
export const employments = closed('employments', '专职/兼职', [
  code('fullTime', '专职', { aliases: ['专'] }),
  code('partTime', '兼职', { aliases: ['兼'] }),
]);

/** 重点人群: eight of the ten groups of the 2021 rule are known; open for the other two (domain.md §3.1). */
export const priorityGroups = open('priorityGroups', '重点人群', [
  code('villageCadre', '村干部', {
    aliases: [
      '村支书',
      '村书记',
      '支部书记',
      '村支部书记',
      '村主任',
      '村委会主任',
      '村委主任',
      '副主任',
      '村文书',
      '文书',
      '村两委',
      '村“两委”',
    ],
  }),
  code('womensFederation', '村妇联执委、儿童主任', {
    aliases: ['妇联执委', '妇联主席', '村妇联主席', '妇女主任', '儿童主任', '妇女专干'],
  }),
  code('mediator', '人民调解员', { aliases: ['调解员'] }),
  code('auxiliaryPolice', '驻村辅警', { aliases: ['辅警'] }),
  code('gridWorker', '网格员', { aliases: ['网格人员', '专职网格员'] }),
  code('groupLeader', '村民小组长', { aliases: ['组长', '小组长', '社长', '村民组长'] }),
  code('partyMember', '中共党员', { aliases: ['党员'] }),
  code('fiveElders', '“五老”人员', {
    aliases: ['五老', '五老人员', '“五老”', '老党员', '老干部', '老教师', '老战士', '老模范'],
  }),
]);
export const examResults = closed('examResults', '考试', [
  code('passed', '合格', { aliases: ['通过', '及格', '已通过'] }),
  code('failed', '不合格', { aliases: ['未通过', '不及格'] }),
  code('notTaken', '未考', { aliases: ['未参加'] }),
]);
export const lawSavvyStates = closed('lawSavvyStates', '状态', [
  code('active', '在岗', { aliases: ['在任', '正常'] }),
  code('exited', '退出', { aliases: ['已退出'] }),
]);

/** 类型 of a service entry: the four duties of a 法律明白人 (domain.md §3.1). */
export const serviceTypes = closed('serviceTypes', '类型', [
  code('publicity', '宣传政策法律', { aliases: ['法律宣传', '普法宣传', '法治宣传', '政策宣传', '宣传'] }),
  code('guidance', '引导法律服务', { aliases: ['法律服务引导', '引导服务', '法律咨询'] }),
  code('disputeHelp', '参与化解', {
    aliases: ['参与调解', '参与化解矛盾纠纷', '化解矛盾纠纷', '化解纠纷', '调解纠纷'],
  }),
  code('governance', '参与治理', { aliases: ['参与基层治理', '基层治理', '社会治理'] }),
]);

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
