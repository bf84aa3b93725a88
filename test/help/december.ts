/**
 * What a township office has lying in a folder in December: ledgers of six villages as seven hands kept them. Made here byte by byte, and
 * with what each of them should bring, reckoned beside the making.
 */
import { aWorkbook, type MadeCell, type MadeSheet } from './workbooks.ts';

export const DECEMBER_TOWNSHIP = '清溪镇';
export const DECEMBER_VILLAGES = ['石桥村', '柏树村', '龙井村', '马家坝村', '大坪村', '青冈村'];
export const DECEMBER_YEAR = 2025;

/** 1 January 2025 as a spreadsheet counts days. */
const NEW_YEAR_SERIAL = 45_658;
const SURNAMES = '冉田彭白石李王张杨何';
const GIVEN = ['国华', '秀英', '明', '德贵', '永芳', '建军', '桂兰', '成', '世平', '小凤'];
const nameOf = (n: number): string => `${SURNAMES[n % 10] ?? ''}${GIVEN[Math.floor(n / 10) % 10] ?? ''}`;
const fullWidth = (n: number): string => String(n).replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));

/** One day in the five ways in which people write it. */
function written(month: number, day: number, way: number): MadeCell {
  const two = (n: number) => String(n).padStart(2, '0');
  if (way === 0)
    return { date: NEW_YEAR_SERIAL + (Date.UTC(2025, month - 1, day) - Date.UTC(2025, 0, 1)) / 86_400_000 };
  if (way === 1) return `2025.${month}.${day}`;
  if (way === 2) return `2025年${fullWidth(month)}月${fullWidth(day)}日`;
  if (way === 3) return `${month}月${day}日`;
  return `2025${two(month)}${two(day)}`;
}

const TYPES = ['邻里', '婚姻家庭', '山林土地', '宅基地', '赡养纠纷', '欠薪'];
const RESULTS = ['达成书面协议', '调解成功', '口头协议达成', '调解不成', '已化解'];
/** Cases of a village; every third village wrote one row that cannot come in. */
export const DECEMBER_CASES_EACH = 7;

function casesOf(village: string, at: number): MadeSheet {
  const rows: MadeCell[][] = [
    [`${DECEMBER_TOWNSHIP}${village}2025年度人民调解案件登记台账`],
    [`填报单位：${village}调委会`, '', '', '', '', '填报时间：2025年12月20日'],
    [
      '序号',
      '受理时间',
      '甲方',
      '',
      '',
      '乙方',
      '',
      '纠纷类型',
      '简要案情',
      '调解结果',
      '协议涉及金额（元）',
      '调解员',
      '备注',
    ],
    ['', '', '姓名', '身份证号', '联系电话', '姓名', '联系电话'],
  ];
  for (let i = 0; i < DECEMBER_CASES_EACH; i++) {
    const n = at * 20 + i;
    rows.push([
      i + 1,
      written(1 + ((i * 2 + at) % 11), 3 + i * 3, (i + at) % 5),
      nameOf(n),
      i === 2 ? '50024219800101123' : i === 3 ? '999999199003070012' : '',
      i % 2 === 0 ? '１３８００００００' + fullWidth(10 + i) : '',
      nameOf(n + 37),
      '',
      TYPES[(i + at) % 6] ?? '',
      `因${['滴水', '界址', '道路通行', '树木遮挡', '彩礼', '工钱', '饮水'][i] ?? ''}发生争执，经村调委会主持调解`,
      RESULTS[(i + at) % 5] ?? '',
      i === 1 ? '３０００' : i === 4 ? '1,200元' : i === 5 ? '0.5万元' : '',
      nameOf(at * 20 + 90),
      '',
    ]);
  }
  if (at % 3 === 0)
    rows.push([
      DECEMBER_CASES_EACH + 1,
      '',
      nameOf(at + 5),
      '',
      '',
      nameOf(at + 6),
      '',
      '邻里',
      '忘记写日期',
      '调解成功',
    ]);
  rows.push(['合计', '', '', '', '', '', '', '', '', '', { formula: 'SUM(K5:K11)', result: 9200 }]);
  rows.push(['填表人：        审核人：        单位负责人：']);
  return {
    name: village,
    rows,
    merges: [
      'A1:M1',
      'A2:E2',
      'F2:M2',
      'A3:A4',
      'B3:B4',
      'C3:E3',
      'F3:G3',
      'H3:H4',
      'I3:I4',
      'J3:J4',
      'K3:K4',
      'L3:L4',
      'M3:M4',
    ],
    emptyRows: 40,
  };
}

const caseBook = (): Uint8Array =>
  aWorkbook([
    ...DECEMBER_VILLAGES.map(casesOf),
    { name: '下拉选项', hidden: true, rows: [['纠纷类型'], ['邻里'], ['婚姻家庭']] },
  ]);

/** Events as a village official typed them and WPS saved them, in GB18030. */
function eventTable(): string {
  const lines = [
    `${DECEMBER_TOWNSHIP}2025年法治宣传活动统计表,,,,,,,,`,
    '序号,村,活动时间,活动名称,活动形式,地点,参与人数,发放资料（份）,悬挂横幅（条）',
  ];
  let n = 0;
  for (const village of DECEMBER_VILLAGES) {
    for (const [month, name] of [
      [3, '“三八”妇女维权宣传'],
      [5, '民法典宣传月活动'],
      [12, '“12·4”国家宪法日宣传'],
    ] as const) {
      n += 1;
      const day = ['2025/3/7 0:00:00', '2025年5月16日', '12.4'][[3, 5, 12].indexOf(month)] ?? '';
      lines.push(
        `${n},${village},${day},${name},${n % 2 === 0 ? '集中宣传' : '院坝会'},${village}文化广场,${40 + n}人,${fullWidth(100 + n)},${n % 3}`,
      );
    }
  }
  lines.push('合计,,,,,,1071,1971,18', '填表人：冉明,,,,,,,,');
  return lines.join('\r\n');
}

