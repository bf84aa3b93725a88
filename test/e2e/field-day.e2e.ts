/**
 * What the exchange is for: two phones and a desktop in three profiles of a real browser, networks that cut, stall and lie, a server that
 * is killed, and everything that was written is everywhere in the end. `npm run field-day -- --minutes 60` runs a longer one.
 */
import { readFileSync } from 'node:fs';
import type { LaunchOptions } from '@playwright/test';
import type { Backup } from '#core/backup.ts';
import { aMortalServer, type MortalServer } from '#test/help/mortal-server.ts';
import { expect, test as base } from './fixtures.ts';
import {
  aDevice,
  allSent,
  changesOf,
  goodWeather,
  missingIn,
  photosOf,
  photosOn,
  writeAll,
  type Device,
  type DeviceOf,
  type FieldDay,
} from './field-day.ts';
import {
  appOnDevice,
  asFile,
  backupIn,
  beginVillage,
  exportPlain,
  fileOf,
  goTo,
  openBackup,
  openLedger,
  rowsIn,
} from './steps.ts';
import { addAccount, foundTownship, invite, join, offlineCode, sendNow, setupLink, takeUp } from './township.ts';

const SEED = Number(process.env['FIELD_DAY_SEED'] ?? 20);
/** Of all devices together, where no time is given: enough for every kind of work on each, and for a few edits of what others began. */
const EDITS = 12;
/** Where the networks are the same and the way of one phone is the subject: a case, an event with a photo and a training. */
const EDITS_OF_ONE_ALONE = 8;
const EDITS_PER_KILL = 4;
/** The tests below share them. */
const MINUTES = Number(process.env['FIELD_DAY_MINUTES'] ?? 0);
const JOURNEYS = 3;
const WRITING_MS = (MINUTES * 60_000) / JOURNEYS;
const VILLAGE = '永祥村';
const KINDS = ['mediationCase', 'training', 'publicityEvent'];

interface World {
  readonly server: MortalServer;
  readonly device: (name: string, more?: Pick<DeviceOf, 'desktopFor' | 'isAlone'>) => Promise<Device>;
}

const test = base.extend<{ world: World }>({
  world: async ({ launchOptions }, provide) => {
    const server = await aMortalServer();
    const devices: Device[] = [];
    const launch: LaunchOptions = launchOptions;
    const device: World['device'] = async (name, more = {}) => {
      const made = await aDevice({ name, launch, server, seed: SEED + devices.length, ...more });
      devices.push(made);
      return made;
    };
    await provide({ server, device });
    for (const each of devices) await each.close();
    await server.end();
  },
});

// A guard against hanging, far above what it takes: a machine may be busy with other things.
test.setTimeout(600_000 + 3 * WRITING_MS);

/** Until when people write: a share of these edits, or of the time. */
function share(part: number, edits = EDITS_OF_ONE_ALONE): Pick<FieldDay, 'goesOn' | 'editsPerKill'> {
  const until = Date.now() + WRITING_MS * part;
  const goesOn = (begun: number): boolean => (MINUTES > 0 ? Date.now() < until : begun < Math.ceil(edits * part));
  return { goesOn, editsPerKill: EDITS_PER_KILL };
}

test('[X1] [X2] [X5] [X7] [P5] two phones and a desktop end equal, with every edit in the history', async ({
  world: { server, device },
}) => {
  const desktop = await device('所', { desktopFor: VILLAGE });
  await found(desktop, server);
  const phones = [await device('王'), await device('李')] as const;
  await joinAs(desktop, phones[0], '王芳');
  await joinAs(desktop, phones[1], '李伟');
  const devices = [desktop, ...phones];
  await Promise.all(devices.map(({ page }) => appOnDevice(page)));

  const kills = await writeAll({ devices, server, seed: SEED, ...share(1, EDITS) });
  const backups = await settle(devices, devices);

  const village = villageIn(backups[1] as Backup);
  for (const [at, backup] of backups.entries()) {
    expect(changesOf(backup, [village]), devices[at]?.name).toEqual(changesOf(backups[0] as Backup, [village]));
    expect(rowsOfAll(backup)).toEqual(rowsOfAll(backups[0] as Backup));
  }
  await expectPhotosOn(server, backups[0] as Backup);
  for (const each of devices) await expectHistory(each, backups[0] as Backup);
  // Otherwise nothing was proved.
  expect(new Set(devices.flatMap(({ proxy }) => [...proxy.felt.keys()])).size).toBeGreaterThan(1);
  expect(kills).toBeGreaterThan(0);
  report(devices, backups[0] as Backup, kills);
});

