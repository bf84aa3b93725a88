/** Ten disputes of ten types as a mediator would key them: what is typed on which of the page's steps. Names and firms are invented. */
import { addDays, dayOfMs } from '#core/day.ts';

/** Into a text or a day `fill` writes, of a chip or a switch `tick` taps the name; `nth` counts from 0 where several bear one name, `press` taps a button first. */
export type Act =
  | { readonly fill: string; readonly with: string; readonly nth?: number }
  | { readonly tick: string; readonly nth?: number }
  | { readonly press: string };

/** A step that the page offers, by its words, and what is written into its form. */
export interface Step {
  readonly tap: string;
  readonly acts?: readonly Act[];
  /** Its form is looked over for access by keyboard, screen reader and thumb. */
  readonly sound?: boolean;
}

export interface Dispute {
  readonly type: string;
  readonly a: string;
  readonly b: string;
  readonly facts: string;
  readonly status: string;
  /** On the first screen, beside names, type, facts and status. */
  readonly more?: readonly Act[];
  readonly steps: readonly Step[];
  /** What the case says in the end. */
  readonly ends: { readonly status: string; readonly performance?: string };
}

/** So many days before today, in China. */
export const ago = (days: number): string => addDays(dayOfMs(Date.now()), -days);

const fill = (label: string, words: string, nth?: number): Act => ({
  fill: label,
  with: words,
  ...(nth === undefined ? {} : { nth }),
});
const tick = (label: string, nth?: number): Act => ({ tick: label, ...(nth === undefined ? {} : { nth }) });
const press = (name: string): Act => ({ press: name });
const details = (side: '甲' | '乙'): Act => press(`当事人（${side}方）详情`);

const accepted = (days: number): Step => ({ tap: '受理', acts: [fill('受理日期', ago(days)), tick('调委会指定')] });
const session = (n: number, days: number, body: string, result = ''): Step => ({
  tap: `记第${n}次调解`,
  acts: [
    ...(n === 1 ? [fill('权利义务告知日期', ago(days))] : []),
    fill('时间', ago(days), n - 1),
    fill('地点', '城墙村人民调解室', n - 1),
    fill('正文', body, n - 1),
    ...(result === '' ? [] : [fill('结果', result, n - 1)]),
  ],
});
const signed: Step = { tap: '记签名盖章' };
const performed: Step = { tap: '已全部履行' };
const filed: Step = { tap: '归档', acts: [tick('30年')] };
const reviewed: readonly Step[] = [{ tap: '送司法所审核' }, { tap: '审核通过' }];

/** The written agreement: its items, when it was reached, and by when it is to be performed. */
const agreed = (items: readonly string[], days: number, acts: readonly Act[] = []): Step => ({
  tap: '达成协议',
  sound: items.length > 1 && acts.length > 2,
  acts: [
    tick('书面协议'),
    fill('结案日期', ago(days)),
    ...items.flatMap((content, nth) => [...(nth === 0 ? [] : [press('添加协议事项')]), fill('内容', content, nth)]),
    ...acts,
  ],
});

const onTheDoorstep: Dispute = {
  type: '生产经营纠纷',
  a: '冉光明',
  b: '石三妹',
  facts: '石三妹家的鸡两次进冉光明的菜地啄坏白菜苗，双方在院坝争吵。',
  status: '调解成功',
  more: [
    tick('口头协议'),
    press('更多信息'),
    press('添加协议事项'),
    fill('内容', '石三妹把鸡圈养，当场赔白菜苗钱60元。'),
    fill('协议涉及金额', '60'),
  ],
  steps: [performed, filed],
  ends: { status: 'settled', performance: 'performed' },
};

