/** Tasks of the sample township: part one of the report as the plan of 2024, part three as the plan of 2025. */
import type { Items, Values } from '#kinds/field.ts';
import { presetNote, presets, presetValues, type Preset } from '#core/presets.ts';
import { TOWNSHIP, type World } from './world.ts';

/** Topics of part one; part three names its own (core/presets/publicity-plan.ts). */
const TOPICS: { readonly [preset: string]: string } = {
  constitutionDay: '宪法',
  civilCode: '民法典',
  youthProtection: '青少年保护',
  peaceBuilding: '平安建设',
};
/** Who answers for a topic is invented. */
const RESPONSIBLE: { readonly [preset: string]: string } = {
  constitutionDay: '乡司法所（示例）',
  civilCode: '乡司法所（示例）',
  youthProtection: '乡中心小学（示例）',
  peaceBuilding: '乡平安法治办（示例）',
  ruralRevitalisation: '乡农业服务机构（示例）',
  telecomFraud: '辖区派出所（示例）',
  illegalFundraising: '乡经济发展机构（示例）',
  workSafety: '乡应急管理机构（示例）',
};
const DONE_ON: { readonly [preset: string]: string } = { studyPlan: '2024-02-20' };

const yearOfPreset = ({ place }: Preset): number => (place.startsWith('三') ? 2025 : 2024);

export function addPlan({ add, newId }: World): void {
  for (const preset of presets) {
    const values = presetValues(preset, yearOfPreset(preset), newId);
    const [responsible, topic] = [RESPONSIBLE[preset.id], TOPICS[preset.id]];
    const note = preset.targetFromReport === true ? '完成时限为示例。' : '目标值、完成时限为示例。';
    add({
      kind: 'annualTask',
      key: `task.${preset.id}`,
      unit: TOWNSHIP,
      values: {
        ...values,
        note: `${presetNote(preset)}\n${note}`,
        ...(responsible === undefined ? {} : { responsible }),
        ...(topic === undefined ? {} : { topic }),
        ...checksDone(values, DONE_ON[preset.id]),
      },
      quote: preset.quote,
      invented: ['due', ...(preset.targetFromReport === true ? [] : ['target'])],
    });
  }
}

/** The report says that it was done; the day is invented. */
function checksDone({ checks }: Values, doneOn: string | undefined): Values {
  if (doneOn === undefined || checks === undefined) return {};
  const items = checks as Items;
  return {
    checks: Object.fromEntries(Object.keys(items).map((id) => [id, { ...items[id], doneOn, by: '经办人（示例）' }])),
  };
}
