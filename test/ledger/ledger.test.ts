import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { backupText, mergeBackups, type Backup } from '#core/backup.ts';
import { placesOf } from '#core/backup-preview.ts';
import type { Json } from '#core/canonical.ts';
import { isSample } from '#core/sample-mark.ts';
import { sealBytes } from '#files/backup-seal.ts';
import {
  anOp,
  aPhone,
  aSaltedOp,
  aUnit,
  aVillageBackup,
  backupBy,
  jsonOf,
  readSound,
  TOWNSHIP,
  VILLAGE,
  writes,
} from '#test/help/backups.ts';

// Each runs a programme of its own, on machines that do other things as well.
vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'fazhi-ledger-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

/** Runs the real command. */
function ledger(...input: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/ledger/main.ts', ...input], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** One line on stderr, no stack trace. */
const refusal = (status: number, line: string) => ({ status, stderr: `${line}\n` });

let [one, two] = [] as unknown as [Backup, Backup];
beforeAll(async () => {
  [one, two] = [await aVillageBackup('甲机'), await aVillageBackup('乙机')];
  writeFileSync(at('a.json'), backupText(one));
  writeFileSync(at('b.json'), backupText(two));
  writeFileSync(at('pass.txt'), '双泉乡2024\n');
});

describe('usage', () => {
  const commands = 'merge、verify、show、sample、import、figures、tables、report、papers';
  test('a command is asked for and unknown ones are named', () => {
    expect(ledger()).toMatchObject(refusal(2, `没有给出命令；命令有：${commands}`));
    expect(ledger('importing')).toMatchObject(refusal(2, `没有“importing”这个命令；命令有：${commands}`));
    expect(ledger('constructor')).toMatchObject(refusal(2, `没有“constructor”这个命令；命令有：${commands}`));
  });
  const cases: [input: string[], line: RegExp][] = [
    [['merge'], /^没有给出备份文件；用法：npm run ledger -- merge /],
    [['merge', 'a.json'], /^没有给出 --out；用法/],
    [['merge', 'a.json', '--out'], /^“--out”的用法不对；用法/],
    [['verify', 'a.json', 'b.json'], /^多了“b.json”；用法/],
    [['show', 'a.json', '--colour'], /^没有“--colour”这个选项；用法/],
    [['show', 'a.json', '--json=yes'], /^“--json”的用法不对；用法/],
    [['figures', 'a.json'], /^没有给出 --year；用法/],
    [['figures', 'a.json', '--year', '24'], /^--year“24”不是年份/],
    [['figures', 'a.json', '--year', '2024', '--today', '1.1.'], /^--today“1.1.”不是日期/],
    [['figures', 'a.json', '--year', '2024', '--today', '2024-02-30'], /^--today“2024-02-30”不是日期/],
    [['tables', 'a.json', '--year', '2024'], /^没有给出 --out；用法/],
    [['tables', 'a.json', '--year', '24', '--out', 't.xlsx'], /^--year“24”不是年份/],
    [['tables', 'a.json', '--year', '2024', '--out', 't.xlsx', '--today', '1.1.'], /^--today“1.1.”不是日期/],
    [['report', 'a.json', '--out', 'r.docx'], /^没有给出 --year；用法/],
    [['report', 'a.json', '--year', '24', '--out', 'r.docx'], /^--year“24”不是年份/],
    [['report', 'a.json', '--year', '2024', '--out', 'r.docx', '--today', '1.1.'], /^--today“1.1.”不是日期/],
  ];
  test.each(cases)('%j', (input, line) => {
    const { status, stderr } = ledger(...input);
    expect(stderr).toMatch(line);
    expect(stderr.trimEnd()).not.toContain('\n');
    expect(status).toBe(2);
  });
});

describe('[B2] merge', () => {
  test('gives the same bytes in any order and any number of steps', async () => {
    expect(ledger('merge', at('a.json'), at('b.json'), '--out', at('ab.json')).status).toBe(0);
    expect(ledger('merge', at('b.json'), at('a.json'), at('b.json'), '--out', at('bab.json')).status).toBe(0);
    expect(ledger('merge', at('ab.json'), at('a.json'), '--out', at('ab.json')).status).toBe(0);
    const text = readFileSync(at('ab.json'), 'utf8');
    expect(text).toBe(backupText(mergeBackups([one, two])));
    expect(readFileSync(at('bab.json'), 'utf8')).toBe(text);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('a damaged part stops it and nothing is written', async () => {
    const json = jsonOf(two);
    json.changes[1].actor = 'other';
    writeFileSync(at('bad.json'), JSON.stringify(json));
    const device = two.devices[0]?.id.slice(0, 6);
    expect(ledger('merge', at('a.json'), at('bad.json'), '--out', at('none.json'))).toMatchObject(
      refusal(
        1,
        `${at('bad.json')}：设备“乙机 ${device}”的“城墙村”案件记录第 1 条：内容与校验码不符，被改动过或已损坏；请在原来的设备上重新导出。`,
      ),
    );
    expect(existsSync(at('none.json'))).toBe(false);
  });

  test('[B1] with a passphrase the result is encrypted and encrypted parts are read', async () => {
    const sealed = (await sealBytes(new TextEncoder().encode(backupText(two)), { passphrase: '双泉乡2024' })).join('');
    writeFileSync(at('sealed.json'), sealed);
    const input = [
      'merge',
      at('a.json'),
      at('sealed.json'),
      '--out',
      at('out.json'),
      '--passphrase-file',
      at('pass.txt'),
    ];
    expect(ledger(...input)).toMatchObject({ status: 0, stderr: '' });
    expect(await readSound(readFileSync(at('out.json'), 'utf8'), '双泉乡2024')).toEqual(mergeBackups([one, two]));
    writeFileSync(at('wrong.txt'), 'falsch');
    expect(ledger('verify', at('out.json'), '--passphrase-file', at('wrong.txt'))).toMatchObject(
      refusal(1, `${at('out.json')}：口令不对，或者文件在传送中损坏；请核对口令，仍不行就重新导出。`),
    );
    expect(ledger('verify', at('out.json'))).toMatchObject(
      refusal(1, `${at('out.json')}：文件加了密，请用 --passphrase-file 给出写着口令的文件`),
    );
  });

  test('a place that cannot be written to', () =>
    expect(ledger('merge', at('a.json'), '--out', at('no/x.json'))).toMatchObject(
      refusal(1, `${at('no/x.json')}：没有这个文件夹，请先建好，或换一个`),
    ));
});

describe('[B2] verify', () => {
  test('a sound backup', () => {
    expect(ledger('verify', at('a.json'))).toEqual({
      status: 0,
      stdout: '完好：4 个记录，5 条改动，1 张照片，2026-03-01 至 2026-03-01\n',
      stderr: '',
    });
  });

  test('a chain without signature is pointed out, not refused', async () => {
    const phone = await aPhone('甲');
    const change = writes(phone, `${VILLAGE}/cases`, [anOp()]);
    writeFileSync(at('unsigned.json'), backupText(await backupBy(phone, [change], { heads: [] })));
    const { status, stdout } = ledger('verify', at('unsigned.json'));
    expect(status).toBe(0);
    expect(stdout).toContain('写的没有全部签名，不能证明是谁写的');
  });

  test('everything that is wrong is listed, the first of it on stderr', () => {
    const json = jsonOf(one);
    json.changes[1].actor = 'x';
    json.changes[3].actor = 'y';
    json.blobs[0].data = 'aGk=';
    writeFileSync(at('thrice.json'), JSON.stringify(json));
    const { status, stdout, stderr } = ledger('verify', at('thrice.json'));
    expect(status).toBe(1);
    expect(stdout.trimEnd().split('\n')).toHaveLength(3);
    expect(stderr).toMatch(/^.*thrice\.json：设备.*第 1 条：内容与校验码不符.*（共 3 处，见上）\n$/);
  });

  const files: [name: string, content: string | Uint8Array | null, sentence: string][] = [
    ['missing.json', null, '没有这个文件，请核对路径'],
    ['empty.json', '', '文件是空的，请重新选择。'],
    ['other.json', '{"a":1}', '这不是法治台账的备份文件，请重新选择。'],
    ['photo.json', new Uint8Array([0xff, 0xd8, 0xff]), '这不是法治台账的备份文件（不是文字文件），请重新选择。'],
    ['cut.json', '{"format":"fazhi-taizhang-backup"', '第 1 行：文件到这里就断了，不完整；请重新传送或重新导出。'],
    [
      'future.json',
      '{"format":"fazhi-taizhang-backup","version":9}',
      '这份备份由更新的版本写成，请先更新法治台账，再来读它。',
    ],
  ];
  test.each(files)('%s', (name, content, sentence) => {
    if (content !== null) writeFileSync(at(name), content);
    expect(ledger('verify', at(name))).toMatchObject(refusal(1, `${at(name)}：${sentence}`));
  });

  test('a folder, and a file of 200 MB', () => {
    expect(ledger('verify', folder)).toMatchObject(refusal(1, `${folder}：这是文件夹，请给出文件`));
    writeFileSync(at('huge.json'), '');
    truncateSync(at('huge.json'), 200_000_000);
    expect(ledger('verify', at('huge.json'))).toMatchObject(
      refusal(1, `${at('huge.json')}：文件超过 200 MB，读不了；请重新导出，不带照片。`),
    );
  });
});

describe('show', () => {
  test('tables in which personal data are masked', async () => {
    const phone = await aPhone('甲');
    const parties = { p1: { name: '张三丰', side: 'partyA' }, p2: { name: '李四', side: 'partyB' } };
    const ops = [
      ...Object.entries(parties).map(([id, value]) => aSaltedOp({ field: `parties.${id}`, value })),
      anOp({ field: 'disputeType', value: 'neighbor' }),
      anOp({ value: 'settled' }),
      anOp({ field: 'acceptedOn', value: '2026-02-03' }),
    ];
    const changes = [
      writes(phone, `${TOWNSHIP}/shared`, aUnit(VILLAGE, 'village', '城墙村')),
      writes(phone, `${VILLAGE}/cases`, ops),
    ];
    writeFileSync(at('case.json'), backupText(await backupBy(phone, changes)));
    const { stdout, status } = ledger('show', at('case.json'), '--kind', 'mediationCase');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^调解案件：1 条\n/);
    expect(stdout).toContain('城墙村');
    expect(stdout).toContain('调解成功');
    expect(stdout).not.toMatch(/张三丰|李四/);
    expect(ledger('show', at('case.json'), '--kind', 'mediationCase', '--json').stdout).toContain('张三丰');
  });

  test('JSON holds every record with its values, sorted, the same for equal sets', () => {
    ledger('merge', at('b.json'), at('a.json'), '--out', at('ba.json'));
    ledger('merge', at('a.json'), at('b.json'), '--out', at('ab.json'));
    const { stdout } = ledger('show', at('ab.json'), '--json');
    expect(ledger('show', at('ba.json'), '--json').stdout).toBe(stdout);
    const rows = JSON.parse(stdout) as { kind: string; values: object }[];
    expect(rows.map(({ kind }) => kind)).toEqual(['mediationCase', 'mediationCase', 'unit', 'unit']);
    expect(rows[0]).toMatchObject({
      scope: `${VILLAGE}/cases`,
      unit: VILLAGE,
      removed: null,
      values: { facts: '争水' },
    });
  });

  test('hostile and misshapen values neither break tables nor steer the terminal', async () => {
    const phone = await aPhone('甲');
    const odd = ['\u001b[31m红', '__proto__', 7, true, { a: { b: [1] } }, ['x', { y: null }], '\u202e\n'];
    const fields = [
      'status',
      'facts',
      'parties',
      'parties.x',
      'sessions.s',
      'acceptedOn',
      'mediators',
      'fileNumber',
      'handedUp',
      'requests.r',
    ];
    const ops = odd.flatMap((value, i) =>
      fields.map((field) => anOp({ record: `r${i}`, field, value: value as never })),
    );
    const future = anOp({ record: 'new', kind: 'fromTheFuture', value: 1 });
    const changes = [writes(phone, `${VILLAGE}/cases`, ops), writes(phone, `${VILLAGE}/work`, [future])];
    writeFileSync(at('odd.json'), backupText(await backupBy(phone, changes)));
    const { stdout, stderr, status } = ledger('show', at('odd.json'));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).not.toMatch(/(?!\n)\p{Cc}|\p{Cf}/u);
    expect(stdout).toContain('fromTheFuture：1 条\n（更新的版本才认识这种记录，请先更新）');
    expect(ledger('figures', at('odd.json'), '--year', '2026')).toMatchObject({ status: 0, stderr: '' });
  });

  test('an unknown kind is wrong usage', () => {
    const { status, stderr } = ledger('show', at('a.json'), '--kind', 'x');
    expect(stderr).toMatch(/^没有“x”这种记录；可用：mediationCase、/);
    expect(status).toBe(2);
  });
});

describe('figures', () => {
  test('[F1] cases, events and tasks of a year', async () => {
    const phone = await aPhone('甲');
    const task = {
      year: 2026,
      title: '调解成功',
      target: 2,
      due: '2026-12-31',
      metric: { measure: 'count', kind: 'mediationCase' },
    };
    const caseOps = (record: string, status: string) => [
      anOp({ record, value: status }),
      anOp({ record, field: 'acceptedOn', value: '2026-02-03' }),
      anOp({ record, field: 'disputeType', value: 'neighbor' }),
    ];
    const changes = [
      writes(phone, `${TOWNSHIP}/shared`, [
        ...aUnit(TOWNSHIP, 'township', '双泉乡'),
        ...aUnit(VILLAGE, 'village', '城墙村'),
        ...Object.entries(task).map(([field, value]) => anOp({ record: 'task', kind: 'annualTask', field, value })),
      ]),
      writes(phone, `${VILLAGE}/cases`, [...caseOps('c1', 'settled'), ...caseOps('c2', 'accepted')]),
    ];
    writeFileSync(at('year.json'), backupText(await backupBy(phone, changes)));
    const json = JSON.parse(
      ledger('figures', at('year.json'), '--year', '2026', '--today', '2026-06-30', '--json').stdout,
    );
    expect(json.cases).toMatchObject({ accepted: 2, settled: 1, open: 1, byUnit: { [VILLAGE]: { accepted: 2 } } });
    expect(json.tasks).toMatchObject([{ title: '调解成功', reading: { n: 2 }, target: 2, state: 'done' }]);
    const { stdout } = ledger('figures', at('year.json'), '--year', '2026', '--today', '2026-06-30');
    expect(stdout).toMatch(/受理（件） +2\n/);
    expect(stdout).toMatch(/调解成功 +2件 +2件 +完成/);
    expect(JSON.parse(ledger('figures', at('year.json'), '--year', '2025', '--json').stdout)).toMatchObject({
      cases: { accepted: 0 },
      tasks: [],
    });
  });
});

test('npm run ledger is the same command', () => {
  const { status, stdout } = spawnSync('npm', ['run', '--silent', 'ledger', '--', 'verify', at('a.json')], {
    encoding: 'utf8',
  });
  expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('完好') });
});

