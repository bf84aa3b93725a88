/** Who still has to sign before a written agreement takes effect (人民调解法 art. 29). */
import { unsignedParties } from '#kinds/case-signatures.ts';
import { itemEntries } from '#kinds/conditions.ts';
import type { Group, Value, Values } from '#kinds/field.ts';

interface Names {
  readonly today: string | null;
  readonly personName: (id: string) => string;
}

const named = (name: string): Group => (name === '' ? {} : { name });
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
  const mediators = (Array.isArray(values.mediators) ? (values.mediators as readonly string[]) : []).map(personName);
  return [
    ...unsignedParties(values.parties, there).map((party) => ({
      signer: 'party',
      ...named(signerOf(party)),
      ...on,
      manner: party.partyKind === 'organisation' ? 'sealed' : 'signed',
    })),
    ...mediatorsLeft(there, mediators.length === 0 ? [''] : mediators).map((name) => ({
      signer: 'mediator',
      ...named(name),
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

/** Names under which no mediator signed yet; signatures without a name stand for the first ones. */
function mediatorsLeft(there: readonly Group[], names: readonly string[]): string[] {
  const left = [...names];
  let nameless = 0;
  for (const item of there.filter(({ signer }) => signer === 'mediator')) {
    const at = left.indexOf(nameIn(item));
    if (at >= 0) left.splice(at, 1);
    else nameless += 1;
  }
  return left.slice(nameless);
}
