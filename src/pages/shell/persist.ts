/** Asks the browser not to clear this ledger when space runs short; once something is in it (SPEC D7). */
export async function askToPersist(): Promise<void> {
  const storage = (navigator as { storage?: Partial<StorageManager> }).storage;
  if (typeof storage?.persist !== 'function' || typeof storage.persisted !== 'function') return;
  try {
    if (!(await storage.persisted())) await storage.persist();
  } catch {
    // A browser that refuses to answer keeps its own rules; backups are the way out.
  }
}
