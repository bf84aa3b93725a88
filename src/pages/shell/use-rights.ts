/** What the account of this device may see and write (SPEC S3), for screens: no button offers what the server would refuse. */
import { useMemo } from 'react';
import type { Kind } from '#kinds/kind.ts';
import { accessOf, mayWriteFor } from '#store/access.ts';
import { useStore } from '#store/hooks.ts';
import { scopeOf } from '#store/scope.ts';
import { isOffice, type Identity } from '#store/store.ts';
import { unitOfScope } from '#core/fold.ts';
import { usePlace } from './use-place.ts';

type WhatKind = Pick<Kind, 'name' | 'scope'>;

export interface Rights {
  /** Sets up accounts and the township, decides what was held back. */
  readonly isOffice: boolean;
  /** Whether records of a kind may be written in a unit; in any unit of this device unless given. */
  readonly mayWrite: (kind: WhatKind, unit?: string) => boolean;
  /** Whether records of a kind may be seen in a unit; in any unit of this device unless given. */
  readonly maySee: (kind: WhatKind, unit?: string) => boolean;
  /** Whether this very record may be changed. */
  readonly mayChange: (row: { readonly kind: string; readonly scope: string }) => boolean;
}

/** Where there is no server nobody is kept from anything. */
const ALONE: Rights = { isOffice: true, mayWrite: () => true, maySee: () => true, mayChange: () => true };

export function useRights(): Rights {
  const { identity } = useStore();
  const { units } = usePlace();
  return useMemo(
    () =>
      rightsIn(
        identity,
        units.map(({ id }) => id),
      ),
    [identity, units],
  );
}

export function rightsIn(identity: Identity, units: readonly string[]): Rights {
  const { joined, township } = identity;
  if (joined === undefined) return ALONE;
  const { unit: home } = joined.account;
  const among = (unit: string | undefined): readonly string[] => (unit === undefined ? [...units, home] : [unit]);
  return {
    isOffice: isOffice(identity),
    mayWrite: (kind, unit) => among(unit).some((id) => mayWriteFor(identity, kind, id)),
    maySee: (kind, unit) => among(unit).some((id) => accessOf(identity, scopeOf(kind, id, township)) !== 'none'),
    mayChange: ({ kind, scope }) => {
      const part = scope.slice(unitOfScope(scope).length + 1) as Kind['scope'];
      return mayWriteFor(identity, { name: kind, scope: part }, unitOfScope(scope));
    },
  };
}