describe('sample', () => {
  test('the sample township, the same bytes every time, with the facts of its report', async () => {
    expect(ledger('sample', '--out', at('s1.json'))).toMatchObject({ status: 0, stderr: '' });
    ledger('sample', '--out', at('s2.json'));
    const text = readFileSync(at('s1.json'), 'utf8');
    expect(readFileSync(at('s2.json'), 'utf8')).toBe(text);
    const backup = await readSound(text);
    expect(isSample(backup.changes)).toBe(true);
    expect(placesOf(backup)).toMatchObject({
      mode: 'township',
      units: expect.arrayContaining([placesOf(backup)?.township]),
    });
    const { trainings, presets } = JSON.parse(
      ledger('figures', at('s1.json'), '--year', '2024', '--today', '2024-12-31', '--json').stdout,
    );
    expect(trainings).toMatchObject({ sessions: 1, personTimes: 50 });
    const figureOf = (id: string) => presets.find((preset: { id: string }) => preset.id === id)?.figure.n;
    expect([figureOf('lawSavvyPersons'), figureOf('mediators')]).toEqual([30, 6]);
  });
});

describe('tables', () => {
  test('writes tables and ledgers of the sample, and says wrong options in a line', () => {
    expect(ledger('sample', '--out', at('town.json')).status).toBe(0);
    const made = ledger('tables', at('town.json'), '--year', '2024', '--out', at('t.xlsx'));
    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect(made.stdout).toMatch(/t\.xlsx：6 张统计表，10 本台账，2024-01-01 至 2024-12-31/);
    expect(readFileSync(at('t.xlsx')).subarray(0, 2).toString()).toBe('PK');
    const quarter = ledger(
      'tables',
      at('town.json'),
      '--year',
      '2024',
      '--from',
      '04-01',
      '--to',
      '06-30',
      '--out',
      at('q.xlsx'),
    );
    expect(quarter.stdout).toMatch(/2024-04-01 至 2024-06-30/);
    const wrong = ['--year', '2024', '--out', at('x.xlsx')];
    expect(ledger('tables', at('town.json'), ...wrong, '--from', '2.30').stderr).toMatch(/^--from“2.30”不是月日/);
    expect(ledger('tables', at('town.json'), ...wrong, '--to', '06-31').stderr).toMatch(/^--to“06-31”不是月日/);
    expect(ledger('tables', at('town.json'), ...wrong, '--from', '07-01', '--to', '06-30').stderr).toMatch(
      /^--from 在 --to 之后/,
    );
    expect(ledger('tables', at('town.json'), ...wrong, '--decimals', '3').status).toBe(2);
    const none = ['--passphrase-file', at('nowhere.txt')];
    for (const command of ['figures', 'tables', 'report'])
      expect(ledger(command, at('town.json'), ...(command === 'figures' ? wrong.slice(0, 2) : wrong), ...none)).toEqual(
        {
          ...refusal(1, `${at('nowhere.txt')}：没有这个文件，请核对路径`),
          stdout: '',
        },
      );
    expect(existsSync(at('x.xlsx'))).toBe(false);
  });
});

