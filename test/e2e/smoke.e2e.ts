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

test('the app starts where the platform ends at Chromium 87', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.addInitScript(removeYoungerNames);

  await page.goto('/');
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(errors).toEqual([]);
});

/** Takes away what Chromium learnt after version 87. */
function removeYoungerNames(): void {
  const remove = (owner: object | undefined, names: string): void => {
    for (const name of names.split(' ')) if (owner) Reflect.deleteProperty(owner, name);
  };
  remove(Object, 'hasOwn groupBy');
  remove(Map, 'groupBy');
  remove(Promise, 'withResolvers try');
  remove(Array, 'fromAsync');
  remove(Array.prototype, 'at findLast findLastIndex toSorted toReversed toSpliced with');
  remove(String.prototype, 'at isWellFormed toWellFormed');
  remove(Object.getPrototypeOf(Uint8Array.prototype), 'at findLast findLastIndex toSorted toReversed with');
  remove(Uint8Array.prototype, 'toHex toBase64 setFromHex setFromBase64');
  remove(Uint8Array, 'fromHex fromBase64');
  remove(Set.prototype, 'union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom');
  remove(globalThis, 'structuredClone Iterator scheduler navigation');
  remove(Crypto.prototype, 'randomUUID');
  remove(HTMLMetaElement.prototype, 'media');
  remove(AbortSignal, 'timeout any');
  remove(AbortSignal.prototype, 'throwIfAborted');
}
