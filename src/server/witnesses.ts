/** What proves who wrote the changes on a page: keys of their devices, and signed heads (SPEC D6, B3). */
import type { IdentifiedChange } from '#core/change.ts';
import type { Page } from '#core/exchange.ts';
import { headText, type SignedHead } from '#core/heads.ts';
import type { ServerKeys } from './keys.ts';
import { inParts, type Db } from './log.ts';
import type { Register } from './register.ts';
import { statement } from './statement.ts';

interface Reading {
  readonly db: Db;
  readonly keys: ServerKeys;
  readonly register: Register;
}

/** A page as far as its proof goes. */
type Unproved = Pick<Page, 'held'> & { readonly changes: readonly IdentifiedChange[] };
type Proof = Pick<Page, 'heads' | 'devices'>;

/** Reads what proves all of these pages; answers with what belongs to one of them. */
export async function witnessed(
  { db, keys, register }: Reading,
  pages: readonly Unproved[],
): Promise<(page: Unproved) => Proof> {
  // Where all of a page came with the very request there is nobody to vouch for.
  const toProve = pages.filter(({ changes }) => changes.length > 0);
  const changes = toProve.flatMap((page) => page.changes);
  if (changes.length === 0) return () => ({ heads: [], devices: [] });
  const { all: epochs } = await register.epochs();
  const devices = await register.devices(changes.map(({ device }) => device));
  const servers = new Map(epochs.map(({ device, privateKey }) => [device, privateKey]));
  const ids = toProve.flatMap((page) => [
    ...page.held,
    ...page.changes.filter(({ device }) => !servers.has(device)).map(({ id }) => id),
  ]);
  const signed = await headsAmong(db, register.township, [...new Set(ids)]);
  const ownHeads = new Map<string, SignedHead>();

  /** The server signs what it sends, so that whatever a device has of it can be proved after a restoration (SPEC X9). */
  const ownHead = ({ device, scope, n, id }: IdentifiedChange, privateKey: string): SignedHead => {
    const head = { device, scope, n, id };
    const made = ownHeads.get(id) ?? { ...head, signature: keys.sign(privateKey, headText(head)) };
    ownHeads.set(id, made);
    return made;
  };

  return (page) => {
    const last = new Map(page.changes.map((change) => [change.device, change]));
    const heads = new Map<string, SignedHead>();
    for (const id of [...page.held, ...page.changes.map((change) => change.id)]) {
      const head = signed.get(id);
      if (head === undefined || !last.has(head.device)) continue;
      // The highest of each device.
      if ((heads.get(head.device)?.n ?? 0) < head.n) heads.set(head.device, head);
    }
    for (const [device, change] of last) {
      const privateKey = servers.get(device);
      if (privateKey !== undefined) heads.set(device, ownHead(change, privateKey));
    }
    return {
      heads: [...heads.values()],
      devices: [...last.keys()].flatMap((id) => {
        const known = devices.get(id);
        return known === undefined ? [] : [{ id, publicKey: known.publicKey, name: known.name }];
      }),
    };
  };
}

const findHeads = statement((db, township: string, ids: readonly string[]) =>
  db
    .selectFrom('heads')
    .select(['device', 'scope', 'n', 'id', 'signature'])
    .where('township', '=', township)
    .where('id', 'in', ids),
);

async function headsAmong(db: Db, township: string, ids: readonly string[]): Promise<Map<string, SignedHead>> {
  const heads = await inParts(ids, (part) => findHeads(db, township, part));
  return new Map(heads.map((head) => [head.id, head]));
}
