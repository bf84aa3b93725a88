/** 设置: what differs from township to township (records.md; domain.md §1.3, §1.5). One record per township. */
import { agreementForms, committeeKinds, difficulties, subsidyConditions } from './codes.ts';
import { reportParts, returnRhythms, screeningRhythms, submissionTypes, taskSections } from './codes-work.ts';
import { amount, code, codes, count, day, items, text, type Value } from './field.ts';
import { defineKind } from './kind.ts';

const isMonthDay = (value: Value | undefined): boolean =>
  value === undefined || (typeof value === 'string' && /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value));

export const setting = defineKind('setting', {
  title: '设置',
  action: '改设置',
  scope: 'shared',
  heading: () => '乡镇设置',
  fields: {
    fileNumberPattern: text('卷号格式', {
      first: true,
      initially: () => '（{year}）{short}人调字第{seq}号',
      hint: '{year}是年份，{short}是调委会简称，{seq}是序号',
    }),
    statisticalYearStart: text('统计年度开始', {
      first: true,
      max: 5,
      initially: () => '01-01',
      hint: '月-日，如 01-01',
    }),
    statisticalYearEnd: text('统计年度结束', {
      first: true,
      max: 5,
      initially: () => '12-31',
      hint: '月-日，如 12-31',
    }),
    followUpDays: count('回访间隔', '天', {
      first: true,
      total: false,
      initially: () => 7,
      hint: '履行期限之后多少天回访',
    }),
    screeningRhythm: code('排查多久报一次', screeningRhythms, {
      group: '更多',
      hint: '选了以后，到期没有报的村会在待办里出现',
    }),
    holidays: items(
      '节假日',
      '节假日',
      {
        from: day('开始', { required: true }),
        to: day('结束'),
        name: text('名称', { max: 20 }),
      },
      {
        group: '更多',
        // Read wherever a day is counted, as the tariff is wherever a case may be paid for: lists carry both.
        counted: true,
        // The years of core/holidays.ts that were announced; a test compares.
        hint: '2024年至2026年国务院公布的放假安排已经有了；别的年份只算法定节日，请照当年的通知补上。司法确认的30天要用',
      },
    ),
    // Empty by default: no national tariff exists and the county's was not found (domain.md §1.5).
    subsidyTariff: items(
      '以案定补标准',
      '标准',
      {
        committeeKind: code('调委会类别', committeeKinds),
        difficulty: code('难易程度', difficulties),
        agreementForm: code('协议形式', agreementForms),
        amount: amount('金额', { required: true }),
      },
      { group: '更多', counted: true },
    ),
    reportIssuer: text('报告机关', {
      group: '报告和报表',
      counted: true,
      hint: '报告标题里的机关全称，如“××县××乡人民政府”',
    }),
    // Empty: the five required parts under their own names (domain.md §4.1).
    reportParts: items(
      '报告部分',
      '部分',
      {
        part: code('部分', reportParts, { required: true }),
        heading: text('标题', { required: true }),
        order: count('顺序', ''),
      },
      { group: '报告和报表', counted: true },
    ),
    subsidyConditions: codes('以案定补条件', subsidyConditions, {
      group: '更多',
      hint: '一条都不选的，按三条都要算；审核通过、同一纠纷只补一次是一定要的',
    }),
    reportOutline: items(
      '报告提纲',
      '小标题',
      {
        heading: text('小标题', { required: true }),
        order: count('顺序', ''),
        section: code('板块', taskSections, { hint: '草稿从哪个板块的台账起草；不选的从小标题猜' }),
      },
      { group: '报告和报表', counted: true },
    ),
    // Laws and documents that the program does not know, or knows wrongly (core/report/documents.ts).
    documents: items(
      '文件名录',
      '文件',
      {
        name: text('名称', { required: true, max: 200 }),
        validFrom: day('施行日期'),
        validUntil: day('有效期至'),
        replacedBy: text('已被哪个文件取代', { max: 200 }),
      },
      { group: '报告和报表', counted: true },
    ),
    // Which tables are sent when differs from county to county, so nothing is due until somebody says so.
    returns: items(
      '定期报表',
      '报表',
      {
        table: code('报表', submissionTypes, { required: true }),
        rhythm: code('周期', returnRhythms, { required: true, initially: () => 'quarter' }),
        days: count('期后几天内', '天', { initially: () => 10 }),
      },
      { group: '报告和报表', counted: true },
    ),
  },
  rules: [
    {
      field: 'fileNumberPattern',
      message: '卷号格式里要有{seq}',
      holds: ({ fileNumberPattern }) => typeof fileNumberPattern !== 'string' || fileNumberPattern.includes('{seq}'),
    },
    {
      field: 'statisticalYearStart',
      message: '请写成 01-01 的样子',
      holds: ({ statisticalYearStart }) => isMonthDay(statisticalYearStart),
    },
    {
      field: 'statisticalYearEnd',
      message: '请写成 12-31 的样子',
      holds: ({ statisticalYearEnd }) => isMonthDay(statisticalYearEnd),
    },
  ],
});
