import { describe, expect, test } from 'vitest';
import { backupText } from '#core/backup.ts';
import { readBackup } from '#files/backup-read.ts';
import { ITERATIONS, sealBytes } from '#files/backup-seal.ts';
import { aVillageBackup, readSound, refusalOf, type Spoilt } from '#test/help/backups.ts';

const good = await aVillageBackup();
const plain = new TextEncoder().encode(backupText(good));
const sealed = (await sealBytes(plain, { passphrase: '双泉乡2024', hint: '乡名和年份' })).join('');
const wrong = '口令不对，或者文件在传送中损坏；请核对口令，仍不行就重新导出。';

const spoilt = (spoil: (json: Spoilt) => void): string => {
  const json = JSON.parse(sealed);
  spoil(json);
  return JSON.stringify(json);
};

/** Another letter at a place of a base64 text. */
const flipped = (text: string, at: number): string =>
  `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;

describe('[B1] encrypted files', () => {
  test('say how they are encrypted and nothing of what they hold', () => {
    const json = JSON.parse(sealed);
    expect(json).toMatchObject({
      format: 'fazhi-taizhang-backup-encrypted',
      version: 1,
      hint: '乡名和年份',
      kdf: { name: 'PBKDF2-SHA-256', iterations: ITERATIONS },
      cipher: { name: 'AES-256-GCM' },
    });
    expect(ITERATIONS).toBeGreaterThanOrEqual(600_000);
    expect(sealed).not.toContain('mediationCase');
  });

  test('open with their passphrase and hold the same backup', async () =>
    expect(await readSound(sealed, '双泉乡2024')).toEqual(good));

  test('ask for the passphrase and show its hint', async () =>
    expect(await readBackup(sealed)).toEqual({ state: 'locked', hint: '乡名和年份' }));

  test('are each encrypted differently', async () => {
    const again = (await sealBytes(plain, { passphrase: '双泉乡2024' })).join('');
    expect(JSON.parse(again).data.slice(0, 40)).not.toBe(JSON.parse(sealed).data.slice(0, 40));
    expect(JSON.parse(again).hint).toBe('');
  });

  test('a letter typed in another composition is the same letter', async () => {
    const file = (await sealBytes(plain, { passphrase: 'caf\u00e9' })).join('');
    expect(await readSound(file, 'cafe\u0301')).toEqual(good);
  });

  const cases: [name: string, file: string, passphrase: string, sentence: string][] = [
    ['another passphrase', sealed, '双泉乡2025', wrong],
    ['an empty passphrase', sealed, '', wrong],
    ['altered data', spoilt((json) => (json.data = flipped(json.data, 100))), '双泉乡2024', wrong],
    ['data cut short', spoilt((json) => (json.data = json.data.slice(0, -8))), '双泉乡2024', wrong],
    ['data in no base64', spoilt((json) => (json.data = '！')), '双泉乡2024', wrong],
    ['another salt', spoilt((json) => (json.kdf.salt = flipped(json.kdf.salt, 3))), '双泉乡2024', wrong],
    ['another iv', spoilt((json) => (json.cipher.iv = flipped(json.cipher.iv, 3))), '双泉乡2024', wrong],
    [
      'a future version',
      spoilt((json) => (json.version = 2)),
      '双泉乡2024',
      '这份备份由更新的版本写成，请先更新法治台账，再来读它。',
    ],
    [
      'an unknown kdf',
      spoilt((json) => (json.kdf.name = 'argon2')),
      'x',
      '加密信息的“kdf”：内容不是应有的样子；请在原来的设备上重新导出。',
    ],
    [
      'no cipher',
      spoilt((json) => delete json.cipher),
      'x',
      '加密信息的“cipher”：内容不是应有的样子；请在原来的设备上重新导出。',
    ],
    [
      'rounds without end',
      spoilt((json) => (json.kdf.iterations = 1e12)),
      'x',
      '加密信息的“kdf.iterations”：内容不是应有的样子；请在原来的设备上重新导出。',
    ],
    [
      'no data',
      spoilt((json) => delete json.data),
      'x',
      '加密信息的“data”：内容不是应有的样子；请在原来的设备上重新导出。',
    ],
    ['cut off', sealed.slice(0, -100), '双泉乡2024', '第 1 行：文件到这里就断了，不完整；请重新传送或重新导出。'],
  ];
  test.each(cases)('%s', async (_name, file, passphrase, sentence) =>
    expect(await refusalOf(file, passphrase)).toBe(sentence),
  );

  test('what is damaged inside is named like in a plain file', async () => {
    const inside = new TextEncoder().encode(backupText(good).replace('"accepted"', '"settled"'));
    const file = (await sealBytes(inside, { passphrase: 'x' })).join('');
    expect(await refusalOf(file, 'x')).toContain('案件记录第 1 条：内容与校验码不符');
  });

  test('a future version is said before a passphrase is asked', async () =>
    expect(await refusalOf(spoilt((json) => (json.version = 2)))).toContain('请先更新法治台账'));
});