const loan: Dispute = {
  type: '合同纠纷',
  a: '田大山',
  b: '彭秀英',
  facts: '彭秀英2024年8月向田大山借款6000元，写有借条，约定一年还清，到期没有归还。',
  status: '登记',
  steps: [
    accepted(20),
    session(1, 18, '田大山出示借条。彭秀英承认借款，说今年收成不好，一次还不出。', '没有谈拢，约定再谈。'),
    session(2, 15, '双方同意分两期归还，不计利息。'),
    agreed(['彭秀英归还第一期借款。', '彭秀英归还第二期借款。'], 15, [
      fill('履行人', '彭秀英', 0),
      fill('履行人', '彭秀英', 1),
      fill('金额', '3000', 0),
      fill('金额', '3000', 1),
      fill('期限', ago(10), 0),
      fill('期限', ago(3), 1),
      fill('协议涉及金额', '6000'),
      fill('履行期限', ago(3)),
      fill('履行方式', '分期支付'),
      fill('履行地点', '城墙村村委会'),
    ]),
    signed,
    { tap: '部分履行', acts: [tick('部分履行'), fill('履行日期', ago(10), 0)] },
    {
      tap: '记回访',
      acts: [fill('日期', ago(8)), fill('情况', '第一期已付，第二期正在筹钱。'), tick('基本满意')],
    },
    { tap: '已全部履行', acts: [fill('履行日期', ago(4), 1)] },
    {
      tap: '记回访',
      acts: [fill('日期', ago(2), 1), fill('情况', '两期都付清，借条已还给彭秀英。', 1), tick('满意', 1)],
    },
    ...reviewed,
    filed,
  ],
  ends: { status: 'settled', performance: 'performed' },
};

const neighbours: Dispute = {
  type: '邻里纠纷',
  a: '白正文',
  b: '杨昌国',
  facts: '杨昌国新建屋檐伸到巷道上方，雨水滴到白正文的墙上，墙面发霉。',
  status: '受理',
  more: [fill('受理日期', ago(6))],
  steps: [
    {
      tap: '记调查',
      acts: [
        fill('时间', ago(5)),
        fill('地点', '城墙村2组巷道'),
        fill('被调查人', '张大爷'),
        fill('记录', '问：屋檐什么时候建的？\n答：今年春上，原来没有这么长。'),
      ],
    },
    session(1, 4, '到现场量了屋檐，伸出界线约三十厘米。杨昌国愿意改。'),
    agreed(['杨昌国截短屋檐并装上落水管，雨水引进排水沟。', '双方互相谅解，今后互不追究。'], 4, [
      fill('履行期限', ago(1)),
    ]),
    signed,
    performed,
    filed,
  ],
  ends: { status: 'settled', performance: 'performed' },
};

const family: Dispute = {
  type: '婚姻家庭纠纷',
  a: '李桂芳',
  b: '李建军',
  facts: '李桂芳今年74岁，与儿子李建军分开居住，李建军外出务工，一年没有给生活费。',
  status: '登记',
  more: [press('更多信息'), tick('依申请调解'), press('添加事项'), fill('内容', '请求李建军每月给付赡养费。')],
  steps: [
    accepted(9),
    session(1, 7, '李建军通过电话参加，说明在外打工的难处，愿意按月给钱。'),
    agreed(['李建军每月10日前付给李桂芳赡养费400元。'], 7),
    signed,
    { tap: '已全部履行', acts: [fill('履行日期', ago(5))] },
    filed,
  ],
  ends: { status: 'settled', performance: 'performed' },
};

const land: Dispute = {
  type: '山林土地纠纷',
  a: '黄世发',
  b: '陈登云',
  facts: '黄世发把二轮承包的三亩旱地流转给陈登云种烟，双方对今年的流转费和到期归还有不同说法。',
  status: '受理',
  more: [fill('受理日期', ago(12))],
  steps: [
    session(1, 10, '双方拿出流转合同，合同写明每亩每年500元。', '陈登云同意按合同付。'),
    agreed(['陈登云付清今年流转费1500元。', '流转到期后三十日内归还土地，附着物由陈登云自行清理。'], 10, [
      fill('金额', '1500', 0),
      fill('协议涉及金额', '1500'),
    ]),
    signed,
    performed,
    filed,
  ],
  ends: { status: 'settled', performance: 'performed' },
};

