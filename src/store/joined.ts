/** What a device is in a township with a server: its identity after what the server says of its account (SPEC S3, D8). */
import type { Account, ScopeAccess } from '#core/exchange.ts';
import type { Identity, Joined } from './store.ts';

/** Roles that work with the records of the whole township. */
const SEES_ALL: readonly string[] = ['office', 'leader'];

/**
 * The identity of a device whose account the server has described. Units that were minted here stay its units; the member's own comes first where
 * nothing was minted.
 */
export function identityIn(
  identity: Identity,
  account: Account,
  scopes: Joined['scopes'] | undefined,
): Identity & { readonly joined: Joined } {
  const { joined } = identity;
  const brought = joined?.brought ?? broughtBy(identity, account);
  return {
    ...identity,
    actor: account.member,
    township: account.township,
    units: unitsIn(identity, account),
    mode: modeOf(identity, account),
    joined: { account, scopes: scopes ?? joined?.scopes ?? {}, device: joined?.device ?? identity.device, brought },
  };
}

/** Until the first records of a new township are on the server it does not know what its founder is. */
const modeOf = ({ mode }: Identity, { role }: Account): Identity['mode'] =>
  role === '' ? mode : SEES_ALL.includes(role) ? 'township' : 'village';

function unitsIn({ joined, township, units }: Identity, { unit, township: real }: Account): string[] {
  // A township that was set up alone is kept for reading, and is no place to work in beside the real one.
  const kept = units.filter((id) => township === real || id !== township);
  // Whoever moves to another unit works for that one from then on.
  const moved = joined === undefined ? kept : kept.map((id) => (id === joined.account.unit ? unit : id));
  return [...new Set([...moved, unit])].filter((id) => id !== '');
}

/** Units of a standalone device, its township included; none when the township itself is founded on the server. */
const broughtBy = ({ township, units }: Identity, account: Account): string[] =>
  township === '' || township === account.township ? [] : [...new Set([township, ...units])];

/** Rights as the server lists them; anything that it does not name may only be handed over (SPEC X8). */
export const accessIn = (scopes: Joined['scopes'], scope: string): ScopeAccess =>
  Object.prototype.hasOwnProperty.call(scopes, scope) ? (scopes[scope] as ScopeAccess) : 'push';
