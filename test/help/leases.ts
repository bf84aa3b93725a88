/** What a server says of the lease of committee `c` for 2026 (SPEC X10). */
import { CHAIN_START, changesOf } from '#core/change.ts';
import { leaseRecord, NUMBER_LEASE } from '#core/file-numbers.ts';
import { receive } from '#store/incoming.ts';
import type { Store } from '#store/store.ts';

const unitOf = (store: Store): string => store.identity.units[0] ?? '';

/** What the server says of the lease; any other device may claim the same. */
export async function hearLease(store: Store, device: string, { by = 'server', last = 6 } = {}): Promise<void> {
  const record = leaseRecord('c', 2026);
  const said = { committee: 'c', year: 2026, device, last, before: '（2026）双民人调字第', after: '号' };
  const row = await store.db.rows(NUMBER_LEASE).get(record);
  const ops = Object.entries(said).map(([field, value]) => ({
    record,
    kind: NUMBER_LEASE,
    field,
    value,
    replaces: Object.keys(row?.heads ?? {}),
  }));
  const at = store.ports.now();
  const chain = await store.db.chains.get([by, `${unitOf(store)}/cases`]);
  const author = { device: by, action: `a${at}`, actor: by, nextStamp: () => `${at}-0000-${by}` };
  const end = chain === undefined ? CHAIN_START : { n: chain.n, id: chain.id };
  await receive(store, { changes: changesOf(ops, `${unitOf(store)}/cases`, author, end), streamed: true });
}
