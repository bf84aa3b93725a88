/** Who wrote what arrived (SPEC D6, B3): a device's session speaks for its own changes, a signed head for those that another one carries. */
import type { IdentifiedChange } from '#core/change.ts';
import type { SyncRequest } from '#core/exchange.ts';
import type { KnownDevice, SignedHead, Verify } from '#core/heads.ts';
import { isSignedBy } from '#core/heads.ts';
import { byCode, inParts, type Db } from './log.ts';
import type { Register } from './register.ts';
import { statement } from './statement.ts';
import type { Tables } from './tables.ts';

/** The heads that were signed by the keys of their devices. One that was not is dropped: it proves nothing, and must never be passed on. */
export async function verifiedHeads(
  register: Pick<Register, 'devices'>,
  requests: readonly Pick<SyncRequest, 'heads' | 'devices'>[],
  verify: Verify,
): Promise<SignedHead[]> {
  const held = await register.devices(requests.flatMap(({ heads }) => heads.map(({ device }) => device)));
  const verified: SignedHead[] = [];
  for (const { heads, devices } of requests) {
    const brought = new Map(devices.map(({ id, publicKey }) => [id, publicKey]));
    for (const head of heads) {
      const key = held.get(head.device)?.publicKey ?? brought.get(head.device) ?? null;
      if (key !== null && (await isSignedBy(head, key, verify))) verified.push(head);
    }
  }
  return verified;
}

/** Remembers devices that only files spoke of so far, with their keys, so that whoever receives their changes can check them. */
export async function rememberDevices(db: Db, township: string, devices: readonly KnownDevice[], now: number) {
  for (const { id, publicKey, name } of [...devices].sort((a, b) => byCode(a.id, b.id))) {
    await db
      .insertInto('devices')
      .values({
        township,
        device: id,
        publicKey,
        name,
        member: null,
        kind: 'device',
        state: 'active',
        founder: 0,
        createdAt: now,
        seenAt: 0,
      })
      .onConflict((on) => on.columns(['township', 'device']).doNothing())
      .execute();
    if (publicKey === null) continue;
    await db
      .updateTable('devices')
      .set({ publicKey })
      .where('township', '=', township)
      .where('device', '=', id)
      .where('publicKey', 'is', null)
      .execute();
  }
}

type Link = Pick<IdentifiedChange, 'id' | 'prev'>;

/** Ids that the heads vouch for: each head's change, the one before it, and so on, as far as `links` knows them. */
export function vouchedFor(heads: readonly SignedHead[], links: Iterable<Link>): Set<string> {
  const before = new Map<string, string>();
  for (const { id, prev } of links) before.set(id, prev);
  const proven = new Set<string>();
  for (const { id } of heads) {
    for (let at: string | undefined = id; at !== undefined && before.has(at) && !proven.has(at); at = before.get(at)) {
      proven.add(at);
    }
  }
  return proven;
}

type Named = Pick<Tables['changes'], 'id' | 'device' | 'scope' | 'n'>;

/** Stores heads whose change is here. Without it a head could prove itself false later (SPEC B3). `there`: changes of which that is known. */
export async function saveHeads(
  db: Db,
  township: string,
  heads: readonly SignedHead[],
  there: ReadonlyMap<string, Named>,
): Promise<void> {
  const ids = [...new Set(heads.map(({ id }) => id))].filter((id) => !there.has(id));
  const changes = await inParts(ids, (part) =>
    db
      .selectFrom('changes')
      .select(['id', 'device', 'scope', 'n'])
      .where('township', '=', township)
      .where('id', 'in', part)
      .execute(),
  );
  const byId = new Map([...there, ...changes.map((change): [string, Named] => [change.id, change])]);
  const rows = heads
    .filter((head) => {
      const change = byId.get(head.id);
      return change?.device === head.device && change.scope === head.scope && change.n === head.n;
    })
    .map(({ id, device, scope, n, signature }) => ({ township, id, device, scope, n, signature }));
  await inParts([...new Map(rows.map((row) => [row.id, row])).values()], (part) => putHeads(db, part));
}

const putHeads = statement((db, rows: readonly Tables['heads'][]) =>
  db
    .insertInto('heads')
    .values(rows)
    .onConflict((on) => on.columns(['township', 'id']).doNothing()),
);
