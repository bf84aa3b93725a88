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
