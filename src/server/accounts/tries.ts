/**
 * Limits on guessing an invitation's nine digits. The code alone finds its invitation, so a wrong one belongs to no invitation and none
 * can be made void by wrong tries; what is limited is guessing as such. A hundred tries an hour for the three days that an
 * invitation lives are 7,200 of 1,000,000,000 codes. Links carry 128 bits and are not counted: a flood of wrong codes closes
 * typing, never the QR code.
 */
import { hashOfSecret } from '#server/accounts/secrets.ts';
import type { Ports } from '#server/accounts/ports.ts';

const MINUTE_MS = 60_000;
const ADDRESS_WINDOW_MS = 15 * MINUTE_MS;
const ADDRESS_TRIES = 5;
const ALL_WINDOW_MS = 60 * MINUTE_MS;
const ALL_TRIES = 100;

/** One try that is under way. */
export interface Try {
  /** The code was right: it counts for nothing. */
  readonly forgive: () => Promise<void>;
}

/** Counts a try before the code is looked at, so that many at once cannot all pass. null: no more for now. */
export async function beginTry({ storage, clock, newId, start }: Ports, address: string): Promise<Try | null> {
  const at = clock.now();
  // The address is of no use to whoever reads the table: `start` is drawn at every start and kept nowhere.
  const one = { id: newId(), address: hashOfSecret(`${start} ${address}`), at };
  const tries = await storage.transaction(async (tx) => {
    await tx
      .deleteFrom('codeTries')
      .where('at', '<=', at - ALL_WINDOW_MS)
      .execute();
    await tx.insertInto('codeTries').values(one).execute();
    return tx.selectFrom('codeTries').select(['address', 'at']).execute();
  });
  const forgive = async (): Promise<void> => {
    await storage.transaction((tx) => tx.deleteFrom('codeTries').where('id', '=', one.id).execute());
  };
  const own = tries.filter((other) => other.address === one.address && other.at > at - ADDRESS_WINDOW_MS);
  if (own.length <= ADDRESS_TRIES && tries.length <= ALL_TRIES) return { forgive };
  // A refused try was no guess: otherwise patience would never be rewarded.
  await forgive();
  return null;
}
