import { expect, test, vi } from 'vitest';
import { backupText, mergeBackups, type Backup } from '#core/backup.ts';
import { canonical, type Json } from '#core/canonical.ts';
import type { Op } from '#core/change.ts';
import { createWorkerReader } from '#files/backup-port.ts';
import { readBackupFile } from '#files/backup-read.ts';
import { sealBytes } from '#files/backup-seal.ts';
import { kinds, mediationCase, person } from '#kinds/index.ts';
import { exportBackup, type Exported } from '#store/backup-export.ts';
import { backupStateOf, rememberBackup } from '#store/backup-state.ts';
import { importBackup, previewImport, restoreBackup } from '#store/backup-import.ts';
import { LedgerDb } from '#store/db.ts';
import { receive } from '#store/incoming.ts';
import { removeRecord, saveValues } from '#store/records.ts';
import type { Store } from '#store/store.ts';
import { openWorkspace } from '#store/workspace.ts';
import { SAMPLE_ACTION } from '#core/sample-mark.ts';
import { aBlob, anOp, aPhone, aUnit, backupBy, writes } from '#test/help/backups.ts';
import { aStore, freshName, testPorts } from '#test/help/store.ts';

vi.setConfig({ testTimeout: 60_000 });

const aWorker = (): Worker => new Worker(new URL('/src/workers/backup.worker.ts', import.meta.url), { type: 'module' });

const unitOf = (store: Store): string => store.identity.units.find((id) => id !== store.identity.township) ?? '';

const aCase = (facts: string, photo?: string) => ({
  parties: { p1: { name: '张三', side: 'partyA' }, p2: { name: '李四', side: 'partyB' } },
  disputeType: 'neighbor',
  facts,
  status: 'accepted',
  acceptedOn: '2026-02-27',
  ...(photo === undefined ? {} : { photos: { x: { blob: photo } } }),
});

let cases = 0;
const addCase = (store: Store, facts: string, photo?: string) =>
  saveValues(store, [
    {
      kind: mediationCase,
      record: `case-${(cases += 1)}-${freshName()}`,
      unit: unitOf(store),
      values: aCase(facts, photo),
    },
  ]);

/** Every row, every counter, verdict and photo of a workspace as one text; nothing that is this device's own. */
async function contentOf({ db }: Store): Promise<string> {
  const all: Json[] = [];
  for (const name of [...kinds.map((kind) => kind.name), 'unknown']) {
    for (const { at, ...row } of await db.rows(name).orderBy('id').toArray()) all.push(row as unknown as Json);
  }
  for (const { id, value } of await db.counters.orderBy('id').toArray()) if (value !== 0) all.push({ id, value });
  const changes = (await db.changes.toArray()).map(({ id }) => id).sort();
  return canonical([...all, ...changes, ...(await db.blobs.toCollection().primaryKeys())]);
}

async function exported(store: Store, options: Partial<Parameters<typeof exportBackup>[1]> = {}): Promise<Exported> {
  const done = await exportBackup(store, { photos: true, ...options });
  if (!done.ok) throw new Error(done.failure);
  return done.value;
}

async function backupOf(store: Store, options: Partial<Parameters<typeof exportBackup>[1]> = {}): Promise<Backup> {
  const reading = await readBackupFile((await exported(store, options)).files[0]?.blob as Blob);
  if (reading.state !== 'read') throw new Error(JSON.stringify(reading));
  return reading.backup;
}

async function imported(store: Store, backup: Backup) {
  const done = await importBackup(store, backup);
  if (!done.ok) throw new Error(done.failure);
  return done.value;
}

/** An empty database of its own, forgotten when the test ends. */
async function anEmptyDb(
  t: { onTestFinished: (work: () => Promise<void>) => void },
  name = freshName(),
): Promise<LedgerDb> {
  const opened = await openWorkspace(name, testPorts());
  if (opened.kind !== 'empty') throw new Error(opened.kind);
  t.onTestFinished(() => opened.db.delete());
  return opened.db;
}

async function restored(db: LedgerDb, backup: Backup): Promise<Store> {
  const done = await restoreBackup(db, testPorts(), backup);
  if (!done.ok) throw new Error(done.failure);
  return done.value.store;
}

async function aVillage(t: Parameters<typeof aStore>[0]): Promise<Store> {
  const store = await aStore(t);
  const photo = aBlob('a photo');
  await receive(store, { changes: [], blobs: [photo] });
  for (let i = 0; i < 3; i++) await addCase(store, `第${i}件`, i === 0 ? photo.id : undefined);
  return store;
}

