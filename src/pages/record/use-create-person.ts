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
  // A second tap while the first is being stored means the same person.
  const making = useRef(new Set<string>());
  return useCallback(
    (to: string, role: string | undefined, words: string, path: string) => {
      if (to !== 'person' || making.current.has(words)) return;
      const isList = fieldAt(kind.fields, path)?.type === 'links';
      const put = (id: string) => change(path, isList ? [...new Set([...asTexts(rawAt(path)), id])] : id);
      const namesake = choices('person').find(({ label }) => label === words);
      if (namesake !== undefined) return put(namesake.id);
      const id = newId(store);
      const values: Values = { name: words, ...(role === undefined ? {} : { roles: { [newId(store)]: { role } } }) };
      making.current.add(words);
      const entry = { kind: person, record: id, unit: current().unit, values };
      void tryWrite(() => saveValues(store, [entry])).then((done) => {
        if (done.ok) put(id);
        else making.current.delete(words);
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
