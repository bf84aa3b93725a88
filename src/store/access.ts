/** Rights as this device mirrors them (SPEC S3): by the same table as the server, and by what the server last said. */
import { unitOfScope } from '#core/fold.ts';
import { accessTo, mayWrite, memberOf, type Access, type Member, type Place } from '#core/rights.ts';
import type { Kind } from '#kinds/kind.ts';
import { useStore } from './hooks.ts';
import { scopeOf } from './scope.ts';
import type { Identity, Joined } from './store.ts';

const placeOf = ({ township }: Identity, { account, brought }: Joined): Place => ({
  township,
  isOwn: (unit) => unit === account.unit || brought.includes(unit),
});

const memberIn = ({ account: { member, unit, role, caseDuty } }: Joined): Member | null =>
  memberOf(member, { unit, role, caseDuty }, null);

/** What this device may do in a scope. Alone it may do everything with its own units, and a township of several villages with all. */
export function accessOf(identity: Identity, scope: string): Access {
  const { joined, mode, units, township } = identity;
  const unit = unitOfScope(scope);
  if (joined === undefined) return mode === 'township' || units.includes(unit) || unit === township ? 'write' : 'none';
  const said = Object.prototype.hasOwnProperty.call(joined.scopes, scope) ? joined.scopes[scope] : undefined;
  if (said === 'push') return 'none';
  if (said !== undefined) return said;
  const member = memberIn(joined);
  // The founder of a township whose records the server has not read yet: the workspace is its own.
  return member === null ? 'write' : accessTo(member, scope, placeOf(identity, joined));
}

/** Whether this device may write records of a kind for a unit. */
export function mayWriteFor(identity: Identity, kind: Pick<Kind, 'name' | 'scope'>, unit: string): boolean {
  const { joined } = identity;
  const scope = scopeOf(kind, unit, identity.township);
  const access = accessOf(identity, scope);
  const member = joined === undefined ? null : memberIn(joined);
  if (access !== 'read' || joined === undefined || member === null) return access === 'write';
  return mayWrite(member, scope, kind.name, placeOf(identity, joined));
}

/** Access to a scope; screens say 无权查看 for `none`, and never 0. */
export const useAccess = (scope: string): Access => accessOf(useStore().identity, scope);

/** Whether screens offer to add or change records of a kind for a unit. */
export const useMayWrite = (kind: Pick<Kind, 'name' | 'scope'>, unit: string): boolean =>
  mayWriteFor(useStore().identity, kind, unit);
