import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KnownDevice } from '#core/heads.ts';
import { backupOf, backupText, forksOf, mergeBackups, vectorOf, type Backup } from '#core/backup.ts';
import { placesOf, previewOf } from '#core/backup-preview.ts';
import { canonical, type Json } from '#core/canonical.ts';
import { CHAIN_START, erased, idOf, type IdentifiedChange } from '#core/change.ts';
import { foldRecord, opsOf } from '#core/fold.ts';
import {
  aBlob,
  anOp,
  aPhone,
  aSaltedOp,
  aUnit,
  aVillageBackup,
  backupBy,
  readSound,
  TOWNSHIP,
  VILLAGE,
  writes,
  type Phone,
} from '#test/help/backups.ts';

const CASES = `${VILLAGE}/cases`;
const WORK = `${VILLAGE}/work`;

/** Every record of a backup as folded, as one text. */
function foldedText({ changes, verdicts }: Backup): string {
  const quarantined = new Set(verdicts.filter(({ state }) => state === 'quarantined').map(({ change }) => change));
  const ops = opsOf(changes);
  const records = [...new Set(ops.map(({ op }) => op.record))].sort();
  return canonical(
    records.map(
      (record) =>
        foldRecord(
          ops.filter(({ op }) => op.record === record),
          quarantined,
        ) as unknown as Json,
    ),
  );
}

const erasedAt = (change: IdentifiedChange, at: number): IdentifiedChange => ({
  ...change,
  ops: change.ops.map((op, i) => (i === at ? erased(op) : op)),
});

describe('[B1] the file', () => {
  test('what is read is what was written, byte for byte when written again', async () => {
    const backup = await aVillageBackup();
    const text = backupText(backup);
    const read = await readSound(text);
    expect(read).toEqual(backup);
    expect(backupText(read)).toBe(text);
  });

  test('bytes, a byte order mark and Windows line ends read the same', async () => {
    const backup = await aVillageBackup();
    const text = backupText(backup);
    expect(await readSound(new TextEncoder().encode(`\ufeff${text}`))).toEqual(backup);
    expect(await readSound(text.replace(/\n/g, '\r\n'))).toEqual(backup);
  });

  test('ids are never taken from a file, they are computed', async () => {
    const text = backupText(await aVillageBackup());
    const read = await readSound(text);
    expect(JSON.parse(text).changes.every((change: object) => !('id' in change))).toBe(true);
    expect(read.changes.every((change) => change.id === idOf(change))).toBe(true);
  });

  test('[C9] an erased value stays erased and its chain stays whole', async () => {
    const phone = await aPhone('甲');
    const [one, two] = [
      writes(phone, CASES, [anOp(), aSaltedOp({ value: '不该再有的话' })]),
      writes(phone, CASES, [aSaltedOp()]),
    ];
    const backup = await backupBy(phone, [erasedAt(one, 1), two]);
    const read = await readSound(backupText(backup));
    expect(read.changes[0]?.ops[1]).toEqual(erased(one.ops[1] as never));
    expect(read.changes[0]?.id).toBe(one.id);
    expect(backupText(read)).not.toContain('不该再有的话');
  });

  test('[C8] unknown kinds, fields, schema numbers and members are carried as they are', async () => {
    const phone = await aPhone('甲');
    const change = writes(phone, CASES, [anOp({ kind: 'fromTheFuture', field: 'aura', value: { hue: ['blue', 7] } })]);
    const newer = { ...change, schema: 99, urgency: { level: 3 }, ops: [{ ...change.ops[0], mood: 'calm' }] };
    const stored = { ...newer, id: idOf(newer as never) } as unknown as IdentifiedChange;
    phone.ends.set(CASES, { n: 1, id: stored.id });
    const read = await readSound(backupText(await backupBy(phone, [stored])));
    expect(read.changes).toEqual([stored]);
    expect(backupText(mergeBackups([read, read]))).toBe(backupText(read));
  });

  test('members that a store adds are neither written nor believed', async () => {
    const phone = await aPhone('甲');
    const change = writes(phone, CASES, [anOp()]);
    const text = backupText(await backupBy(phone, [{ ...change, seq: 7, records: ['x'] } as never]));
    expect(text).not.toContain('"seq"');
    const spoilt = JSON.parse(text);
    Object.assign(spoilt.changes[0], { seq: 1, records: ['other'], id: 'f'.repeat(64) });
    expect((await readSound(JSON.stringify(spoilt))).changes).toEqual([change]);
  });

  test('hostile text in a value is inert', async () => {
    const phone = await aPhone('__proto__');
    const words = [
      '__proto__',
      'constructor',
      '<img src=x onerror=alert(1)>',
      '\u0000\u202e',
      '\ud800',
      '𠮷😀',
      '=1+1',
    ];
    const changes = words.map((value) => writes(phone, CASES, [anOp({ value }), aSaltedOp({ value })]));
    const backup = await backupBy(phone, changes);
    expect(await readSound(backupText(backup))).toEqual(backup);
    expect({}).not.toHaveProperty('polluted');
  });
});

