/** Whose signature a name is: a written agreement waits for every single party (人民调解法 art. 29). */
import { itemEntries } from './conditions.ts';
import type { Group, Value, Values } from './field.ts';

const nameIn = (value: Value | undefined): string => (typeof value === 'string' ? value.trim() : '');

/** Under which names a party signs: its own, its guardian's, its representative's. */
const namesOf = ({ name, guardian, representative }: Group): string[] =>
  [name, guardian, representative].map(nameIn).filter((each) => each !== '');

/**
 * The parties for whom nobody signed yet, in their order. A signature stands for one party: for one that signs under its name, else, where it
 * has no name or one that no party signs under, for the first that is left. A strange name stands once, however often it was written.
 */
export function unsignedParties(parties: Value | undefined, signatures: readonly Group[]): Group[] {
  const all = itemEntries(parties).map(([, party]) => party);
  const names = signatures.filter(({ signer }) => signer === 'party').map(({ name }) => nameIn(name));
  const known = new Set(all.flatMap(namesOf));
  const taken = new Map<Group, string>();

  // Whoever holds a party already moves on to another one where that leaves room for both.
  const place = (name: string, tried: Set<Group>): boolean =>
    all
      .filter((party) => namesOf(party).includes(name))
      .some((party) => {
        if (tried.has(party)) return false;
        tried.add(party);
        const holder = taken.get(party);
        if (holder !== undefined && !place(holder, tried)) return false;
        taken.set(party, name);
        return true;
      });
  for (const name of names) if (known.has(name)) place(name, new Set());

  const strange = new Set(names.filter((name) => name !== '' && !known.has(name)));
  const nameless = names.filter((name) => name === '').length;
  return all.filter((party) => !taken.has(party)).slice(strange.size + nameless);
}

/** Names under which a signature of a party stands and that are none of a party's: it was taken out of the case, or another one put in. */
export function strangeSigners({ parties, signatures }: Values): string[] {
  const known = new Set(itemEntries(parties).flatMap(([, party]) => namesOf(party)));
  return itemEntries(signatures)
    .filter(([, { signer }]) => signer === 'party')
    .map(([, { name }]) => nameIn(name))
    .filter((name) => name !== '' && !known.has(name));
}

/** Those of a case whose signature bears a day. */
export const datedSignatures = ({ signatures }: Values): Group[] =>
  itemEntries(signatures)
    .map(([, signature]) => signature)
    .filter(({ signedOn }) => nameIn(signedOn) !== '');
