import { expect, test } from './fixtures.ts';

test('the page loads, says what it is, and breaks none of its own security rules', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));

  await page.goto('/');
  await expect(page).toHaveTitle(/法治台账$/);
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(complaints).toEqual([]);
});

test('where a screen of the year opens, its code is asked for before the app is here; elsewhere it is not', async ({
  page,
}) => {
  await page.route('**/assets/index-*.js', (route) => route.abort());
  const brought: string[] = [];
  page.on('response', (response) => response.ok() && brought.push(new URL(response.url()).pathname));
  await page.goto('/tasks/matrix');
  const ahead = (await page.locator('meta[name="of-year"]').getAttribute('content'))?.split(' ') ?? [];
  expect(ahead).toContainEqual(expect.stringMatching(/\/charts-[^/]*\.js$/));
  expect(ahead).toContainEqual(expect.stringMatching(/\/charts-[^/]*\.css$/));
  await expect.poll(() => ahead.filter((file) => !brought.includes(file))).toEqual([]);

  brought.length = 0;
  await page.goto('/', { waitUntil: 'networkidle' });
  expect(brought).not.toEqual([]);
  expect(brought.filter((file) => ahead.includes(file))).toEqual([]);
});