test('[B3] [D8] the same holds when one of the phones never had a network and hands over its file', async ({
  world: { server, device },
}) => {
  const desktop = await device('所', { desktopFor: VILLAGE });
  await found(desktop, server);
  const phone = await device('王');
  await joinAs(desktop, phone, '王芳');
  await addAccount(desktop.page, '彭秀英', VILLAGE, '人民调解员');
  const alone = await device('彭', { isAlone: true });
  await beginVillage(alone.page, { village: VILLAGE, me: '彭秀英' });
  const joined = [desktop, phone];
  await Promise.all(joined.map(({ page }) => appOnDevice(page)));

  const devices = [...joined, alone];
  const kills = await writeAll({ devices, server, seed: SEED, ...share(0.5) });
  await settle(joined, joined);
  await handOver(alone, desktop);
  await sayWhose(desktop, '彭秀英');

  const more = await writeAll({ devices, server, seed: SEED + 1, ...share(0.5) });
  await settle(joined, joined);
  await handOver(alone, desktop);
  const [office, village] = (await settle(joined, devices)) as [Backup, Backup];
  await takeIn(alone, fileOf(office));
  const own = await backupOf(alone);

  const units = [villageIn(own), villageIn(village)];
  expect(changesOf(village, units)).toEqual(changesOf(office, units));
  expect(rowsOfAll(village)).toEqual(rowsOfAll(office));
  // A phone alone takes in its own village as it knows it: what the others wrote there is in its history too.
  expect(changesOf(own, units.slice(0, 1))).toEqual(changesOf(office, units.slice(0, 1)));
  await expectPhotosOn(server, office);
  for (const each of joined) await expectHistory(each, office);
  report(devices, office, kills + more);
});

// Only where a time is given: without faults offline-enrolment.e2e.ts proves this way in a browser, and under faults the two above prove the exchange.
const testOfLongDays = MINUTES > 0 ? test : () => {};
testOfLongDays(
  '[X12] [B3] and when that phone took its invitation from the code on the office’s screen',
  async ({ world: { server, device } }) => {
    const desktop = await device('所', { desktopFor: VILLAGE });
    await found(desktop, server);
    const phone = await device('王');
    await joinAs(desktop, phone, '王芳');
    await addAccount(desktop.page, '彭秀英', VILLAGE, '人民调解员');
    await invite(desktop.page, '彭秀英');
    const code = await offlineCode(desktop.page);
    const alone = await device('彭', { isAlone: true });
    await takeUp(alone.page, new URL(code).hash, VILLAGE);
    const joined = [desktop, phone];
    await Promise.all(joined.map(({ page }) => appOnDevice(page)));

    const devices = [...joined, alone];
    const kills = await writeAll({ devices, server, seed: SEED + 2, ...share(1) });
    await settle(joined, joined);
    await handOver(alone, desktop);
    const [office, village] = (await settle(joined, devices)) as [Backup, Backup];
    await takeIn(alone, fileOf(office));
    const own = await backupOf(alone);

    // All three write in the same village from the first record on.
    const unit = [villageIn(office)];
    for (const backup of [village, own]) {
      expect(changesOf(backup, unit)).toEqual(changesOf(office, unit));
      expect(rowsOfAll(backup)).toEqual(rowsOfAll(office));
    }
    await desktop.page.goto('/mine/accounts');
    await expect(desktop.page.getByRole('link', { name: /彭秀英.*1 台设备/ })).toBeVisible();
    await expectPhotosOn(server, office);
    for (const each of devices) await expectHistory(each, office);
    report(devices, office, kills);
  },
);

async function found({ page, proxy }: Device, server: MortalServer): Promise<void> {
  const link = await setupLink(server);
  await page.goto(link.replace(/^https?:\/\/[^/]+/, proxy.url));
  await foundTownship(page);
}

async function joinAs(desktop: Device, { page }: Device, name: string): Promise<void> {
  await addAccount(desktop.page, name, VILLAGE, '人民调解员');
  await join(page, await invite(desktop.page, name), VILLAGE);
}

