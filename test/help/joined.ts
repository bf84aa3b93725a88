/** A ledger as it is after joining a township, without the exchange that brought it there. */
import type { Account, ScopeAccess } from '#core/exchange.ts';
import type { Identity, Store } from '#store/store.ts';

export interface JoinedAs {
  readonly role?: string;
  readonly caseDuty?: boolean;
  readonly servers?: readonly string[];
  /** By scope; what a role sees of the own township and unit unless given. */
  readonly scopes?: { readonly [scope: string]: ScopeAccess };
}

/** Writes into the database what the server would have said of the account; the app opens it so. */
export async function markJoined(
  { db, identity }: Store,
  { role = 'office', caseDuty = true, servers = ['server'], scopes }: JoinedAs = {},
): Promise<Identity> {
  const [unit = identity.township] = identity.units;
  const account: Account = {
    member: identity.actor,
    name: '李伟',
    person: '',
    unit,
    role,
    caseDuty,
    township: identity.township,
    servers,
  };
  const all = [
    `${identity.township}/shared`,
    `${identity.township}/office`,
    ...identity.units.flatMap((id) => [`${id}/work`, `${id}/cases`, `${id}/counts`]),
  ];
  const joined = {
    account,
    scopes: scopes ?? Object.fromEntries(all.map((scope) => [scope, 'write' as const])),
    device: identity.device,
    brought: [],
  };
  const next: Identity = { ...identity, joined };
  await db.meta.put({ id: 'identity', value: next });
  return next;
}
