/** Where each sentence of the report of 2024 went: into presets, kinds, settings, or nowhere, with the reason. */

export interface Destination {
  readonly presets?: readonly string[];
  /** Kinds in which the sample township records it. */
  readonly kinds?: readonly string[];
  /** `kind.field` of what a township sets up. */
  readonly settings?: readonly string[];
  readonly rhetoric?: string;
}

const OUTLINE: Destination = { settings: ['setting.reportOutline'] };
const PART: Destination = { settings: ['reportParagraph.part', 'setting.reportParts'] };
const PLAN_HEADING: Destination = { settings: ['reportParagraph.heading'] };

export const destinations: { readonly [sentence: string]: Destination } = {
  酉阳土家族苗族自治县双泉乡人民政府: { settings: ['unit.name', 'setting.reportIssuer'] },
  关于2024年法治政府建设情况的报告: { settings: ['reportParagraph.year'] },
  '2024年，在县依法治县办的正确指导和乡党委、政府的正确领导下，全乡法治宣传教育工作坚持以习近平新时代中国特色社会主义思想为指导，以习近平法治思想为引领，深入开展和推进法治政府建设工作，依法履行法定职责，规范行政行为，进一步加强法治政府、责任政府、服务型政府建设，全面完成了双泉乡2024年度法治政府建设各项工作任务':
    { rhetoric: '开头的总说：没有可以计量的事项，各项工作在后文逐条列出' },
  '现将工作总结如下：': { rhetoric: '公文的过渡语，不是工作事项' },
  '一、主要举措和成效': PART,
  '（一）学习贯彻习近平法治思想': OUTLINE,
  '将习近平法治思想纳入党组理论学习中心组计划，坚持领导干部述法重点内容，开展重点对象学法用法示范引领行动，我乡党政负责人切实履行推进法治建设第一责任人职责，“一把手”对全乡法治建设重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办':
    {
      presets: ['studyPlan', 'dutyReport', 'keyLearners', 'firstResponsible', 'firstResponsibleActs'],
      kinds: ['training', 'dutyEntry'],
    },
  '乡党委理论学习中心组坚持集中学法，把宪法学习摆在突出位置，深入学习习近平总书记全面依法治国新理念新思想新战略': {
    presets: ['centralGroupStudy', 'constitutionStudy', 'newIdeasStudy'],
    kinds: ['training'],
  },
  '根据相关法规制定完善中心内部各项管理制度，做到机关事务各项工作由上至下依法开展，确保中心上下对内部管理制度学习贯彻落实到位，熟悉掌握中心各项工作开展规范，以此提高中心干部职工规范化管理服务的能力，为机关事务集中统一管理奠定坚实基础':
    { presets: ['innerRules', 'innerRulesStudy'], kinds: ['dutyEntry', 'training'] },
  '（二）落实领导干部学法制度': OUTLINE,
  '进一步加强以领导干部、国家工作人员和广大青少年为重点的法治教育，大力推进领导干部法治素养提能行动，分层分类加强机关领导干部、村“两委”干部、乡属各单位等人员的法治教育，实现普法教育全覆盖、无盲区':
    {
      presets: ['cadreEducation', 'youthEducation', 'leadersAbility', 'layeredEducation', 'publicityCoverage'],
      kinds: ['training'],
    },
  '年初组织全体领导干部召开法治工作会议，党委班子成员将习近平法治思想学习情况作为述法重点进行汇报': {
    presets: ['ruleOfLawMeeting', 'dutyReportCoverage'],
    kinds: ['training'],
  },
  '督促全体干部认真学法用法，通过在线学习持续强化习近平法治思想、宪法法律、党内法规和行业性、专业性法律法规学习，严格落实国家工作人员宪法宣誓制度':
    { presets: ['onlineStudy', 'constitutionalOath'], kinds: ['training'] },
  '（三）开展法治主题活动': OUTLINE,
  '开展乡村法治文化阵地提升行动，积极建设法治宣传教育中心、法治文化广场等': {
    presets: ['culturePositions', 'publicityCentre', 'cultureSquare'],
    kinds: ['venue'],
  },
  '运用各种形式宣传法律知识，在老年人日常休闲娱乐和锻炼身体的场所加入法治元素，沉浸式体验法治氛围': {
    presets: ['publicityForms', 'lawElements'],
    kinds: ['venue'],
  },
  '组织开展“12·4”国家宪法日和宪法宣传周等集中宣传活动，在城墙村文化广场举办平安建设宣传活动，以发放宣传资料、悬挂横幅、解答群众法律咨询等形式进行，就《中华人民共和国宪法》《中华人民共和国民法典》、青少年保护等内容开展宣传':
    {
      presets: [
        'constitutionDay',
        'peaceBuilding',
        'materials',
        'banners',
        'consultations',
        'civilCode',
        'youthProtection',
      ],
      kinds: ['publicityEvent'],
      settings: ['calendarEntry.name'],
    },
  '同时，广泛开展宪法宣传进村社、进校园等活动，深入宣传宪法和法律，引导全乡人民尊法学法守法用法，为推动法治建设营造浓厚氛围':
    { presets: ['constitutionVillages', 'constitutionSchools', 'audience'], kinds: ['publicityEvent'] },
  '（四）规范行政行为': OUTLINE,
  '认真学习贯彻国务院《全面推进依法行政实施纲要》等，及时更新相关行政决策制度等，主动向社会公布相关政策、数据、文件等信息，积极推进政务信息公开各项工作':
    { presets: ['administrationStudy', 'decisionRules', 'openGovernment'], kinds: ['training', 'dutyEntry'] },
  组织全乡领导干部开展法律知识考试: { presets: ['legalExam', 'legalExamTaken'], kinds: ['training'] },
  '（五）依法化解纠纷': { presets: ['settlementRate'], settings: ['setting.reportOutline'] },
  '乡、村两级及乡属各单位实行“一把手”负责制，各村配齐矛盾纠纷调解室，建立健全法治工作专人负责制度，强化责任，把法治工作落到实处':
    {
      presets: ['unitHeads', 'mediationRooms', 'legalOfficers'],
      kinds: ['venue'],
      settings: ['unit.head', 'unit.legalOfficer', 'committee.unit'],
    },
  '深化基层法律服务，全力办好办实“人民调解员”“法律明白人”等，全乡确定法律明白人30名，人民调解员6名，不断提升基层依法治理法治化水平，为助力乡村振兴提供法治保障':
    { presets: ['legalServices', 'lawSavvyPersons', 'mediators'], kinds: ['person'] },
  '6月初乡党委、政府联合乡司法所组织召开了2024年人民调解员暨法律明白人培训会，全乡50人参加会议，进一步提升了人民调解员和法律明白人的业务能力':
    {
      presets: ['jointTraining', 'jointTrainingPersonTimes', 'lawSavvyTrained', 'mediatorsTrained'],
      kinds: ['training'],
    },
  '二、法治政府建设存在的不足': PART,
  '2024年以来，我乡法治建设工作取得了一定成绩，但仍存在一定困难和问题': {
    rhetoric: '承上启下的话：问题在后面两条写明',
  },
  一是法治建设工作机制还不够完善: { kinds: ['rectification'] },
  '各部门之间的协调配合还不够紧密，信息沟通还不够顺畅，工作机制还不够完善，影响了法治建设工作的整体效果': {
    kinds: ['rectification'],
  },
  二是法治建设的保障力度还不够大: { kinds: ['rectification'] },
  '我乡在法治建设方面缺乏一定的懂法专业人才支持，各村法律明白人业务知识较欠缺，法治建设的保障力度还不够强': {
    kinds: ['rectification'],
  },
  '三、下一步工作计划': PART,
  '（一）坚持强化组织保障': PLAN_HEADING,
  '我乡将继续坚持把法治政府建设列入政府工作的重要议事日程进行安排部署，强化保障落实，严格落实“谁执法谁普法”责任制，重点围绕乡村振兴、电信网络诈骗、防范非法集资、安全生产等与群众利益密切相关的内容，将相应的普法责任分解到各责任单位，找准人民群众的普法需求，将普法与服务大局结合起来':
    {
      presets: [
        'agenda',
        'funding',
        'publicityDuty',
        'ruralRevitalisation',
        'telecomFraud',
        'illegalFundraising',
        'workSafety',
        'publicityDutySplit',
        'needsSurvey',
        'servingTheWhole',
      ],
    },
  '党政主要负责人履行推进法治建设第一责任人职责，将普法与依法治理作为重点内容，基本实现全乡全覆盖，推进普法依法治理规范有序发展':
    { presets: ['headsInCharge', 'screening'] },
  '（二）坚持法治政府工作职能': PLAN_HEADING,
  '我乡将围绕法治政府建设工作要求，进一步提高政治站位、加强学习实践，着力弥补差距、补齐短板，认真践行法治政府责任制，坚持以案例释法为导向，做细做实一案一普法，达到办理一案教育一片的警示教育效果，为推动建设更高水平的法治双泉、平安双泉提供更加优质高效的法治服务':
    { presets: ['rectifications', 'governmentDuty', 'casePublicity', 'oneCaseOneAct'] },
};

const PURPOSE = '说明目的和意义，没有另外的事项';

/** Parts one and three, clause by clause: what no preset or record quotes. */
export const rhetoricClauses: { readonly [clause: string]: string } = {
  熟悉掌握中心各项工作开展规范: '学习内部管理制度的要求，随“内部管理制度学习”计',
  以此提高中心干部职工规范化管理服务的能力: PURPOSE,
  为机关事务集中统一管理奠定坚实基础: PURPOSE,
  同时: '连接词',
  为推动法治建设营造浓厚氛围: PURPOSE,
  强化责任: '对前面几项制度的强调，没有另外的事项',
  把法治工作落到实处: PURPOSE,
  不断提升基层依法治理法治化水平: PURPOSE,
  为助力乡村振兴提供法治保障: PURPOSE,
  推进普法依法治理规范有序发展: PURPOSE,
  我乡将围绕法治政府建设工作要求: '开头的限定语，没有事项',
  '进一步提高政治站位、加强学习实践': '态度表述；学习的事项在第一部分逐条列出',
  '为推动建设更高水平的法治双泉、平安双泉提供更加优质高效的法治服务': PURPOSE,
};
