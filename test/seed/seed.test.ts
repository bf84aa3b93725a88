import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { headingOf, NO_NAMES } from '#core/text.ts';
import { presets, presetValues } from '#core/presets.ts';
import { sampleRecords } from '#core/sample.ts';
import { reportParts } from '#kinds/codes-work.ts';
import { kinds, settingKinds } from '#kinds/index.ts';
import { problemsOf } from '#core/validate.ts';
import { parseMetric } from '#core/metric.ts';
import { destinations, rhetoricClauses } from './map.ts';

const report = readFileSync(new URL('2024-report.txt', import.meta.url), 'utf8');
const sentencesOf = (text: string): string[] =>
  text
    .split(/[。；！\n]/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
const sentences = sentencesOf(report);
const LONG_ENOUGH = 'x'.repeat(10);

let minted = 0;
const { records } = sampleRecords({ newId: () => `id${(minted += 1)}` });
/** The paragraphs of the report itself prove nothing about where its sentences went. */
const facts = records.filter(({ kind }) => kind !== 'reportParagraph');
const presetById = new Map(presets.map((preset) => [preset.id, preset]));

describe('every sentence of the report of 2024', () => {
  test('[F12] has a place, and the map holds no other', () => {
    expect(sentences.filter((sentence) => destinations[sentence] === undefined)).toEqual([]);
    expect(Object.keys(destinations).filter((sentence) => !sentences.includes(sentence))).toEqual([]);
  });

  test.each(sentences)('goes to presets, kinds or settings that exist, or says why not: %s', (sentence) => {
    const { presets: ids = [], kinds: names = [], settings = [], rhetoric } = destinations[sentence] ?? {};
    const targets = ids.length + names.length + settings.length;
    // Either it goes somewhere or it says why not; never both, never neither, and never in a word or two.
    expect(targets > 0).toBe(rhetoric === undefined);
    expect((rhetoric ?? LONG_ENOUGH).length).toBeGreaterThan(9);
    expect(ids.filter((id) => !sentence.includes(presetById.get(id)?.quote ?? '？'))).toEqual([]);
    expect(names.filter((name) => !holdsSentence(name, sentence))).toEqual([]);
    expect(settings.filter((path) => !settingHolds(path, sentence))).toEqual([]);
  });

  test('[F12] of parts one and three is quoted clause by clause, or the clause says why not', () => {
    const parts = report.split(/^\s*[一二三]、.*$/mu);
    const clauses = [parts[1], parts[3]].flatMap((part = '') => sentencesOf(part)).flatMap((line) => line.split('，'));
    const quotes = [...presets, ...facts].flatMap(({ quote }) => (quote === undefined ? [] : [quote]));
    const isQuoted = (clause: string) => quotes.some((quote) => quote.includes(clause) || clause.includes(quote));
    const headings = clauses.filter((clause) => /^（[一二三四五]）/u.test(clause));
    const left = clauses.filter((clause) => !isQuoted(clause) && !headings.includes(clause));
    expect(left.filter((clause) => rhetoricClauses[clause] === undefined)).toEqual([]);
    expect(Object.keys(rhetoricClauses).filter((clause) => !left.includes(clause))).toEqual([]);
  });
});

function holdsSentence(kindName: string, sentence: string): boolean {
  return facts.some(({ kind, quote, values }) => {
    if (kind !== kindName || quote === undefined) return false;
    // Causes of a shortcoming stand in the record, not in its quote.
    return sentence.includes(quote) || Object.values(values).includes(sentence);
  });
}

function settingHolds(path: string, sentence: string): boolean {
  const [kindName = '', fieldId = ''] = path.split('.');
  const kind = settingKinds.find(({ name }) => name === kindName);
  if (kind?.fields[fieldId] === undefined) return false;
  const core = sentence.replace(/^[（一二三四五）、]+/u, '');
  return records.some(({ kind: name, quote = '', values }) => {
    if (name !== kindName || values[fieldId] === undefined) return false;
    const text = JSON.stringify(values[fieldId]);
    if (path === 'reportParagraph.part') return partSays(values[fieldId], core);
    return text.includes(core) || sentence.includes(text.replace(/^"|"$/gu, '')) || sentence.includes(quote);
  });
}

/** 主要举措和成效, 存在的不足, 下一步工作计划: the part's own name says the same in its first words. */
const partSays = (part: unknown, core: string): boolean => {
  const zh = reportParts.codes.find(({ id }) => id === part)?.zh ?? '';
  return core.includes(zh.slice(0, 5)) || zh.includes(core.slice(-5));
};

describe('presets', () => {
  test('quote the report word for word, and each has its sentence', () => {
    const mapped = new Set(Object.values(destinations).flatMap(({ presets: ids = [] }) => ids));
    expect(presets.filter(({ quote }) => !report.includes(quote))).toEqual([]);
    expect(presets.filter(({ id }) => !mapped.has(id))).toEqual([]);
    expect(presetById.size).toBe(presets.length);
  });

  test('make tasks that can be saved and counted', () => {
    const annualTask = kinds.find(({ name }) => name === 'annualTask');
    if (annualTask === undefined) throw new Error('No annualTask');
    for (const preset of presets) {
      const values = presetValues(preset, 2024, () => `id${(minted += 1)}`);
      const problems = problemsOf(annualTask, values, { today: '2024-06-01' });
      expect([preset.id, parseMetric(values.metric).ok, problems]).toEqual([preset.id, true, []]);
      expect(headingOf(annualTask, values, { names: NO_NAMES, reveal: true })).toBe(preset.title);
      expect(values.note).toContain(preset.quote);
    }
  });
});
