/** The cases of the sample township in short. All are invented: the report gives no figures of mediation. */
import type { VillageKey } from './world.ts';

export interface ShortCase {
  readonly village: VillageKey;
  readonly acceptedOn: string;
  readonly type: string;
  readonly subtype?: string;
  readonly facts: string;
  readonly status: 'registered' | 'accepted' | 'inMediation' | 'settled' | 'notSettled' | 'terminated' | 'declined';
  readonly form?: 'written' | 'oral';
  /** 元. */
  readonly amount?: number;
  readonly source?: string;
  readonly people?: number;
  readonly difficulty?: string;
  readonly language?: string;
}

const settled = (
  village: VillageKey,
  acceptedOn: string,
  [type, subtype]: readonly [string, string?],
  form: 'written' | 'oral',
  facts: string,
  more: Partial<ShortCase> = {},
): ShortCase => ({
  village,
  acceptedOn,
  type,
  ...(subtype === undefined ? {} : { subtype }),
  facts,
  status: 'settled',
  form,
  ...more,
});
const other = (
  village: VillageKey,
  acceptedOn: string,
  [type, subtype]: readonly [string, string?],
  status: ShortCase['status'],
  facts: string,
  more: Partial<ShortCase> = {},
): ShortCase => ({ village, acceptedOn, type, ...(subtype === undefined ? {} : { subtype }), facts, status, ...more });

