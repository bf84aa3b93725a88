/** What a case of each type teaches: the topic under which it is told, the law, and the lesson in one sentence (一案一普法). */

export interface Lesson {
  /** Ids of 宣传主题. */
  readonly themes: readonly string[];
  readonly laws: string;
  readonly lesson: string;
}

const civil = (laws: string, lesson: string, more: readonly string[] = []): Lesson => ({
  themes: ['civilCode', ...more],
  laws,
  lesson,
});

const LESSONS: { readonly [disputeType: string]: Lesson } = {
  marriageFamily: civil(
    '《民法典》婚姻家庭编（第一千零四十三条、第一千零六十七条）',
    '成年子女有赡养父母的义务，父母有抚养未成年子女的义务，家事多商量，老人孩子优先。',
  ),
  neighbor: civil(
    '《民法典》第二百八十八条、第二百九十条、第二百九十一条',
    '相邻各方要按有利生产、方便生活、团结互助、公平合理的原则处理用水、排水和通行。',
  ),
  housingHomestead: civil(
    '《民法典》第三百六十二条、《土地管理法》第六十二条',
    '农村一户只能有一处宅基地，建房前先报批、先认界，不要先建了再争。',
  ),
  contract: civil(
    '《民法典》第五百零九条、第六百七十五条',
    '借钱、买卖要写清楚，留好凭据；约定了就要全面履行，到期要还。',
  ),
  productionOperation: civil('《民法典》第五百零九条、第九百六十七条', '合伙做事先说断、账目要公开，有事按约定办。'),
  damages: civil(
    '《民法典》第一千一百六十五条、第一千一百七十九条',
    '因过错伤人、损坏财物的要赔偿；动手解决不了问题，还要承担责任。',
  ),
  forestLand: civil(
    '《民法典》第三百三十条、《农村土地承包法》、《森林法》',
    '山林土地的权属以登记和合同为准，有争议先停手、再调解，不要抢种抢砍。',
    ['ruralRevitalisation'],
  ),
  landExpropriation: civil(
    '《民法典》第二百四十三条、《土地管理法》',
    '征地要依法补偿，补偿款怎么分要公开，按程序议定。',
  ),
  environmentalPollution: civil(
    '《民法典》第一千二百二十九条、《环境保护法》',
    '养殖、作业不能污染邻居的水和空气，造成损害的要承担责任。',
  ),
  migrantWageArrears: {
    themes: ['civilCode'],
    laws: '《保障农民工工资支付条例》、《劳动合同法》第三十条',
    lesson: '干活要有合同和记工，工资要按时足额支付；被拖欠可以调解，也可以向劳动监察投诉。',
  },
  otherLabor: civil(
    '《民法典》第一千一百九十二条、《工伤保险条例》',
    '雇人干活要讲安全、买保险，受了伤按过错和规定处理。',
    ['workSafety'],
  ),
  tourism: civil('《旅游法》、《消费者权益保护法》', '报名前看清合同，费用和行程写明白，有纠纷留好票据。'),
  ecommerce: civil(
    '《电子商务法》、《消费者权益保护法》第二十五条',
    '网上买的多数商品七日内可以退货，聊天和付款记录要留好。',
  ),
  otherConsumer: civil('《消费者权益保护法》', '买东西留好票据，质量有问题可以要求退货、更换、修理。'),
  medical: civil('《民法典》第一千二百一十八条', '对诊疗有异议，依法封存病历、申请鉴定、调解，不吵不闹。'),
  trafficAccident: civil(
    '《道路交通安全法》第七十六条、《民法典》第一千二百零八条',
    '出了事故先救人、保护现场、报警，按责任赔偿；车辆要买保险。',
  ),
  propertyManagement: civil('《民法典》第九百四十四条', '物业要按约定服务，业主要按约定交费，有意见好好说。'),
};

const ANY: Lesson = {
  themes: ['peaceBuilding'],
  laws: '《人民调解法》',
  lesson: '有纠纷找人民调解，不收费，双方自愿，达成的协议有法律约束力。',
};

export const lessonOf = (disputeType: string): Lesson =>
  Object.prototype.hasOwnProperty.call(LESSONS, disputeType) ? (LESSONS[disputeType] ?? ANY) : ANY;
