import { describe, expect, test } from 'vitest';
import { backupText, mergeBackups } from '#core/backup.ts';
import { idOf, type IdentifiedChange } from '#core/change.ts';
import { readBackup, readBackupFile } from '#files/backup-read.ts';
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
const device = good.devices[0]?.id.slice(0, 6);
const chain = `设备“红米手机 ${device}”的“城墙村”案件记录`;
const AGAIN = '请在原来的设备上重新导出。';
const SEND_AGAIN = '请重新传送或重新导出。';

/** A good file after something was done to its JSON. */
const spoilt = (spoil: (json: Spoilt) => void): string => {
  const json = jsonOf(good);
  spoil(json);
  return JSON.stringify(json);
};

describe('[B2] a file that is no sound JSON', () => {
  const other = '这不是法治台账的备份文件，请重新选择。';
  const cases: [name: string, file: string | Uint8Array, sentence: string][] = [
    ['empty', '', '文件是空的，请重新选择。'],
    ['white space', ' \n ', '文件是空的，请重新选择。'],
    ['no JSON at all', '<html>登录</html>', other],
    [
      'a picture',
      new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2]),
      '这不是法治台账的备份文件（不是文字文件），请重新选择。',
    ],
    [
      'a spreadsheet',
      new Uint8Array([0x50, 0x4b, 3, 4, 0x80, 0x81]),
      '这不是法治台账的备份文件（不是文字文件），请重新选择。',
    ],
    ['another JSON value', '[1,2]', other],
    ['another programme', '{"format":"other","version":1}', other],
    ['no format', '{}', other],
    ['cut at once', '{', `第 1 行：文件到这里就断了，不完整；${SEND_AGAIN}`],
    [
      'cut in the fourth line',
      text.split('\n').slice(0, 4).join('\n').slice(0, -3),
      `第 4 行：文件到这里就断了，不完整；${SEND_AGAIN}`,
    ],
    [
      'cut before the last bracket',
      text.trimEnd().slice(0, -1),
      `第 ${text.split('\n').length - 1} 行：文件到这里就断了，不完整；${SEND_AGAIN}`,
    ],
    [
      'a comma too many',
      text.replace('"units":[', '"units":[,'),
      `第 2 行第 10 个字符：写法有错，文件被改动过或已损坏；${SEND_AGAIN}`,
    ],
    [
      'something behind its end',
      `${text}{}`,
      `第 ${text.split('\n').length} 行第 1 个字符：写法有错，文件被改动过或已损坏；${SEND_AGAIN}`,
    ],
  ];
  test.each(cases)('%s', async (_name, file, sentence) => expect(await refusalOf(file)).toBe(sentence));

  test('cut inside a Chinese character', async () => {
    const bytes = new TextEncoder().encode(text);
    const at = new TextEncoder().encode(text.slice(0, text.indexOf('城墙村') + 1)).length - 1;
    expect(await refusalOf(bytes.slice(0, at))).toBe(`第 4 行：文件到这里就断了，不完整；${SEND_AGAIN}`);
    bytes[at] = 0xff;
    expect(await refusalOf(bytes)).toBe(`第 4 行：写法有错，文件被改动过或已损坏；${SEND_AGAIN}`);
  });

  test('cut anywhere', async () => {
    for (let at = 1; at < text.trimEnd().length; at += 37)
      expect(await refusalOf(text.slice(0, at))).toContain('文件到这里就断了');
  });

  test('200 MB are refused before any of them is read', async () => {
    const huge = {
      size: 200_000_000,
      arrayBuffer: () => Promise.reject(new Error('must not be read')),
    } as unknown as Blob;
    expect(await readBackupFile(huge)).toMatchObject({ state: 'refused', findings: [{ code: 'tooLarge' }] });
    expect(await refusalOf(new Uint8Array(200_000_000))).toBe('文件超过 200 MB，读不了；请重新导出，不带照片。');
  });
});

describe('[B1] versions', () => {
  test('a future version', async () =>
    expect(await refusalOf(spoilt((json) => (json.version = 2)))).toBe(
      '这份备份由更新的版本写成，请先更新法治台账，再来读它。',
    ));
  test('whatever a future version holds', async () =>
    expect(await refusalOf({ format: 'fazhi-taizhang-backup', version: 7, anything: true })).toContain(
      '请先更新法治台账',
    ));
  test.each([0, -1, 1.5, '1', null, undefined])('version %s', async (version) =>
    expect(await refusalOf(spoilt((json) => (json.version = version)))).toBe(
      `文件的“version”：内容不是应有的样子；${AGAIN}`,
    ),
  );
  test('members that only a newer version knows are skipped', async () =>
    expect(await readSound(spoilt((json) => (json.colour = { hue: 0.5 })))).toEqual(good));
});

