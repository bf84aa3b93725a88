import { expect, test } from 'vitest';

test('the project runs on Node 24, whatever the machine has', () => {
  expect(Number(process.versions.node.split('.')[0])).toBeGreaterThanOrEqual(24);
});
