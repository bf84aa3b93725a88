/** Code lists of training, publicity, places, duties and tasks (records.md; domain.md §3). */
import { closed, code, named, open } from './code-list.ts';

/** 培训学法; each type says whether it counts as 培训场次: study, oaths and exams are quoted by themselves. */
export const trainingTypes = open('trainingTypes', '类型', [
  code('businessTraining', '业务培训', { aliases: ['培训', '培训会', '业务学习', '培训班'], countsAsTraining: true }),
  code('centralGroupStudy', '中心组学法', {
    aliases: ['中心组学习', '理论学习中心组学法', '理论学习中心组学习'],
    countsAsTraining: false,
  }),
  code('preMeetingStudy', '会前学法', { countsAsTraining: false }),
  code('ruleOfLawMeeting', '法治工作会议', { aliases: ['法治会议', '法治工作会'], countsAsTraining: false }),
  code('dutyReportOnLaw', '述法', { countsAsTraining: false }),
  code('legalExam', '法律知识考试', {
    aliases: ['法律考试', '法律知识测试', '学法考试', '普法考试', '考试'],
    countsAsTraining: false,
  }),
  code('constitutionalOath', '宪法宣誓', { aliases: ['宪法宣誓仪式', '宣誓'], countsAsTraining: false }),
  code('onlineStudy', '在线学习', {
    aliases: ['在线学法', '线上学习', '线上学法', '网络学法'],
    countsAsTraining: false,
  }),
  code('courtObservation', '旁听庭审', { aliases: ['庭审旁听', '旁听'], countsAsTraining: false }),
  code('other', '其他', { countsAsTraining: false }),
]);

/** 对象 of a training; where a roster of that name exists the id is that of the role. */
export const audiences = open('audiences', '对象', [
  code('mediator', '人民调解员', { aliases: ['调解员'] }),
  code('lawSavvyPerson', '法律明白人', { aliases: ['明白人'] }),
  code('leadingCadre', '领导干部'),
  code('partyCommitteeMember', '党委班子成员'),
  code('officeCadre', '机关干部', { aliases: ['乡镇干部', '乡干部', '全体干部'] }),
  code('stateStaff', '国家工作人员'),
  code('villageCadre', '村“两委”干部', { aliases: ['村干部', '村“两委”', '村两委', '村两委干部'] }),
  code('townshipUnitStaff', '乡属单位人员'),
  code('youth', '青少年（学生）', { aliases: ['青少年', '学生', '中小学生'] }),
  code('villager', '村民', { aliases: ['群众', '广大群众', '村民群众'] }),
]);

export const attendanceStates = closed('attendanceStates', '到会', [
  code('present', '到', { attended: true }),
  code('late', '迟到', { attended: true }),
  code('onLeave', '请假'),
  code('absent', '缺席'),
  // The person was trained after all.
  code('madeUp', '补学', { attended: true }),
]);

export const publicityThemes = open('publicityThemes', '宣传主题', [
  code('constitution', '宪法', { aliases: ['宪法宣传'] }),
  code('civilCode', '民法典', { aliases: ['民法典宣传'] }),
  code('peaceBuilding', '平安建设'),
  code('youthProtection', '青少年保护', { aliases: ['未成年人保护', '青少年法治教育'] }),
  code('ruralRevitalisation', '乡村振兴'),
  code('telecomFraud', '电信网络诈骗', {
    aliases: ['反诈', '反电诈', '防诈骗', '反诈宣传', '防范电信网络诈骗', '反电信网络诈骗'],
  }),
  code('illegalFundraising', '防范非法集资', { aliases: ['非法集资'] }),
  code('workSafety', '安全生产', { aliases: ['安全生产法', '安全'] }),
]);

export const publicityForms = open('publicityForms', '活动形式', [
  code('rally', '集中宣传', { aliases: ['集中宣传活动', '赶集日宣传', '现场宣传'] }),
  code('materials', '发放宣传资料', { aliases: ['发放资料', '发放传单', '发放宣传单', '宣传资料'] }),
  code('banners', '悬挂横幅', { aliases: ['悬挂标语', '横幅', '拉横幅'] }),
  code('consultation', '法律咨询', { aliases: ['法律咨询服务', '现场咨询'] }),
  code('lecture', '法治讲座', { aliases: ['讲座', '法治宣讲', '宣讲', '法律讲座'] }),
  code('courtyardMeeting', '院坝会', { aliases: ['院坝会宣讲', '坝坝会'] }),
  code('homeVisit', '入户走访', { aliases: ['入户宣传', '走访', '入户', '进村入户'] }),
  code('performance', '文艺演出'),
  code('boardTour', '展板巡展', { aliases: ['展板', '展板宣传'] }),
  code('broadcast', '广播/LED', { aliases: ['广播', '大喇叭', '村村响', 'LED', '广播宣传'] }),
  code('onlinePush', '线上推送', { aliases: ['微信推送', '微信群', '网络宣传', '线上宣传'] }),
  code('quiz', '知识竞赛'),
  code('mootCourt', '模拟法庭'),
]);

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
  code('mediationRoom', '矛盾纠纷调解室', { aliases: ['调解室', '人民调解室'] }),
  code('publicityCentre', '法治宣传教育中心'),
  code('cultureSquare', '法治文化广场', { aliases: ['法治广场'] }),
  code('lawElements', '法治元素点位（休闲健身场所）', { aliases: ['法治元素点位'] }),
  code('noticeBoard', '宣传栏'),
  code('legalServiceRoom', '公共法律服务室'),
  code('lawBookCorner', '法律图书角'),
]);
export const venueStates = closed('venueStates', '状态', [
  code('building', '在建', { aliases: ['正在建设', '建设中', '未建成'] }),
  code('built', '建成', { aliases: ['已建成', '建成使用', '已建成使用'] }),
  code('upgraded', '提升', { aliases: ['已提升', '提升改造'] }),
]);

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
  named({
    fixed: '固定日期',
    nthWeekday: '某月第几个星期几',
    lunar: '农历日期',
    solarTerm: '节气',
    wholeMonth: '整月',
    perYear: '每年另定',
  }),
);
/** The ids are those of core/solar-terms.ts. */
export const solarTerms = closed(
  'solarTerms',
  '节气',
  named({
    springBegins: '立春',
    rainWater: '雨水',
    insectsAwaken: '惊蛰',
    springEquinox: '春分',
    clearBright: '清明',
    grainRain: '谷雨',
    summerBegins: '立夏',
    grainBuds: '小满',
    grainInEar: '芒种',
    summerSolstice: '夏至',
    slightHeat: '小暑',
    greatHeat: '大暑',
    autumnBegins: '立秋',
    heatEnds: '处暑',
    whiteDew: '白露',
    autumnEquinox: '秋分',
    coldDew: '寒露',
    frostDescends: '霜降',
    winterBegins: '立冬',
    slightSnow: '小雪',
    greatSnow: '大雪',
    winterSolstice: '冬至',
    slightCold: '小寒',
    greatCold: '大寒',
  }),
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
    mediatorRoster: '人民调解员花名册',
    lawSavvyRoster: '法律明白人花名册',
  }),
);
export const returnRhythms = closed(
  'returnRhythms',
  '周期',
  named({ month: '每月', quarter: '每季度', halfYear: '每半年', year: '每年' }),
);
