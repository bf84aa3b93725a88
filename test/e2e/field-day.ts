/** Devices with a bad network and people who write on them, by a seed: what several of them have written must end up with all. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LaunchOptions, Page } from '@playwright/test';
import type { Backup } from '#core/backup.ts';
import type { Row } from '#core/fold.ts';
import type { Items } from '#kinds/field.ts';
import { openFaultProxy, type Fault, type FaultProxy } from '#test/help/fault-proxy.ts';
import type { MortalServer } from '#test/help/mortal-server.ts';
import { Chance } from '#test/simulate/chance.ts';
import { expect } from './fixtures.ts';
import { aProfile } from './profile.ts';
import { appOnDevice, fillCase, goTo, openForm, openLedger, save } from './steps.ts';

export interface Device {
  readonly name: string;
  readonly page: Page;
  readonly proxy: FaultProxy;
  readonly chance: Chance;
  /** Of a village phone there is but one, the office chooses. */
  readonly unit: string | null;
  /** It got the app once and nothing since. */
  readonly isAlone: boolean;
  /** One text for every edit that was said to be stored. */
  readonly wrote: string[];
  readonly close: () => Promise<void>;
}

export interface DeviceOf {
  readonly name: string;
  readonly launch: LaunchOptions;
  readonly server: MortalServer;
  readonly seed: number;
  /** The office's desktop records for this village. */
  readonly desktopFor?: string;
  readonly isAlone?: boolean;
}

/** A browser profile of its own behind a network of its own. */
export async function aDevice({ name, launch, server, seed, desktopFor, isAlone = false }: DeviceOf): Promise<Device> {
  const chance = new Chance(seed);
  const proxy = await openFaultProxy({ target: server.port, chance: () => chance.next() });
  const profile = aProfile(launch, {
    serviceWorkers: 'allow',
    ...(desktopFor === undefined ? {} : { viewport: { width: 1280, height: 800 } }),
  });
  const page = await profile.start(proxy.url);
  page.setDefaultTimeout(30_000);
  if (isAlone) {
    await appOnDevice(page);
    proxy.cut(true);
    await page.context().setOffline(true);
  }
  const close = async (): Promise<void> => {
    await profile.remove();
    await proxy.close();
  };
  return { name, page, proxy, chance, unit: desktopFor ?? null, isAlone, wrote: [], close };
}

const BAD: { readonly [fault in Fault]: number } = {
  none: 3,
  cutUp: 4,
  cutDown: 4,
  late: 2,
  stalled: 1,
  slow: 3,
  portal: 2,
};

/** Takes the network away, makes it bad, or gives it back. */
async function weather(device: Device): Promise<void> {
  const { proxy, chance } = device;
  const kind = chance.weighted({ gone: 2, bad: 5, good: 1 });
  proxy.deal(kind === 'bad' ? () => chance.weighted(BAD) : () => 'none');
  proxy.cut(kind === 'gone');
  await setNetwork(device, kind !== 'gone');
}

/** The browser sees it go and come, and devices exchange as soon as it has come. */
async function setNetwork({ page }: Device, isThere: boolean): Promise<void> {
  await page.context().setOffline(true);
  if (isThere) await page.context().setOffline(false);
}

export async function goodWeather(device: Device): Promise<void> {
  device.proxy.deal(() => 'none');
  device.proxy.cut(false);
  await setNetwork(device, true);
}

export interface FieldDay {
  readonly devices: readonly Device[];
  readonly server: MortalServer;
  readonly seed: number;
  /** Asked before every edit of whichever device; `begun` of all of them together. */
  readonly goesOn: (begun: number) => boolean;
  /** How many edits lie between two kills, on an average. */
  readonly editsPerKill: number;
}

/** Everybody writes at the same time, while networks come and go and the server is killed in between. Answers how often it was. */
export async function writeAll({ devices, server, seed, goesOn, editsPerKill }: FieldDay): Promise<number> {
  const chance = new Chance(seed);
  const gap = (): number => chance.between(2, 2 * editsPerKill - 2);
  let nextKill = chance.between(2, editsPerKill);
  let kills = 0;
  let begun = 0;
  let killing = Promise.resolve();
  const share = async (device: Device): Promise<void> => {
    for (let own = 0; goesOn(begun); own++) {
      begun += 1;
      if (begun >= nextKill) {
        nextKill += gap();
        kills += 1;
        killing = killing.then(server.killAndStart);
      }
      if (own % 2 === 0 && !device.isAlone) await weather(device);
      await edit(device);
    }
  };
  await Promise.all(devices.map(share));
  await killing;
  return kills;
}

