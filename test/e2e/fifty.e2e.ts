/** Attendance of fifty people in under two minutes on a phone, counted in taps and performed. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectNoSidewaysScroll } from './a11y.ts';
import { beginVillage, exportPlain, backupIn, goTo, openLedger, rowsIn, save } from './steps.ts';

/**
 * How long a hand of fifty years needs, in seconds by the keystroke-level model (Card, Moran and Newell 1980: 1.1 s to
 * point, 0.2 s to press, 1.35 s to think; a character on a phone 0.5 s): reading a name out and hearing the answer is the room's time,
 * but it is counted here as well.
 */
const SECONDS = { tap: 2.65, character: 0.5, roll: 1 };
const LIMIT = 120;

const NAMES = Array.from(
  { length: 50 },
  (_, at) => `${'彭石张王黄吴田冉白何'.charAt(at % 10)}${'明国秀大小'.charAt(at / 10)}${at % 2 === 0 ? '华' : '英'}`,
);

/** Counts what a hand does; whatever it does is done in the app as well. */
class Hand {
  taps = 0;
  characters = 0;
  async tap(target: Locator): Promise<void> {
    this.taps += 1;
    await target.tap();
  }
  async type(target: Locator, words: string): Promise<void> {
    await this.tap(target);
    this.characters += words.length;
    await target.pressSequentially(words);
  }
  get seconds(): number {
    return this.taps * SECONDS.tap + this.characters * SECONDS.character;
  }
}

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

test.beforeEach(async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto('/');
  await beginVillage(page);
  await openLedger(page, '人员');
  await page.getByRole('link', { name: '批量添加' }).click();
  await page.getByRole('textbox', { name: '姓名' }).fill(NAMES.join('\n'));
  await page.getByRole('main').getByRole('checkbox', { name: '法律明白人', exact: true }).check();
  await page.getByRole('button', { name: `保存 ${NAMES.length} 人` }).click();
  await expect(page.getByRole('heading', { level: 1, name: '人员', exact: true })).toBeVisible();
  await goTo(page, '首页');
});

const main = (page: Page): Locator => page.getByRole('main');
const row = (page: Page, name: string): Locator => main(page).getByRole('checkbox', { name: new RegExp(`^${name}`) });

test('forty-seven of fifty are there, two late, one guest by name and five by head-count: in under two minutes', async ({
  page,
}) => {
  const hand = new Hand();
  await hand.tap(page.getByRole('link', { name: '记培训' }));
  await hand.tap(main(page).getByRole('checkbox', { name: '法律明白人', exact: true }));
  await hand.tap(main(page).getByRole('button', { name: '全部到会' }));
  await expect(main(page).getByText('到会 50 / 50')).toBeVisible();
  const away = NAMES.filter((_, at) => at % 10 === 3);
  for (const name of away) await hand.tap(row(page, name));
  await expect(main(page).getByText('到会 45 / 50')).toBeVisible();

  // Two of them come late, through the door that is still open.
  await hand.tap(main(page).getByRole('radio', { name: '迟到' }));
  for (const name of away.slice(0, 2)) await hand.tap(row(page, name));
  await expect(main(page).getByText('到会 47 / 50')).toBeVisible();

  const search = main(page).getByRole('searchbox', { name: '查找到会人员' });
  await hand.type(search, '赵县官');
  await hand.tap(main(page).getByRole('button', { name: '记为名册外人员' }));
  await hand.tap(main(page).getByRole('button', { name: '添加名册外人员' }));
  await hand.type(
    main(page).getByRole('group', { name: '名册外人数' }).getByRole('textbox', { name: /人数/ }).last(),
    '5',
  );
  await expectNoSidewaysScroll(page, 'attendance of fifty');
  hand.taps += 1;
  await save(page);

  const seconds = hand.seconds + NAMES.length * SECONDS.roll;
  expect(seconds).toBeLessThan(LIMIT);
  await expect(main(page).getByText('53人（点名 47，名册外 6）')).toBeVisible();

  const file = await exportPlain(page);
  const [training] = rowsIn(await backupIn(file.path), 'training');
  const states = Object.values(training?.values['attendance'] as object).map(({ state }: { state: string }) => state);
  expect(states.filter((state) => state === 'present')).toHaveLength(45);
  expect(states.filter((state) => state === 'late')).toHaveLength(2);
  expect(Object.values(training?.values['extraAttendees'] as object)).toEqual([
    { names: '赵县官', people: 1 },
    { people: 5 },
  ]);
});

test('rows are as large as a thumb, a name is found by its pinyin, and somebody makes it up a week later', async ({
  page,
}) => {
  await page.getByRole('link', { name: '记培训' }).tap();
  await main(page).getByRole('checkbox', { name: '法律明白人', exact: true }).tap();
  await main(page).getByRole('button', { name: '全部到会' }).tap();
  for (const box of await main(page).getByRole('group', { name: '到会' }).getByRole('checkbox').all()) {
    const label = await box.locator('xpath=ancestor::label').boundingBox();
    expect(label?.height).toBeGreaterThanOrEqual(48);
  }
  const search = main(page).getByRole('searchbox', { name: '查找到会人员' });
  await search.fill('pmh');
  await expect(main(page).getByRole('checkbox', { name: /^彭明华/ })).toBeVisible();
  await row(page, '彭明华').tap();
  await save(page);

  const hand = new Hand();
  await hand.tap(page.getByRole('link', { name: '有人补学，去点名' }));
  await hand.tap(main(page).getByRole('radio', { name: '补学' }));
  await hand.tap(main(page).getByRole('button', { name: '只看没到的 1 人' }));
  await hand.tap(row(page, '彭明华'));
  hand.taps += 1;
  await save(page);
  expect(hand.taps).toBe(5);
  await expect(main(page).getByText('补学 1')).toBeVisible();
});
