/** What a server says of the lease of a committee, `c` unless another is named, for 2026 (SPEC X10). */
import { CHAIN_START, changesOf, type Op } from '#core/change.ts';
import { leaseRecord, NUMBER_LEASE } from '#core/file-numbers.ts';
import { receive } from '#store/incoming.ts';
import { noteRead } from '#store/leases.ts';
import type { Store } from '#store/store.ts';

const unitOf = (store: Store): string => store.identity.units[0] ?? '';

/** What the server says of the lease, in an exchange that leaves nothing behind; any other device may claim the same. */
export async function hearLease(
  store: Store,
  device: string,
  { by = 'server', last = 6, committee = 'c' } = {},
): Promise<void> {
  await receiveLease(store, device, { by, last, committee });
  await noteRead(store.db, [`${unitOf(store)}/cases`], true);
}

/** The same as ops. */
export function leaseOps(device: string, last: number, replaces: readonly string[] = [], committee = 'c'): Op[] {
  const record = leaseRecord(committee, 2026);
  const said = { committee, year: 2026, device, last, before: '（2026）双民人调字第', after: '号' };
  return Object.entries(said).map(([field, value]) => ({ record, kind: NUMBER_LEASE, field, value, replaces }));
}

interface Said {
  readonly by: string;
  readonly last: number;
  readonly committee: string;
}

async function receiveLease(store: Store, device: string, { by, last, committee }: Said): Promise<void> {
  const row = await store.db.rows(NUMBER_LEASE).get(leaseRecord(committee, 2026));
  const ops = leaseOps(device, last, Object.keys(row?.heads ?? {}), committee);
  const at = store.ports.now();
  const chain = await store.db.chains.get([by, `${unitOf(store)}/cases`]);
  const author = { device: by, action: `a${at}`, actor: by, nextStamp: () => `${at}-0000-${by}` };
  const end = chain === undefined ? CHAIN_START : { n: chain.n, id: chain.id };
  await receive(store, { changes: changesOf(ops, `${unitOf(store)}/cases`, author, end), streamed: true });
}
