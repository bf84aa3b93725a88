/** A phone on which somebody scans an invitation, and who it is afterwards. */
import { onTestFinished } from 'vitest';
import { dropJoinLink, keepJoinLink } from '#pages/join-link.ts';
import { LedgerDb } from '#store/db.ts';
import type { Identity } from '#store/store.ts';

/** As if the phone's camera had opened the link. */
export function scan(fragment: string): void {
  const before = location.href;
  history.replaceState(null, '', `/join${fragment}`);
  keepJoinLink();
  onTestFinished(() => {
    dropJoinLink();
    history.replaceState(null, '', before);
  });
}

export async function identityIn(name: string): Promise<Identity> {
  const db = new LedgerDb(name);
  await db.open();
  const identity = (await db.meta.get('identity'))?.value as Identity;
  db.close();
  return identity;
}
