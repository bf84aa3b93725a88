/**
 * Names younger than our floor (Chromium 87, Safari 14, Firefox 90) that a dependency calls, or that are worth having everywhere.
 * Imported first by everything that starts: the app and each worker.
 */
function fillIn(owner: object, name: string, value: (this: Blob, ...input: never[]) => unknown): void {
  if (name in owner) return;
  Object.defineProperty(owner, name, { value, configurable: true, writable: true });
}

// @noble/hashes
fillIn(Object, 'hasOwn', (owner: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(owner, key));

// Chromium 95, Safari 15.4, Firefox 93: a fault that nobody catches is shown and counted all the same.
fillIn(globalThis, 'reportError', (error: unknown) => {
  setTimeout(() => {
    throw error;
  });
});

// iOS 14.5: photos, spreadsheets and backups are read by it.
fillIn(Blob.prototype, 'arrayBuffer', function (this: Blob) {
  return new Response(this).arrayBuffer();
});
