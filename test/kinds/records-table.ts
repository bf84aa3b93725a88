/**
 * The fields of every kind as the requirements name them, one a line: id, marks (* required, † completes, ① first
 * screen, 🔒 sensitive), label; `>` before a field inside the one above it.
 */
export const RECORDS: { readonly [kind: string]: { readonly scope: string; readonly fields: string } } = {
  mediationCase: {
    scope: 'cases',
    fields: `
      parties *①🔒 当事人
      > name * 姓名
      > sex 性别
      > ethnicGroup 民族
      > birthDate 出生日期
      > age 年龄
      > occupation 职业
      > phone 电话
      > address 住址
      > idNumber 身份证号
      > representative 代理人
      > guardian 监护人
      disputeType *① 纠纷类型
      facts †①🔒 纠纷简要情况
      status *① 结果
      terminationReason 终止原因
      agreementForm ① 协议形式
      acceptedOn *① 受理日期
      source * 案件来源
      committee * 调解委员会
      mediators † 调解员
      chosenBy 指定方式
      fileNumber 卷号
      peopleInvolved 涉及人数
      occurredOn 发生日期
      place 发生地点
      requests 🔒 申请事项
      amountInvolved 涉及金额
      difficulty 难易程度
      risk 激化风险
      reportedTo 报告对象
      reportedAt 报告时间
      language 调解所用语言
      openness 公开方式
      rightsNoticeOn † 权利义务告知日期
      sessions 调解记录
      > heldOn 时间
      > place 地点
      > attendees 参加人
      > invited 邀请参与人
      > recorder 记录人
      > body 🔒 正文
      > result 结果
      investigations 调查记录
      closedOn 结案日期
      routesAdvised 告知途径
      handedUp 移交乡镇调委会
      agreementItems 🔒 协议内容
      > performer 履行人
      > amount 金额
      > dueOn 期限
      > performedOn 履行日期
      agreedAmount 协议涉及金额
      performBy 履行期限
      performPlace 履行地点
      performManner 履行方式
      signatures 签名盖章情况
      performance 履行情况
      followUpDue 下次回访日期
      followUps 回访记录
      > on 日期
      > by 回访人
      > findings 情况
      > satisfaction 满意度
      judicialConfirmation 司法确认
      sameDisputeAs 同一纠纷
      escalatedToCriminal 民转刑
      preventedCriminal 防止民转刑
      review 审核
      > opinion 审核意见
      > by 审核人
      > on 日期
      subsidy 以案定补
      archivedOn 归档日期
      retention 保管期限`,
  },
  screening: {
    scope: 'cases',
    fields: `
      period * 排查时段
      by 排查人
      screened * 排查
      found 发现
      settled 化解
      handedUp 移交
      prevented 预防
      preventedSuicide 防止自杀
      preventedCriminal 防止民转刑
      preventedGroupPetition 防止群体性上访
      preventedGroupFight 防止群体性械斗
      note 备注`,
  },
  training: {
    scope: 'work',
    fields: `
      type *① 类型
      heldOn *① 日期
      days 天数
      title ① 主题
      audience *① 对象
      expected 应到
      attendance ① 到会
      > score 成绩
      > hours 学时
      extraAttendees ① 名册外人数
      organiser 主办单位
      coOrganiser 协办单位
      place 地点
      lecturer 授课人
      hours 学时
      laws 学习内容
      examDue 应考
      examTaken 参考
      examPassed 合格
      publicityEvent 同时是普法活动`,
  },
  publicityEvent: {
    scope: 'work',
    fields: `
      heldOn *① 活动日期
      title ① 活动名称
      themes *① 宣传主题
      forms *① 活动形式
      settings 进哪里
      villages 覆盖村
      venue 阵地
      place ① 地点
      keyDate 宣传节点
      audienceGroups 受众群体
      organiser 主办单位
      coOrganisers 协办单位
      laws 涉及法律
      audience ① 受众
      materials ① 发放资料
      banners 横幅
      boards 展板
      consultations 咨询
      broadcasts 广播
      pushes 推送
      households 入户
      mediationCase 以案释法的案件
      training 同时是培训
      note 备注`,
  },
  person: {
    scope: 'work',
    fields: `
      name *① 姓名
      sex 性别
      birthYear 出生年
      ethnicGroup 民族
      education 文化程度
      group 村民小组
      roles *① 身份
      > basis 产生方式
      > committeeRole 调委会职务
      > employment 专职/兼职
      > term 任期
      > priorityGroups 重点人群
      > selectedOn 确定日期
      > exam 考试
      > certificateNumber 证书号
      > state 状态
      > exitReason 退出原因
      phone 🔒 电话`,
  },
  serviceEntry: { scope: 'work', fields: `on *① 日期\nperson *① 人员\ntype *① 类型\npeople 人次\nnote 备注` },
  venue: {
    scope: 'work',
    fields: `type *① 类型\nname *① 名称\nstate 状态\nopenedOn 建成日期\nclosedOn 停用日期\nkeeper 负责人\nplace 地点`,
  },
  dutyEntry: {
    scope: 'work',
    fields: `
      on *① 日期
      type *① 类型
      who 责任人
      title *① 事项
      quantity 数量
      quantityUnit 单位
      amount 金额
      channel 公开渠道
      document 文件
      > name 名称
      > number 文号
      > on 日期
      > validUntil 有效期至
      note 备注`,
  },
  rectification: {
    scope: 'work',
    fields: `
      foundOn *① 发现日期
      source 来源
      problem *① 存在问题
      cause 原因分析
      measure 整改措施
      responsible 责任单位
      dueOn 整改时限
      doneOn 完成日期
      result 整改结果`,
  },
  annualTask: {
    scope: 'shared',
    fields: `
      year *① 年度
      title *① 任务
      basis 依据文件
      section 板块
      responsible 责任单位
      topic 普法主题
      due *① 完成时限
      metric *① 计量口径
      target *① 目标值
      split 分解
      schedule 进度安排
      checks 完成情况
      > doneOn 完成日期
      > by 完成人
      > evidence 佐证
      note 备注`,
  },
  unit: {
    scope: 'shared',
    fields: `name 名称\nshortName 简称\ndivisionCode 区划代码\npopulation 人口\nhead 主要负责人\nlegalOfficer 法治工作专人\nsameAs 与此为同一单位`,
  },
  committee: { scope: 'shared', fields: `name 名称\ncommitteeKind 调委会类别\nshort 简称` },
  member: { scope: 'office', fields: `person 人员\nunit 单位\nrole 账号角色\ncaseDuty 办理调解案件` },
  calendarEntry: { scope: 'shared', fields: `name 名称` },
  codeEntry: { scope: 'shared', fields: `list 所属列表\nname 名称` },
  reportParagraph: { scope: 'office', fields: `body 正文` },
  submission: {
    scope: 'office',
    fields: `
      content * 报送内容
      year * 年度
      sentOn * 报送日期
      kept 留存内容`,
  },
  setting: {
    scope: 'shared',
    fields: `
      fileNumberPattern 卷号格式
      statisticalYearStart 统计年度开始
      holidays 节假日
      subsidyTariff 以案定补标准
      followUpDays 回访间隔
      reportOutline 报告提纲`,
  },
  phrase: {
    scope: 'work',
    fields: `
      place *① 用在哪里
      words *① 内容
      disputeType ① 纠纷类型
      instead 代替的常用语
    `,
  },
};
