import { expect, test, vi } from 'vitest';
import type { Backup } from '#core/backup.ts';
import { personsOf, rosterOf, supersededIn } from '#core/row-index.ts';
import { trainingFigures } from '#core/work-figures.ts';
import { countedUnits, type CountedRow } from '#core/counted-units.ts';
import { readBackupFile } from '#files/backup-read.ts';
import { person, training } from '#kinds/index.ts';
import { exportBackup } from '#store/backup-export.ts';
import { importBackup, restoreBackup } from '#store/backup-import.ts';
import { keepApart, mergePersons, unmergePerson } from '#store/merge-person.ts';
import { saveValues } from '#store/records.ts';
import { newId, type Store } from '#store/store.ts';
import { openWorkspace } from '#store/workspace.ts';
import { aStore, freshName, testPorts } from '#test/help/store.ts';

vi.setConfig({ testTimeout: 60_000 });

type Context = Parameters<typeof aStore>[0];

async function backupOf(store: Store): Promise<Backup> {
  const done = await exportBackup(store, { photos: false });
  if (!done.ok) throw new Error(done.failure);
  const reading = await readBackupFile(done.value.files[0]?.blob as Blob);
  if (reading.state !== 'read') throw new Error(JSON.stringify(reading));
  return reading.backup;
}

/** A second device of the same village. */
async function twinOf(t: Context, store: Store): Promise<Store> {
  const opened = await openWorkspace(freshName(), testPorts());
  if (opened.kind !== 'empty') throw new Error(opened.kind);
  t.onTestFinished(() => opened.db.delete());
  const done = await restoreBackup(opened.db, testPorts(), await backupOf(store));
  if (!done.ok) throw new Error(done.failure);
  return done.value.store;
}

async function exchange(a: Store, b: Store): Promise<void> {
  const [fromA, fromB] = [await backupOf(a), await backupOf(b)];
  for (const [store, backup] of [
    [a, fromB],
    [b, fromA],
  ] as const) {
    const done = await importBackup(store, backup);
    if (!done.ok) throw new Error(done.failure);
  }
}

/** 王明 the mediator and 王铭 the 法律明白人, both ticked at one training. */
async function twoRecords(t: Context) {
  const store = await aStore(t);
  const unit = store.identity.units[0] as string;
  const [one, two] = [newId(store), newId(store)];
  const done = await saveValues(store, [
    { kind: person, record: one, unit, values: { name: '王明', roles: { [newId(store)]: { role: 'mediator' } } } },
    {
      kind: person,
      record: two,
      unit,
      values: { name: '王铭', birthYear: 1970, roles: { [newId(store)]: { role: 'lawSavvyPerson' } } },
    },
    {
      kind: training,
      record: newId(store),
      unit,
      values: {
        type: 'businessTraining',
        heldOn: '2026-02-01',
        audience: ['mediator'],
        attendance: { [one]: { state: 'present', name: '王明' }, [two]: { state: 'late', name: '王铭' } },
      },
    },
  ]);
  expect(done.ok).toBe(true);
  return { store, one, two };
}

const period = { from: '2026-01-01', to: '2026-12-31' };
const listed = async ({ db }: Store, kind: string): Promise<readonly CountedRow[]> =>
  (await db.rows(kind).orderBy('id').toArray()).filter(({ removed }) => removed === null) as readonly CountedRow[];

/** What figures say of the people of a device. */
async function counted(store: Store) {
  const people = await listed(store, 'person');
  const rows = new Map([
    ['person', people],
    ['training', await listed(store, 'training')],
  ]);
  const units = countedUnits(await listed(store, 'unit'), period);
  const { personTimes, people: different } = trainingFigures(rows, { period, units });
  const roster = (role: string) =>
    [...rosterOf(people, role, '2026-03-01', (id) => id).values()].flatMap((ids) => [...ids]);
  return {
    people: people.length - supersededIn(people).size,
    personTimes,
    different,
    mediators: roster('mediator'),
    lawSavvy: roster('lawSavvyPerson'),
  };
}

const rowsText = async (store: Store) =>
  JSON.stringify((await store.db.rows('person').orderBy('id').toArray()).map(({ at: _, ...row }) => row));
const conflictsOf = async ({ db }: Store) =>
  (await db.rows('person').toArray()).flatMap(({ conflicts }) => Object.keys(conflicts));