const accident: Dispute = {
  type: '道路交通事故纠纷',
  a: '张明月',
  b: '酉阳示例运输有限公司',
  facts: '张明月在村道上被示例运输公司的货车擦伤，交警已作出事故认定，双方对赔偿数额没有谈拢。',
  status: '受理',
  more: [
    fill('受理日期', ago(14)),
    press('改成单位：酉阳示例运输有限公司'),
    details('乙'),
    fill('代理人', '王建设'),
    tick('法定代表人、负责人'),
  ],
  steps: [
    session(1, 12, '核对医疗费单据，误工按12天计算。'),
    agreed(['运输公司一次性赔偿张明月医疗费、误工费共4200元。'], 12, [
      fill('金额', '4200', 0),
      fill('协议涉及金额', '4200'),
      fill('履行方式', '一次性付清'),
    ]),
    signed,
    {
      tap: '申请司法确认',
      acts: [fill('申请日期', ago(9)), fill('法院', '酉阳土家族苗族自治县人民法院')],
    },
    {
      tap: '记法院结果',
      acts: [tick('已确认'), fill('裁定日期', ago(3)), fill('文书号', '（2026）渝0242诉前调确1号')],
    },
    performed,
    filed,
  ],
  ends: { status: 'settled', performance: 'performed' },
};

const wages: Dispute = {
  type: '拖欠农民工工资纠纷',
  a: '刘小荣',
  b: '酉阳示例建筑劳务公司',
  facts: '刘小荣在示例建筑劳务公司做工两个月，工资8000元没有付。',
  status: '受理',
  more: [
    fill('受理日期', ago(13)),
    details('甲'),
    fill('代理人', '刘国平'),
    details('乙'),
    tick('单位', 1),
    fill('代理人', '周会计', 1),
    tick('委托代理人'),
  ],
  steps: [
    session(1, 11, '核对出工记录，工资数额没有争议。'),
    agreed(['劳务公司付清刘小荣工资8000元。'], 11, [fill('金额', '8000', 0), fill('协议涉及金额', '8000')]),
    signed,
    performed,
    filed,
  ],
  ends: { status: 'settled', performance: 'performed' },
};

const minor: Dispute = {
  type: '损害赔偿纠纷',
  a: '吴小宝',
  b: '王大春',
  facts: '王大春家的狗没有拴，咬伤放学路过的吴小宝，打针花去医药费820元。',
  status: '受理',
  more: [fill('受理日期', ago(5)), details('甲'), fill('年龄', '9'), fill('监护人', '吴德海')],
  steps: [
    session(1, 4, '看了病历和发票，王大春认可。'),
    agreed(['王大春赔偿医药费820元，今后把狗拴好。'], 4, [fill('金额', '820', 0), fill('协议涉及金额', '820')]),
    signed,
    performed,
    filed,
  ],
  ends: { status: 'settled', performance: 'performed' },
};

const failed: Dispute = {
  type: '房屋宅基地纠纷',
  a: '谭志高',
  b: '何文秀',
  facts: '谭志高在老宅基上重建，何文秀认为占了自家院坝一米。',
  status: '受理',
  more: [fill('受理日期', ago(16))],
  steps: [
    session(1, 14, '双方各执一词，都拿不出界址证明。', '没有达成一致。'),
    { tap: '延长期限', acts: [fill('延长到', ago(-30)), fill('同意日期', ago(13)), tick('各方当事人都同意')] },
    session(2, 7, '请来老组长说明，双方仍不让步。', '没有达成一致。'),
    { tap: '调解不成', acts: [fill('结案日期', ago(7)), tick('行政'), tick('诉讼')] },
    filed,
  ],
  ends: { status: 'notSettled' },
};

/** Begins in the village and is handed up: from `taken` on it is the township's case. */
export const handedUp: Dispute = {
  type: '环境污染纠纷',
  a: '邓光荣',
  b: '酉阳示例生猪养殖专业合作社',
  facts: '养殖合作社的粪污渗进邓光荣等户的水井，涉及两个村。',
  status: '受理',
  more: [fill('受理日期', ago(8)), details('乙'), tick('单位'), fill('代理人', '唐社长'), tick('法定代表人、负责人')],
  steps: [
    session(1, 0, '乡镇调委会会同环保人员到现场取水样。'),
    agreed(['合作社三十日内建好防渗池，为各户接通自来水。'], 0),
    signed,
    performed,
    filed,
  ],
  ends: { status: 'settled', performance: 'performed' },
};

export const disputes: readonly Dispute[] = [
  onTheDoorstep,
  loan,
  neighbours,
  family,
  land,
  accident,
  wages,
  minor,
  failed,
];