/** Good networks, and everybody sends and fetches until what these have written stands in each backup; it is returned. */
async function settle(devices: readonly Device[], writers: readonly Device[]): Promise<Backup[]> {
  await Promise.all(devices.map(goodWeather));
  await Promise.all(devices.map(allSent));
  const texts = writers.flatMap(({ wrote }) => wrote);
  let backups: Backup[] = [];
  // Nobody knows who sends last: what one carries for another may come to the server after a third has asked.
  await expect(async () => {
    await Promise.all(devices.map(({ page }) => sendNow(page)));
    backups = await Promise.all(devices.map(backupOf));
    for (const [at, backup] of backups.entries()) expect(missingIn(backup, texts), devices[at]?.name).toEqual([]);
  }).toPass({ timeout: 90_000 });
  return backups;
}

async function backupOf({ page }: Device): Promise<Backup> {
  return backupIn((await exportPlain(page)).path);
}

async function handOver(from: Device, to: Device): Promise<void> {
  const { name, path } = await exportPlain(from.page);
  await takeIn(to, asFile(name, readFileSync(path)));
}

async function takeIn({ page }: Device, file: ReturnType<typeof asFile>): Promise<void> {
  await openBackup(page);
  await page.getByLabel('导入备份').setInputFiles(file);
  await expect(page.getByRole('region', { name: '备份里有什么' })).toBeVisible();
  await page.getByRole('button', { name: '合并' }).click();
  await expect(page.getByText(/已存本机：并入/)).toBeVisible();
}

/** What came with a file stands apart until the office says which village and whose phone it is. */
async function sayWhose({ page }: Device, name: string): Promise<void> {
  await expect(page.getByText(/同名。是同一个村的/)).toBeVisible();
  await page.getByRole('button', { name: '是同一个村' }).click();
  const whose = page.getByRole('combobox', { name: /是谁的$/ });
  await expect(async () => {
    await page.goto('/mine/accounts');
    await expect(whose).toBeVisible({ timeout: 3000 });
  }).toPass();
  await whose.selectOption({ label: `${name}（${VILLAGE}）` });
  await page.getByRole('button', { name: '确认', exact: true }).click();
  await expect(whose).toBeHidden();
}

/** The unit of whatever was recorded first. */
const villageIn = (backup: Backup): string =>
  rowsIn(backup, 'mediationCase').map(({ unit }) => unit)[0] ?? 'no village';

const rowsOfAll = (backup: Backup) => KINDS.map((kind) => rowsIn(backup, kind));

async function expectPhotosOn(server: MortalServer, backup: Backup): Promise<void> {
  const photos = photosOf(rowsIn(backup, 'publicityEvent'));
  expect(photos).not.toEqual([]);
  const missing = () => photos.filter((photo) => !photosOn(server).some((file) => file.endsWith(photo)));
  await expect.poll(missing).toEqual([]);
}

/** The case that was changed most, as a person reads it: every text that it ever had. */
async function expectHistory({ page }: Device, backup: Backup): Promise<void> {
  const perCase = new Map<string, string[]>();
  for (const { record, field, value } of backup.changes.flatMap(({ ops }) => ops)) {
    if (field === 'facts' && typeof value === 'string') perCase.set(record, [...(perCase.get(record) ?? []), value]);
  }
  const [busiest] = [...perCase].sort(([, a], [, b]) => b.length - a.length);
  const [record, texts] = busiest ?? ['', []];
  await goTo(page, '首页');
  await openLedger(page, '调解案件');
  await page.goto(`/ledger/mediationCase/${record}`);
  await page.getByRole('button', { name: '修改记录' }).click();
  await page.getByRole('button', { name: '显示姓名等内容' }).click();
  const history = page.getByRole('list').filter({ hasText: texts[0] ?? '' });
  for (const text of texts) await expect(history.getByText(text).first()).toBeVisible();
}

function report(devices: readonly Device[], backup: Backup, kills: number): void {
  const felt = devices.map(({ name, proxy, wrote }) => {
    const faults = [...proxy.felt].map(([fault, count]) => `${fault} ${count}`).join(', ');
    return `${name}: ${wrote.length} edits; ${faults}`;
  });
  const photos = photosOf(rowsIn(backup, 'publicityEvent')).length;
  process.stdout.write(
    `${felt.join(' | ')} | ${backup.changes.length} changes, ${photos} photos, ${kills} kills, seed ${SEED}\n`,
  );
}
