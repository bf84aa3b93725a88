/** 普法, part three of the report: topics that units answer for, and publicity from cases. */
import type { Preset } from '#core/presets.ts';

const themed = (...themes: readonly string[]) => ({ field: 'themes', operator: 'has', value: themes }) as const;

/** 谁执法谁普法: one theme, one responsible unit. */
const topic = (id: string, zh: string, theme: string): Preset => ({
  id,
  title: `${zh}普法宣传`,
  quote: '重点围绕乡村振兴、电信网络诈骗、防范非法集资、安全生产等与群众利益密切相关的内容',
  place: '三（一）',
  section: 'publicity',
  metric: { measure: 'count', kind: 'publicityEvent', where: [themed(theme)] },
  target: 1,
  due: '12-31',
  schedule: 'even',
  topic: zh,
});

export const publicityPlanPresets: readonly Preset[] = [
  topic('ruralRevitalisation', '乡村振兴', 'ruralRevitalisation'),
  topic('telecomFraud', '防范电信网络诈骗', 'telecomFraud'),
  topic('illegalFundraising', '防范非法集资', 'illegalFundraising'),
  topic('workSafety', '安全生产', 'workSafety'),
  {
    id: 'servingTheWhole',
    title: '普法与服务大局结合',
    quote: '将普法与服务大局结合起来',
    place: '三（一）',
    section: 'publicity',
    metric: {
      measure: 'count',
      kind: 'publicityEvent',
      where: [themed('ruralRevitalisation', 'telecomFraud', 'illegalFundraising', 'workSafety')],
    },
    target: 4,
    due: '12-31',
    schedule: 'byQuarter',
  },
  {
    id: 'casePublicity',
    title: '以案释法活动',
    quote: '坚持以案例释法为导向',
    place: '三（二）',
    section: 'publicity',
    metric: {
      measure: 'count',
      kind: 'publicityEvent',
      where: [{ field: 'mediationCase', operator: 'filled' }],
    },
    target: 6,
    due: '12-31',
    schedule: 'even',
    perVillage: true,
  },
  {
    id: 'oneCaseOneAct',
    title: '一案一普法',
    quote: '做细做实一案一普法，达到办理一案教育一片的警示教育效果',
    place: '三（二）',
    section: 'publicity',
    metric: {
      measure: 'rate',
      part: { measure: 'distinct', field: 'mediationCase', kind: 'publicityEvent' },
      whole: {
        measure: 'count',
        kind: 'mediationCase',
        where: [{ field: 'status', operator: 'eq', value: 'settled' }],
      },
    },
    target: 100,
    due: '12-31',
    schedule: 'even',
  },
];
