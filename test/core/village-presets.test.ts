import { expect, test } from 'vitest';
import { isShare, parseMetric } from '#core/metric.ts';
import { presetForVillage, presets, presetValues } from '#core/presets.ts';

const byTitle = (title: string) => presets.filter((one) => one.title === title).map(presetForVillage)[0];

test('a village alone takes its sixth of what the township undertook, in whole things and at least one', () => {
  const savvy = byTitle('确定法律明白人');
  expect(savvy).toMatchObject({ target: 5 });
  expect(savvy?.remark).toContain('全乡目标是30名，按六个村平均');
  // Nothing is left to divide among villages.
  expect(savvy && presetValues(savvy, 2026, () => 'x')).not.toHaveProperty('split');
});

test('shares are asked of every village alike, and one stays one', () => {
  const isOfAll = (metric: unknown) => {
    const parsed = parseMetric(metric);
    return parsed.ok && isShare(parsed.metric);
  };
  const shares = presets.filter(({ metric }) => isOfAll(metric));
  expect(shares.length).toBeGreaterThan(0);
  expect(shares.map((preset) => presetForVillage(preset).target)).toEqual(shares.map(({ target }) => target));
  const others = presets.filter(({ metric }) => !isOfAll(metric));
  expect(others.map((preset) => presetForVillage(preset).target)).toEqual(
    others.map(({ target }) => Math.max(1, Math.ceil(target / 6))),
  );
});
