import { expect, test } from 'vitest';
import { keptItems, readKept } from '#core/report/kept.ts';
import { differencesText, readRoster, rosterDifferences, rosterNow, type KeptRoster } from '#core/roster-sent.ts';
import type { Held } from '#core/rosters.ts';
import { NO_NAMES } from '#core/text.ts';
import type { Group } from '#kinds/field.ts';

const held = (person: string, name: string, role: Group): Held => ({ person, unit: 'east', values: { name }, role });
const roster = (...people: readonly Held[]): KeptRoster => rosterNow(people, NO_NAMES, () => '东村');
const same = (id: string) => id;
const savvy: Group = { role: 'lawSavvyPerson', exam: 'passed' };

test('who came, who went and what changed since a roster was sent, each once', () => {
  const sent = roster(held('a', '王强', savvy), held('b', '赵敏', savvy), held('c', '陈芳', savvy));
  const now = roster(
    held('a', '王强', savvy),
    held('c', '陈芬', { ...savvy, certificateNumber: '7' }),
    held('d', '钱进', savvy),
  );
  const differences = rosterDifferences(sent, now, same);
  expect(differences.map(({ name, change, facts }) => [name, change, facts])).toEqual([
    ['钱进', 'entered', []],
    ['赵敏', 'left', []],
    ['陈芬', 'changed', ['姓名：陈芳 → 陈芬', '证书号：未填 → 7']],
  ]);
  expect(differencesText('法律明白人花名册', '2026年3月1日', differences)).toBe(
    [
      '法律明白人花名册自2026年3月1日报送以来：',
      '新增1名：钱进（东村）',
      '退出1名：赵敏（东村）',
      '变更1名：陈芬（东村）姓名：陈芳 → 陈芬，证书号：未填 → 7',
    ].join('\n'),
  );
  expect(rosterDifferences(sent, sent, same)).toEqual([]);
});

test('[N1] somebody merged into another since has not left', () => {
  const sent = roster(held('a', '王强', savvy), held('twin', '王强', savvy));
  const now = roster(held('a', '王强', savvy));
  expect(rosterDifferences(sent, now, (id) => (id === 'twin' ? 'a' : id))).toEqual([]);
});

test('what was kept comes back as it was sent, in pieces; half a roster is none', () => {
  const sent = roster(...Array.from({ length: 400 }, (_, at) => held(`p${at}`, `村民${at}`, savvy)));
  let made = 0;
  const kept = keptItems(sent, () => `k${String((made += 1)).padStart(3, '0')}`);
  expect(Object.keys(kept).length).toBeGreaterThan(1);
  expect(readKept({ kept })).toEqual(sent);
  expect(readRoster({ type: 'roster', people: [{ id: 'a', name: '王强' }] })).toBeNull();
  expect(readKept({ kept: { k: { at: 0, text: '{"type":"roster","people":[null]}' } } })).toBeNull();
});
