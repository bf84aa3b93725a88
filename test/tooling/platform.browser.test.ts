import { expect, test } from 'vitest';

test('browser tests have a real IndexedDB', async () => {
  const name = `probe-${Math.random()}`;
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no IndexedDB')));
  });
  db.close();
  indexedDB.deleteDatabase(name);
  expect(navigator.userAgent).toContain('Chrome');
});
