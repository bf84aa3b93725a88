/** 依法行政: rules, decisions, openness. */
import type { Preset } from '#core/presets.ts';

const duty = (...types: readonly string[]) => ({ field: 'type', operator: 'in', value: types }) as const;

export const administrationPresets: readonly Preset[] = [
  {
    id: 'innerRules',
    title: '制定完善内部管理制度',
    quote: '根据相关法规制定完善中心内部各项管理制度，做到机关事务各项工作由上至下依法开展',
    place: '一（一）',
    section: 'administration',
    metric: { measure: 'count', kind: 'dutyEntry', where: [duty('ruleMaking')] },
    target: 1,
    due: '12-31',
    schedule: 'byDate',
    remark: '报告里的“中心”“机关事务”是别的单位的文字，写进本乡任务时请改成本单位。',
  },
  {
    id: 'administrationStudy',
    title: '学习贯彻依法行政的规定',
    quote: '认真学习贯彻国务院《全面推进依法行政实施纲要》等',
    place: '一（四）',
    section: 'administration',
    metric: { measure: 'count', kind: 'training', where: [{ field: 'title', operator: 'has', value: '依法行政' }] },
    target: 1,
    due: '12-31',
    schedule: 'byDate',
    remark: '《全面推进依法行政实施纲要》是2004年的文件，引用前请核对是否有效。',
  },
  {
    id: 'decisionRules',
    title: '更新行政决策制度',
    quote: '及时更新相关行政决策制度等',
    place: '一（四）',
    section: 'administration',
    metric: {
      measure: 'count',
      kind: 'dutyEntry',
      where: [duty('ruleMaking', 'majorDecision'), { field: 'title', operator: 'has', value: '决策' }],
    },
    target: 1,
    due: '12-31',
    schedule: 'byDate',
  },
  {
    id: 'openGovernment',
    title: '政务信息公开',
    quote: '主动向社会公布相关政策、数据、文件等信息，积极推进政务信息公开各项工作',
    place: '一（四）',
    section: 'administration',
    metric: { measure: 'count', kind: 'dutyEntry', where: [duty('openGovernment')] },
    target: 12,
    due: '12-31',
    schedule: 'even',
  },
];