/** Bytes in the encoding of Chinese Windows. Node writes none: the table is turned round from what it reads. */
function inGbk(text: string): Uint8Array {
  const codes = new Map<string, readonly number[]>();
  const decoder = new TextDecoder('gbk');
  for (let high = 0x81; high <= 0xfe; high++) {
    // A line each: what is no character must not take the next one along.
    const lines = Array.from({ length: 0xff - 0x40 }, (_, i) => [high, 0x40 + i, 0x0a]).flat();
    const chars = decoder.decode(new Uint8Array(lines)).split('\n');
    chars.forEach((char, i) => codes.set(char, [high, 0x40 + i]));
  }
  return new Uint8Array(
    Array.from(text).flatMap((char) => (char < '\u0080' ? [char.charCodeAt(0)] : [...(codes.get(char) ?? [63])])),
  );
}

const ROSTER_EACH = 4;
const rosterBook = (): Uint8Array =>
  aWorkbook([
    {
      name: 'Sheet1',
      rows: [
        ['清溪镇“法律明白人”花名册'],
        ['（2025年）'],
        ['序号', '所在村', '姓名', '性别', '出生年月', '政治面貌', '文化程度', '职务', '联系电话', '备注'],
        ...DECEMBER_VILLAGES.flatMap((village, at): MadeCell[][] =>
          Array.from({ length: ROSTER_EACH }, (_, i): MadeCell[] => [
            at * ROSTER_EACH + i + 1,
            i === 0 ? village : null,
            nameOf(at * 20 + 90 + i),
            i % 2 === 0 ? '男' : '女',
            i === 0 ? '1978.06' : i === 1 ? '1985年3月' : i === 2 ? '1969-11' : 1990,
            '中共党员',
            ['初中', '高中', '大专', '小学'][i] ?? '',
            ['支部书记', '网格员', '妇联主席', '村民小组长'][i] ?? '',
            `1390000${String(1000 + at * 10 + i)}`,
            '',
          ]),
        ),
        ['合计：24人'],
      ],
      merges: [
        'A1:J1',
        'A2:J2',
        ...DECEMBER_VILLAGES.map((_, at) => `B${4 + at * ROSTER_EACH}:B${7 + at * ROSTER_EACH}`),
      ],
    },
  ]);

const trainingBook = (): Uint8Array =>
  aWorkbook([
    {
      name: '培训统计',
      rows: [
        ['清溪镇2025年法治培训情况统计表'],
        ['序号', '培训时间', '培训名称', '培训对象', '地点', '授课人', '参训人数', '学时', '备注'],
        [1, '3月12日', '人民调解员业务培训', '人民调解员', '镇政府三楼会议室', '县司法局李科长', 36, 4, ''],
        [2, '6.5-6.6', '法律明白人骨干培训', '法律明白人', '镇政府三楼会议室', '司法所', '24人', '8学时', ''],
        [3, '2025年9月18日（星期四）', '村干部法治专题学习', '村干部', '党群服务中心', '镇党委书记', '约30人', 2, ''],
        ['合计', '', '', '', '', '', 90, 14, ''],
      ],
      merges: ['A1:I1'],
    },
    {
      name: '12月签到',
      rows: [
        ['2025年12月4日宪法学习会签到表'],
        ['时间：2025年12月4日上午9:00', '', '', '地点：镇政府三楼会议室'],
        ['序号', '姓名', '单位及职务', '签名'],
        ...Array.from({ length: 12 }, (_, i): MadeCell[] => [
          i + 1,
          nameOf(Math.floor(i / 2) * 20 + 90 + (i % 2)),
          DECEMBER_VILLAGES[Math.floor(i / 2)] ?? '',
          '',
        ]),
      ],
      merges: ['A1:D1'],
    },
  ]);

const screeningBook = (): Uint8Array =>
  aWorkbook([
    {
      name: '排查台账',
      rows: [
        ['清溪镇2025年矛盾纠纷排查化解情况统计表'],
        ['村', '月份', '排查次数', '排查出纠纷（件）', '化解数', '移交（件）', '预防（件）'],
        ...DECEMBER_VILLAGES.flatMap((village, at) =>
          Array.from({ length: 12 }, (_, m): MadeCell[] => [
            m === 0 ? village : null,
            m % 2 === 0 ? `${m + 1}月` : `2025年${m + 1}月`,
            2,
            (m + at) % 3,
            (m + at) % 3,
            0,
            m % 4 === 0 ? 1 : '无',
          ]),
        ),
        ['合计', '', { formula: 'SUM(C3:C74)', result: 144 }, { formula: 'SUM(D3:D74)', result: 72 }],
      ],
      merges: ['A1:G1', ...DECEMBER_VILLAGES.map((_, at) => `A${3 + at * 12}:A${14 + at * 12}`)],
    },
  ]);

export interface DecemberFile {
  readonly name: string;
  readonly kind: string;
  readonly bytes: () => Uint8Array;
}

/** The files in the order in which an office would take them. */
export const decemberFolder: readonly DecemberFile[] = [
  { name: '清溪镇法律明白人花名册.xlsx', kind: 'person', bytes: rosterBook },
  { name: '2025年人民调解案件台账（汇总）.xlsx', kind: 'mediationCase', bytes: caseBook },
  { name: '2025普法活动.csv', kind: 'publicityEvent', bytes: () => inGbk(eventTable()) },
  { name: '2025年培训资料.xlsx', kind: 'training', bytes: trainingBook },
  { name: '排查.xlsx', kind: 'screening', bytes: screeningBook },
];