/** One thing that a cadre does: one of each first, then mostly cases that anybody may have begun. */
async function edit(device: Device): Promise<void> {
  const { chance, wrote } = device;
  const text = `${device.name}第${wrote.length + 1}笔`;
  const what = FIRST[wrote.length] ?? chance.weighted(WORK);
  await works[what](device, text);
  wrote.push(text);
}

const FIRST = ['newCase', 'newEvent', 'newTraining'] as const;
const WORK = { newCase: 1, changeCase: 6, newTraining: 1, newEvent: 1 };

const works: { readonly [work in keyof typeof WORK]: (device: Device, text: string) => Promise<void> } = {
  newCase: async ({ page, unit }, text) => {
    await openForm(page, '调解案件', '记调解');
    await inUnit(page, unit);
    await fillCase(page, { facts: text });
    await save(page);
  },
  changeCase: async ({ page, chance }, text) => {
    await openLedger(page, '调解案件');
    const cases = page.getByRole('main').getByRole('link', { name: /邻里/ });
    await expect(cases.first()).toBeVisible();
    // By its address: a long list draws other cards as it is scrolled, and grows while others' cases arrive.
    const addresses = await cases.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    await page.locator(`main a[href="${addresses[chance.below(addresses.length)]}"]`).click();
    await page.getByRole('link', { name: '修改', exact: true }).click();
    await page.getByRole('textbox', { name: '纠纷简要情况' }).fill(text);
    await save(page);
  },
  newTraining: async ({ page, unit }, text) => {
    await openForm(page, '培训学法', '记培训');
    await inUnit(page, unit);
    await page.getByRole('textbox', { name: '主题', exact: true }).fill(text);
    await page.getByRole('main').getByRole('checkbox', { name: '人民调解员', exact: true }).check();
    await save(page);
  },
  newEvent: async ({ page, unit, chance }, text) => {
    await openForm(page, '普法活动', '记普法');
    await inUnit(page, unit);
    await page.getByRole('textbox', { name: '活动名称', exact: true }).fill(text);
    for (const name of ['宪法', '法律咨询']) {
      await page.getByRole('main').getByRole('checkbox', { name, exact: true }).check();
    }
    await page.getByRole('textbox', { name: '地点', exact: true }).fill('文化广场');
    await page.getByRole('button', { name: /^更多信息/ }).click();
    await page.getByLabel('从相册选').setInputFiles({
      name: 'IMG.jpg',
      mimeType: 'image/jpeg',
      buffer: await aPicture(page, chance.below(360)),
    });
    await expect(page.getByRole('main').getByRole('img')).toBeVisible();
    await save(page);
  },
};

async function inUnit(page: Page, unit: string | null): Promise<void> {
  if (unit === null) return;
  await page.getByRole('main').getByRole('combobox', { name: '单位' }).selectOption({ label: unit });
}

/** A photo of one colour with a number of bytes that takes several pieces on the way. */
async function aPicture(page: Page, hue: number): Promise<Buffer> {
  const url = await page.evaluate((colour) => {
    const canvas = document.createElement('canvas');
    canvas.width = 800;
    canvas.height = 600;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('No canvas');
    for (let at = 0; at < 400; at++) {
      context.fillStyle = `hsl(${(colour + at * 7) % 360}, 80%, ${30 + (at % 40)}%)`;
      context.fillRect((at * 97) % 800, (at * 61) % 600, 60, 60);
    }
    return canvas.toDataURL('image/jpeg', 0.9);
  }, hue);
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

/** Ids of everything that stands in these units, in order. */
export const changesOf = ({ changes }: Backup, units: readonly string[]): string[] =>
  changes
    .filter(({ scope }) => units.some((unit) => scope.startsWith(`${unit}/`)))
    .map(({ id }) => id)
    .sort();

/** Texts of edits that no change of this file says. */
export function missingIn({ changes }: Backup, texts: readonly string[]): string[] {
  const said = new Set<unknown>(changes.flatMap(({ ops }) => ops.map(({ value }) => value)));
  return texts.filter((text) => !said.has(text));
}

/** Photos that records of these name, by the hash of their bytes. */
export const photosOf = (rows: readonly Row[]): string[] => [
  ...new Set(
    rows.flatMap(({ values }) => Object.values((values['photos'] ?? {}) as Items).map(({ blob }) => blob as string)),
  ),
];

/** Names of the photos that the server keeps. */
export const photosOn = ({ dataDir }: MortalServer): string[] =>
  readdirSync(join(dataDir, 'blobs'), { recursive: true, encoding: 'utf8' });

/** 首页 with nothing that waits. */
export async function allSent({ page }: Device): Promise<void> {
  await goTo(page, '首页');
  await expect(page.getByText(/待上报 0/)).toBeVisible({ timeout: 60_000 });
}
