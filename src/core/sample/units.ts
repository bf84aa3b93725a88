/** Units, committees, calendar and settings of the sample township. */
import { villageCommittee } from '#core/committee-name.ts';
import { MARK, OFFICE, TOWNSHIP, VILLAGES, type World } from './world.ts';

const HEADS = '乡、村两级及乡属各单位实行“一把手”负责制';

export function addUnits(world: World): void {
  const { add, id } = world;
  const unit = (
    key: string,
    values: { name: string; unitKind: string; shortName: string },
    [head, officer]: [string, string],
  ) =>
    add({
      kind: 'unit',
      key,
      unit: TOWNSHIP,
      values: { ...values, head: `${head}${MARK}`, legalOfficer: `${officer}${MARK}` },
      quote: HEADS,
      invented: ['head', 'legalOfficer'],
    });
  unit(TOWNSHIP, { name: '双泉乡', unitKind: 'township', shortName: '双泉' }, ['冉', '田']);
  const names: [string, string][] = [
    ['彭', '白'],
    ['石', '杨'],
    ['张', '李'],
    ['王', '陈'],
    ['黄', '刘'],
    ['吴', '周'],
  ];
  VILLAGES.forEach(({ key, name, short }, index) => {
    unit(key, { name, unitKind: 'village', shortName: short }, names[index] ?? ['何', '谭']);
  });
  unit(OFFICE, { name: '双泉乡司法所', unitKind: 'townshipOffice', shortName: '司法所' }, ['罗', '龙']);

  for (const { key, name, short } of VILLAGES) {
    add({
      kind: 'committee',
      key: `committee.${key}`,
      unit: TOWNSHIP,
      values: { name: villageCommittee(name, '双泉乡'), committeeKind: 'village', unit: id(key), short },
      quote: '各村配齐矛盾纠纷调解室',
    });
  }
  add({
    kind: 'committee',
    key: 'committee.township',
    unit: TOWNSHIP,
    values: { name: '双泉乡人民调解委员会', committeeKind: 'township', unit: id(TOWNSHIP), short: '双泉' },
    quote: HEADS,
  });
}

export function addSettings({ add, items, id }: World): void {
  add({
    kind: 'calendarEntry',
    key: 'constitutionDay',
    unit: TOWNSHIP,
    values: { name: '国家宪法日', pattern: 'fixed', month: 12, dayOfMonth: 4, themes: ['constitution'] },
    quote: '“12·4”国家宪法日',
  });
  add({
    kind: 'calendarEntry',
    key: 'constitutionWeek',
    unit: TOWNSHIP,
    values: {
      name: '宪法宣传周',
      pattern: 'perYear',
      dates: items([{ from: '2024-12-01', to: '2024-12-07' }]),
      themes: ['constitution'],
      basis: '每年另定；2024年的起止日期为示例',
    },
    quote: '宪法宣传周',
    invented: ['dates'],
  });
  const headings = [
    '学习贯彻习近平法治思想',
    '落实领导干部学法制度',
    '开展法治主题活动',
    '规范行政行为',
    '依法化解纠纷',
  ];
  add({
    kind: 'setting',
    unit: TOWNSHIP,
    values: {
      fileNumberPattern: '（{year}）{short}人调字第{seq}号',
      statisticalYearStart: '01-01',
      statisticalYearEnd: '12-31',
      followUpDays: 7,
      screeningRhythm: 'quarter',
      reportIssuer: '酉阳土家族苗族自治县双泉乡人民政府',
      reportParts: items(
        [
          ['measures', '主要举措和成效'],
          ['shortcomings', '法治政府建设存在的不足'],
          ['plan', '下一步工作计划'],
        ].map(([part = '', heading = ''], index) => ({ part, heading, order: index + 1 })),
      ),
      reportOutline: items(headings.map((heading, index) => ({ heading, order: index + 1 }))),
    },
    quote: '（一）学习贯彻习近平法治思想',
  });
  add({
    kind: 'member',
    key: 'member',
    unit: TOWNSHIP,
    values: { name: `使用人（${MARK}）`, unit: id(TOWNSHIP), role: 'office', caseDuty: true },
    invented: ['name'],
  });
}
