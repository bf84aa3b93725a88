import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backupText } from '#core/backup.ts';
import { readBase64, toBase64 } from '#core/base64.ts';
import { readBackup } from '#files/backup-read.ts';
import {
  anOp,
  aPhone,
  aVillageBackup,
  backupBy,
  jsonOf,
  readSound,
  refusalOf,
  writes,
  type Spoilt,
} from '#test/help/backups.ts';

const good = await aVillageBackup();
const text = backupText(good);
const AGAIN = '请在原来的设备上重新导出。';

/** A good file after something was done to its JSON. */
const spoilt = (spoil: (json: Spoilt) => void): string => {
  const json = jsonOf(good);
  spoil(json);
  return JSON.stringify(json);
};

describe('[B2] [B6] hostile and misshapen members', () => {
  const name = (where: string) => `${where}：出现了不允许的名称，文件不是法治台账写的；${AGAIN}`;
  const shape = (where: string) => `${where}：内容不是应有的样子；${AGAIN}`;
  const cases: [name: string, spoil: (json: Spoilt) => void, sentence: string][] = [
    ['record __proto__', (json) => (json.changes[1].ops[0].record = '__proto__'), name('第 2 个记录的“ops[0].record”')],
    [
      'field constructor',
      (json) => (json.changes[1].ops[0].field = 'constructor'),
      name('第 2 个记录的“ops[0].field”'),
    ],
    [
      'item __proto__',
      (json) => (json.changes[1].ops[0].field = 'sessions.__proto__'),
      name('第 2 个记录的“ops[0].field”'),
    ],
    ['kind toString', (json) => (json.changes[1].ops[0].kind = 'toString'), name('第 2 个记录的“ops[0].kind”')],
    ['scope of __proto__', (json) => (json.changes[1].scope = '__proto__/cases'), name('第 2 个记录的“scope”')],
    ['device prototype', (json) => (json.changes[1].device = 'prototype'), name('第 2 个记录的“device”')],
    ['unit __proto__', (json) => (json.units[0].id = '__proto__'), name('第 1 个单位的“id”')],
    ['empty record', (json) => (json.changes[1].ops[0].record = ''), shape('第 2 个记录的“ops[0].record”')],
    [
      'control character',
      (json) => (json.changes[1].ops[0].record = 'a\u0000b'),
      shape('第 2 个记录的“ops[0].record”'),
    ],
    ['scope without part', (json) => (json.changes[1].scope = 'unit'), shape('第 2 个记录的“scope”')],
    ['n as text', (json) => (json.changes[1].n = '1'), shape('第 2 个记录的“n”')],
    ['n = 0', (json) => (json.changes[1].n = 0), shape('第 2 个记录的“n”')],
    ['first with prev', (json) => (json.changes[1].prev = 'a'.repeat(64)), shape('第 2 个记录的“prev”')],
    ['prev missing', (json) => delete json.changes[2].prev, shape('第 3 个记录的“prev”')],
    ['stamp', (json) => (json.changes[1].stamp = 'gestern'), shape('第 2 个记录的“stamp”')],
    ['schema', (json) => (json.changes[1].schema = 0), shape('第 2 个记录的“schema”')],
    ['ops as object', (json) => (json.changes[1].ops = { length: 1 }), shape('第 2 个记录的“ops”')],
    ['op as text', (json) => (json.changes[1].ops[0] = 'op'), shape('第 2 个记录的“ops[0]”')],
    [
      'replaces of no ids',
      (json) => (json.changes[1].ops[0].replaces = ['x']),
      shape('第 2 个记录的“ops[0].replaces”'),
    ],
    ['value missing', (json) => delete json.changes[1].ops[0].value, shape('第 2 个记录的“ops[0].value”')],
    [
      'digest beside a value',
      (json) => (json.changes[1].ops[1].digest = 'a'.repeat(64)),
      shape('第 2 个记录的“ops[1].value”'),
    ],
    [
      'salt in capitals',
      (json) => (json.changes[1].ops[1].salt = 'AB'.repeat(16)),
      shape('第 2 个记录的“ops[1].salt”'),
    ],
    ['a float', (json) => (json.changes[1].ops[0].value = 0.5), shape('第 2 个记录的“ops[0].value”')],
    ['change as null', (json) => (json.changes[1] = null), shape('第 2 个记录')],
    ['changes missing', (json) => delete json.changes, shape('文件的“changes”')],
    ['vector as object', (json) => (json.vector = {}), shape('文件的“vector”')],
    ['createdAt', (json) => (json.createdAt = 'yesterday'), shape('文件的“createdAt”')],
    [
      'verdict',
      (json) => json.verdicts.push({ change: 'a'.repeat(64), state: 'maybe', reason: '' }),
      shape('第 1 个审核结果的“state”'),
    ],
    ['head', (json) => (json.heads[0].n = 1.5), shape('第 1 个签名的“n”')],
    ['photo', (json) => (json.blobs[0].id = '../../x'), shape('第 1 个照片的“id”')],
  ];
  test.each(cases)('%s', async (_name, spoil, sentence) => expect(await refusalOf(spoilt(spoil))).toBe(sentence));

  test.each(['__proto__', 'constructor', 'prototype', 'hasOwnProperty'])(
    'the key %s, wherever it stands',
    async (key) => {
      const inside = `"${key}":{"polluted":1}`;
      const places = [
        text.replace('"value":"accepted"', `"value":{${inside}}`),
        text.replace('{"action":', `{${inside},"action":`),
        text.replace('"units":', `${inside},"units":`),
        text.replace('{"device":', `{${inside},"device":`),
        text.replace('"value":"accepted"', `"value":{"a":[{${inside}}]}`),
        text.replace('"units":', `"later":{"a":{${inside}}},"units":`),
      ];
      for (const file of places) {
        expect(file).not.toBe(text);
        expect(await refusalOf(file)).toContain('出现了不允许的名称');
      }
      expect({}).not.toHaveProperty('polluted');
    },
  );

  test('an escaped key is the same key', async () =>
    expect(await refusalOf(text.replace('"value":"accepted"', '"value":{"\\u005f_proto__":1}'))).toContain(
      '不允许的名称',
    ));

  test('[C1] a change over 64 KB, counted in bytes', async () => {
    const big = (size: number) => spoilt((json) => (json.changes[1].ops[0].value = '法'.repeat(size)));
    expect(await refusalOf(big(22_000))).toBe(`第 2 个记录：超过 64 KB，文件不是法治台账写的；${AGAIN}`);
    expect(await refusalOf(big(20_000))).toContain('校验码');
  });

  test('nesting without end', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(await refusalOf(text.replace('"value":"accepted"', `"value":${deep}`))).toContain('内容不是应有的样子');
    expect(await refusalOf('{"a":'.repeat(200_000))).toContain('文件到这里就断了');
  });

  test('a hostile device name stays on one line and short', async () => {
    const file = spoilt((json) => {
      json.devices[0].name = `\u202e\n${'长'.repeat(500)}`;
      json.changes[2].actor = 'x';
    });
    const sentence = await refusalOf(file);
    expect(sentence).not.toMatch(/[\n\u202e]/);
    expect(sentence.length).toBeLessThan(150);
  });
});