test('[N1] [N2] a merge is one change: figures count one person with both roles, and taking it back restores all', async (t) => {
  const { store, one, two } = await twoRecords(t);
  const before = await counted(store);
  expect(before).toEqual({ people: 2, personTimes: 2, different: 2, mediators: [one], lawSavvy: [two] });
  const values = async () => (await store.db.rows('person').orderBy('id').toArray()).map((row) => row.values);
  const was = await values();

  expect(await mergePersons(store, two, one)).toEqual({ ok: true, value: true });
  expect(await counted(store)).toEqual({ people: 1, personTimes: 1, different: 1, mediators: [one], lawSavvy: [one] });
  expect((await store.db.rows('person').get(one))?.values['birthYear']).toBe(1970);
  const last = (await store.db.changes.toArray()).slice(-1);
  expect(last[0]?.ops.map(({ record }) => record).sort()).toEqual([one, one, two].sort());

  expect(await unmergePerson(store, two)).toEqual({ ok: true, value: true });
  expect(await values()).toEqual(was);
  expect(await counted(store)).toEqual(before);
});

test('[N2] what was changed since stays when a merge is taken back', async (t) => {
  const { store, one, two } = await twoRecords(t);
  await mergePersons(store, two, one);
  const row = await store.db.rows('person').get(one);
  await saveValues(store, [
    { kind: person, record: one, unit: row?.unit ?? '', values: { birthYear: 1971 }, row: row! },
  ]);
  await unmergePerson(store, two);
  expect((await store.db.rows('person').get(one))?.values['birthYear']).toBe(1971);
});

test('[N3] two devices merge the two into each other at once: both show the earlier one, nothing conflicts, and it comes apart again', async (t) => {
  const { store: office, one, two } = await twoRecords(t);
  const before = await counted(office);
  const phone = await twinOf(t, office);
  await mergePersons(office, two, one);
  await mergePersons(phone, one, two);
  await exchange(office, phone);
  expect(await rowsText(phone)).toBe(await rowsText(office));
  for (const store of [office, phone]) {
    expect(await counted(store)).toEqual({
      people: 1,
      personTimes: 1,
      different: 1,
      mediators: [one],
      lawSavvy: [one],
    });
    expect(await conflictsOf(store)).toEqual([]);
    const people = await listed(store, 'person');
    expect(personsOf(people).canonical(two)).toBe(one);
  }

  await unmergePerson(office, two);
  expect((await counted(office)).people).toBe(1);
  await unmergePerson(office, one);
  await exchange(office, phone);
  expect(await counted(phone)).toEqual(before);
  expect(await rowsText(phone)).toBe(await rowsText(office));
});

test('[N3] the same merge on two devices is one merge', async (t) => {
  const { store: office, one, two } = await twoRecords(t);
  const phone = await twinOf(t, office);
  await mergePersons(office, two, one);
  await mergePersons(phone, two, one);
  await exchange(office, phone);
  expect(await conflictsOf(office)).toEqual([]);
  await unmergePerson(phone, two);
  await exchange(office, phone);
  expect(await counted(office)).toMatchObject({ people: 2, mediators: [one], lawSavvy: [two] });
  expect(await rowsText(phone)).toBe(await rowsText(office));
});

test('[N4] a merge and its taking back are in the backup, byte for byte, whichever device made it', async (t) => {
  const { store: office, one, two } = await twoRecords(t);
  await mergePersons(office, two, one);
  const restored = await twinOf(t, office);
  expect(await rowsText(restored)).toBe(await rowsText(office));
  expect((await counted(restored)).people).toBe(1);
  // Somebody else takes it back: what the merge wrote is known from the log, not from this device.
  await unmergePerson(restored, two);
  await exchange(office, restored);
  expect(await counted(office)).toMatchObject({ people: 2, mediators: [one], lawSavvy: [two] });
});

test('[N5] two people are kept apart by either device, and neither overwrites the other', async (t) => {
  const { store: office, one, two } = await twoRecords(t);
  const phone = await twinOf(t, office);
  await keepApart(office, one, two);
  await keepApart(phone, one, 'somebody-else');
  await exchange(office, phone);
  expect(await conflictsOf(office)).toEqual([]);
  expect(Object.keys((await office.db.rows('person').get(one))?.values['notSameAs'] as object).sort()).toEqual(
    [two, 'somebody-else'].sort(),
  );
});