test('[B1] what is exported is read and holds everything, signed by this device', async (t) => {
  const store = await aVillage(t);
  const { files, changes, photos } = await exported(store);
  expect(files.map(({ name }) => name)).toEqual([expect.stringMatching(/^fazhi-城墙村-20260301-08\d\d\.json$/)]);
  expect({ changes, photos }).toEqual({ changes: await store.db.changes.count(), photos: 1 });
  const backup = await backupOf(store);
  expect(backup.changes.map(({ id }) => id).sort()).toEqual(
    (await store.db.changes.toArray()).map(({ id }) => id).sort(),
  );
  expect(backup.heads.map(({ id }) => id).sort()).toEqual(backup.vector.map(({ id }) => id).sort());
  expect(backup.devices.map(({ id }) => id)).toEqual([store.identity.device]);
  expect(backupText(backup)).toBe(
    await (
      await exported(store)
    ).files[0]?.blob
      .text()
      .then((text) => text.replace(/"createdAt":"[^"]*"/, `"createdAt":"${backup.createdAt}"`)),
  );
});

test('[B1] photos are left out when they are not asked for', async (t) => {
  const store = await aVillage(t);
  const backup = await backupOf(store, { photos: false });
  expect(backup.blobs).toEqual([]);
  expect(JSON.stringify(backup.changes)).toContain('"blob"');
});

test('[B2] export, then import into another workspace of the same village: equal rows; again: nothing new', async (t) => {
  const one = await aVillage(t);
  const two = await restored(await anEmptyDb(t), await backupOf(one));
  expect(await contentOf(two)).toBe(await contentOf(one));
  await addCase(one, '后来的一件');
  await removeRecord(one, (await one.db.rows('mediationCase').toCollection().first()) as never, '重复登记');
  const backup = await backupOf(one);
  expect(await imported(two, backup)).toMatchObject({ changes: 2, photos: 1, photosLeftOut: 0 });
  expect(await imported(two, backup)).toMatchObject({ changes: 0 });
  expect(await contentOf(two)).toBe(await contentOf(one));
});

test('[B2] two phones that exchange their files in any order hold the same, and so do their next exports', async (t) => {
  const first = await aVillage(t);
  const start = await backupOf(first);
  const [second, third] = [await restored(await anEmptyDb(t), start), await restored(await anEmptyDb(t), start)];
  await addCase(first, '甲写的');
  await addCase(second, '乙写的');
  await addCase(third, '丙写的');
  const files = [await backupOf(first), await backupOf(second), await backupOf(third)] as const;
  for (const backup of [files[1], files[2]]) await imported(first, backup);
  for (const backup of [files[2], files[0], files[2]]) await imported(second, backup);
  await imported(third, mergeBackups([files[1], files[0]]));
  const contents = await Promise.all([first, second, third].map(contentOf));
  expect(new Set(contents).size).toBe(1);
  const texts = await Promise.all(
    [first, second, third].map(async (store) => backupText({ ...(await backupOf(store)), createdAt: '' })),
  );
  expect(new Set(texts).size).toBe(1);
});

test('[D5] importing keeps the identity, restoring mints one and asks nothing', async (t) => {
  const one = await aVillage(t);
  const backup = await backupOf(one);
  const db = await anEmptyDb(t);
  const two = await restored(db, backup);
  expect(two.identity).toMatchObject({
    township: one.identity.township,
    units: one.identity.units,
    mode: 'village',
    sample: false,
  });
  expect(two.identity.device).not.toBe(one.identity.device);
  const key = (await db.meta.get('key'))?.value as CryptoKey;
  expect(key.extractable).toBe(false);
  const again = await imported(two, backup);
  expect(again.store).toBe(two);
  await addCase(two, '新手机上写的');
  const next = await backupOf(two);
  expect(next.devices.map(({ id }) => id).sort()).toEqual([one.identity.device, two.identity.device].sort());
  expect(JSON.stringify(next)).not.toContain('privateKey');
});

test('[B2] preview says what is new before anything is stored', async (t) => {
  const one = await aVillage(t);
  const two = await restored(await anEmptyDb(t), await backupOf(one));
  await addCase(one, '新的一件');
  const backup = await backupOf(one);
  const before = await contentOf(two);
  const preview = await previewImport(two, backup);
  expect(preview).toMatchObject({
    fresh: 1,
    held: backup.changes.length - 1,
    outside: 0,
    photos: 1,
    from: '2026-03-01',
    to: '2026-03-01',
    freshRecords: [{ kind: 'mediationCase', count: 1 }],
  });
  expect(preview.records).toContainEqual({ kind: 'mediationCase', count: 4 });
  expect(preview.units.map(({ name }) => name).sort()).toEqual(['双泉乡', '城墙村']);
  expect(await contentOf(two)).toBe(before);
});

test('[B2][S2] a village takes in no other village’s records; a township takes all and the village becomes its own', async (t) => {
  const village = await aVillage(t);
  const other = await aStore(t, { villages: ['石桥村'] });
  const office = await aStore(t, { villages: ['双河村', '大坪村'], township: '双泉乡' });
  const backup = await backupOf(village);
  expect(await previewImport(other, backup)).toMatchObject({
    fresh: 0,
    held: 0,
    outside: backup.changes.length,
    photos: 0,
  });
  const before = await contentOf(other);
  expect(await imported(other, backup)).toMatchObject({ changes: 0, photos: 0 });
  expect(await contentOf(other)).toBe(before);
  expect(await other.db.heads.count()).toBe(0);

  const taken = await imported(office, backup);
  expect(taken.changes).toBe(backup.changes.length);
  expect(taken.store.identity.units).toEqual([...office.identity.units, unitOf(village)]);
  expect((await office.db.meta.get('identity'))?.value).toEqual(taken.store.identity);
  expect(await office.db.rows('mediationCase').count()).toBe(3);
  const merged = await backupOf(taken.store);
  const again = await restored(await anEmptyDb(t), merged);
  expect(again.identity).toMatchObject({ township: office.identity.township, mode: 'township' });
  expect([...again.identity.units].sort()).toEqual([...taken.store.identity.units].sort());
  expect(await contentOf(again)).toBe(await contentOf(office));
});

test('[B2] a damaged file changes nothing, in an open workspace or an empty one', async (t) => {
  const store = await aVillage(t);
  const before = await contentOf(store);
  const text = backupText(await backupOf(store));
  const files = [
    text.slice(0, -40),
    text.replace('"accepted"', '"settled"'),
    text.replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${'a'.repeat(64)}"`),
  ];
  for (const file of files) {
    const reading = await readBackupFile(new Blob([file]));
    expect(reading.state).toBe('refused');
  }
  expect(await contentOf(store)).toBe(before);
  const db = await anEmptyDb(t);
  const phone = await aPhone('甲');
  const nobody = await backupBy(phone, [writes(phone, 'v/cases', [anOp()])]);
  expect(await restoreBackup(db, testPorts(), nobody)).toEqual({ ok: false, failure: 'nothingToRestore' });
  expect(await db.meta.count()).toBe(0);
});

test('[D5] the sample and the real records never meet, in either direction', async (t) => {
  const phone = await aPhone('示例');
  const shared = [...aUnit('t', 'township', '双泉乡'), ...aUnit('v', 'village', '城墙村')];
  const change = writes(phone, 't/shared', shared, SAMPLE_ACTION);
  const invented = await backupBy(phone, [change, writes(phone, 'v/cases', [anOp()], SAMPLE_ACTION)]);
  const office = await aStore(t, { villages: ['双河村', '大坪村'] });
  const before = await contentOf(office);
  expect(await previewImport(office, invented)).toMatchObject({ sample: true, fresh: 0, outside: 2 });
  const taken = await imported(office, invented);
  expect(taken.changes).toBe(0);
  expect(taken.store).toBe(office);
  expect(await contentOf(office)).toBe(before);
  const shown = await restored(await anEmptyDb(t), invented);
  expect(shown.identity).toMatchObject({ sample: true, township: 't', units: ['v'] });
  expect(await imported(shown, await backupOf(office))).toMatchObject({ changes: 0 });
  expect(await previewImport(shown, await backupOf(shown))).toMatchObject({ sample: true, held: 2, outside: 0 });
});

test('[D7] storage full while restoring: the start screen stays, nothing is stored', async (t) => {
  const backup = await backupOf(await aVillage(t));
  const db = await anEmptyDb(t);
  const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const done = await restoreBackup(db, testPorts(), backup);
  full.mockRestore();
  expect(done).toEqual({ ok: false, failure: 'full' });
  expect(await db.meta.get('identity')).toBeUndefined();
  expect(await db.changes.count()).toBe(0);
  expect(await contentOf(await restored(db, backup))).toContain('第0件');
});

test('[B1] restored from an encrypted file, read in a worker', async (t) => {
  const one = await aVillage(t);
  const seal = async (plain: Blob) =>
    new Blob(await sealBytes(new Uint8Array(await plain.arrayBuffer()), { passphrase: '口令一二三', hint: '数字' }));
  const file = (await exported(one, { seal })).files[0]?.blob as Blob;
  expect(await file.text()).not.toContain('第0件');
  const read = createWorkerReader(aWorker);
  expect(await read(file)).toEqual({ state: 'locked', hint: '数字' });
  expect(await read(file, { passphrase: '口令' })).toMatchObject({
    state: 'refused',
    findings: [{ code: 'wrongPassphrase' }],
  });
  const reading = await read(file, { passphrase: '口令一二三' });
  if (reading.state !== 'read') throw new Error(reading.state);
  expect(await contentOf(await restored(await anEmptyDb(t), reading.backup))).toBe(await contentOf(one));
});

test('[C2] the own chain goes on behind what a restored profile brings back', async (t) => {
  const name = freshName();
  const one = await aStore(t, { name });
  await addCase(one, '一');
  const backup = await backupOf(one);
  // The browser threw the records away but kept the rest: the same device meets its own past in a file.
  await Promise.all([
    one.db.changes.clear(),
    one.db.chains.clear(),
    one.db.counters.clear(),
    ...kinds.map((kind) => one.db.rows(kind.name).clear()),
  ]);
  await imported(one, backup);
  await addCase(one, '二');
  const chain = (await one.db.changes.toArray()).filter(({ scope }) => scope.endsWith('/cases'));
  expect(chain.map(({ n }) => n)).toEqual([1, 2]);
  expect((await backupOf(one)).changes).toHaveLength(backup.changes.length + 1);
});

test('[C2] two contents at one position and several slices: every change is exported once, in order', async (t) => {
  const store = await aStore(t);
  const phone = await aPhone('甲');
  const scope = `${unitOf(store)}/work`;
  const until = (n: number) =>
    Array.from({ length: n }, (_, i) =>
      writes(phone, scope, [anOp({ record: `p${i}`, kind: 'person', field: 'name', value: `某${i}` })]),
    );
  const chain = until(249);
  const copy = { ...phone, ends: new Map(phone.ends), ms: phone.ms + 7 };
  const twins = [writes(phone, scope, [anOp({ value: '甲' })]), writes(copy, scope, [anOp({ value: '乙' })])];
  const rest = [...until(300)];
  const backup = mergeBackups([
    await backupBy(phone, [...chain, twins[0] as never, ...rest]),
    await backupBy(copy, [...chain, twins[1] as never]),
  ]);
  const branch = await backupBy(copy, [...chain, twins[1] as never]);
  expect(await previewImport(store, backup)).toMatchObject({ fresh: 551, held: 0 });
  await imported(store, branch);
  expect(await previewImport(store, backup)).toMatchObject({ fresh: 301, held: 250 });
  expect(await imported(store, backup)).toMatchObject({ changes: 301 });
  for (const again of [backup, branch])
    expect(await previewImport(store, again)).toMatchObject({ fresh: 0, forks: again === backup ? [{ n: 250 }] : [] });
  const exportedAgain = await backupOf(store);
  expect(exportedAgain.changes.filter(({ device }) => device === phone.known.id)).toEqual(backup.changes);
  expect(exportedAgain.vector.filter(({ device }) => device === phone.known.id)).toEqual(backup.vector);
});

test('[C2][D6] two heads at one position, as a cloned phone signs them, are both kept, whichever file comes first', async (t) => {
  const phone = await aPhone('甲');
  const stores = [await aStore(t), await aStore(t)];
  const scope = `${unitOf(stores[0] as Store)}/work`;
  const copy = { ...phone, ends: new Map(), ms: phone.ms + 7 };
  const files = [
    await backupBy(phone, [writes(phone, scope, [anOp()])]),
    await backupBy(copy, [writes(copy, scope, [anOp()])]),
  ];
  const merged = mergeBackups(files);
  expect(merged.heads).toHaveLength(2);
  for (const [i, store] of stores.entries()) {
    const office = { ...store, identity: { ...store.identity, mode: 'township' as const } };
    for (const backup of i === 0 ? files : [...files].reverse()) await imported(office, backup);
    const { heads, changes } = await backupOf(office);
    expect(heads.filter(({ device }) => device === phone.known.id)).toEqual(merged.heads);
    expect(changes.filter(({ device }) => device === phone.known.id)).toEqual(merged.changes);
  }
});

test('[B3] a device’s key that an earlier file did not bring is added: what is exported then can be read again', async (t) => {
  const phone = await aPhone('甲');
  const store = await aStore(t);
  const office = { ...store, identity: { ...store.identity, mode: 'township' as const } };
  const change = writes(phone, `${unitOf(store)}/work`, [anOp()]);
  const withoutKey = { devices: [{ ...phone.known, publicKey: null }], heads: [] };
  await imported(office, await backupBy(phone, [change], withoutKey));
  await imported(office, await backupBy(phone, [change]));
  const { devices, heads } = await backupOf(office);
  expect(devices).toContainEqual(phone.known);
  expect(heads.filter(({ device }) => device === phone.known.id)).toHaveLength(1);
});

test('[B4] what only this phone holds is counted until a backup has left it', async (t) => {
  const store = await aVillage(t);
  const all = await store.db.changes.count();
  expect(await backupStateOf(store)).toEqual({ at: null, unsaved: all });
  const made = await exported(store);
  expect(await backupStateOf(store)).toEqual({ at: null, unsaved: all });
  await rememberBackup(store, made);
  expect(await backupStateOf(store)).toEqual({ at: made.last.at, unsaved: 0 });
  await addCase(store, '又一件');
  expect((await backupStateOf(store)).unsaved).toBe(1);
});

test('[B1] [B8] what would make one file too large goes into more files, each whole by itself, the first to be restored', async (t) => {
  const store = await aVillage(t);
  const [one, two] = [await aPhone('甲'), await aPhone('乙')];
  const scope = `${unitOf(store)}/work`;
  const changes = [one, two].map((phone, i) =>
    writes(phone, scope, [anOp({ record: `p${i}`, kind: 'person', field: 'name', value: '长'.repeat(2000) })]),
  );
  await imported(
    store,
    mergeBackups([await backupBy(one, [changes[0] as never]), await backupBy(two, [changes[1] as never])]),
  );
  await receive(store, { changes: [], blobs: Array.from({ length: 60 }, (_, i) => aBlob(`${i} `.repeat(300))) });
  const { files, photos } = await exported(store, { limits: { text: 9000, photos: 20_000 } });
  expect(photos).toBe(61);
  expect(files.length).toBeGreaterThan(3);
  files.slice(1).forEach(({ name }, i) => expect(name).toMatch(new RegExp(`-${i + 2}\\.json$`)));
  const again = await restored(await anEmptyDb(t), await readSound(files[0]?.blob as Blob));
  for (const { blob } of files.slice(1).reverse()) await imported(again, await readSound(blob));
  expect(await contentOf(again)).toBe(await contentOf(store));
});

async function readSound(file: Blob): Promise<Backup> {
  const reading = await readBackupFile(file);
  if (reading.state !== 'read') throw new Error(JSON.stringify(reading));
  return reading.backup;
}

test('[B2] ten thousand records are read in a worker and imported', async (t) => {
  const store = await aStore(t);
  const phone = await aPhone('甲');
  const scope = `${unitOf(store)}/work`;
  const opsOf = (i: number): Op[] =>
    ['name', 'sex', 'birthYear', 'group'].map((field) =>
      anOp({ record: `person-${i}`, kind: person.name, field, value: field === 'birthYear' ? 1970 : `示例${i}` }),
    );
  const changes = Array.from({ length: 10_000 }, (_, i) => writes(phone, scope, opsOf(i)));
  const file = new Blob([backupText(await backupBy(phone, changes))]);
  const steps: number[] = [];
  const reading = await createWorkerReader(aWorker)(file, { onProgress: (done) => steps.push(done) });
  if (reading.state !== 'read') throw new Error(JSON.stringify(reading));
  expect(steps.length).toBeGreaterThan(5);
  expect(await imported(store, reading.backup)).toMatchObject({ changes: 10_000 });
  expect(await store.db.rows('person').count()).toBe(10_000);
  expect((await store.db.counters.get(`records/person/${unitOf(store)}`))?.value).toBe(10_000);
});
