/** Who works with this device: the account record to which its changes are signed. */
import { useMemo } from 'react';
import { fieldText, NO_NAMES } from '#core/text.ts';
import type { Values } from '#kinds/field.ts';
import { member } from '#kinds/member.ts';
import { useStore } from '#store/hooks.ts';
import { useRecords } from '#store/record-hooks.ts';
import { saveValues } from '#store/records.ts';
import type { Identity, Store } from '#store/store.ts';

export interface Me {
  readonly name: string | null;
  /** Id of the person in the roster, whom forms fill in first. */
  readonly person: string | null;
  /** 调解员, 司法所 … */
  readonly roleText: string;
}

const textIn = (values: Values | undefined, field: string): string | null => {
  const value = values?.[field];
  return typeof value === 'string' ? value : null;
};

/** What setting up writes where nobody was asked for a name. */
const UNNAMED = '本机使用人';

/** Most roles may not read member records (SPEC S3): what the server says of the account stands in. */
function accountValues({ joined }: Identity): Values | undefined {
  if (joined === undefined) return undefined;
  const { name, person, role } = joined.account;
  return { ...(name === '' ? {} : { name }), ...(person === '' ? {} : { person }), ...(role === '' ? {} : { role }) };
}

/** undefined while it is being read. */
export function useMe(): Me | undefined {
  const { identity } = useStore();
  const members = useRecords('member');
  return useMemo(() => {
    if (!members.ready) return undefined;
    const values = members.rows.find(({ id }) => id === identity.actor)?.values ?? accountValues(identity);
    const role = values?.['role'];
    const name = textIn(values, 'name');
    return {
      name: name === UNNAMED ? null : name,
      person: textIn(values, 'person'),
      roleText: role === undefined ? '' : fieldText(member.fields.role, role, NO_NAMES),
    };
  }, [members, identity]);
}

/** A device that was restored from a backup has no account record yet: saving makes it. */
export async function saveMe(store: Store, { name, person }: { name: string; person: string | null }) {
  const { actor, township, units, mode } = store.identity;
  const row = await store.db.rows('member').get(actor);
  const unit = units[0] ?? township;
  const usual: Values =
    row === undefined ? { unit, role: mode === 'township' ? 'office' : 'mediator', caseDuty: true } : {};
  const values: Values = { ...usual, name, ...(person === null ? { person: undefined } : { person }) };
  return saveValues(store, [{ kind: member, record: actor, unit, values, ...(row === undefined ? {} : { row }) }]);
}
