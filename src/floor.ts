/**
 * Names younger than our floor (Chromium 87, Safari 14, Firefox 90) that a dependency calls. Own code does not use
 * them: the compiler's library ends at the floor. Imported first by everything that starts: the app and each worker.
 */
function fillIn(owner: object, name: string, value: (...input: never[]) => unknown): void {
  if (name in owner) return;
  Object.defineProperty(owner, name, { value, configurable: true, writable: true });
}

// @noble/hashes
fillIn(Object, 'hasOwn', (owner: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(owner, key));