test('base64 is read in one spelling only', () => {
  for (let length = 0; length < 300; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 89 + length) & 255);
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    expect(readBase64(toBase64(bytes))).toEqual(bytes);
  }
  for (const wrong of ['a', 'ab', 'abc', 'ab=c', '====', 'a===', 'aGl=', 'aB==', 'a b=', '中文ab', 'aGk=\n'])
    expect(readBase64(wrong)).toBeNull();
});

test('a file in which everything is wrong is refused as fast as any other', async () => {
  const json = jsonOf(good);
  const one = json.changes[4];
  json.changes = Array.from({ length: 150_000 }, (_, i) => ({ ...one, n: 2 * i + 2, ops: [] }));
  const began = performance.now();
  const reading = await readBackup(JSON.stringify(json));
  expect(reading).toMatchObject({ state: 'refused' });
  expect(performance.now() - began).toBeLessThan(120_000);
  json.changes = Array.from({ length: 300_000 }, () => 1);
  expect(await readBackup(JSON.stringify(json))).toMatchObject({ state: 'refused', findings: { length: 1000 } });
}, 240_000);

test('ten thousand records are read and checked within seconds', async () => {
  const phone = await aPhone('甲');
  const changes = Array.from({ length: 10_000 }, (_, i) =>
    writes(
      phone,
      'v/cases',
      Array.from({ length: 14 }, (_unused, j) =>
        anOp({ record: `record-${i}`, field: `field${j}`, value: '邻里纠纷一句话' }),
      ),
    ),
  );
  const file = new TextEncoder().encode(backupText(await backupBy(phone, changes)));
  const began = performance.now();
  expect((await readSound(file)).changes).toHaveLength(10_000);
  // Far above what it takes: a build machine may be busy; `npm run bench` measures.
  expect(performance.now() - began).toBeLessThan(15_000);
});

describe('[B2] whatever is done to the changes of a file', () => {
  /** Every place in the JSON below `changes`, `heads` and `vector`. */
  function placesIn(json: Spoilt, path: (string | number)[] = []): (string | number)[][] {
    if (typeof json !== 'object' || json === null) return [path];
    return [
      path,
      ...Object.keys(json).flatMap((key) => placesIn(json[key], [...path, Array.isArray(json) ? Number(key) : key])),
    ];
  }
  const proven = ['changes', 'heads', 'vector'];
  const places = placesIn(jsonOf(good)).filter(
    ([first, second]) => proven.includes(String(first)) && second !== undefined,
  );

  test('it is refused, or it is the same backup', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...places),
        fc.constantFrom('drop', 'repeat', 'swap', 'write'),
        fc.jsonValue(),
        async (path, deed, value) => {
          const json = jsonOf(good);
          const key = path[path.length - 1] as string | number;
          let parent: Spoilt = json;
          for (const step of path.slice(0, -1)) parent = parent[step];
          if (deed === 'write') parent[key] = value;
          else if (!Array.isArray(parent)) delete parent[key];
          else if (deed === 'drop') parent.splice(Number(key), 1);
          else if (deed === 'repeat') parent.push(parent[Number(key)]);
          else parent.reverse();
          const reading = await readBackup(JSON.stringify(json));
          expect(reading.state === 'read' ? reading.backup.changes : 'refused').toEqual(
            reading.state === 'read' ? good.changes : reading.state,
          );
        },
      ),
      { numRuns: 600 },
    );
  });

  test('any byte of the file altered', async () => {
    const bytes = new TextEncoder().encode(text);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const copy = bytes.slice();
        copy[at] = (copy[at] ?? 0) ^ by;
        const reading = await readBackup(copy);
        expect(reading.state === 'read' ? reading.backup.changes : good.changes).toEqual(good.changes);
      }),
      { numRuns: 600 },
    );
  });
});
