/** The devices of a township: whose they are, and whether they may still speak (SPEC X8, X12). */
import type { DeviceEntry } from '#core/enrolment.ts';
import type { KnownDevice } from '#core/heads.ts';
import type { Ports } from '#server/accounts/ports.ts';
import type { SignedIn } from '#server/caller.ts';
import { inGroups } from '#server/group.ts';
import { byCode } from '#server/log.ts';
import type { Storage, Tx } from '#server/storage.ts';

interface Owned {
  readonly township: string;
  readonly member: string;
}

/** Makes a device the member's unless it is somebody's already; answers whether it is the member's now. */
export async function isOwnedBy(tx: Tx, device: string, { township, member }: Owned): Promise<boolean> {
  await tx
    .insertInto('owners')
    .values({ device, township, member })
    .onConflict((on) => on.doNothing())
    .execute();
  const owner = await tx.selectFrom('owners').selectAll().where('device', '=', device).executeTakeFirstOrThrow();
  return owner.township === township && owner.member === member;
}

/** Lets a device speak for its member; it may be known already, from a carried file or from before it was revoked. */
export async function registerDevice(
  tx: Tx,
  by: Owned & { readonly device: KnownDevice; readonly founds: boolean; readonly now: number },
): Promise<void> {
  const { township, member, device, founds, now } = by;
  const { publicKey, name } = device;
  const standing = { publicKey, name, member, state: 'active', founder: founds ? 1 : 0, seenAt: now } as const;
  await tx
    .insertInto('devices')
    .values({ township, device: device.id, kind: 'device', createdAt: now, ...standing })
    .onConflict((on) => on.columns(['township', 'device']).doUpdateSet(standing))
    .execute();
}

/** All of the township, or those of one member. */
export async function listDevices(
  { db }: Pick<Storage, 'db'>,
  township: string,
  member: string | null,
): Promise<DeviceEntry[]> {
  const found = await db
    .selectFrom('devices')
    .selectAll()
    .where('township', '=', township)
    .where('kind', '=', 'device')
    .$if(member !== null, (query) => query.where('member', '=', member))
    .orderBy('createdAt')
    .orderBy('device')
    .execute();
  const claims = await claimsIn({ db }, township);
  return found.map((row) => ({
    id: row.device,
    name: row.name,
    member: row.member ?? '',
    ...(row.member === null ? claims.get(row.device) : undefined),
    state: row.member === null ? 'unknown' : row.state,
    since: row.createdAt,
    seenAt: row.seenAt === 0 ? null : row.seenAt,
  }));
}

async function claimsIn({ db }: Pick<Storage, 'db'>, township: string) {
  const rows = await db.selectFrom('claims').selectAll().where('township', '=', township).execute();
  return new Map(rows.map(({ device, member, fault }) => [device, { claim: { member, fault } }]));
}

/** Whose device it is; null when the township does not know it. */
export async function memberOfDevice(
  { db }: Pick<Storage, 'db'>,
  township: string,
  device: string,
): Promise<{ readonly member: string | null } | null> {
  const row = await db
    .selectFrom('devices')
    .select('member')
    .where('township', '=', township)
    .where('device', '=', device)
    .where('kind', '=', 'device')
    .executeTakeFirst();
  return row ?? null;
}

export async function nameDevice(storage: Storage, township: string, device: string, name: string): Promise<void> {
  await storage.transaction((tx) =>
    tx.updateTable('devices').set({ name }).where('township', '=', township).where('device', '=', device).execute(),
  );
}

/**
 * lost: it hears at its next contact that it has to clear itself. Otherwise it is no longer answered; what it still holds comes in
 * by its backup file.
 */
export async function revokeDevice(storage: Storage, township: string, device: string, lost: boolean): Promise<void> {
  await storage.transaction((tx) =>
    tx
      .updateTable('devices')
      .set({ state: lost ? 'lost' : 'revoked' })
      .where('township', '=', township)
      .where('device', '=', device)
      .execute(),
  );
}

const SEEN_MS = 60_000;

/** Notes contacts of devices, each at most once a minute: exchanges that find nothing new should cost no write. Those that come at once are one write. */
export function createSeen({ storage, clock }: Pick<Ports, 'storage' | 'clock'>): (caller: SignedIn) => Promise<void> {
  const note = inGroups(
    async (callers: readonly SignedIn[]) => {
      const [{ township } = { township: '' }] = callers;
      const devices = [...new Set(callers.map(({ device }) => device))].sort(byCode);
      await storage.transaction((tx) =>
        tx
          .updateTable('devices')
          .set({ seenAt: clock.now() })
          .where('township', '=', township)
          .where('device', 'in', devices)
          .execute(),
      );
      return callers;
    },
    { laneOf: ({ township }) => township },
  );
  return async (caller) => {
    if (caller.seenAt <= clock.now() - SEEN_MS) await note(caller);
  };
}
