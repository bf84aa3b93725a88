/** Who still has to sign before a written agreement takes effect (人民调解法 art. 29). */
import { itemEntries } from '#kinds/conditions.ts';
import type { Group, Value, Values } from '#kinds/field.ts';

interface Names {
  readonly today: string | null;
  readonly personName: (id: string) => string;
}

const nameIn = (item: Group): string => (typeof item.name === 'string' ? item.name.trim() : '');

/**
 * One signature for every party, every mediator and the seal that is not there yet, as they sign on the day the agreement is reached, today
 * while that is not written down; with a wrong clock no day is proposed (SPEC C7). A party whom
 * a guardian or representative acts for signs through that person; an organisation puts its seal.
 */
export function missingSignatures(values: Values, { today, personName }: Names): Group[] {
  const there = itemEntries(values.signatures).map(([, item]) => item);
  const { closedOn } = values;
  const on = today === null ? {} : { signedOn: typeof closedOn === 'string' && closedOn < today ? closedOn : today };
  const parties = itemEntries(values.parties).map(([, party]) => ({ party, name: signerOf(party) }));
  const mediators = (Array.isArray(values.mediators) ? (values.mediators as readonly string[]) : []).map(personName);
  const open = (signer: string, names: readonly string[]): string[] => namesLeft(there, signer, names);
  const openParties = open(
    'party',
    parties.map(({ name }) => name),
  );
  return [
    ...openParties.map((name) => ({
      signer: 'party',
      ...(name === '' ? {} : { name }),
      ...on,
      manner: parties.some((one) => one.name === name && one.party.partyKind === 'organisation') ? 'sealed' : 'signed',
    })),
    ...open('mediator', mediators.length === 0 ? [''] : mediators).map((name) => ({
      signer: 'mediator',
      ...(name === '' ? {} : { name }),
      ...on,
      manner: 'signed',
    })),
    ...(there.some(({ signer }) => signer === 'seal') ? [] : [{ signer: 'seal', ...on, manner: 'sealed' }]),
  ];
}

function signerOf(party: Group): string {
  const acting: Value | undefined = party.guardian ?? party.representative;
  return typeof acting === 'string' && acting.trim() !== '' ? acting.trim() : nameIn(party);
}

/** Names that no signature of that kind bears yet; signatures without a name stand for the first ones. */
function namesLeft(there: readonly Group[], signer: string, names: readonly string[]): string[] {
  const signed = there.filter((item) => item.signer === signer);
  const left = [...names];
  let nameless = 0;
  for (const item of signed) {
    const at = left.indexOf(nameIn(item));
    if (at >= 0) left.splice(at, 1);
    else nameless += 1;
  }
  return left.slice(nameless);
}