/** `case.1`, `case.2` … by place. */
export const CASES: readonly ShortCase[] = [
  settled(
    'yongxiang',
    '2024-03-11',
    ['neighbor', '排水'],
    'oral',
    '双方房屋相邻，一方屋檐水流到另一方院坝，多次争吵。',
  ),
  settled(
    'tianma',
    '2024-04-22',
    ['forestLand', '山林土地界址'],
    'written',
    '两家林地相连，界桩移动后对界址各执一词。',
    { difficulty: 'complex', people: 6 },
  ),
  settled(
    'changpu',
    '2024-06-17',
    ['marriageFamily', '赡养'],
    'written',
    '老人有三个子女，为轮流赡养和医药费分担发生矛盾。',
    { amount: 7200, people: 4 },
  ),
  settled('qingkou', '2024-07-08', ['contract', '民间借贷'], 'written', '借款到期未还，双方对利息说法不一。', {
    amount: 18_000,
    source: 'application',
  }),
  settled(
    'shuangshi',
    '2024-08-12',
    ['damages', '动物致害'],
    'oral',
    '一方饲养的狗咬伤邻居，双方对医药费承担有争议。',
    { amount: 860 },
  ),
  settled(
    'chengqiang',
    '2024-10-14',
    ['trafficAccident'],
    'written',
    '摩托车在村道与三轮车相撞，双方车辆受损，一人轻微伤。',
    { amount: 5600, source: 'referral.police', difficulty: 'general' },
  ),
  settled('yongxiang', '2024-01-09', ['neighbor', '通行'], 'oral', '一方在入户便道堆放砂石，影响另一方通行。'),
  settled('yongxiang', '2024-02-19', ['housingHomestead', '宅基地界址'], 'written', '翻修院墙时对宅基地边界有争议。', {
    difficulty: 'complex',
  }),
  settled('yongxiang', '2024-05-06', ['productionOperation', '用水用电'], 'oral', '春灌时节对灌溉用水先后发生争执。', {
    people: 5,
    language: 'tujia',
  }),
  settled('yongxiang', '2024-07-29', ['marriageFamily', '分家析产'], 'written', '兄弟分家对老屋和农具的分配有争议。', {
    amount: 12_000,
    people: 3,
  }),
  settled('yongxiang', '2024-10-21', ['damages', '财物损坏'], 'oral', '耕牛踩坏庄稼，双方对赔偿数额有争议。', {
    amount: 450,
  }),
  settled('tianma', '2024-01-22', ['forestLand', '土地承包流转'], 'written', '土地流转租金未按时支付。', {
    amount: 9800,
    source: 'application',
  }),
  settled('tianma', '2024-03-05', ['neighbor', '采光'], 'oral', '一方加高围墙，影响另一方采光。'),
  settled('tianma', '2024-06-04', ['migrantWageArrears'], 'written', '三名村民在工地务工，工资拖欠两个月。', {
    amount: 26_400,
    source: 'referral.otherDept',
    people: 4,
    difficulty: 'general',
  }),
  settled('tianma', '2024-09-09', ['damages', '人身伤害'], 'written', '因口角推搡致一人轻微伤。', {
    amount: 3200,
    source: 'referral.police',
  }),
  settled('tianma', '2024-11-18', ['neighbor', '牲畜'], 'oral', '猪圈靠近邻居住房，气味引起矛盾。', {
    language: 'miao',
  }),
  settled('changpu', '2024-02-05', ['neighbor', '排水'], 'oral', '排水沟堵塞，污水流入邻家菜地。'),
  settled('changpu', '2024-04-15', ['contract', '买卖'], 'written', '购买化肥后对质量和货款发生争议。', {
    amount: 2600,
  }),
  settled('changpu', '2024-08-26', ['forestLand', '山林土地界址'], 'written', '砍伐界边林木引发争议。', {
    amount: 1500,
    difficulty: 'complex',
    people: 4,
  }),
  settled('changpu', '2024-11-04', ['housingHomestead', '建房'], 'oral', '建房占用邻家滴水地。'),
  settled('qingkou', '2024-01-30', ['marriageFamily', '赡养'], 'oral', '子女外出务工，老人照料安排有争议。', {
    people: 3,
  }),
  settled('qingkou', '2024-03-25', ['neighbor', '通行'], 'oral', '一方在机耕道上设障。'),
  settled('qingkou', '2024-05-20', ['damages', '人身伤害'], 'written', '帮工时受伤，双方对误工费有争议。', {
    amount: 8400,
  }),
  settled('qingkou', '2024-09-23', ['productionOperation', '种养'], 'written', '合伙养羊散伙，对剩余羊只折价有争议。', {
    amount: 15_600,
    difficulty: 'general',
  }),
  settled('shuangshi', '2024-02-27', ['neighbor', '噪音'], 'oral', '夜间加工农产品声响影响邻居休息。'),
  settled('shuangshi', '2024-04-08', ['forestLand', '土地承包流转'], 'written', '土地互换后一方要求换回。', {
    people: 4,
    difficulty: 'complex',
  }),
  settled('shuangshi', '2024-06-24', ['otherConsumer'], 'oral', '网上所购农机配件与描述不符，在代销点退货被拒。', {
    amount: 320,
  }),
  settled('shuangshi', '2024-10-08', ['marriageFamily', '彩礼'], 'written', '婚约解除后对彩礼返还数额有争议。', {
    amount: 30_000,
    source: 'application',
    difficulty: 'general',
  }),
  settled('chengqiang', '2024-01-15', ['contract', '租赁'], 'written', '门面租金和押金退还有争议。', { amount: 6000 }),
  settled('chengqiang', '2024-03-18', ['damages', '财物损坏'], 'oral', '倒车撞坏邻居院门。', { amount: 700 }),
  settled('chengqiang', '2024-05-13', ['otherLabor', '工伤'], 'written', '务工时手部受伤，双方对赔偿数额有争议。', {
    amount: 21_500,
    source: 'referral.court',
    difficulty: 'complex',
  }),
  settled(
    'chengqiang',
    '2024-08-05',
    ['environmentalPollution', '养殖污染'],
    'oral',
    '养殖场废水流入水沟，下游几户有意见。',
    { people: 7 },
  ),
  settled('chengqiang', '2024-11-25', ['neighbor', '相邻权'], 'oral', '种树遮挡邻家晒坝。'),
  other(
    'chengqiang',
    '2024-06-11',
    ['landExpropriation', '补偿分配'],
    'notSettled',
    '补偿款在家庭成员之间如何分配，双方差距过大。',
    { amount: 48_000, people: 5, difficulty: 'major' },
  ),
  other('tianma', '2024-07-15', ['housingHomestead', '房屋买卖'], 'notSettled', '房屋买卖多年后一方反悔。', {
    amount: 35_000,
    source: 'application',
  }),
  other('shuangshi', '2024-09-02', ['contract', '承揽'], 'terminated', '打井工程款有争议，一方不愿继续调解。', {
    amount: 4300,
  }),
  other('qingkou', '2024-12-09', ['neighbor', '排水'], 'inMediation', '雨水倒灌，双方正在商量改沟。'),
  other('changpu', '2024-12-17', ['damages', '人身伤害'], 'accepted', '酒后口角致一人受伤，正在核实费用。', {
    source: 'referral.police',
  }),
  other('yongxiang', '2024-12-24', ['neighbor', '通行'], 'registered', '为田间道路通行来村里反映。'),
  other('changpu', '2024-10-30', ['other'], 'declined', '已由法院受理的案件，要求村里再处理。', { subtype: '已诉讼' }),
];