describe('report', () => {
  test('writes the report of the sample, and says what to look at before it is sent', () => {
    expect(ledger('sample', '--out', at('town.json')).status).toBe(0);
    const made = ledger('report', at('town.json'), '--year', '2024', '--out', at('r.docx'), '--today', '2025-02-01');
    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect(made.stdout).toContain('缺少：党政主要负责人履职情况');
    expect(made.stdout).toContain('检查：双石村第四季度没有排查记录');
    expect(made.stdout).toContain('到会 50 人：名册上 36 人，名册外 14 人，两数相加正好');
    expect(made.stdout).toContain('提示：规范行政行为：《全面推进依法行政实施纲要》是2004年的文件');
    expect(readFileSync(at('r.docx')).subarray(0, 2).toString()).toBe('PK');
    const empty = ledger('report', at('town.json'), '--year', '2031', '--out', at('e.docx'), '--public', '--tables');
    expect(empty).toMatchObject({ status: 0, stderr: '' });
  });

  test('carries beside its text what is asked for, and in public neither villages nor few cases', () => {
    expect(ledger('sample', '--out', at('town.json')).status).toBe(0);
    const made = (...options: readonly string[]) => {
      const out = at('beside.docx');
      const { status, stdout, stderr } = ledger('report', at('town.json'), '--year', '2024', '--out', out, ...options);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const xml = strFromU8(unzipSync(readFileSync(out))['word/document.xml'] ?? new Uint8Array());
      return { text: xml.replace(/<[^>]*>/g, ''), stdout };
    };
    const plain = made('--drafts').text;
    for (const words of ['人民调解案件情况统计表', '各村调解成功率', '2025年2月1日'])
      expect(plain).not.toContain(words);
    const whole = made('--drafts', '--tables', '--charts', '--signed', '--today', '2025-02-01').text;
    for (const words of ['人民调解案件情况统计表', '各村调解成功率', '2025年2月1日']) expect(whole).toContain(words);
    const open = made('--drafts', '--tables', '--charts', '--public');
    expect(open.text).toContain('人民调解案件情况统计表');
    expect(open.text).not.toContain('各村调解成功率');
    expect(plain).toContain('终止调解1件');
    expect(open.text).not.toContain('终止调解1件');
    expect(open.stdout).toContain('公开版：');
    const nowhere = ledger('report', at('town.json'), '--year', '2024', '--out', at('none/r.docx'));
    expect(nowhere).toMatchObject(refusal(1, `${at('none/r.docx')}：没有这个文件夹，请先建好，或换一个`));
  });

  test('[R5] that was sent is printed as it was, with what is different since; --now writes it anew', async () => {
    const phone = await aPhone('乡镇电脑');
    const [event, paper] = ['01900000-0000-7000-8000-000000000005', '01900000-0000-7000-8000-000000000006'];
    const sets = (record: string, kind: string, values: { readonly [field: string]: Json }) =>
      Object.entries(values).map(([field, value]) => anOp({ record, kind, field, value }));
    const kept = {
      type: 'report',
      figures: [{ token: '{受众}', label: '受众', text: '30人次' }],
      sections: [{ key: 'measures/', texts: ['报送时的开头。'] }],
    };
    const changes = [
      writes(phone, `${TOWNSHIP}/shared`, [
        ...aUnit(TOWNSHIP, 'township', '双泉乡'),
        ...sets(event, 'publicityEvent', { heldOn: '2025-03-01', title: '赶场天普法', audience: 40 }),
      ]),
      writes(
        phone,
        `${TOWNSHIP}/office`,
        sets(paper, 'submission', {
          content: 'report',
          year: 2025,
          sentOn: '2026-02-20',
          'kept.a': { at: 0, text: JSON.stringify(kept) },
        }),
      ),
    ];
    writeFileSync(at('sent.json'), backupText(await backupBy(phone, changes)));
    const wordsOf = (file: string) =>
      strFromU8(unzipSync(readFileSync(at(file)))['word/document.xml'] ?? new Uint8Array());
    const sent = ledger('report', at('sent.json'), '--year', '2025', '--out', at('sent.docx'), '--signed');
    expect(sent).toMatchObject({ status: 0, stderr: '' });
    expect(sent.stdout).toContain('2026-02-20已报送：正文是报送时的；按现在的记录写，加 --now');
    expect(sent.stdout).toContain('报送后：受众：30人次 → 40人次（补报）');
    expect(wordsOf('sent.docx')).toContain('报送时的开头。');
    expect(wordsOf('sent.docx')).toContain('2026年2月20日');
    const now = ledger('report', at('sent.json'), '--year', '2025', '--out', at('now.docx'), '--now');
    expect(now.stdout).not.toContain('报送后：');
    expect(wordsOf('now.docx')).not.toContain('报送时的开头。');
    expect(wordsOf('now.docx')).toContain('现将有关情况报告如下');
  });
});