describe('[C2][B2] altered contents are named by device, chain and number', () => {
  const hash = '内容与校验码不符，被改动过或已损坏；';
  const cases: [name: string, spoil: (json: Spoilt) => void, sentence: string][] = [
    ['a value', (json) => (json.changes[2].ops[0].value = 'settled'), `${chain}第 2 条：${hash}${AGAIN}`],
    ['a sensitive value', (json) => (json.changes[1].ops[1].value = '别的'), `${chain}第 1 条：${hash}${AGAIN}`],
    ['a salt', (json) => (json.changes[1].ops[1].salt = 'a'.repeat(32)), `${chain}第 1 条：${hash}${AGAIN}`],
    ['the last change', (json) => (json.changes[4].stamp = json.changes[3].stamp), `${chain}第 4 条：${hash}${AGAIN}`],
    ['an actor', (json) => (json.changes[3].actor = 'other'), `${chain}第 3 条：${hash}${AGAIN}`],
    [
      'a link to the change before',
      (json) => (json.changes[3].prev = 'a'.repeat(64)),
      `${chain}第 3 条：${hash}${AGAIN}`,
    ],
    ['a change taken out', (json) => json.changes.splice(2, 1), `${chain}第 2 条：文件里没有，记录不完整；${AGAIN}`],
    [
      'two changes taken out',
      (json) => json.changes.splice(1, 2),
      `${chain}第 1–2 条：文件里没有，记录不完整；${AGAIN}`,
    ],
    [
      'the last change taken out',
      (json) => json.changes.splice(4, 1),
      `${chain}第 4 条：文件里没有，记录不完整；${AGAIN}`,
    ],
    ['the end forgotten', (json) => json.vector.splice(1, 1), `${chain}第 4 条：${hash}${AGAIN}`],
    ['a change twice', (json) => json.changes.push(json.changes[2]), `${chain}第 2 条：出现了两次；${AGAIN}`],
    [
      'a photo',
      (json) => (json.blobs[0].data = 'aGk='),
      `照片“${good.blobs[0]?.id.slice(0, 8)}”：照片内容与校验码不符，已损坏；${AGAIN}`,
    ],
    [
      'a photo in no base64',
      (json) => (json.blobs[0].data += '!'),
      `照片“${good.blobs[0]?.id.slice(0, 8)}”：照片内容与校验码不符，已损坏；${AGAIN}`,
    ],
    [
      'a photo twice',
      (json) => json.blobs.push(json.blobs[0]),
      `照片“${good.blobs[0]?.id.slice(0, 8)}”：出现了两次；${AGAIN}`,
    ],
    [
      'a device twice',
      (json) => json.devices.push(json.devices[0]),
      `设备“${good.devices[0]?.id.slice(0, 8)}”：出现了两次；${AGAIN}`,
    ],
  ];
  test.each(cases)('%s', async (_name, spoil, sentence) => expect(await refusalOf(spoilt(spoil))).toBe(sentence));

  test('a chain made anew behind another one', async () => {
    const phone = await aPhone('甲');
    const [one, two, three] = [1, 2, 3].map((n) => writes(phone, 'v/cases', [anOp({ value: `${n}` })])) as [
      IdentifiedChange,
      IdentifiedChange,
      IdentifiedChange,
    ];
    const foreign = { ...two, prev: 'c'.repeat(64) };
    const changes = [one, { ...foreign, id: idOf(foreign) }];
    const json = jsonOf(await backupBy({ ...phone, ends: new Map() }, changes));
    for (const tip of json.vector) delete tip.from;
    expect(await refusalOf(json)).toContain('案件记录第 2 条：与前一条接不上');
    expect(three.n).toBe(3);
  });

  test('every finding is listed, each altered change once', async () => {
    const file = spoilt((json) => {
      json.changes[1].actor = 'x';
      json.changes[3].actor = 'y';
    });
    const reading = await readBackup(file);
    expect(reading).toMatchObject({ state: 'refused', findings: [{ code: 'wrongHash' }, { code: 'wrongHash' }] });
  });
});

describe('[D6] signatures', () => {
  const sentence = `${chain}第 4 条：签名不对，不能证明是这台设备写的；${AGAIN}`;
  const cases: [name: string, spoil: (json: Spoilt) => void][] = [
    ['another signature', (json) => (json.heads[1].signature = json.heads[0].signature)],
    ['no base64', (json) => (json.heads[1].signature = 'keine Unterschrift')],
    ['of another position', (json) => (json.heads[1].n = 3)],
    ['of a change that is not there', (json) => (json.heads[1].id = 'a'.repeat(64))],
  ];
  test.each(cases)('%s', async (_name, spoil) =>
    expect((await refusalOf(spoilt(spoil))).replace('第 3 条', '第 4 条')).toBe(sentence),
  );

  test('without its device’s key a signature proves nothing', async () =>
    expect(await refusalOf(spoilt((json) => (json.devices[0].publicKey = null)))).toContain('签名不对'));
  test('[C12] a key that belongs to another device', async () => {
    const stranger = await aPhone('乙');
    expect(await refusalOf(spoilt((json) => (json.devices[0].publicKey = stranger.known.publicKey)))).toBe(
      `第 1 个设备的“publicKey”：内容不是应有的样子；${AGAIN}`,
    );
  });
  test('a device without a key may write, it only proves nothing', async () => {
    const plain = spoilt((json) => {
      json.heads = [];
      json.devices[0].publicKey = null;
    });
    expect((await readSound(plain)).changes).toEqual(good.changes);
  });
});

test('[B5] a chain whose beginning was cleared from the device says where it begins, and joins its beginning elsewhere', async () => {
  const phone = await aPhone('手机');
  const all = ['一', '二', '三', '四'].map((value) => writes(phone, 'village/work', [anOp({ kind: 'venue', value })]));
  const [whole, rest] = await Promise.all([backupBy(phone, all), backupBy(phone, all.slice(2))]);
  expect(rest.vector).toMatchObject([{ n: 4, from: 3 }]);
  const read = await readSound(backupText(rest));
  expect(read.changes).toHaveLength(2);
  const early = await backupBy(phone, all.slice(0, 2), { heads: [] });
  // A signature is another one each time.
  expect(backupText(mergeBackups([{ ...read, heads: whole.heads }, early]))).toBe(backupText(whole));

  const json = jsonOf(rest);
  delete json.vector[0].from;
  expect(await refusalOf(json)).toContain('不完整');
  const shorter = jsonOf(await backupBy(phone, all.slice(1)));
  shorter.changes.shift();
  expect(await refusalOf(shorter)).toContain('不完整');
});
