/** What columns are called in the tables of villages and townships, beside the labels of records.md, by kind and path. */

export interface PathNames {
  readonly [path: string]: readonly string[];
}

const words = (text: string): readonly string[] => text.split(' ');

/** Whose record a row is. */
const UNIT = words(
  '村 所在村 所属村 村名 村社区 村居 行政村 所属单位 填报单位 填报村 村（社区） 所在村居 村别 开展村 举办村 活动村 报送村 村（居） 村委会 村民委员会 报送单位 上报单位 所在调委会',
);

const PARTY_SIDES: readonly (readonly [side: string, names: readonly string[]])[] = [
  ['A', words('甲方 申请人 当事人甲 甲方当事人 当事人甲方 申请方 当事人1 当事人一')],
  ['B', words('乙方 被申请人 当事人乙 乙方当事人 当事人乙方 被申请方 对方当事人 对方 当事人2 当事人二')],
];
const PARTY_PARTS: { readonly [part: string]: readonly string[] } = {
  name: ['', '姓名', '名称'],
  idNumber: words('身份证号 身份证号码 身份证 公民身份号码 证件号码'),
  phone: words('电话 联系电话 手机 手机号 联系方式 手机号码'),
  address: words('住址 地址 家庭住址 住所 家庭地址'),
  sex: ['性别'],
  age: ['年龄'],
  ethnicGroup: ['民族'],
  occupation: words('职业 工作单位'),
};
/** Of which a column without a side belongs to the party named before it. */
export const PARTY_PART_NAMES: readonly (readonly [part: string, names: readonly string[]])[] = Object.keys(PARTY_PARTS)
  .filter((part) => part !== 'name')
  .map((part) => [part, PARTY_PARTS[part] ?? []]);

function partyNames(): PathNames {
  const names: { [path: string]: readonly string[] } = {
    '@parties': words(
      '当事人 当事人姓名 双方当事人 纠纷当事人 当事双方 当事人双方 纠纷双方当事人 双方当事人姓名 当事人情况',
    ),
  };
  for (const [side, sides] of PARTY_SIDES) {
    for (const part of Object.keys(PARTY_PARTS)) {
      names[`@party${side}.${part}`] = sides.flatMap((name) => (PARTY_PARTS[part] ?? []).map((end) => `${name}${end}`));
    }
  }
  return names;
}

