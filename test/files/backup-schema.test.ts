import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { backupText } from '#core/backup.ts';
import { erased } from '#core/change.ts';
import { sealBytes } from '#files/backup-seal.ts';
import {
  anOp,
  aPhone,
  aSaltedOp,
  aVillageBackup,
  backupBy,
  jsonOf,
  refusalOf,
  writes,
  type Spoilt,
} from '#test/help/backups.ts';

const schema: object = JSON.parse(readFileSync('public/backup.schema.json', 'utf8'));
const validate = new Ajv2020({
  allErrors: false,
  strict: true,
  strictRequired: false,
  strictTypes: false,
  allowUnionTypes: true,
}).compile(schema);
const faultsOf = (json: unknown): readonly unknown[] => (validate(json) ? [] : (validate.errors ?? []));
const good = await aVillageBackup();

describe('[B1] the published schema', () => {
  test('holds for what is written', async () => {
    expect(faultsOf(jsonOf(good))).toEqual([]);
    expect(faultsOf(jsonOf(await backupBy(await aPhone('甲'), [])))).toEqual([]);
  });

  test('holds with erased values, removals and verdicts', async () => {
    const phone = await aPhone('甲');
    const change = writes(phone, 'v/cases', [aSaltedOp(), anOp({ field: 'removed', value: '误记', saw: [] })]);
    const gone = { ...change, ops: change.ops.map(erased) };
    const verdicts = [{ change: change.id, state: 'quarantined', reason: '' }] as const;
    expect(faultsOf(jsonOf(await backupBy(phone, [gone], { verdicts })))).toEqual([]);
  });

  test('holds for an encrypted file', async () => {
    const file = (await sealBytes(new TextEncoder().encode(backupText(good)), { passphrase: 'x' })).join('');
    expect(faultsOf(JSON.parse(file))).toEqual([]);
    expect(faultsOf({ ...JSON.parse(file), version: 2 })).not.toEqual([]);
    expect(faultsOf({ ...JSON.parse(file), kdf: { ...JSON.parse(file).kdf, iterations: 1000 } })).not.toEqual([]);
  });

  const cases: [name: string, spoil: (json: Spoilt) => void][] = [
    ['another format', (json) => (json.format = 'x')],
    ['a future version', (json) => (json.version = 2)],
    ['no changes', (json) => delete json.changes],
    ['no vector', (json) => delete json.vector],
    ['a created day', (json) => (json.createdAt = '2026-03-01')],
    ['n as text', (json) => (json.changes[0].n = '1')],
    ['a float', (json) => (json.changes[1].ops[0].value = 0.5)],
    ['a float far inside', (json) => (json.changes[1].ops[0].value = { a: [{ b: 0.5 }] })],
    ['no value', (json) => delete json.changes[1].ops[0].value],
    ['digest beside a value', (json) => (json.changes[1].ops[0].digest = 'a'.repeat(64))],
    ['hostile record', (json) => (json.changes[1].ops[0].record = '__proto__')],
    ['hostile item', (json) => (json.changes[1].ops[0].field = 'sessions.constructor')],
    ['hostile key', (json) => (json.changes[1].ops[0].value = JSON.parse('{"__proto__":1}'))],
    ['a scope without part', (json) => (json.changes[1].scope = 'x')],
    ['a short hash', (json) => (json.vector[0].id = 'abc')],
    ['a stamp', (json) => (json.changes[0].stamp = 'x')],
    ['a photo without data', (json) => delete json.blobs[0].data],
    ['a verdict', (json) => json.verdicts.push({ change: 'a'.repeat(64), state: 'maybe', reason: '' })],
  ];
  test.each(cases)('refuses %s, as the reader does', async (_name, spoil) => {
    const json = jsonOf(good);
    spoil(json);
    expect(faultsOf(json)).not.toEqual([]);
    expect(await refusalOf(json)).not.toBe('read');
  });
});
