/** Cases as papers read them, with any number of parties. Names are invented. */
import type { PaperCase } from '#core/papers/paper-case.ts';
import { NO_NAMES } from '#core/text.ts';
import type { Group, Items, Values } from '#kinds/field.ts';

export const listed = (items: readonly Group[]): Items =>
  Object.fromEntries(items.map((item, at) => [`0192a000-0000-7000-8000-${String(at).padStart(12, '0')}`, item]));

export const aParty = (over: Group = {}): Group => ({
  side: 'partyA',
  partyKind: 'person',
  name: '田大山',
  sex: 'male',
  ethnicGroup: 'tujia',
  age: 52,
  occupation: '务农',
  phone: '13800005678',
  address: '双泉乡城墙村3组',
  ...over,
});

const SURNAMES = '田冉彭白石杨张李王陈黄刘';

/** `count` parties, the first half 甲方; the last is an organisation, the second has a representative, the third is a minor. */
export const parties = (count: number): Items =>
  listed(
    Array.from({ length: count }, (_, at) =>
      aParty({
        name: `${SURNAMES[at % SURNAMES.length]}${count > 1 && at === 2 ? '小' : '大'}${'甲乙丙丁戊己庚辛壬癸子丑'[at % 12]}`,
        side: at < Math.ceil(count / 2) ? 'partyA' : 'partyB',
        sex: at % 2 === 0 ? 'male' : 'female',
        age: at === 2 ? 12 : 40 + at,
        ...(at === 1 && count > 2 ? { representative: '杨代理' } : {}),
        ...(at === 2 ? { guardian: '石监护', occupation: '学生' } : {}),
        ...(at === count - 1 && count > 3
          ? { partyKind: 'organisation', name: '示例建筑劳务有限公司', representative: '王经理' }
          : {}),
      }),
    ),
  );

/** A case that went the whole way: applied for, investigated, two sessions, agreed in writing, paid, visited, confirmed. */
export const fullValues = (over: Values = {}): Values => ({
  parties: listed([
    aParty({}),
    aParty({ side: 'partyB', name: '彭秀英', sex: 'female', age: 47, address: '双泉乡城墙村5组' }),
  ]),
  disputeType: 'neighbor',
  facts:
    '双方房屋相邻。2024年5月，彭秀英翻修厨房时把排水管改到两家共用的巷道，雨天积水流进田大山的院坝，双方为此多次争吵。',
  status: 'settled',
  agreementForm: 'written',
  acceptedOn: '2024-06-03',
  closedOn: '2024-06-12',
  source: 'application',
  mediators: [],
  fileNumber: '（2024）城墙人调字第7号',
  rightsNoticeOn: '2024-06-03',
  requests: listed([{ content: '要求彭秀英把排水管改回原处' }, { content: '赔偿院坝修复费用1200元' }]),
  investigations: listed([
    {
      heldOn: '2024-06-05',
      place: '城墙村5组巷道',
      attendees: '村民小组长',
      investigator: '李伟',
      interviewee: '杨大爷',
      recorder: '冉会计',
      body: '问：您看到积水了吗？\n答：看到了，五月那几场雨都有水流过去。',
    },
  ]),
  sessions: listed([
    {
      heldOn: '2024-06-08',
      time: '上午9时',
      place: '城墙村矛盾纠纷调解室',
      invited: '村民小组长',
      recorder: '冉会计',
      body: '调解员告知当事人权利义务。\n田大山：水流进院坝，水泥地面泡坏了。\n彭秀英：改管的时候没有想到，愿意商量。',
      result: '双方同意现场查看后再谈。',
    },
    {
      heldOn: '2024-06-12',
      place: '城墙村矛盾纠纷调解室',
      recorder: '冉会计',
      body: '双方查看了现场，对改管方案和费用没有争议。',
    },
  ]),
  agreementItems: listed([
    {
      content: '彭秀英于2024年6月30日前把排水管改回原处。',
      performer: '彭秀英',
      dueOn: '2024-06-30',
      performedOn: '2024-06-28',
    },
    {
      content: '彭秀英一次性支付院坝修复费用。',
      performer: '彭秀英',
      amount: 120_050,
      dueOn: '2024-06-30',
      performedOn: '2024-06-28',
    },
  ]),
  agreedAmount: 120_050,
  performBy: '2024-06-30',
  performPlace: '城墙村',
  performManner: '一次性付清',
  signatures: listed([
    { signer: 'party', name: '田大山', signedOn: '2024-06-12' },
    { signer: 'party', name: '彭秀英', signedOn: '2024-06-12' },
    { signer: 'mediator', signedOn: '2024-06-12' },
    { signer: 'seal', signedOn: '2024-06-12' },
  ]),
  performance: 'performed',
  followUps: listed([
    { on: '2024-07-07', by: '李伟', findings: '排水管已改回原处，费用已付清。', satisfaction: 'satisfied' },
  ]),
  judicialConfirmation: {
    state: 'confirmed',
    appliedOn: '2024-06-20',
    decidedOn: '2024-06-28',
    court: '酉阳土家族苗族自治县人民法院',
  },
  retention: 'years30',
  archivedOn: '2024-07-10',
  ...over,
});

export const paperCase = (values: Values, over: Partial<PaperCase> = {}): PaperCase => ({
  id: '0192a000-0000-7000-8000-0000003f9a20',
  values,
  names: NO_NAMES,
  erased: [],
  findCase: () => null,
  committee: '双泉乡城墙村人民调解委员会',
  today: '2024-07-10',
  masked: false,
  ...over,
});

export const LONG_FIRM = '酉阳土家族苗族自治县示例建筑劳务有限责任公司';

/** 田大山 and a firm of a long name, each with somebody who acts for it. */
export const twoAgents = (): PaperCase =>
  paperCase(
    fullValues({
      source: 'ownMotion',
      parties: listed([
        aParty({ representative: '刘国平' }),
        aParty({
          side: 'partyB',
          partyKind: 'organisation',
          name: LONG_FIRM,
          representative: '周会计',
          agentKind: 'entrusted',
        }),
      ]),
    }),
  );