test('[X12] [B2] the proof of an invitation survives every merging, whichever file brings it', async () => {
  const phone = await aPhone('甲');
  const change = writes(phone, CASES, [anOp()]);
  const [older, newer] = ['a', 'b'].map((digit) => ({ ...phone.known, proof: digit.repeat(64) }));
  const files = await Promise.all(
    [phone.known, older, newer].map((device) => backupBy(phone, [change], { devices: [device as KnownDevice] })),
  );
  for (const order of [files, [...files].reverse(), [files[2], files[0], files[1], files[2]] as Backup[]]) {
    const { devices } = await readSound(backupText(mergeBackups(order)));
    expect(devices).toEqual([newer]);
  }
});

describe('[C2] chains', () => {
  test('two contents at one position are both kept and flagged', async () => {
    const phone = await aPhone('甲');
    const first = writes(phone, CASES, [anOp()]);
    const copy: Phone = { ...phone, ends: new Map(phone.ends), ms: phone.ms + 5 };
    const [mine, theirs] = [
      writes(phone, CASES, [anOp({ value: 'settled' })]),
      writes(copy, CASES, [anOp({ value: 'declined' })]),
    ];
    const later = writes(copy, CASES, [anOp({ field: 'place', value: '村委会' })]);
    const merged = mergeBackups([await backupBy(phone, [first, mine]), await backupBy(copy, [first, theirs, later])]);
    const read = await readSound(backupText(merged));
    expect(read.changes).toHaveLength(4);
    expect(forksOf(read.changes)).toMatchObject([{ n: 2 }]);
    expect(
      vectorOf(read.changes)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([mine.id, later.id].sort());
    expect(previewOf(read).forks).toHaveLength(1);
  });

  test('the vector names the end of every chain', async () => {
    const { vector, changes } = await aVillageBackup();
    expect(vector.map(({ scope, n }) => [scope, n])).toEqual([
      [`${TOWNSHIP}/shared`, 1],
      [CASES, 4],
    ]);
    expect(vectorOf([])).toEqual([]);
    expect(CHAIN_START.n).toBe(0);
    expect(changes).toHaveLength(5);
  });
});

/** A world of phones that write to a few records, each having seen what it holds. */
interface Step {
  readonly phone: number;
  readonly scope: string;
  readonly record: number;
  readonly field: string;
  readonly value: string;
  readonly salted: boolean;
}

const steps = fc.array(
  fc.record<Step>({
    phone: fc.nat(2),
    scope: fc.constantFrom(CASES, WORK),
    record: fc.nat(2),
    field: fc.constantFrom('facts', 'status', 'sessions.a', 'sessions.b', 'removed'),
    value: fc.string({ maxLength: 8 }),
    salted: fc.boolean(),
  }),
  { minLength: 1, maxLength: 25 },
);

const phones = await Promise.all(['甲', '乙', '丙'].map(aPhone));

/** Plays the steps; each phone's backup holds its own chains up to `held` of their length. */
async function worldOf(list: readonly Step[]): Promise<{ whole: Backup; byPhone: Backup[] }> {
  const world = phones.map((phone): Phone => ({ ...phone, ends: new Map() }));
  const written: IdentifiedChange[][] = [[], [], []];
  for (const { phone, scope, record, field, value, salted } of list) {
    const more = {
      record: `record-${record}`,
      field,
      value,
      replaces: [...heads(written.flat(), `record-${record}`, field)],
    };
    const op = salted ? aSaltedOp(more) : anOp(more);
    written[phone]?.push(writes(world[phone] as Phone, scope, [op]));
  }
  const byPhone = await Promise.all(
    world.map((phone, i) => backupBy(phone, written[i] ?? [], { blobs: [aBlob(`photo ${i}`), aBlob('shared')] })),
  );
  return { whole: mergeBackups(byPhone), byPhone };
}

/** Some heads of a path: every other one, so that conflicts arise as well. */
function heads(changes: readonly IdentifiedChange[], record: string, field: string): string[] {
  const ids = changes
    .filter(({ ops }) => ops.some((op) => op.record === record && op.field === field))
    .map(({ id }) => id);
  return ids.filter((_, i) => i % 2 === 0).sort();
}

/** Cuts every chain somewhere: what a phone held at an earlier day. */
function earlier(backup: Backup, share: number): Backup {
  const length = new Map<string, number>();
  const key = ({ device, scope }: IdentifiedChange) => `${device} ${scope}`;
  for (const change of backup.changes) length.set(key(change), Math.max(length.get(key(change)) ?? 0, change.n));
  const changes = backup.changes.filter((change) => change.n <= (length.get(key(change)) ?? 0) * share);
  const ids = new Set(changes.map(({ id }) => id));
  return backupOf({ ...backup, changes, heads: backup.heads.filter(({ id }) => ids.has(id)) });
}

describe('[B2] merging is a set union', () => {
  test('any order, any grouping, any repetition, through files: equal bytes and equal records', async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 }),
        fc.nat(5),
        async (list, cuts, order) => {
          const { whole, byPhone } = await worldOf(list);
          const parts = [...byPhone, ...cuts.map((share) => earlier(whole, share)), byPhone[order % 3] as Backup];
          const shuffled = [...parts.slice(order % parts.length), ...parts.slice(0, order % parts.length)].reverse();
          const read = await Promise.all(shuffled.map((part) => readSound(backupText(part))));
          const merged = mergeBackups(read);
          const stepwise = read.reduce((all, next) => mergeBackups([next, all]));
          expect(backupText(merged)).toBe(backupText(whole));
          expect(backupText(stepwise)).toBe(backupText(whole));
          expect(foldedText(await readSound(backupText(merged)))).toBe(foldedText(whole));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('[C9] an erasure holds wherever one copy carries it', async () => {
    const phone = await aPhone('甲');
    const change = writes(phone, CASES, [aSaltedOp(), aSaltedOp({ field: 'requests', value: '赔偿' })]);
    const full = await backupBy(phone, [change]);
    const [one, other, both] = [erasedAt(change, 0), erasedAt(change, 1), erasedAt(erasedAt(change, 0), 1)].map(
      (copy): Backup => ({ ...full, changes: [copy] }),
    ) as [Backup, Backup, Backup];
    expect(mergeBackups([full, one])).toEqual(one);
    expect(mergeBackups([one, other])).toEqual(both);
    expect(mergeBackups([other, mergeBackups([full, one])])).toEqual(both);
  });

  test('the latest createdAt stands, a device keeps its key and name', async () => {
    const phone = await aPhone('红米');
    const change = writes(phone, CASES, [anOp()]);
    const [old, late] = [await backupBy(phone, [change]), await backupBy(phone, [change])];
    const unknown = {
      ...old,
      devices: [{ ...phone.known, publicKey: null, name: '' }],
      heads: [],
      createdAt: '2020-01-01T00:00:00Z',
    };
    for (const merged of [mergeBackups([unknown, late]), mergeBackups([late, unknown])]) {
      expect(merged.devices).toEqual([phone.known]);
      expect(merged.createdAt).toBe(late.createdAt);
    }
  });
});

describe('[B2] preview', () => {
  test('says units, records by kind, days and photos', async () => {
    expect(previewOf(await aVillageBackup())).toEqual({
      createdAt: '2026-03-01T00:00:05.000Z',
      units: [
        { id: TOWNSHIP, name: '双泉乡' },
        { id: VILLAGE, name: '城墙村' },
      ],
      changes: 5,
      records: [
        { kind: 'mediationCase', count: 2 },
        { kind: 'unit', count: 2 },
      ],
      from: '2026-03-01',
      to: '2026-03-01',
      photos: 1,
      sample: false,
      forks: [],
    });
  });
});

describe('[D5] whose workspace a backup was', () => {
  const SECOND = '01900000-0000-7000-8000-00000000cccc';
  const shared = `${TOWNSHIP}/shared`;

  test('a village on its own', async () => {
    expect(placesOf(await aVillageBackup())).toEqual({ township: TOWNSHIP, units: [VILLAGE], mode: 'village' });
  });

  test('a township with its villages', async () => {
    const phone = await aPhone('司法所');
    const ops = [
      ...aUnit(TOWNSHIP, 'township', '双泉乡'),
      ...aUnit(VILLAGE, 'village', '城墙村'),
      ...aUnit(SECOND, 'village', '石桥村'),
    ];
    const changes = [writes(phone, shared, ops)];
    expect(placesOf(await backupBy(phone, changes))).toEqual({
      township: TOWNSHIP,
      units: [TOWNSHIP, VILLAGE, SECOND],
      mode: 'township',
    });
    const removed = anOp({
      record: SECOND,
      kind: 'unit',
      field: 'removed',
      value: '重复',
      saw: changes.map(({ id }) => id),
    });
    changes.push(writes(phone, shared, [removed]));
    expect(placesOf(await backupBy(phone, changes))).toMatchObject({ units: [VILLAGE], mode: 'village' });
  });

  test('an office that took in the file of a village on its own', async () => {
    const phone = await aPhone('司法所');
    const office = '01900000-0000-7000-8000-00000000dddd';
    const changes = [
      writes(phone, `${office}/shared`, [
        ...aUnit(office, 'township', '双泉乡'),
        ...aUnit(SECOND, 'village', '石桥村'),
      ]),
      writes(phone, `${office}/office`, [anOp({ record: 'me', kind: 'member', field: 'role', value: 'office' })]),
    ];
    const merged = mergeBackups([await aVillageBackup(), await backupBy(phone, changes)]);
    expect(placesOf(merged)).toEqual({ township: office, units: [office, SECOND, VILLAGE], mode: 'township' });
  });

  test('a file without units makes no workspace', async () => {
    const phone = await aPhone('甲');
    expect(placesOf(await backupBy(phone, [writes(phone, CASES, [anOp()])]))).toBeNull();
  });
});
