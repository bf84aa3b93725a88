/** Who works with this device: the account record to which its changes are signed. */
import { useMemo } from 'react';
import { fieldText, NO_NAMES } from '#core/text.ts';
import { personRoles } from '#kinds/codes-people.ts';
import type { Values } from '#kinds/field.ts';
import { member } from '#kinds/member.ts';
import { rolesOf } from '#kinds/person.ts';
import { useStore } from '#store/hooks.ts';
import { useRecords } from '#store/record-hooks.ts';
import { saveValues } from '#store/records.ts';
import { todayOf, type Identity, type Store } from '#store/store.ts';

export interface Me {
  readonly name: string | null;
  /** Id of the person in the roster, whom forms fill in first. */
  readonly person: string | null;
  /** What the account may do in a township (调解员, 司法所 …); alone on a device, the 身份 that the roster says. */
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
  const store = useStore();
  const { identity } = store;
  const members = useRecords('member');
  const people = useRecords('person');
  return useMemo(() => {
    if (!members.ready) return undefined;
    const values = members.rows.find(({ id }) => id === identity.actor)?.values ?? accountValues(identity);
    const role = values?.['role'];
    const own = textIn(values, 'person');
    const onRoster = people.rows.find(({ id }) => id === own);
    const roles = onRoster === undefined ? [] : rolesOf(onRoster.values, todayOf(store));
    const said = roles.map((id) => personRoles.codes.find((code) => code.id === id)?.zh ?? id).join('、');
    const name = textIn(values, 'name');
    return {
      name: name === UNNAMED ? null : name,
      person: own,
      roleText:
        identity.joined === undefined ? said : role === undefined ? '' : fieldText(member.fields.role, role, NO_NAMES),
    };
  }, [members, people, identity, store]);
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
