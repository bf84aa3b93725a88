import { useCallback, useRef } from 'react';
import type { Field, Fields, Values } from '#kinds/field.ts';
import { person } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { useStore } from '#store/hooks.ts';
import { saveValues } from '#store/records.ts';
import { newId } from '#store/store.ts';
import { tryWrite } from '#pages/shell/try-write.ts';
import { asTexts } from '#ui/typed.ts';
import type { Choices } from './use-choices.ts';
import type { OpenDraft } from './use-draft.ts';

/** Somebody who is on no roster yet: the name is enough, the rest can follow on the person's own page. */
export function useCreatePerson(kind: Kind, draft: OpenDraft, choices: Choices) {
  const store = useStore();
  const { current, rawAt, change } = draft;
  // A second tap means the same person, while the first is being stored and afterwards.
  const made = useRef(new Map<string, string | null>());
  return useCallback(
    (to: string, role: string | undefined, words: string, path: string) => {
      const known = made.current.get(words);
      if (to !== 'person' || known === null) return;
      const isList = fieldAt(kind.fields, path)?.type === 'links';
      const put = (id: string) => change(path, isList ? [...new Set([...asTexts(rawAt(path)), id])] : id);
      const namesake = known ?? choices('person').find(({ label }) => label === words)?.id;
      if (namesake !== undefined) return put(namesake);
      const id = newId(store);
      const values: Values = { name: words, ...(role === undefined ? {} : { roles: { [newId(store)]: { role } } }) };
      made.current.set(words, null);
      const entry = { kind: person, record: id, unit: current().unit, values };
      void tryWrite(() => saveValues(store, [entry])).then((done) => {
        if (!done.ok) {
          made.current.delete(words);
          return;
        }
        made.current.set(words, id);
        put(id);
      });
    },
    [kind, store, current, rawAt, change, choices],
  );
}

/** The field at a path; the id of an item stands between a list's name and its fields. */
function fieldAt(fields: Fields, path: string): Field | undefined {
  const [id = '', ...below] = path.split('.');
  const field = fields[id];
  if (field === undefined || below.length === 0) return field;
  if (!('fields' in field)) return undefined;
  return fieldAt(field.fields, (field.type === 'group' ? below : below.slice(1)).join('.'));
}
