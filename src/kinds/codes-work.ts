/** Code lists of training, publicity, places, duties and tasks (records.md; domain.md §3). */
import { closed, code, named, open } from './code-list.ts';

/** 培训学法; each type says whether it counts as 培训场次: study, oaths and exams are quoted by themselves. */
export const trainingTypes = open('trainingTypes', '类型', [
  code('businessTraining', '业务培训', { countsAsTraining: true }),
  code('centralGroupStudy', '中心组学法', { countsAsTraining: false }),
  code('preMeetingStudy', '会前学法', { countsAsTraining: false }),
  code('ruleOfLawMeeting', '法治工作会议', { countsAsTraining: false }),
  code('dutyReportOnLaw', '述法', { countsAsTraining: false }),
  code('legalExam', '法律知识考试', { countsAsTraining: false }),
  code('constitutionalOath', '宪法宣誓', { countsAsTraining: false }),
  code('onlineStudy', '在线学习', { countsAsTraining: false }),
  code('courtObservation', '旁听庭审', { countsAsTraining: false }),
  code('other', '其他', { countsAsTraining: false }),
]);

/** 对象 of a training; where a roster of that name exists the id is that of the role. */
export const audiences = open(
  'audiences',
  '对象',
  named({
    mediator: '人民调解员',
    lawSavvyPerson: '法律明白人',
    leadingCadre: '领导干部',
    partyCommitteeMember: '党委班子成员',
    officeCadre: '机关干部',
    stateStaff: '国家工作人员',
    villageCadre: '村“两委”干部',
    townshipUnitStaff: '乡属单位人员',
    youth: '青少年（学生）',
    villager: '村民',
  }),
);

export const attendanceStates = closed('attendanceStates', '到会', [
  code('present', '到', { attended: true }),
  code('late', '迟到', { attended: true }),
  code('onLeave', '请假'),
  code('absent', '缺席'),
  // The person was trained after all.
  code('madeUp', '补学', { attended: true }),
]);

export const publicityThemes = open(
  'publicityThemes',
  '宣传主题',
  named({
    constitution: '宪法',
    civilCode: '民法典',
    peaceBuilding: '平安建设',
    youthProtection: '青少年保护',
    ruralRevitalisation: '乡村振兴',
    telecomFraud: '电信网络诈骗',
    illegalFundraising: '防范非法集资',
    workSafety: '安全生产',
  }),
);

export const publicityForms = open(
  'publicityForms',
  '活动形式',
  named({
    rally: '集中宣传',
    materials: '发放宣传资料',
    banners: '悬挂横幅',
    consultation: '法律咨询',
    lecture: '法治讲座',
    courtyardMeeting: '院坝会',
    homeVisit: '入户走访',
    performance: '文艺演出',
    boardTour: '展板巡展',
    broadcast: '广播/LED',
    onlinePush: '线上推送',
    quiz: '知识竞赛',
    mootCourt: '模拟法庭',
  }),
);

/** 法律“七进”: the composition varies by place (domain.md §3.6). */
export const settingsEntered = open(
  'settingsEntered',
  '进哪里',
  named({
    office: '机关',
    countryside: '乡村',
    community: '社区',
    school: '学校',
    enterprise: '企业',
    institution: '单位',
    internet: '网络',
  }),
);

export const audienceGroups = open(
  'audienceGroups',
  '受众群体',
  named({
    leadingCadre: '领导干部',
    villageCadre: '村“两委”',
    youth: '青少年',
    elderly: '老年人',
    women: '妇女',
    disabled: '残疾人',
    migrantWorker: '农民工',
    enterprise: '企业',
  }),
);

export const venueTypes = open('venueTypes', '类型', [
  code('mediationRoom', '矛盾纠纷调解室'),
  code('publicityCentre', '法治宣传教育中心'),
  code('cultureSquare', '法治文化广场'),
  code('lawElements', '法治元素点位（休闲健身场所）', { aliases: ['法治元素点位'] }),
  code('noticeBoard', '宣传栏'),
  code('legalServiceRoom', '公共法律服务室'),
  code('lawBookCorner', '法律图书角'),
]);
export const venueStates = closed('venueStates', '状态', named({ building: '在建', built: '建成', upgraded: '提升' }));

export const dutyTypes = open(
  'dutyTypes',
  '类型',
  named({
    firstResponsible: '第一责任人履职',
    meeting: '会议研究法治',
    ruleMaking: '制度建设',
    openGovernment: '政务公开',
    legalReview: '合法性审查',
    majorDecision: '重大决策',
    needsSurvey: '普法需求调查',
    funding: '经费保障',
    other: '其他',
  }),
);
/** What a first responsible person does in person (the report's part three; domain.md §4.1). */
export const dutyActs = closed(
  'dutyActs',
  '履职方式',
  named({ deployed: '亲自部署', inquired: '亲自过问', coordinated: '亲自协调', supervised: '亲自督办' }),
);

export const rectificationSources = open(
  'rectificationSources',
  '来源',
  named({ inspection: '督察', selfCheck: '自查', publicReport: '群众反映' }),
);

export const taskSections = closed(
  'taskSections',
  '板块',
  named({
    study: '学法',
    publicity: '普法',
    administration: '依法行政',
    mediation: '化解纠纷',
    support: '组织保障',
  }),
);
export const splitTargetsOver = closed('splitTargetsOver', '分解到', named({ village: '各村', unit: '各单位' }));
export const splitManners = closed(
  'splitManners',
  '分解方式',
  named({ equal: '平均', byPopulation: '按人口', typed: '逐个填写' }),
);
export const schedules = closed(
  'schedules',
  '进度安排',
  named({ even: '按时间均匀', byQuarter: '按季度', byDate: '按日期' }),
);

export const unitKinds = closed(
  'unitKinds',
  '单位类型',
  named({ township: '乡镇', village: '村', townshipOffice: '乡属单位' }),
);
export const calendarPatterns = closed(
  'calendarPatterns',
  '日期规律',
  named({ fixed: '固定日期', nthWeekday: '某月第几个星期几', wholeMonth: '整月', perYear: '每年另定' }),
);
export const weekdays = closed(
  'weekdays',
  '星期',
  named({ mon: '星期一', tue: '星期二', wed: '星期三', thu: '星期四', fri: '星期五', sat: '星期六', sun: '星期日' }),
);
/** The five required parts of the annual report (domain.md §4.1). */
export const reportParts = closed(
  'reportParts',
  '部分',
  named({
    measures: '主要举措和成效',
    shortcomings: '存在的不足和原因',
    firstResponsible: '党政主要负责人履职情况',
    plan: '下一步工作安排',
    other: '其他需要报告的情况',
  }),
);

/** How often each village reports what it found on its rounds, finding nothing included. */
export const screeningRhythms = closed(
  'screeningRhythms',
  '排查多久报一次',
  named({ week: '每周', month: '每月', quarter: '每季度' }),
);

/** What is sent upward and kept as it was sent (报送留存). */
export const submissionTypes = closed(
  'submissionTypes',
  '报送内容',
  named({
    report: '法治政府建设年度报告',
    cases18: '人民调解案件情况统计表（18类）',
    cases15: '人民调解案件情况统计表（15类）',
    people: '人民调解组织队伍情况统计表',
    prevention: '矛盾纠纷排查预防情况统计表',
    publicity: '法治宣传教育情况统计表',
    training: '培训学法情况统计表',
  }),
);
export const returnRhythms = closed(
  'returnRhythms',
  '周期',
  named({ month: '每月', quarter: '每季度', halfYear: '每半年', year: '每年' }),
);
