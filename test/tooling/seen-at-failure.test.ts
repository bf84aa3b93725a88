import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { seenAtFailure } from '#scripts/seen-at-failure.ts';

const folder = mkdtempSync(join(tmpdir(), 'fazhi-seen-'));
afterAll(() => rmSync(folder, { recursive: true }));

const context = (page: string): string =>
  `# Instructions\n\n# Error details\n\n\`\`\`\nError: not visible\n\`\`\`\n\n# Page snapshot\n\n\`\`\`yaml\n${page}\n\`\`\`\n\n# Test source\n\n\`\`\`ts\ntest();\n\`\`\``;

function journey(title: string, page: string | null) {
  const path = join(folder, `${title}.md`);
  if (page !== null) writeFileSync(path, context(page));
  const attachments = page === null ? [] : [{ name: 'trace' }, { name: 'error-context', path }];
  return { title, tests: [{ results: [{ attachments }] }] };
}

test('of a journey that failed, the page is printed, without messages and sources', () => {
  const report = {
    suites: [
      { specs: [journey('passed', null)], suites: [{ specs: [journey('failed', '- heading "记调解" [level=1]')] }] },
    ],
  };
  expect(seenAtFailure(report)).toBe('failed: the page when it failed\n- heading "记调解" [level=1]\n\n');
});

test('a page with a long list is cut', () => {
  const seen = seenAtFailure({ specs: [journey('long', '- listitem\n'.repeat(1000))] });
  expect(seen.length).toBeLessThan(3200);
  expect(seen).toMatch(/… \(\d+ characters more\)\n$/);
});

test('where everything passed nothing is printed', () => {
  expect(seenAtFailure({ suites: [{ specs: [journey('passed', null)] }] })).toBe('');
});

test('of a journey that had closed its pages no empty page is printed', () => {
  const closed = journey('closed', '');
  writeFileSync(join(folder, 'closed.md'), '# Error details\n\n```\nError: closed\n```\n');
  expect(seenAtFailure({ specs: [closed] })).toBe('');
});
