/** 普法: places, events, themes and what was handed out. */
import type { Preset } from '#core/presets.ts';

const themed = (...themes: readonly string[]) => ({ field: 'themes', operator: 'has', value: themes }) as const;
const inSetting = (...settings: readonly string[]) =>
  ({ field: 'settings', operator: 'has', value: settings }) as const;
const venueOf = (...types: readonly string[]) => ({ field: 'type', operator: 'in', value: types }) as const;
const isOpen = { field: 'state', operator: 'ne', value: 'building' } as const;

const FORMS_QUOTE = '以发放宣传资料、悬挂横幅、解答群众法律咨询等形式进行';
const THEMES_QUOTE = '就《中华人民共和国宪法》《中华人民共和国民法典》、青少年保护等内容开展宣传';
const VENUES_QUOTE = '积极建设法治宣传教育中心、法治文化广场等';
const CONSTITUTION_QUOTE = '广泛开展宪法宣传进村社、进校园等活动';

const summed = (id: string, title: string, field: string, target: number): Preset => ({
  id,
  title,
  quote: FORMS_QUOTE,
  place: '一（三）',
  section: 'publicity',
  metric: { measure: 'sum', field, kind: 'publicityEvent' },
  target,
  due: '12-31',
  schedule: 'even',
});

const event = (
  id: string,
  title: string,
  theme: string,
  rest: Pick<Preset, 'quote' | 'place'>,
  target = 1,
): Preset => ({
  id,
  title,
  section: 'publicity',
  metric: { measure: 'count', kind: 'publicityEvent', where: [themed(theme)] },
  target,
  due: '12-31',
  schedule: 'even',
  ...rest,
});

export const publicityPresets: readonly Preset[] = [
  {
    id: 'youthEducation',
    title: '青少年法治教育',
    quote: '进一步加强以领导干部、国家工作人员和广大青少年为重点的法治教育',
    place: '一（二）',
    section: 'publicity',
    metric: {
      measure: 'count',
      kind: 'publicityEvent',
      where: [{ field: 'audienceGroups', operator: 'has', value: 'youth' }],
    },
    target: 2,
    due: '12-31',
    schedule: 'even',
  },
  {
    id: 'publicityCoverage',
    title: '普法活动覆盖各村',
    quote: '实现普法教育全覆盖、无盲区',
    place: '一（二）',
    section: 'publicity',
    metric: { measure: 'coverageUnits', kind: 'publicityEvent' },
    target: 100,
    due: '12-31',
    schedule: 'even',
  },
  {
    id: 'culturePositions',
    title: '乡村法治文化阵地提升行动',
    quote: '开展乡村法治文化阵地提升行动',
    place: '一（三）',
    section: 'publicity',
    metric: {
      measure: 'count',
      kind: 'venue',
      where: [venueOf('publicityCentre', 'cultureSquare', 'lawElements', 'noticeBoard', 'lawBookCorner'), isOpen],
    },
    target: 3,
    due: '12-31',
    schedule: 'byDate',
  },
  {
    id: 'publicityCentre',
    title: '建设法治宣传教育中心',
    quote: VENUES_QUOTE,
    place: '一（三）',
    section: 'publicity',
    metric: { measure: 'count', kind: 'venue', where: [venueOf('publicityCentre'), isOpen] },
    target: 1,
    due: '12-31',
    schedule: 'byDate',
  },
  {
    id: 'cultureSquare',
    title: '建设法治文化广场',
    quote: VENUES_QUOTE,
    place: '一（三）',
    section: 'publicity',
    metric: { measure: 'count', kind: 'venue', where: [venueOf('cultureSquare'), isOpen] },
    target: 1,
    due: '12-31',
    schedule: 'byDate',
  },
  {
    id: 'publicityForms',
    title: '多种形式宣传法律知识',
    quote: '运用各种形式宣传法律知识',
    place: '一（三）',
    section: 'publicity',
    metric: { measure: 'distinct', field: 'forms', kind: 'publicityEvent' },
    target: 4,
    due: '12-31',
    schedule: 'byDate',
  },
  {
    id: 'lawElements',
    title: '休闲健身场所加入法治元素',
    quote: '在老年人日常休闲娱乐和锻炼身体的场所加入法治元素，沉浸式体验法治氛围',
    place: '一（三）',
    section: 'publicity',
    metric: { measure: 'count', kind: 'venue', where: [venueOf('lawElements'), isOpen] },
    target: 1,
    due: '12-31',
    schedule: 'byDate',
  },
  {
    id: 'constitutionDay',
    title: '“12·4”国家宪法日和宪法宣传周集中宣传',
    quote: '组织开展“12·4”国家宪法日和宪法宣传周等集中宣传活动',
    place: '一（三）',
    section: 'publicity',
    metric: {
      measure: 'count',
      kind: 'publicityEvent',
      where: [themed('constitution'), { field: 'keyDate', operator: 'filled' }],
    },
    target: 2,
    due: '12-10',
    schedule: 'byDate',
  },
  event('peaceBuilding', '平安建设宣传活动', 'peaceBuilding', {
    quote: '在城墙村文化广场举办平安建设宣传活动',
    place: '一（三）',
  }),
  summed('materials', '发放宣传资料', 'materials', 500),
  summed('banners', '悬挂横幅', 'banners', 6),
  summed('consultations', '解答群众法律咨询', 'consultations', 60),
  event('civilCode', '民法典宣传', 'civilCode', { quote: THEMES_QUOTE, place: '一（三）' }, 2),
  event('youthProtection', '青少年保护宣传', 'youthProtection', { quote: THEMES_QUOTE, place: '一（三）' }, 2),
  {
    id: 'constitutionVillages',
    title: '宪法宣传进村社',
    quote: CONSTITUTION_QUOTE,
    place: '一（三）',
    section: 'publicity',
    metric: {
      measure: 'coverageUnits',
      kind: 'publicityEvent',
      where: [themed('constitution'), inSetting('countryside', 'community')],
    },
    target: 100,
    due: '12-31',
    schedule: 'even',
  },
  {
    id: 'constitutionSchools',
    title: '宪法宣传进校园',
    quote: CONSTITUTION_QUOTE,
    place: '一（三）',
    section: 'publicity',
    metric: { measure: 'count', kind: 'publicityEvent', where: [themed('constitution'), inSetting('school')] },
    target: 1,
    due: '12-31',
    schedule: 'byDate',
  },
  {
    id: 'audience',
    title: '宣传宪法和法律受众',
    quote: '深入宣传宪法和法律，引导全乡人民尊法学法守法用法',
    place: '一（三）',
    section: 'publicity',
    metric: { measure: 'personTimes', kind: 'publicityEvent' },
    target: 1000,
    due: '12-31',
    schedule: 'even',
  },
];