const kinds: { readonly [kind: string]: PathNames } = {
  mediationCase: {
    '@unit': [...UNIT, ...words('调委会 调解委员会 调解组织 受理单位 调解单位 人民调解委员会 受理调委会')],
    ...partyNames(),
    disputeType: words('纠纷类型 案件类型 类型 纠纷类别 矛盾类型 类别 纠纷种类 案由 矛盾纠纷类型 案件类别 纠纷性质'),
    disputeSubtype: words('细类 纠纷细类 具体类型'),
    facts: words(
      '纠纷简要情况 简要情况 案情 案情简介 基本情况 纠纷情况 纠纷事由 事由 主要事实 纠纷简况 矛盾纠纷情况 案件简要情况 纠纷概况 矛盾纠纷简要情况 纠纷内容 简要案情 基本案情 纠纷事实 案由',
    ),
    status: words(
      '结果 调解结果 调处结果 处理结果 办理结果 是否调解成功 化解情况 调解情况 是否成功 是否化解 调处情况 化解结果 办理情况 办结情况 案件状态 状态',
    ),
    agreementForm: words('协议形式 协议类型 协议种类 书面/口头 协议书形式'),
    acceptedOn: words(
      '受理日期 受理时间 日期 时间 调解日期 调解时间 登记日期 登记时间 申请时间 申请日期 受理登记时间 纠纷受理时间 发现时间',
    ),
    closedOn: words(
      '结案日期 结案时间 办结时间 办结日期 化解时间 化解日期 达成协议时间 调结时间 协议签订时间 调解成功时间',
    ),
    source: words('案件来源 来源 受理方式 纠纷来源 受理来源'),
    peopleInvolved: words('涉及人数 涉及当事人数 当事人数 涉案人数 人数 涉及人员数'),
    occurredOn: words('发生日期 发生时间 纠纷发生时间 纠纷发生日期'),
    place: words('发生地点 纠纷发生地 纠纷地点 地点'),
    amountInvolved: words('涉及金额 涉案金额 标的额 标的金额 金额 纠纷金额'),
    agreedAmount: words('协议涉及金额 协议金额 调解金额 履行金额 赔偿金额'),
    difficulty: words('难易程度 案件难易 难易 案件等级'),
    mediators: words('调解员 调解人 主持人 承办人 调解员姓名 调解人员 人民调解员 调处人 责任人 调解员签名'),
    fileNumber: words('卷号 案号 协议编号 卷宗号 案卷号 协议书编号 案件编号 档案号 协议书号'),
    performance: words('履行情况 履行 是否履行 协议履行情况 履行状态'),
    '@agreement': words('协议内容 调解协议内容 协议主要内容 调解协议 协议事项'),
    performBy: words('履行期限 履行时间 履行日期'),
  },
  training: {
    '@unit': UNIT,
    type: words('类型 培训类型 学习类型 活动类型 类别 培训形式 培训类别'),
    heldOn: words('日期 时间 培训时间 培训日期 举办时间 学习时间 学习日期 召开时间 会议时间 开展时间'),
    title: words('主题 培训主题 培训名称 培训内容 名称 会议名称 学习主题 培训班名称 活动名称 课程'),
    laws: words('学习内容 内容 学习内容及法律法规 法律法规'),
    audience: words('对象 培训对象 参训对象 参加对象 参训人员类别 学习对象 参会对象 人员类别'),
    expected: words('应到 应到人数 应参训人数 应参加人数'),
    place: words('地点 培训地点 会议地点 学习地点'),
    lecturer: words('授课人 主讲人 讲师 授课老师 授课教师 主讲 培训讲师'),
    organiser: words('主办单位 组织单位 举办单位 承办单位'),
    hours: words('学时 课时 培训学时'),
    '@headcount': words('参训人数 参加人数 到会人数 实到 实到人数 人数 参训人次 培训人数 培训人次 参会人数 参学人数'),
    '@names': words(
      '参训人员 参加人员 到会人员 人员名单 姓名 参训人员名单 参训人员姓名 到会人员名单 参会人员 签到人员',
    ),
    '@state': words('到会 到会情况 签到情况 是否到会 出勤 出勤情况 参训情况'),
    '@score': words('成绩 分数 考试成绩 得分'),
    '@signed': words('签名 签字 签到 本人签名 签名栏 签到栏'),
    '@personUnit': words('单位 工作单位 所在单位 单位（村） 单位/村 村/单位 人员单位 单位及职务 单位职务'),
  },
  publicityEvent: {
    '@unit': UNIT,
    heldOn: words('活动日期 日期 时间 活动时间 宣传时间 开展时间 宣传日期 举办时间'),
    title: words('活动名称 名称 活动内容 活动主题 宣传活动 活动'),
    themes: words('宣传主题 主题 宣传内容 宣传类别 普法主题'),
    forms: words('活动形式 形式 宣传形式 宣传方式 方式 普法形式'),
    place: words('地点 活动地点 宣传地点'),
    audience: words(
      '受众 受众人数 参与人数 受教育人数 受众人次 覆盖人数 人数 参加人数 受教育群众 覆盖群众 参与群众 受益群众 受教育人次',
    ),
    materials: words('发放资料 资料 发放宣传资料 宣传单 宣传资料 发放资料份数 发放宣传单 资料份数 发放资料数'),
    banners: words('横幅 悬挂横幅 标语 横幅条数 悬挂标语'),
    boards: words('展板 展出展板 制作展板'),
    consultations: words('咨询 解答咨询 法律咨询 咨询人次 现场咨询 解答法律咨询 接受咨询'),
    broadcasts: words('广播 广播次数 LED'),
    pushes: words('推送 推送条数 微信推送 线上推送'),
    households: words('入户 入户数 走访户数 走访入户'),
    villages: words('覆盖村 涉及村'),
    organiser: words('主办单位 组织单位 举办单位 责任单位 牵头单位'),
    coOrganisers: words('协办单位 参与单位 配合单位'),
    laws: words('涉及法律 法律法规 宣传法律法规'),
    audienceGroups: words('受众群体 宣传对象 对象 受众对象'),
    people: words('参加的法律明白人 参与人员 宣传人员 参加人员 工作人员 宣讲人 主讲人 法律明白人'),
    note: words('备注 说明'),
  },
  person: {
    '@unit': UNIT,
    name: words('姓名 名字 人员姓名'),
    roles: words('身份 人员类别 类别 角色 人员身份 类型 人员类型'),
    phone: words('电话 联系电话 手机 手机号码 联系方式 手机号'),
    sex: words('性别'),
    birthYear: words('出生年 出生年月 出生日期 出生年份'),
    '@age': words('年龄 周岁'),
    ethnicGroup: words('民族'),
    education: words('文化程度 学历 文化'),
    group: words('村民小组 组 组别 所在组 小组 所在村民小组'),
    '@role.basis': words('产生方式'),
    '@role.committeeRole': words('调委会职务 职务 担任职务'),
    '@role.employment': words('专职/兼职 专兼职 专职兼职 专（兼）职 是否专职'),
    '@role.selectedOn': words('确定日期 认定时间 确定时间 认定日期 遴选时间'),
    '@role.certificateNumber': words('证书号 证书编号 证号 证件编号'),
    '@role.exam': words('考试 考试结果 考核结果'),
    '@role.state': words('状态 在岗情况'),
    '@role.priorityGroups': words('重点人群 重点人群类别'),
    '@role.from': words('起始日期 任职时间 任职日期 聘任时间 聘任日期'),
    '@role.to': words('终止日期 退出时间 离任时间'),
    '@role.exitReason': words('退出原因'),
  },
  screening: {
    '@unit': UNIT,
    period: words('排查时段 排查时间 时段 月份 排查月份 排查日期 时间 日期'),
    screened: words('排查 排查次数 排查（次）'),
    found: words('发现 发现纠纷 排查出纠纷 发现矛盾纠纷 排查出 发现数'),
    settled: words('化解 化解数 调处化解 已化解'),
    handedUp: words('移交 上报 移交数'),
    prevented: words('预防 预防纠纷'),
  },
  serviceEntry: {
    '@unit': UNIT,
    on: words('日期 时间 服务时间 服务日期'),
    person: words('人员 姓名 法律明白人 服务人员'),
    type: words('类型 服务类型 服务类别 服务内容'),
    people: words('人次 服务人数 服务人次 人数 服务对象人数 受益人数'),
    note: words('备注 服务内容 服务情况 具体内容 说明'),
  },
  venue: {
    '@unit': UNIT,
    name: words('名称 阵地名称'),
    type: words('类型 阵地类型 阵地类别'),
    state: words('状态 建设情况 建设状态'),
    openedOn: words('建成日期 建成时间 建立时间 启用时间'),
    keeper: words('负责人 管理员 管理人 责任人'),
    place: words('地点 位置 地址'),
  },
  dutyEntry: { '@unit': UNIT, on: words('日期 时间'), title: words('事项 内容 工作内容'), who: words('责任人 负责人') },
  rectification: {
    '@unit': UNIT,
    foundOn: words('发现日期 发现时间 日期'),
    problem: words('存在问题 问题 问题描述'),
    measure: words('整改措施 措施'),
    dueOn: words('整改时限 时限 完成时限'),
    doneOn: words('完成日期 完成时间 整改完成时间'),
  },
};

/** Kinds that a table can be read into. */
export const importableKinds: readonly string[] = Object.keys(kinds);

export const namesOfPaths = (kind: string): PathNames => kinds[kind] ?? {};

/** What columns that no kind has stand for: not asked about. */
const PASSED_OVER = new Set(words('序号 编号 号 序 签名 签字 备注 no no. 审核人 填表人 附件'));
export const saysNothing = (heading: string): boolean => heading === '' || PASSED_OVER.has(heading);
/** 身份证号 begins like 身份, and only a party has one here. */
export const isPassedOver = (heading: string): boolean => saysNothing(heading) || heading.startsWith('身份证');
