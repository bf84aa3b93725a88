import { useCallback, useEffect, useRef } from 'react';
import type { Field, Fields, Values } from '#kinds/field.ts';
import { person } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { useStore } from '#store/hooks.ts';
import { saveValues } from '#store/records.ts';
import { newId } from '#store/store.ts';
import { onFlush } from '#pages/shell/flush.ts';
import { tryWrite } from '#pages/shell/try-write.ts';
import { asTexts } from '#ui/typed.ts';
import type { Choices } from './use-choices.ts';
import type { OpenDraft } from './use-draft.ts';

interface CreatePerson {
  readonly create: (to: string, role: string | undefined, words: string, path: string) => void;
  /** Resolves when whoever is being stored stands in the form: it must not be stored before. */
  readonly made: () => Promise<void>;
}

/** Somebody who is on no roster yet: the name is enough, the rest can follow on the person's own page. */
export function useCreatePerson(kind: Kind, draft: OpenDraft, choices: Choices): CreatePerson {
  const store = useStore();
  const { current, rawAt, change } = draft;
  // A second tap means the same person, while the first is being stored and afterwards.
  const known = useRef(new Map<string, string | null>());
  const making = useRef(new Set<Promise<void>>());
  const made = useCallback(async () => void (await Promise.all(making.current)), []);
  useEffect(() => onFlush(made), [made]);
  const create = useCallback(
    (to: string, role: string | undefined, words: string, path: string) => {
      const before = known.current.get(words);
      if (to !== 'person' || before === null) return;
      const isList = fieldAt(kind.fields, path)?.type === 'links';
      const put = (id: string) => change(path, isList ? [...new Set([...asTexts(rawAt(path)), id])] : id);
      const namesake = before ?? choices('person').find(({ label }) => label === words)?.id;
      if (namesake !== undefined) return put(namesake);
      const id = newId(store);
      const values: Values = { name: words, ...(role === undefined ? {} : { roles: { [newId(store)]: { role } } }) };
      known.current.set(words, null);
      const make = async () => {
        const entry = { kind: person, record: id, unit: current().unit, values };
        const done = await tryWrite(() => saveValues(store, [entry]));
        if (!done.ok) {
          known.current.delete(words);
          return;
        }
        known.current.set(words, id);
        put(id);
      };
      const one = make().finally(() => making.current.delete(one));
      making.current.add(one);
    },
    [kind, store, current, rawAt, change, choices],
  );
  return { create, made };
}

/** The field at a path; the id of an item stands between a list's name and its fields. */
function fieldAt(fields: Fields, path: string): Field | undefined {
  const [id = '', ...below] = path.split('.');
  const field = fields[id];
  if (field === undefined || below.length === 0) return field;
  if (!('fields' in field)) return undefined;
  return fieldAt(field.fields, (field.type === 'group' ? below : below.slice(1)).join('.'));
}
